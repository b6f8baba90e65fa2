"""The order of the runs, and how a run is ended."""

import signal
import sys

from comparison.processes import Failed

FAILED = "failed in round"


def end_what_was_started_on_signals():
    """Raised as exceptions, so that what was started is ended on the way out."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))


def compare(workload_name, names, rounds, run, before_round=lambda: None):
    """Every server once a round, so that all of them meet the same noise. run(name) starts a fresh server.

    Returns {server: {round: Result}} and remarks on what failed.
    """
    results, remarks = {name: {} for name in names}, []
    for number in range(1, rounds + 1):
        before_round()
        for name in names:
            what = f"{workload_name} round {number}/{rounds} {name}:"
            try:
                result = results[name][number] = run(name)
                print(what, f"{result.rate:,.0f}/s, {result.cpu_micros:.3g} µs CPU a message", file=sys.stderr)
            except Failed as failure:
                print(what, failure, file=sys.stderr)
                remarks.append(f"{name} {FAILED} {number}: {failure}")
    return results, remarks


def failed(sections):
    return any(FAILED in remark for _, _, remarks in sections for remark in remarks)


def stop(server):
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave the server behind
    server.stop()
    signal.signal(signal.SIGINT, interrupt)


def run_main(main):
    try:
        main()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("interrupted", file=sys.stderr)
        sys.exit(130)
