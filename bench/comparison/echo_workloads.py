"""What the echo load does: how many connections, and how many messages are on the way on each."""

import dataclasses

MESSAGE_BYTES = 64


@dataclasses.dataclass(frozen=True)
class Workload:
    connections: int
    depth: int
    active: int

    def __str__(self):
        active = "" if self.active == self.connections else f", {self.active:,} active"
        many = "connections" if self.connections > 1 else "connection"
        return f"{self.connections:,} {many}{active} × {MESSAGE_BYTES} B × depth {self.depth}"


WORKLOADS = {
    "one": Workload(1, 1, 1),
    "ping": Workload(64, 1, 64),
    "deep": Workload(64, 64, 64),
    "many": Workload(1000, 1, 1000),
    "idle10k": Workload(10000, 1, 100),
}


def load_command(port, workload, settings, stamped=False):
    """stamped: a stamp has to come before each reply."""
    numbers = [port, workload.connections, MESSAGE_BYTES, workload.depth, settings.seconds, workload.active]
    return [settings.load, "-m", *(["-s"] if stamped else []), "-w", str(settings.warmup), "127.0.0.1", *map(str, numbers)]
