"""The order of the runs, and how a run is ended."""

import signal
import sys

from comparison.processes import Failed

FAILED = "failed in round"


def end_what_was_started_on_signals():
    """Raised as exceptions, so that what was started is ended on the way out."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))


def work_done(result):
    return f"{result.rate:,.0f}/s, {result.cpu_micros:.3g} µs CPU a message"


class Comparison:
    """One workload: every server once a round, so that all of them meet the same noise. run(name) starts a fresh server;
    tell(result) is what is said of it at once.

    results: {server: {round: Result}}; remarks: on what failed.
    """

    def __init__(self, workload_name, names, rounds, run, before_round=lambda: None, tell=work_done):
        self.workload_name, self.names, self.rounds = workload_name, names, rounds
        self.run, self.before_round, self.tell = run, before_round, tell
        self.results, self.remarks = {name: {} for name in names}, []

    def round(self, number):
        self.before_round()
        for name in self.names:
            what = f"{self.workload_name} round {number}/{self.rounds} {name}:"
            try:
                result = self.results[name][number] = self.run(name)
                print(what, self.tell(result), file=sys.stderr)
            except Failed as failure:
                print(what, failure, file=sys.stderr)
                self.remarks.append(f"{name} {FAILED} {number}: {failure}")


def compare(workload_name, names, rounds, run, before_round=lambda: None, tell=work_done):
    """All rounds of one workload. Returns its results and remarks."""
    comparison = Comparison(workload_name, names, rounds, run, before_round, tell)
    for number in range(1, rounds + 1):
        comparison.round(number)
    return comparison.results, comparison.remarks


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
