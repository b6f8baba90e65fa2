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
    memory_bytes: int  # the greatest resident memory of the server's processes until the end of the counted time


def measure(server, command, core, seconds):
    """seconds: what the load may take besides setup."""
    said, before, (after, memory) = watched(
        command, core, seconds, server.ticks, lambda: (server.ticks(), server.memory()))
    return Result(said["rate"], cpu_micros(before, after, said["messages"]), said["p50_us"], said["p99_us"], said["busy"],
                  memory)


def watched(command, core, seconds, at_start, at_end):
    """command: a load that marks the start and the end of its counted time. It stands still until at_start() and at_end()
    return, so what they take is counted neither as time nor as work. Returns what the load said, and what they returned."""
    load = subprocess.Popen(
        pinned(command, core), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    timer = threading.Timer(SETUP_SECONDS_MAX + seconds, load.kill)
    timer.start()
    try:
        before = look_at("start", load, at_start)
        after = look_at("end", load, at_end)
        out, err = load.communicate()
        if load.returncode != 0:
            raise Failed(err.strip() or f"the load ended with exit code {load.returncode}")
        return json.loads(out), before, after
    finally:
        timer.cancel()
        if load.poll() is None:
            load.kill()
        load.communicate()


def look_at(mark, load, look):
    line = load.stderr.readline().strip()
    if line != mark:
        raise Failed(line or "the load ended without a word")
    seen = look()
    load.stdin.write("\n")
    load.stdin.flush()
    return seen


def cpu_micros(before, after, messages):
    """A message, of the server with all its processes."""
    if not set(before) <= set(after):
        raise Failed("a process of the server ended while it was measured")
    return sum(value - before.get(pid, 0) for pid, value in after.items()) / TICKS_PER_SECOND * 1e6 / messages
