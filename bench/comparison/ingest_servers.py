"""The servers whose ingest can be compared: what starts each, what its receipt means, what it cannot do."""

from comparison import ingest_peers
from comparison.build import SWITCHBOARD, build_switchboard, compile_c
from comparison.ingest_peers import Recipe

# What is added to the listener, and to the command.
SWITCHBOARDS = {
    "switchboard": ("", []),
    "switchboard-select": (",model=select", []),
    "switchboard-unforced": ("", ["--sync", "none"]),
    "switchboard-select-unforced": (",model=select", ["--sync", "none"]),
}
GUARANTEES = {
    "switchboard": "receipt, forced",
    "switchboard-select": "receipt, forced",
    "switchboard-unforced": "receipt, written",
    "switchboard-select-unforced": "receipt, written",
    **ingest_peers.GUARANTEES,
}
NAMES = tuple(GUARANTEES)
BACKLOG_DEFAULT = 128


def recipe(name, workload, folder, settings):
    """folder: an empty one for all that the server writes."""
    if name not in SWITCHBOARDS:
        return ingest_peers.recipe(name, workload, folder)
    listener, flags = SWITCHBOARDS[name]
    backlog = f",backlog={workload.connections}" if workload.connections > BACKLOG_DEFAULT else ""
    listener = "lines:0" + listener + backlog + ("," + settings.options if settings.options else "")
    return Recipe([SWITCHBOARD, "serve", "-l", listener, "--data", folder, *flags], "lines")


def unfit(name, workload):
    """Why this server is left out of this workload, or None."""
    return None if name in SWITCHBOARDS else ingest_peers.unfit(name, workload)


def build(names, environment):
    """Returns the programs for the load and for the disk."""
    ingest_peers.install(names)
    if set(names) & set(SWITCHBOARDS):
        build_switchboard(environment)
    return compile_c("ingest-load", "-lm"), compile_c("force")


def guarantee(_, name):
    """A column of the report."""
    return GUARANTEES[name]
