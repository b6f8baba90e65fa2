"""Where everything is, and what has to be built before it can be measured."""

import glob
import os
import subprocess
import sys

from comparison.machine import ROOT

BENCH = os.path.join(ROOT, "bench")
TARGET = os.path.join(BENCH, "target")
SWITCHBOARD = os.path.join(ROOT, "switchboard")


def compile_c(name, *libraries):
    source, program = os.path.join(BENCH, "c", name + ".c"), os.path.join(TARGET, name)
    os.makedirs(TARGET, exist_ok=True)
    if newest([source, *glob.glob(BENCH + "/c/*.h")]) > newest([program]):
        run(["gcc", "-O2", "-std=gnu11", "-Wall", "-Wextra", "-o", program, source, *libraries], None)
    return program


def build_switchboard(environment):
    """Builds when needed, with all cores and outside the measured time."""
    if not os.access(SWITCHBOARD, os.X_OK):
        raise SystemExit("there is no ./switchboard at the root of the repository: leave it out of --servers")
    run([SWITCHBOARD, "--version"], environment)


def newest(paths):
    return max((os.path.getmtime(path) for path in paths if os.path.exists(path)), default=0)


def run(words, environment):
    try:
        subprocess.run(words, env=environment, stdout=sys.stderr, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"cannot build: {error}") from None
