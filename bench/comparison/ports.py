"""Which port a server listens on that does not announce it."""

import socket


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bound(port, udp):
    """The port once somebody listens there, else 0."""
    for table in ("udp", "udp6") if udp else ("tcp", "tcp6"):
        with open("/proc/net/" + table) as lines:
            for fields in map(str.split, list(lines)[1:]):
                if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == ("07" if udp else "0A"):
                    return port
    return 0


def number_in(path):
    try:
        with open(path) as file:
            return int(file.read() or 0)
    except FileNotFoundError:
        return 0
