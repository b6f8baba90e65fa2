"""The folder that all servers write to, and what its disk takes for one force."""

import dataclasses
import json
import os
import shutil
import statistics
import subprocess

from comparison.build import TARGET

DATA = os.path.join(TARGET, "ingest")
SYNC_SECONDS_MAX = 120
TOOL_SECONDS_MAX = 60


@dataclasses.dataclass(frozen=True)
class Forces:
    """Microseconds that one force of 4 KiB takes."""
    prewritten_p50: float
    prewritten_p99: float
    paused_p50: float
    paused_p99: float
    growing_p50: float
    growing_p99: float


def fresh_folder(name):
    """Empty, with nothing of an earlier run left to be written: that would be written in this one's time."""
    remove_data()
    folder = os.path.join(DATA, name)
    os.makedirs(folder)
    run(["sync", "-f", folder], SYNC_SECONDS_MAX)
    return folder


def remove_data():
    shutil.rmtree(DATA, ignore_errors=True)


def measure_forces(program):
    files = json.loads(run([program, fresh_folder("force")], TOOL_SECONDS_MAX))
    return Forces(*(files[name][part] for name in ("prewritten", "paused", "growing") for part in ("p50_us", "p99_us")))


def remark(forces):
    """forces: one for each round."""
    def of(field):
        values = [getattr(force, field) for force in forces]
        return f"{statistics.median(values):,.0f} µs ({min(values):,.0f}–{max(values):,.0f})"
    return (f"the disk, one force of 4 KiB, measured before each round: into a prewritten file median"
            f" {of('prewritten_p50')}, p99 {of('prewritten_p99')}, each after a pause of 100 µs median {of('paused_p50')}; into a growing file median {of('growing_p50')},"
            f" p99 {of('growing_p99')}")


def filesystem():
    kind, device = run(["df", "--output=fstype,source", TARGET], TOOL_SECONDS_MAX).splitlines()[1].split()
    return f"{kind} on {device}"


def require_free(wanted):
    free = shutil.disk_usage(TARGET).free
    if free < wanted:
        raise SystemExit(f"this may write {wanted / 2**30:.1f} GiB at {TARGET}, and {free / 2**30:.1f} GiB are free")


def run(words, seconds):
    try:
        return subprocess.run(words, check=True, capture_output=True, text=True, timeout=seconds).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise SystemExit(f"the disk cannot be measured: {error}; {(error.stderr or '').strip()}") from None
