"""What the log load does: how lines are framed, over how many connections, or at which rate."""

import dataclasses

MESSAGE_BYTES = 200  # of a line, without what the protocol puts around it
WINDOW = 128


@dataclasses.dataclass(frozen=True)
class Workload:
    protocol: str  # as the load calls it, or udp
    connections: int = 1
    rate: int = 0  # datagrams a second

    def __str__(self):
        if self.protocol == "udp":
            return f"{self.rate:,} datagrams of {MESSAGE_BYTES} B a second, one sender"
        how = {"syslog": "newlines, no answers", "counted": "octet counting, no answers",
               "relp": f"RELP, {WINDOW} without an answer"}[self.protocol]
        many = "connections" if self.connections > 1 else "connection"
        return f"{self.connections:,} {many} × {MESSAGE_BYTES} B, {how}"


WORKLOADS = {
    **{f"tcp-{connections}": Workload("syslog", connections) for connections in (1, 10, 100)},
    "counted-10": Workload("counted", 10),
    **{f"relp-{connections}": Workload("relp", connections) for connections in (1, 10, 100)},
    **{f"udp-{rate // 1000}k": Workload("udp", rate=rate) for rate in (50_000, 100_000, 150_000)},
}


def load_command(recipe, port, workload, settings):
    command = [settings.udp_load if workload.protocol == "udp" else settings.log_load, "-m", "-w", str(settings.warmup)]
    command += ["-n", str(settings.messages), *(["-5"] if settings.format == "5424" else [])]
    if workload.protocol == "udp":
        return [*command, "127.0.0.1", str(port), *map(str, (MESSAGE_BYTES, workload.rate, settings.seconds))]
    command += ["-W", str(WINDOW), *(["-f", recipe.file] if recipe.file else []), workload.protocol]
    return [*command, "127.0.0.1", str(port), *map(str, (workload.connections, MESSAGE_BYTES, settings.seconds))]
