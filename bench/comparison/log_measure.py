"""One run of log lines against one server: how fast it took them, what it used until it came to rest, and what was lost."""

import dataclasses
import time

from comparison.measure import cpu_micros, watched
from comparison.processes import Failed, SETTLE_SECONDS_MAX


@dataclasses.dataclass(frozen=True)
class Taken:
    rate: float  # lines a second
    cpu_micros: float  # of the server, a line, until the last was taken
    whole_cpu_micros: float  # the same with all that it did afterwards
    p50_micros: float | None  # None when nothing answers
    p99_micros: float | None
    busy: float  # share of a core that the load used
    memory_bytes: int  # the greatest resident memory of the server's processes, with what they did afterwards


@dataclasses.dataclass(frozen=True)
class Caught:
    sent: int
    rate: float  # datagrams a second, as sent
    late_micros: float  # the sender's latest burst
    lost: float  # share of those sent
    dropped: float  # share of those sent that the kernel says it threw away at the server's socket
    cpu_micros: float  # of the server, a stored datagram, until the last was taken out of the kernel's buffers
    whole_cpu_micros: float  # the same with all that it did afterwards
    busy: float
    memory_bytes: int


def measure_stream(server, recipe, command, core, seconds):
    said, before, (at_once, stored, whole, memory) = watched(
        command, core, seconds + 2 * SETTLE_SECONDS_MAX, server.settle,
        lambda: (server.ticks(), recipe.stored and recipe.stored(), server.settle(), server.memory()))
    if stored is not None and stored != said["sent"]:
        raise Failed(f"{stored:,} messages are stored, {said['sent']:,} were sent")
    return Taken(said["rate"], cpu_micros(before, at_once, said["messages"]), cpu_micros(before, whole, said["messages"]),
                 said["p50_us"], said["p99_us"], said["busy"], memory)


def measure_datagrams(server, recipe, command, core, seconds):
    def look():
        await_received(server.port)
        at_once, whole = server.ticks(), server.settle()
        return at_once, whole, recipe.stored() if recipe.stored else None, waiting_and_dropped(server.port)[1], server.memory()

    said, (_, before, stored, drops, _), after = watched(command, core, seconds + 4 * SETTLE_SECONDS_MAX, look, look)
    sent, dropped = said["messages"], after[3] - drops
    lost = sent - (after[2] - stored) if recipe.stored else dropped
    if lost < 0 or lost == sent:
        raise Failed(f"{sent - lost:,} datagrams are stored, {sent:,} were sent")
    return Caught(sent, said["rate"], said["late_us"], lost / sent, dropped / sent,
                  cpu_micros(before, after[0], sent - lost), cpu_micros(before, after[1], sent - lost), said["busy"], after[4])


def await_received(port):
    deadline = time.monotonic() + SETTLE_SECONDS_MAX
    while waiting_and_dropped(port)[0] > 0:
        if time.monotonic() > deadline:
            raise Failed("the server does not take what waits in the kernel")
        time.sleep(0.005)


def waiting_and_dropped(port):
    """Of the sockets on this port: the bytes of kernel memory that waiting datagrams take, and how many datagrams found no room."""
    waiting = dropped = 0
    for table in ("udp", "udp6"):
        with open("/proc/net/" + table) as lines:
            for fields in map(str.split, list(lines)[1:]):
                if int(fields[1].rpartition(":")[2], 16) == port:
                    waiting += int(fields[4].rpartition(":")[2], 16)
                    dropped += int(fields[-1])
    return waiting, dropped
