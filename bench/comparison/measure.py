"""One run: the load against one server, its rate, and the CPU time that the server used meanwhile."""

import dataclasses
import json
import subprocess
import threading

from comparison.processes import Failed, TICKS_PER_SECOND

MESSAGE_BYTES = 64
SETUP_SECONDS_MAX = 400  # connecting, the first reply on each connection, and the last replies


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


@dataclasses.dataclass(frozen=True)
class Result:
    rate: float  # messages a second
    cpu_micros: float  # of the server, a message
    p50_micros: float
    p99_micros: float
    busy: float  # share of its core that the load generator used


def measure(server, workload, settings):
    command = ["taskset", "-c", str(settings.load_core), settings.load, "-m", "-w", str(settings.warmup), "127.0.0.1"]
    command += map(str, [server.port, workload.connections, MESSAGE_BYTES, workload.depth, settings.seconds])
    load = subprocess.Popen(
        command + [str(workload.active)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    timer = threading.Timer(SETUP_SECONDS_MAX + settings.warmup + settings.seconds, load.kill)
    timer.start()
    try:
        before = ticks_at("start", load, server)
        after = ticks_at("end", load, server)
        out, err = load.communicate()
        if load.returncode != 0:
            raise Failed(err.strip() or f"the load ended with exit code {load.returncode}")
        return result(json.loads(out), before, after)
    finally:
        timer.cancel()
        if load.poll() is None:
            load.kill()
        load.communicate()


def ticks_at(mark, load, server):
    """The load stands still until it is answered, so what reading takes is counted neither as time nor as work."""
    line = load.stderr.readline().strip()
    if line != mark:
        raise Failed(line or "the load ended without a word")
    ticks = server.ticks()
    load.stdin.write("\n")
    load.stdin.flush()
    return ticks


def result(said, before, after):
    if not set(before) <= set(after):
        raise Failed("a process of the server ended while it was measured")
    ticks = sum(value - before.get(pid, 0) for pid, value in after.items())
    cpu_micros = ticks / TICKS_PER_SECOND * 1e6 / said["messages"]
    return Result(said["rate"], cpu_micros, said["p50_us"], said["p99_us"], said["busy"])
