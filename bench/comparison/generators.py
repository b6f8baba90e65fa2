"""The load generators that can be compared: what each is told, against which server, and what it says."""

import dataclasses
import json
import os
import subprocess

from comparison.build import SWITCHBOARD, TARGET, build_switchboard, compile_c
from comparison.measure import SETUP_SECONDS_MAX, Result
from comparison.processes import Failed, pinned

NAMES = ("c", "switchboard")
MESSAGES_MAX = 100_000_000  # of the C generators, which want a bound


@dataclasses.dataclass(frozen=True)
class Workload:
    protocol: str
    connections: int
    bytes: int
    pipeline: int
    server: str  # of SERVERS

    def __str__(self):
        unanswered = "" if self.protocol == "syslog" else f", {self.pipeline} unanswered on each"
        return (f"{self.protocol} to {SERVERS[self.server]}, {self.connections} connections,"
                f" messages of {self.bytes} B{unanswered}")


SERVERS = {"echo-loop": "a C loop", "sink": "a C sink", "lines": "Switchboard's lines, unforced"}
WORKLOADS = {
    "deep": Workload("echo", 64, 64, 64, "echo-loop"),
    "ping": Workload("echo", 64, 64, 1, "echo-loop"),
    "many": Workload("echo", 1000, 64, 1, "echo-loop"),
    "lines": Workload("lines", 10, 200, 128, "lines"),
    "syslog": Workload("syslog", 10, 200, 1, "sink"),
    "relp": Workload("relp", 10, 200, 128, "sink"),
}


def build(settings):
    build_switchboard(settings.environment)
    for name in ("echo-load", "ingest-load", "log-load"):
        compile_c(name, "-lm")
    compile_c("echo-loop")
    compile_c("log-sink")


def server_command(workload, folder):
    if workload.server == "echo-loop":
        return [os.path.join(TARGET, "echo-loop"), "0"]
    if workload.server == "sink":
        return [os.path.join(TARGET, "log-sink"), "relp" if workload.protocol == "relp" else "tcp"]
    return [SWITCHBOARD, "serve", "-l", "lines:0,model=select", "--data", folder, "--sync", "none"]


def load_command(name, workload, port, settings):
    if name == "switchboard":
        return [SWITCHBOARD, "bench", "--json", "--protocol", workload.protocol, "-c", str(workload.connections),
                "-s", str(workload.bytes), "-n", str(workload.pipeline), "-t", f"{settings.seconds * 1000:.0f}ms",
                "--warmup", f"{settings.warmup * 1000:.0f}ms", f"127.0.0.1:{port}"]
    c, size, depth, seconds = map(str, (workload.connections, workload.bytes, workload.pipeline, settings.seconds))
    warmup = ["-w", str(settings.warmup)]
    bound = ["-n", str(MESSAGES_MAX)]
    where = ["127.0.0.1", str(port)]
    if workload.protocol == "echo":
        return [os.path.join(TARGET, "echo-load"), *warmup, *where, c, size, depth, seconds]
    if workload.protocol == "lines":
        return [os.path.join(TARGET, "ingest-load"), *warmup, *bound, "lines", *where, c, size, depth, seconds]
    return [os.path.join(TARGET, "log-load"), *warmup, *bound, "-W", depth, workload.protocol, *where, c, size, seconds]


def measure(name, workload, port, environment, settings):
    """Returns a Result whose CPU time is the load's own."""
    command = pinned(load_command(name, workload, port, settings), settings.load_core)
    limit = SETUP_SECONDS_MAX + settings.warmup + settings.seconds
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=limit)
    except subprocess.TimeoutExpired:
        raise Failed(f"the load did not end in {limit:g} s") from None
    if done.returncode != 0:
        raise Failed(done.stderr.strip() or f"the load ended with exit code {done.returncode}")
    said = json.loads(done.stdout)
    latency = said.get("latency_us") or {}
    return Result(said["rate"], said["busy"] / said["rate"] * 1e6, said.get("p50_us", latency.get("p50")),
                  said.get("p99_us", latency.get("p99")), said["busy"])
