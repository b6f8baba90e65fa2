"""What the figures were measured on, and the JDK that all JVMs get."""

import datetime
import glob
import os
import platform
import resource
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
JAVA_VERSION = 25


def jdk():
    """The home of a JDK 25: JAVA_HOME, the java on the PATH, then the usual install folder."""
    on_path = shutil.which("java")
    homes = [os.environ.get("JAVA_HOME"), on_path and os.path.dirname(os.path.dirname(os.path.realpath(on_path)))]
    for home in homes + sorted(glob.glob("/usr/lib/jvm/*")):
        if home and os.access(home + "/bin/javac", os.X_OK) and java_version(home).split(".")[0] == str(JAVA_VERSION):
            return home
    raise SystemExit(f"no JDK {JAVA_VERSION} found: install one or set JAVA_HOME")


def java_version(home):
    return release(home).get("JAVA_VERSION", "")


def release(home):
    try:
        with open(home + "/release") as lines:
            return dict(line.strip().replace('"', "").split("=", 1) for line in lines if "=" in line)
    except OSError:
        return {}


def allow_open_files(wanted):
    """Raises the limit for this process and all that it starts as far as it may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(f"this needs {wanted} open files a process, the limit is {hard} (ulimit -Hn)")


def description(home):
    """Pairs of name and value."""
    java = release(home)
    return [
        ("date", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")),
        ("commit", commit()),
        ("machine", f"{os.cpu_count()} × {cpu_model()}, {memory_gib()} GiB"),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("JDK", f"{java.get('IMPLEMENTOR', '')} {java.get('JAVA_RUNTIME_VERSION') or java_version(home)}".strip()),
    ]


def commit():
    """Documents do not count: results are written to them."""
    head = git("rev-parse", "--short", "HEAD")
    return head + (" with uncommitted changes" if git("status", "--porcelain", "--", ".", ":!docs") else "") if head else "none"


def git(*arguments):
    try:
        done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def cpu_model():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown CPU")


def memory_gib():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
