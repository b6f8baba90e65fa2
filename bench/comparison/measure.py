"""One run: the load against one server, its rate, and the CPU time that the server used meanwhile."""

import dataclasses
import json
import subprocess
import threading

from comparison.processes import Failed, TICKS_PER_SECOND, pinned

SETUP_SECONDS_MAX = 400  # connecting, the first reply on each connection, and the last replies


@dataclasses.dataclass(frozen=True)
class Result:
    rate: float  # messages a second
    cpu_micros: float  # of the server, a message
    p50_micros: float | None  # None when nothing answers
    p99_micros: float | None
    busy: float  # share of its core that the load generator used


def measure(server, command, core, seconds):
    """command: a load that marks the start and the end of its counted time. seconds: what it may take besides setup."""
    load = subprocess.Popen(
        pinned(command, core), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    timer = threading.Timer(SETUP_SECONDS_MAX + seconds, load.kill)
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
