"""rsyslog and syslog-ng as receivers of logs that write them to one file: their configurations, and where they come from."""

import glob
import os
import re
import subprocess

from comparison import peers
from comparison.build import TARGET
from comparison.log_workloads import WORKLOADS
from comparison.ports import bound, free_port, number_in

NAMES = ("rsyslog", "rsyslog-tuned", "syslog-ng", "syslog-ng-tuned")
IMRELP = "/usr/lib/*/rsyslog/imrelp.so"
ASIDE = os.path.join(TARGET, "syslog-ng")  # its package cannot be installed beside rsyslog's
RECEIVE_BUFFER_BYTES = 32 * 1024 * 1024  # what Switchboard asks for

# Everything else is rsyslog's default. The ruleset keeps rsyslog's own messages out of the file.
RSYSLOG = """\
global(workDirectory="{folder}")
module(load="{module}")
ruleset(name="log") {{ action(type="omfile" file="{file}") }}
input(type="{module}" address="127.0.0.1" {port} ruleset="log"{more})
"""
RSYSLOG_TUNED_UDP = f' rcvbufSize="{RECEIVE_BUFFER_BYTES}"'

# Flow control, because without it lines that the file cannot keep up with are dropped; no names are looked up.
SYSLOG_NG = """\
@version: 3.35
options {{ keep-hostname(yes); use-dns(no); stats-freq(0);{options} }};
source s {{ {source}(ip("127.0.0.1") port({port}) transport("{transport}"){input}); }};
destination d {{ file("{file}"); }};
log {{ source(s); destination(d); flags(flow-control); }};
"""
CONNECTIONS_DEFAULT = 10  # that it takes unless told
FETCH_LIMIT_TUNED = 1000  # messages that one connection gives before the next has its turn
FLUSH_LINES_TUNED = 1000


def peer(name, workload, folder, settings):
    """Command, how to know its port, file, additional environment."""
    return (rsyslog if name.startswith("rsyslog") else syslog_ng)(name, workload, folder, settings)


def rsyslog(name, workload, folder, _):
    config, port_file, file = (os.path.join(folder, part) for part in ("rsyslog.conf", "port", "messages"))
    module, port = {"udp": "imudp", "relp": "imrelp"}.get(workload.protocol, "imtcp"), free_port()
    where = f'port="0" listenPortFileName="{port_file}"' if module == "imtcp" else f'port="{port}"'
    with open(config, "w") as out:
        out.write(RSYSLOG.format(folder=folder, file=file, module=module, port=where,
                                 more=RSYSLOG_TUNED_UDP if name == "rsyslog-tuned" else ""))
    command = [peers.find("rsyslogd"), "-n", "-f", config, "-i", os.path.join(folder, "pid")]
    return command, lambda _: number_in(port_file) if module == "imtcp" else bound(port, module == "imudp"), file, {}


def syslog_ng(name, workload, folder, settings):
    config, file = os.path.join(folder, "syslog-ng.conf"), os.path.join(folder, "messages")
    port, tuned, udp = free_port(), name == "syslog-ng-tuned", workload.protocol == "udp"
    window = max(workload.connections, CONNECTIONS_DEFAULT) * FETCH_LIMIT_TUNED
    more = "" if udp or workload.connections <= CONNECTIONS_DEFAULT else f" max-connections({workload.connections})"
    if tuned:
        more += f" log-iw-size({window}) log-fetch-limit({FETCH_LIMIT_TUNED})"
        more += f" so-rcvbuf({RECEIVE_BUFFER_BYTES})" if udp else ""
    if settings.format == "5424" and workload.protocol != "counted":
        more += " flags(syslog-protocol)"
    with open(config, "w") as out:
        out.write(SYSLOG_NG.format(
            options=f" flush-lines({FLUSH_LINES_TUNED}); log-fifo-size({2 * window});" if tuned else "",
            source="syslog" if workload.protocol == "counted" else "network",
            transport="udp" if udp else "tcp", port=port, input=more, file=file))
    program, environment, flags = program_of_syslog_ng()
    command = [program, *flags, "-F", "--no-caps", "--cfgfile", config, "--control", folder + "/control"]
    command += ["--persist-file", folder + "/persist", "--pidfile", folder + "/pid"]
    return command, lambda _: bound(port, udp), file, environment


def program_of_syslog_ng():
    installed = peers.find("syslog-ng")
    if installed:
        return installed, {}, []
    folders = [ASIDE + "/usr/lib/syslog-ng", ASIDE + "/usr/lib/*-linux-gnu", ASIDE + "/lib/*-linux-gnu"]
    libraries = ":".join(path for folder in folders for path in glob.glob(folder))
    modules = ":".join(glob.glob(ASIDE + "/usr/lib/syslog-ng/[0-9]*"))
    return ASIDE + "/usr/sbin/syslog-ng", {"LD_LIBRARY_PATH": libraries}, ["--module-path=" + modules]


def install(names, workloads):
    """names: of servers; those that are no peers need nothing."""
    needs = {}
    if any(name.startswith("rsyslog") for name in names):
        needs["rsyslogd"] = "rsyslog"
        if any(WORKLOADS[name].protocol == "relp" for name in workloads):
            needs[IMRELP] = "rsyslog-relp"
    peers.install(needs)
    if any(name.startswith("syslog-ng") for name in names) and not peers.find("syslog-ng"):
        peers.unpack("syslog-ng-core", ASIDE)


def versions(names):
    """Such as `rsyslog 8.2302.0`."""
    found = []
    for kind in ("rsyslog", "syslog-ng"):
        if any(name.startswith(kind) for name in names):
            program, environment, flags = (peers.find("rsyslogd"), {}, []) if kind == "rsyslog" else program_of_syslog_ng()
            said = subprocess.run([program, *flags, "-v" if kind == "rsyslog" else "-V"], capture_output=True, text=True,
                                  env={**os.environ, **environment}).stdout
            version = re.search(r"\d+(\.\d+)+", said)
            found.append(f"{kind} {version.group() if version else 'of unknown version'}")
    return found
