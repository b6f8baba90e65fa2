"""Which runs `bench/compare` does: one a workload, so that one that fails takes nothing of the others with it."""

import dataclasses
import os

from comparison.build import BENCH

ECHO = "c,netty,netty-io_uring,select,virtual"
ECHO_STAMPS = ECHO + ",select-line,select-stamp,virtual-line,virtual-stamp"
OURS = "switchboard,switchboard-select"
INGEST = OURS + ",rsyslog,syslog-ng-tuned,redis,redis-everysec,nats,nats-always,mosquitto"
LOGS = OURS + ",rsyslog,syslog-ng,syslog-ng-tuned"
DATAGRAMS = "switchboard,rsyslog,rsyslog-tuned,syslog-ng-tuned"
SUITES = ("echo", "ingest", "syslog", "fanout", "idle", "start", "journal-size")

BUILD_SECONDS_MAX = 900
SERVERS_MAX = 10  # of a suite that is not told which
RUN_SECONDS_MAX = 90  # of one server in one round, besides the time it is loaded


@dataclasses.dataclass(frozen=True)
class Run:
    suite: str
    name: str
    servers: str = ""
    workloads: str = ""
    timed: bool = True  # it takes --seconds and --warmup
    warmups: int = 1  # how often as long: a JIT compiler counts calls, and is late where few messages come or a core is shared
    more: tuple = ()

    def exists(self):
        return os.access(self.script(), os.X_OK)

    def script(self):
        return os.path.join(BENCH, self.suite)

    def command(self, settings, result):
        words = [self.script(), "--rounds", str(settings.rounds), "--json", result]
        words += ["--servers", self.servers] if self.servers else []
        words += ["--workloads", self.workloads] if self.workloads else []
        words += ["--seconds", f"{settings.seconds:g}", "--warmup", f"{self.warmup(settings):g}"] if self.timed else []
        return [*words, *self.more]

    def seconds_max(self, settings):
        servers = len(self.servers.split(",")) if self.servers else SERVERS_MAX
        runs = settings.rounds * servers * len(self.workloads.split(","))
        return BUILD_SECONDS_MAX + runs * (RUN_SECONDS_MAX + settings.seconds + self.warmup(settings))

    def warmup(self, settings):
        return settings.warmup * self.warmups


def echo():
    for workload in ("ping", "deep"):
        yield Run("echo", f"echo-{workload}", ECHO_STAMPS, workload, warmups=2)
    for workload in ("many", "idle10k"):
        yield Run("echo", f"echo-{workload}", ECHO, workload, warmups=3)


def ingest():
    for workload in ("window-1", "window-10", "window-100", "deep-1"):
        yield Run("ingest", f"ingest-{workload}", INGEST, workload, warmups=2 if workload == "window-1" else 1)
    for workload in ("one-1", "one-10", "one-100"):
        yield Run("ingest", f"ingest-{workload}", OURS + ",redis,nats,mosquitto", workload, warmups=2)
    yield Run("ingest", "ingest-wide", OURS, "wide-10,wide-10-deep,wide-10k", more=("--across",))


def syslog():
    for workload in ("tcp-1", "tcp-10", "tcp-100"):
        yield Run("syslog", f"syslog-{workload}", LOGS, workload)
    for workload in ("relp-1", "relp-10", "relp-100"):
        yield Run("syslog", f"syslog-{workload}", OURS + ",rsyslog", workload, warmups=2 if workload == "relp-1" else 1)
    yield Run("syslog", "syslog-udp-150k", DATAGRAMS, "udp-150k", warmups=2)


RUNS = [
    *echo(), *ingest(), *syslog(),
    Run("fanout", "fanout"),
    Run("idle", "idle", timed=False),
    Run("start", "start", timed=False, more=("--as-launched",)),
    Run("journal-size", "journal-size", timed=False),
]
ORDER = [f"{run.suite}/{workload}" for run in RUNS for workload in (run.workloads or run.name).split(",")]
NAMES = (*SUITES, *(run.name for run in RUNS if run.name not in SUITES))
