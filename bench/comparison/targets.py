"""What Switchboard wants to reach, as data. `bench/compare` writes what was measured beside each."""

import dataclasses

LINES = {"virtual": "switchboard", "select": "switchboard-select"}
OF_MODEL = {"virtual": "virtual", "select": "select"}
AS_IT_COMES = {"virtual": "switchboard"}  # where models make no difference
FORCES = "one force of 4 KiB into a prewritten file"


@dataclasses.dataclass(frozen=True)
class Target:
    """Of `figure` in the results of `at`, or of its ratio within each round to something else. One of least and most is given."""
    what: str
    at: str  # suite/workload
    figure: str  # a field of its results
    servers: dict  # {serving model: server}
    least: float | None = None
    most: float | None = None
    to: str | dict | None = None  # the same figure of this server, or {serving model: server}
    called: str = ""  # what the ratio is to
    to_at: str | None = None  # the same figure of the same server in this suite/workload
    to_disk: str | None = None  # this field of what the disk took before the round


def echo():
    for workload, what in (("ping", "64 connections, ping-pong"), ("deep", "64 connections, 64 deep")):
        select, virtual = {"select": "select"}, {"virtual": "virtual"}
        where = {"what": f"echo, 64 B, {what}", "at": f"echo/{workload}"}
        yield Target(**where, figure="rate", servers=select, least=1.15, to="netty", called="Netty")
        yield Target(**where, figure="rate", servers=virtual, least=0.95, to="netty", called="Netty")
        yield Target(**where, figure="cpu_micros", servers=select, most=0.9, to="netty", called="Netty")
        yield Target(**where, figure="cpu_micros", servers=virtual, most=1.1, to="netty", called="Netty")
        yield Target(**where, figure="cpu_micros", servers=select, most=1.2, to="c", called="the C loop")
    for workload, what in (("many", "1,000 connections"), ("idle10k", "10,000 connections, 100 active")):
        yield Target(f"echo, {what}", f"echo/{workload}", "rate", OF_MODEL, least=0.9, to="netty", called="Netty")
    for workload, what in (("ping", "ping-pong"), ("deep", "64 deep")):
        stamped = {model: model + "-stamp" for model in OF_MODEL}
        for without, called in (({model: model for model in OF_MODEL}, "bytes as they come"),
                                ({model: model + "-line" for model in OF_MODEL}, "lines without a stamp")):
            yield Target(f"echo of lines with a stamp, {what}", f"echo/{workload}", "rate", stamped, least=0.85,
                         to=without, called=called)


def lines():
    for connections, rate in ((1, 100_000), (10, 700_000), (100, 1_000_000)):
        where = {"what": f"`lines`, 128 without receipt on each of {connections}", "at": f"ingest/window-{connections}",
                 "servers": LINES}
        yield Target(**where, figure="rate", least=rate)
        if connections > 1:
            yield Target(**where, figure="rate", least=1.2, to="rsyslog", called="rsyslog")
        yield Target(**where, figure="rate", least=3, to="redis", called="Redis always")
        yield Target(**where, figure="rate", least=4, to="nats", called="NATS JetStream")
        yield Target(**where, figure="cpu_micros", most=1.5)
    yield Target("`lines`, 4,096 without receipt on 1", "ingest/deep-1", "rate", LINES, least=700_000)
    for connections in (1, 10, 100):
        where = {"what": f"`lines`, one at a time on {connections}", "at": f"ingest/one-{connections}", "servers": LINES}
        yield Target(**where, figure="rate", least=1.0, to="redis", called="Redis always")
        for forces, called in (("prewritten_p50", f"{FORCES}, one after the other"), ("paused_p50", f"{FORCES}, after a pause")):
            yield Target(**where, figure="p50_micros", most=1.5, to_disk=forces, called=called)


def logs():
    for connections in (1, 10, 100):
        many = "connections" if connections > 1 else "connection"
        where = {"what": f"`syslog`, TCP, {connections} {many}", "at": f"syslog/tcp-{connections}", "servers": LINES}
        yield Target(**where, figure="rate", least=1.1, to="rsyslog", called="rsyslog")
        yield Target(**where, figure="cpu_micros", most=0.7, to="rsyslog", called="rsyslog")
        yield Target(**where, figure="whole_cpu_micros", most=0.7, to="rsyslog", called="rsyslog")
    for connections in (1, 10, 100):
        yield Target(f"`relp`, 128 without answer on each of {connections}", f"syslog/relp-{connections}", "rate", LINES,
                     least=8, to="rsyslog", called="rsyslog")
    yield Target("`syslog/udp`, 150,000 datagrams a second", "syslog/udp-150k", "lost", AS_IT_COMES, most=0)
    for figure in ("cpu_micros", "whole_cpu_micros"):
        yield Target("`syslog/udp`, 150,000 datagrams a second", "syslog/udp-150k", figure, AS_IT_COMES, most=4.8)


def others():
    yield Target("fan-out, 1 publisher, 100 subscribers", "fanout/fanout", "per_cpu_second", OF_MODEL, least=1.2, to="nats",
                 called="core NATS")
    for model, most in (("virtual", 5 * 1024), ("select", 2 * 1024)):
        yield Target("an idle `lines` connection", "idle/idle", "resident", {model: model}, most=most)
    yield Target("`serve` to `ready`, built", "start/start", "ready_cpu_millis", AS_IT_COMES, most=500)
    for base, what in (("wide-10", "10 messages on each"), ("wide-10-deep", "100,000 messages on the way in all")):
        yield Target(f"`lines`, 10,000 connections, {what}", "ingest/wide-10k", "rate", LINES, least=0.75,
                     to_at=f"ingest/{base}", called="10 connections")
    yield Target("a journal of 50 GB opens", "journal-size/size", "open_seconds", {"virtual": "50 GB"}, most=1)
    yield Target("a journal of 50 GB is appended to", "journal-size/size", "rate", {"virtual": "50 GB"}, least=0.9,
                 to="1 GB", called="1 GB")


TARGETS = [*echo(), *lines(), *logs(), *others()]
