"""The servers whose ingest can be compared: what starts each, how the load speaks to it, what it cannot do."""

import collections.abc
import dataclasses
import os
import re
import socket
import subprocess

from comparison import peers
from comparison.build import SWITCHBOARD, build_switchboard, compile_c
from comparison.processes import announced_port

# What is added to the listener, and to the command.
SWITCHBOARDS = {
    "switchboard": ("", []),
    "switchboard-select": (",model=select", []),
    "switchboard-unforced": ("", ["--sync", "none"]),
    "switchboard-select-unforced": (",model=select", ["--sync", "none"]),
}
PEERS = {"rsyslog": ("rsyslogd", "rsyslog"), "redis": ("redis-server", "redis-server")}  # program, Debian package
NAMES = (*SWITCHBOARDS, *PEERS)

# Everything else is rsyslog's default. The ruleset keeps rsyslog's own messages out of the file.
RSYSLOG = """\
global(workDirectory="{folder}")
module(load="imtcp")
ruleset(name="ingest") {{ action(type="omfile" file="{file}") }}
input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="{port}" ruleset="ingest")
"""


@dataclasses.dataclass(frozen=True)
class Recipe:
    command: list
    protocol: str  # as the load calls it
    port: collections.abc.Callable = announced_port
    file: str | None = None  # for a server that never answers: where all lines have to be in the end


def recipe(name, folder, settings):
    """folder: an empty one for all that the server writes."""
    if name == "rsyslog":
        return rsyslog(folder)
    if name == "redis":
        return redis(folder)
    listener, flags = SWITCHBOARDS[name]
    listener = "lines:0" + listener + ("," + settings.options if settings.options else "")
    return Recipe([SWITCHBOARD, "serve", "-l", listener, "--data", folder, *flags], "lines")


def rsyslog(folder):
    config, port, file = (os.path.join(folder, part) for part in ("rsyslog.conf", "port", "messages"))
    with open(config, "w") as out:
        out.write(RSYSLOG.format(folder=folder, file=file, port=port))
    command = [peers.find("rsyslogd"), "-n", "-f", config, "-i", os.path.join(folder, "pid")]
    return Recipe(command, "syslog", lambda _: number_in(port), file)


def number_in(path):
    try:
        with open(path) as file:
            return int(file.read() or 0)
    except FileNotFoundError:
        return 0


def redis(folder):
    port = free_port()
    command = [peers.find("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
    command += ["--appendonly", "yes", "--appendfsync", "always"]
    # Neither snapshots nor compaction beside the measured work, which is where it is best.
    command += ["--save", "", "--auto-aof-rewrite-percentage", "0"]
    return Recipe(command, "redis", lambda said: port if "Ready to accept connections" in said else None)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unfit(name, workload):
    """Why this server is left out of this workload, or None."""
    return f"{name} never answers, so nothing can wait for its answers one at a time" \
        if name == "rsyslog" and workload.window == 1 else None


def build(names, environment):
    """Returns the programs for the load and for the disk."""
    peers.install(dict(PEERS[name] for name in names if name in PEERS))
    if set(names) & set(SWITCHBOARDS):
        build_switchboard(environment)
    return compile_c("ingest-load", "-lm"), compile_c("force")


def versions(names):
    """Such as `rsyslog 8.2302.0`."""
    found = []
    for name in (name for name in names if name in PEERS):
        said = subprocess.run([peers.find(PEERS[name][0]), "-v"], capture_output=True, text=True).stdout
        version = re.search(r"\d+(\.\d+)+", said)
        found.append(f"{name} {version.group() if version else 'of unknown version'}")
    return found
