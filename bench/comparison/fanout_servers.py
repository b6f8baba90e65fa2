"""The servers whose fan-out can be compared: what starts each, how the load speaks to it."""

import os
import re

from comparison import peers
from comparison.build import SWITCHBOARD, build_switchboard, compile_c
from comparison.ingest_servers import Recipe

MODELS = ("virtual", "select", "thread", "pool")
NAMES = ("nats", *MODELS)
BACKLOG = 4096


def recipe(name, folder, settings):
    """folder: an empty one for all that the server writes."""
    if name == "nats":
        return nats(folder)
    listener = f"lines:0,model={name},backlog={BACKLOG}"
    if name == "pool":
        listener += f",threads={settings.subscribers + 1}"
    if settings.options:
        listener += "," + settings.options
    return Recipe([SWITCHBOARD, "serve", "-l", listener, "--data", folder], "lines")


def nats(folder):
    """Core NATS: without JetStream it stores nothing."""
    log = os.path.join(folder, "nats.log")
    return Recipe([peers.find("nats-server"), "-a", "127.0.0.1", "-p", "-1", "-l", log], "nats", lambda _: port_in(log))


def port_in(log):
    try:
        with open(log, errors="replace") as file:
            said = file.read()
    except FileNotFoundError:
        return None
    port = re.search(r"Listening for client connections on 127\.0\.0\.1:(\d+)", said)
    return int(port.group(1)) if port and "Server is ready" in said else None


def build(names, environment):
    """Returns the load."""
    if "nats" in names:
        peers.install({"nats-server": "nats-server"})
    if set(names) & set(MODELS):
        build_switchboard(environment)
    return compile_c("fanout-load", "-lm")


def versions(names):
    return peers.version("nats-server", "-v") if "nats" in names else "none"
