"""The peers of the ingest comparison: what configures and starts each, and what its receipt means."""

import collections.abc
import dataclasses
import os
import re
import subprocess
import types

from comparison import log_peers, peers
from comparison.log_workloads import Workload as LogWorkload
from comparison.ports import bound, free_port, number_in
from comparison.processes import announced_port

# Program and Debian package; the package of syslog-ng cannot be installed beside rsyslog's.
PACKAGES = {"rsyslog": ("rsyslogd", "rsyslog"), "redis": ("redis-server", "redis-server"),
            "nats": ("nats-server", "nats-server"), "mosquitto": ("mosquitto", "mosquitto")}

GUARANTEES = {
    "rsyslog": "no receipt, written",
    "syslog-ng": "no receipt, written",
    "syslog-ng-tuned": "no receipt, written",
    "redis": "receipt, forced",
    "redis-everysec": "receipt, forced up to 1 s later",
    "nats": "receipt, written, forced minutes later",
    "nats-always": "receipt, forced",
    "mosquitto": "receipt, in memory, saved up to 30 min later",
}
SILENT = ("rsyslog", "syslog-ng", "syslog-ng-tuned")  # these never answer
CONNECTIONS_MAX = {"rsyslog": 200, "syslog-ng": 200, "syslog-ng-tuned": 200}  # the first is rsyslog's default
REDIS_CONNECTIONS_MAX = 12_000
NATS_ALWAYS_SINCE = (2, 10)

# Everything else is rsyslog's default. The ruleset keeps rsyslog's own messages out of the file.
RSYSLOG = """\
global(workDirectory="{folder}")
module(load="imtcp")
ruleset(name="ingest") {{ action(type="omfile" file="{file}") }}
input(type="imtcp" address="127.0.0.1" port="0" listenPortFileName="{port}" ruleset="ingest")
"""

# Everything else is its default: what it acknowledges is written, and forced every minute or two; with always, before that.
NATS = """\
listen: 127.0.0.1:{port}
jetstream {{ store_dir: "{folder}"{more} }}
"""

# Without a limit of queued messages, or it would drop all but the first 1,000; it would become another user when root.
MOSQUITTO = """\
listener {port} 127.0.0.1
allow_anonymous true
user root
persistence true
persistence_location {folder}/
max_queued_messages 0
log_dest stdout
"""


@dataclasses.dataclass(frozen=True)
class Recipe:
    command: list
    protocol: str  # as the load calls it
    port: collections.abc.Callable = announced_port
    file: str | None = None  # for a server that never answers: where all lines have to be in the end
    environment: dict = dataclasses.field(default_factory=dict)


def recipe(name, workload, folder):
    """folder: an empty one for all that the server writes."""
    if name.startswith("syslog-ng"):
        return syslog_ng(name, workload, folder)
    return {"rsyslog": rsyslog, "redis": redis, "nats": nats, "mosquitto": mosquitto}[name.split("-")[0]](name, folder)


def rsyslog(_, folder):
    port, file = os.path.join(folder, "port"), os.path.join(folder, "messages")
    config = written(folder, "rsyslog.conf", RSYSLOG.format(folder=folder, file=file, port=port))
    command = [peers.find("rsyslogd"), "-n", "-f", config, "-i", os.path.join(folder, "pid")]
    return Recipe(command, "syslog", lambda _: number_in(port), file)


def syslog_ng(name, workload, folder):
    command, port, file, environment = log_peers.peer(
        name, LogWorkload("syslog", workload.connections), folder, types.SimpleNamespace(format="3164"))
    return Recipe(command, "syslog", port, file, environment)


def redis(name, folder):
    port = free_port()
    command = [peers.find("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
    command += ["--appendonly", "yes", "--appendfsync", "everysec" if name == "redis-everysec" else "always"]
    # Neither snapshots nor compaction beside the measured work, which is where it is best.
    command += ["--save", "", "--auto-aof-rewrite-percentage", "0", "--maxclients", str(REDIS_CONNECTIONS_MAX)]
    return Recipe(command, "redis", lambda said: port if "Ready to accept connections" in said else None)


def nats(name, folder):
    port, more = free_port(), ", sync_interval: always" if name == "nats-always" else ""
    config = written(folder, "nats.conf", NATS.format(port=port, folder=folder, more=more))
    return Recipe([peers.find("nats-server"), "-c", config], "nats", lambda _: bound(port, False))


def mosquitto(_, folder):
    port = free_port()
    config = written(folder, "mosquitto.conf", MOSQUITTO.format(port=port, folder=folder))
    return Recipe([peers.find("mosquitto"), "-c", config], "mqtt", lambda _: bound(port, False))


def written(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as out:
        out.write(text)
    return path


def unfit(name, workload):
    """Why this server is left out of this workload, or None."""
    if name in SILENT and workload.window == 1:
        return f"{name} never answers, so nothing can wait for its answers one at a time"
    most = CONNECTIONS_MAX.get(name)
    if most and workload.connections > most:
        return f"{name} takes at most {most:,} connections here"
    if name == "nats-always" and version("nats")[0] < NATS_ALWAYS_SINCE:
        return f"{name}: NATS {version('nats')[1]} has no `sync_interval: always`"
    return None


def install(names):
    peers.install(dict(PACKAGES[kind] for kind in kinds(names) if kind in PACKAGES))
    log_peers.install([name for name in names if name.startswith("syslog-ng")], [])


def kinds(names):
    """The programs that these names mean, each once; not those of other servers."""
    return list(dict.fromkeys("syslog-ng" if name.startswith("syslog-ng") else name.split("-")[0]
                              for name in names if name in GUARANTEES))


def versions(names):
    """Such as `rsyslog 8.2302.0`."""
    return [f"{kind} {version(kind)[1]}" for kind in kinds(names) if kind in PACKAGES] \
        + log_peers.versions([name for name in names if name.startswith("syslog-ng")])


def version(kind):
    """As numbers and as text."""
    said = subprocess.run([peers.find(PACKAGES[kind][0]), "-h" if kind == "mosquitto" else "-v"],
                          capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return (tuple(map(int, found.group().split("."))), found.group()) if found else ((), "of unknown version")
