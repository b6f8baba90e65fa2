"""The servers whose idle connections can be compared: what starts them, and which of them are JVMs."""

import os

from comparison import disk, echo_servers
from comparison.build import SWITCHBOARD, build_switchboard, compile_c

MODELS = ("select", "virtual", "thread")
PEERS = ("c", *echo_servers.NETTY)
NAMES = (*PEERS, *MODELS)


def command(name, settings):
    if name in PEERS:
        return echo_servers.command(name, None, settings)
    listener = f"lines:0,model={name},backlog={echo_servers.BACKLOG}"
    if settings.options:
        listener += "," + settings.options
    return [SWITCHBOARD, "serve", "-l", listener, "--data", disk.fresh_folder("idle-" + name)]


def jcmd(name, settings):
    """None for what is no JVM."""
    return None if name == "c" else os.path.join(settings.java_home, "bin/jcmd")


def build(names, environment):
    """Returns the load."""
    if "c" in names:
        compile_c("echo-loop")
    if set(names) & set(echo_servers.NETTY):
        echo_servers.build_netty(environment)
    if set(names) & set(MODELS):
        build_switchboard(environment)
    return compile_c("idle-load")
