"""The servers whose echo can be compared: what builds them, what starts them, and what each cannot do."""

import glob
import os

from comparison.build import BENCH, ROOT, SWITCHBOARD, TARGET, build_switchboard, compile_c, newest, run

APP = os.path.join(TARGET, "app")

NETTY = {"netty": "epoll", "netty-nio": "nio", "netty-io_uring": "io_uring"}
CONNECTIONS_MAX = {"single": 1, "process": 64, "pool": 1000, "thread": 10000}
MODELS = ("select", "virtual", "thread", "pool", "process", "single")
# Model and stamp, with lines as messages; a model alone sends back the bytes as they come, as the yardsticks do.
LINES = {f"{model}-{what}": (model, stamp) for model in ("select", "virtual")
         for what, stamp in (("line", "none"), ("stamp", "ctime"))}
NAMES = ("c", *NETTY, *MODELS, *LINES)
BACKLOG = 4096

# Unsafe is what Netty reaches its best figures with; from JDK 24 on it has to be allowed.
NETTY_FLAGS = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]


def unfit(name, workload):
    """Why this server is left out of this workload, or None."""
    most = CONNECTIONS_MAX.get(name)
    return f"{name} serves at most {most:,} here" if most and workload.connections > most else None


def command(name, workload, settings):
    if name == "c":
        return [os.path.join(TARGET, "echo-loop"), "0"]
    if name in NETTY:
        java = [settings.java_home + "/bin/java", *settings.jvm.split(), *NETTY_FLAGS]
        return [*java, "-cp", APP + "/*", "dev.switchboard.bench.NettyEcho", "0", NETTY[name]]
    model, stamp = LINES.get(name, (name, "none"))
    framing = "line" if name in LINES else "none"
    listener = f"echo:0,stamp={stamp},framing={framing},model={model},backlog={BACKLOG}"
    if name == "pool":
        listener += f",threads={workload.connections}"
    if settings.options:
        listener += "," + settings.options
    return [SWITCHBOARD, "serve", "-l", listener]


def stamped(name):
    return LINES.get(name, (name, "none"))[1] != "none"


def build(names, environment):
    load = compile_c("echo-load", "-lm")
    if "c" in names:
        compile_c("echo-loop")
    if set(names) & set(NETTY):
        build_netty(environment)
    if set(names) & {*MODELS, *LINES}:
        build_switchboard(environment)
    return load


def build_netty(environment):
    sources = glob.glob(BENCH + "/src/main/java/**/*.java", recursive=True) + [BENCH + "/pom.xml"]
    if newest(sources) > newest(glob.glob(APP + "/bench-*.jar")):
        run(["mvn", "-q", "-B", "-f", ROOT + "/pom.xml", "-pl", "bench", "-am", "-Dmaven.test.skip",
             "-Dspotless.check.skip", "package"], environment)
        for jar in glob.glob(APP + "/bench-*.jar"):
            os.utime(jar)  # Maven leaves a jar alone whose content did not change
