"""Programs of others, as Debian packages them."""

import contextlib
import glob
import os
import re
import shutil
import subprocess
import sys

POLICY = "/usr/sbin/policy-rc.d"  # what it answers decides whether a package may start its service: 101 is no


def find(program):
    return shutil.which(program, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin")


def install(needs):
    """needs: {program, or pattern of a file: package}. As root, installs the packages of what is missing; their services are
    not started."""
    missing = [package for what, package in needs.items() if not (glob.glob(what) if "/" in what else find(what))]
    if not missing:
        return
    if os.geteuid() != 0 or not find("apt-get"):
        raise SystemExit(f"these packages are missing: {' '.join(missing)} (or leave them out of --servers)")
    print(f"installing {' '.join(missing)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with no_service_starts():
        for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            done = subprocess.run(["apt-get", "-qq", *words], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no word"]
        raise SystemExit(f"cannot install {' '.join(missing)}: {said[-1]}")


def unpack(package, folder):
    """Puts the files of a package, and of those it needs and that are not installed, into a folder: for one that cannot be
    installed beside another."""
    if os.path.exists(folder):
        return
    print(f"unpacking {package}", file=sys.stderr)
    archives = folder + ".archives"
    os.makedirs(archives + "/partial", exist_ok=True)
    commands = [["apt-get", "-qq", "update"]] if os.geteuid() == 0 else []
    commands += [["apt-get", "-qq", "-y", "--no-install-recommends", "--download-only", "-o", "Debug::NoLocking=1",
                  "-o", "Dir::Cache::archives=" + archives, "install", package]]
    for words in commands:
        done = subprocess.run(words, capture_output=True, text=True)
    files = glob.glob(archives + "/*.deb")
    if done.returncode != 0 or not files:
        said = done.stderr.strip().splitlines() or ["no word"]
        raise SystemExit(f"cannot download {package}: {said[-1]} (or leave it out of --servers)")
    for file in files:
        subprocess.run(["dpkg", "-x", file, folder + ".partial"], check=True)
    os.rename(folder + ".partial", folder)


@contextlib.contextmanager
def no_service_starts():
    if os.path.exists(POLICY):
        raise_unless_it_forbids()
        yield
        return
    with open(POLICY, "w") as file:
        file.write("#!/bin/sh\nexit 101\n")
    try:
        os.chmod(POLICY, 0o755)
        yield
    finally:
        os.remove(POLICY)


def raise_unless_it_forbids():
    if subprocess.run([POLICY, "redis-server", "start"], capture_output=True).returncode != 101:
        raise SystemExit(f"{POLICY} lets packages start their services: install them yourself")


def version(program, flag):
    """Such as `nats-server 2.9.10`."""
    said = subprocess.run([find(program), flag], capture_output=True, text=True).stdout
    number = re.search(r"\d+(\.\d+)+", said)
    return f"{program} {number.group() if number else 'of unknown version'}"
