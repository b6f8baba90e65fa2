"""The servers that can be compared: what builds them, what starts them, and what each cannot do."""

import glob
import os
import subprocess
import sys

from comparison.machine import ROOT

BENCH = os.path.join(ROOT, "bench")
TARGET = os.path.join(BENCH, "target")
APP = os.path.join(TARGET, "app")
SWITCHBOARD = os.path.join(ROOT, "switchboard")

NETTY = {"netty": "epoll", "netty-nio": "nio", "netty-io_uring": "io_uring"}
CONNECTIONS_MAX = {"single": 1, "process": 64, "pool": 1000, "thread": 10000}
MODELS = ("select", "virtual", "thread", "pool", "process", "single")
NAMES = ("c", *NETTY, *MODELS)
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
    listener = f"echo:0,stamp=none,model={name},backlog={BACKLOG}"
    if name == "pool":
        listener += f",threads={workload.connections}"
    if settings.options:
        listener += "," + settings.options
    return [SWITCHBOARD, "serve", "-l", listener]


def build(names, environment):
    os.makedirs(TARGET, exist_ok=True)
    load = compile_c("echo-load", "-lm")
    if "c" in names:
        compile_c("echo-loop")
    if set(names) & set(NETTY):
        build_netty(environment)
    if set(names) & set(MODELS):
        if not os.access(SWITCHBOARD, os.X_OK):
            raise SystemExit("there is no ./switchboard at the root of the repository: leave it out of --servers")
        run([SWITCHBOARD, "--version"], environment)  # builds when needed, with all cores and outside the measured time
    return load


def compile_c(name, *libraries):
    source, program = os.path.join(BENCH, "c", name + ".c"), os.path.join(TARGET, name)
    if newest([source]) > newest([program]):
        run(["gcc", "-O2", "-std=gnu11", "-Wall", "-Wextra", "-o", program, source, *libraries], None)
    return program


def build_netty(environment):
    sources = glob.glob(BENCH + "/src/main/java/**/*.java", recursive=True) + [BENCH + "/pom.xml"]
    if newest(sources) > newest(glob.glob(APP + "/bench-*.jar")):
        run(["mvn", "-q", "-B", "-f", BENCH + "/pom.xml", "-DskipTests", "package"], environment)
        for jar in glob.glob(APP + "/bench-*.jar"):
            os.utime(jar)  # Maven leaves a jar alone whose content did not change


def newest(paths):
    return max((os.path.getmtime(path) for path in paths if os.path.exists(path)), default=0)


def run(words, environment):
    try:
        subprocess.run(words, env=environment, stdout=sys.stderr, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"cannot build: {error}") from None
