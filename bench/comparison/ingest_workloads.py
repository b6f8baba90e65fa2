"""What the ingest load does: how many connections, and how many messages may be without receipt on each."""

import dataclasses

MESSAGE_BYTES = 200  # of text, without what the protocol puts around it

UNANSWERED_BATCH = 256  # messages written at once to a server that never answers


@dataclasses.dataclass(frozen=True)
class Workload:
    connections: int
    window: int

    def __str__(self):
        many = "connections" if self.connections > 1 else "connection"
        return f"{self.connections:,} {many} × {MESSAGE_BYTES} B × {self.window:,} without receipt"


WORKLOADS = {
    **{f"window-{connections}": Workload(connections, 128) for connections in (1, 10, 100)},
    **{f"one-{connections}": Workload(connections, 1) for connections in (1, 10, 100)},
    "deep-1": Workload(1, 4096),
    "wide-10": Workload(10, 10),
    "wide-10-deep": Workload(10, 10_000),
    "wide-10k": Workload(10_000, 10),
}


def load_command(recipe, port, workload, settings):
    command = [settings.load, "-m", "-w", str(settings.warmup), "-n", str(settings.messages)]
    command += ["-f", recipe.file] if recipe.file else []
    window = UNANSWERED_BATCH if recipe.file else workload.window
    numbers = [workload.connections, MESSAGE_BYTES, window, settings.seconds]
    return [*command, recipe.protocol, "127.0.0.1", str(port), *map(str, numbers)]
