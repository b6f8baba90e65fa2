"""A server as a process tree: started, pinned to one core if wanted, asked for its CPU time, ended with all its descendants."""

import os
import re
import signal
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
READY_SECONDS = 60
STOP_SECONDS = 10
SETTLE_SECONDS_MAX = 120
SETTLED_SECONDS = 1
SETTLED_TICKS_MAX = 3  # 3 % of a core


class Failed(Exception):
    """This run cannot be measured; the others can."""


def pinned(command, core):
    """core: None lets the kernel choose."""
    return command if core is None else ["taskset", "-c", str(core), *command]


def announced_port(said):
    """The port of a server that says where it listens and then `ready`; None before that."""
    if not re.search(r"^ready$", said, re.MULTILINE):
        return None
    port = re.search(r"^listening \S+/(?:tcp|udp) \S*:(\d+)", said, re.MULTILINE)
    if not port:
        raise Failed("it is ready but did not say where it listens")
    return int(port.group(1))


class Server:
    def __init__(self, command, core, log, folder, environment, port=announced_port):
        """Returns when the server is ready: when port, given what it wrote on stdout so far, returns the port.

        Its output goes to files, so that it never waits for us.
        """
        self.log = log
        with open(log + ".out", "wb") as out, open(log + ".err", "wb") as err:
            self.process = subprocess.Popen(
                pinned(command, core),
                stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder, env=environment)
        try:
            self.port = self.wait_until_ready(port)
        except BaseException:
            self.stop()
            raise

    def wait_until_ready(self, port):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with open(self.log + ".out", errors="replace") as lines:
                found = port(lines.read())
            if found:
                return found
            if self.process.poll() is not None:
                raise Failed(f"it ended with exit code {self.process.returncode}: {self.last_words()}")
            time.sleep(0.02)
        raise Failed(f"not ready after {READY_SECONDS} s: {self.last_words()}")

    def last_words(self):
        with open(self.log + ".err", errors="replace") as lines:
            said = [line.strip() for line in lines if line.strip() and not line.startswith("try '")]  # a hint
        return next((line for line in said if "rror" in line or "xception" in line), said[-1] if said else "no word")

    def ticks(self):
        """CPU time so far, user and system, all threads: process id to clock ticks, descendants included."""
        return {pid: stat["ticks"] for pid, stat in self.tree().items()}

    def memory(self):
        """Bytes: the greatest resident memory that each process had so far, added up; pages that several share count in each."""
        return sum(peak_bytes(pid) for pid in self.tree())

    def settle(self):
        """Returns the CPU time as ticks() does, once the server hardly uses any: nothing is left of what it does later."""
        deadline = time.monotonic() + SETTLE_SECONDS_MAX
        before = self.ticks()
        while time.monotonic() < deadline:
            time.sleep(SETTLED_SECONDS)
            now = self.ticks()
            if sum(now.values()) - sum(before.values()) <= SETTLED_TICKS_MAX:
                return now
            before = now
        raise Failed(f"it is still at work {SETTLE_SECONDS_MAX} s after the load")

    def tree(self):
        """The process and its descendants. A launcher that does not exec its JVM, and forked servers, are covered."""
        table = {int(name): stat(name) for name in os.listdir("/proc") if name.isdigit()}
        table = {pid: entry for pid, entry in table.items() if entry}
        members = {self.process.pid: table[self.process.pid]} if self.process.pid in table else {}
        while True:
            more = {pid: entry for pid, entry in table.items() if entry["parent"] in members and pid not in members}
            if not more:
                return members
            members.update(more)

    def stop(self):
        tree = self.tree()
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid, entry in tree.items():
            left = stat(pid)
            if left and left["started"] == entry["started"]:  # not another process that got the same id
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass


def peak_bytes(pid):
    try:
        with open(f"/proc/{pid}/status") as lines:
            return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def stat(pid):
    try:
        with open(f"/proc/{pid}/stat", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return {"parent": int(fields[1]), "ticks": int(fields[11]) + int(fields[12]), "started": int(fields[19])}
