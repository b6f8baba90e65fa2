"""The memory of a server that many idle connections are open to, and what of it each of them has."""

import dataclasses
import re
import subprocess
import time

from comparison.processes import Failed

REST_SECONDS = 1.0  # for what a server does a moment later, such as closing files
JCMD_SECONDS_MAX = 60


@dataclasses.dataclass(frozen=True)
class Memory:
    """In bytes."""
    resident: int  # RssAnon: the pages of the process that no file backs
    live: int | None  # in a JVM's heap, after a full collection
    classes: dict  # name: bytes of live objects


@dataclasses.dataclass(frozen=True)
class Result:
    """Bytes for each further connection."""
    resident: float
    live: float | None
    classes: dict

    def __str__(self):
        return f"{self.resident:,.0f} B resident a connection" + ("" if self.live is None else f", {self.live:,.0f} B live")


def look(pid, jcmd):
    """jcmd: the program, for a JVM, which is told to collect garbage first; None for others."""
    time.sleep(REST_SECONDS)
    if not jcmd:
        return Memory(resident(pid), None, {})
    ask(jcmd, pid, "GC.run")
    time.sleep(REST_SECONDS)  # what the collection found dead may free more
    ask(jcmd, pid, "GC.run")
    said = ask(jcmd, pid, "GC.class_histogram")
    sizes = {name: int(size) for size, name in re.findall(r"^\s*\d+:\s+\d+\s+(\d+)\s+(\S+)", said, re.MULTILINE)}
    total = re.search(r"^Total\s+\d+\s+(\d+)", said, re.MULTILINE)
    if not total:
        raise Failed("jcmd did not tell how much lives in the heap")
    return Memory(resident(pid), int(total.group(1)), sizes)


def resident(pid):
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:"))


def ask(jcmd, pid, what):
    try:
        done = subprocess.run([jcmd, str(pid), what], capture_output=True, text=True, timeout=JCMD_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        raise Failed(f"jcmd {what} took more than {JCMD_SECONDS_MAX} s") from None
    if done.returncode != 0:
        raise Failed(f"jcmd {what}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def slope(few, many, connections):
    """connections: by how many the second look had more."""
    live = None if few.live is None else (many.live - few.live) / connections
    classes = {name: (size - few.classes.get(name, 0)) / connections for name, size in many.classes.items()}
    return Result((many.resident - few.resident) / connections, live, classes)
