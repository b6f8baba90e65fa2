"""The servers whose taking of logs can be compared: what starts each, and how to count what it has stored."""

import collections.abc
import dataclasses
import os
import subprocess

from comparison import log_peers
from comparison.build import ROOT, TARGET, compile_c, run
from comparison.processes import Failed, announced_port

SWITCHBOARDS = {"switchboard": "", "switchboard-select": ",model=select", "switchboard-other": ""}
NAMES = (*SWITCHBOARDS, *log_peers.NAMES, "sink")
COUNT_SECONDS_MAX = 120


@dataclasses.dataclass(frozen=True)
class Recipe:
    command: list
    port: collections.abc.Callable = announced_port
    stored: collections.abc.Callable | None = None  # how many messages; None: nothing is stored
    file: str | None = None  # of a server that does not tell when it has stored everything: where all lines have to be
    environment: dict = dataclasses.field(default_factory=dict)


def recipe(name, workload, folder, settings):
    """folder: an empty one for all that the server writes."""
    if name == "sink":
        return Recipe([settings.sink, workload.protocol if workload.protocol in ("udp", "relp") else "tcp"])
    if name in log_peers.NAMES:
        command, port, file, environment = log_peers.peer(name, workload, folder, settings)
        return Recipe(command, port, lambda: lines_in(file), file, environment)
    protocol = {"relp": "relp", "udp": "syslog/udp"}.get(workload.protocol, "syslog")
    own = "" if workload.protocol == "udp" else SWITCHBOARDS[name]
    listener = protocol + ":0" + own + ("," + settings.options if settings.options else "")
    root, flags = (settings.other_root, settings.other_flags.split()) if name == "switchboard-other" else (ROOT, [])
    launcher = os.path.join(root, "switchboard")
    command = [launcher, "serve", "-l", listener, "--data", folder, *flags]
    return Recipe(command, stored=lambda: messages_in(launcher, folder), environment={"SWITCHBOARD_AS_BUILT": "1"})


def lines_in(file):
    return int(said_by(["wc", "-l", file]).split()[0]) if os.path.exists(file) else 0


def messages_in(launcher, folder):
    """All that senders sent: not those on channels with @, by which the server itself says something."""
    lines = said_by([launcher, "journal", "stat", folder]).splitlines()
    stat = dict(line.split(" ", 1) for line in lines if " " in line)
    own = [channel for channel in stat.get("channels", "").split() if channel.startswith("@")]
    dumped = (said_by([launcher, "journal", "dump", "--channel", channel, folder]) for channel in own)
    return int(stat["end"]) - sum(text.count("\n") for text in dumped)


def said_by(command):
    try:
        environment = {**os.environ, "SWITCHBOARD_AS_BUILT": "1"}
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment,
                              timeout=COUNT_SECONDS_MAX).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise Failed(f"cannot count what is stored: {error}") from None


def unfit(name, workload):
    """Why this server is left out of this workload, or None."""
    if workload.protocol == "relp" and name.startswith("syslog-ng"):
        return f"{name} has no RELP"
    if workload.protocol != "udp" and name == "rsyslog-tuned":
        return f"{name} differs from rsyslog for UDP only"
    if workload.protocol == "udp" and name == "switchboard-select":
        return f"{name} differs from switchboard for TCP only"
    return None


def guarantee(name, workload):
    """What a sender knows of what it sent, and where it is by the end of the run."""
    if name == "sink":
        return "nothing is kept"
    forced = name in SWITCHBOARDS
    if workload.protocol == "relp":
        return "receipt, forced" if forced else "receipt, in memory"
    return "no receipt, forced" if forced else "no receipt, written"


def build(settings):
    """Builds and installs what the chosen servers and workloads need; puts the programs into the settings."""
    log_peers.install(settings.servers, settings.workloads)
    for root in {settings.other_root if name == "switchboard-other" else ROOT
                 for name in settings.servers if name in SWITCHBOARDS}:
        run([os.path.join(root, "switchboard"), "--version"], settings.environment)
    settings.log_load, settings.udp_load = compile_c("log-load", "-lm"), compile_c("udp-load")
    settings.sink, settings.force = compile_c("log-sink"), compile_c("force")
