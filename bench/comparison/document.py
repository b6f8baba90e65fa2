"""Writes the measured part of docs/benchmarks.md, and its charts, from the results of runs."""

import glob
import os

from comparison import charts, verdicts
from comparison.stored import record_in

BEGIN = "<!-- bench/compare writes what follows -->"
END = "<!-- bench/compare writes what is above -->"
CHARTS = "benchmarks"  # the folder for charts, beside the document


class NoPlace(Exception):
    """The document has no place for what was measured."""


def read(folder):
    """All records, in the order of their files' times: of two with the same section the later counts."""
    return [record_in(path) for path in sorted(glob.glob(folder + "/*.json"), key=os.path.getmtime)]


def write(path, records, order):
    """order: of suites and of their workloads, as suite/workload; others come last. A document that is not there yet has
    nothing but what is measured."""
    before, begin, rest = content(path).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlace(f"{path} has no lines {BEGIN} and {END}")
    folder = os.path.join(os.path.dirname(path), CHARTS)
    os.makedirs(folder, exist_ok=True)
    lines = [BEGIN, "", *measured(records, order, folder), "", END]
    with open(path + ".partial", "w") as file:
        file.write(before + "\n".join(lines) + after)
    os.replace(path + ".partial", path)


def content(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return f"# Benchmarks\n\n{BEGIN}\n{END}\n"


def measured(records, order, folder):
    newest = {f"{record['suite']}/{section['workload']}": (record, section)
              for record in records for section in record["sections"]}
    yield from ["## Targets", "", *verdicts.table({name: section for name, (_, section) in newest.items()})]
    suites = {}
    for name in sorted(newest, key=lambda name: order.index(name) if name in order else len(order)):
        suites.setdefault(newest[name][0]["suite"], []).append(newest[name])
    for suite, pairs in suites.items():
        yield from of_suite(suite, pairs[0][0]["subject"], pairs, folder)


def of_suite(suite, subject, pairs, folder):
    """What all runs have in common is said once, the rest with each."""
    if "text" in pairs[0][0]:
        yield from own_text(suite, subject, pairs, folder)
        return
    said = [facts(record) for record, _ in pairs]
    common = [fact for fact in said[0] if all(fact in others for others in said)]
    yield from ["", f"## {subject}, measured", "", *(f"- {fact}" for fact in common)]
    yield from drawn(suite, subject, pairs, folder)
    for (_, section), own in zip(pairs, said):
        yield from ["", "### " + section["title"], "", *section["table"], ""]
        yield from (f"- {remark}" for remark in [*section["remarks"], *(fact for fact in own if fact not in common)])


def own_text(suite, subject, pairs, folder):
    record = pairs[0][0]
    lines = record["text"]
    yield from ["", f"## {subject}, measured", ""]
    yield from (f"- {fact}" for fact in facts(record) if f"- {fact}" not in lines)
    start = next((number for number, line in enumerate(lines) if line.startswith(("###", "|"))), len(lines))
    notes = [line for line in lines[:start] if line]
    yield from [*notes, *drawn(suite, subject, pairs, folder), "", *lines[start:]]


def drawn(suite, subject, pairs, folder):
    """Writes the chart; the lines that show it, none when there is nothing to draw."""
    drawing = charts.chart(subject, [section for _, section in pairs])
    if not drawing:
        return []
    with open(os.path.join(folder, suite + ".svg"), "w") as file:
        file.write(drawing)
    return ["", f"![{subject}: rates and CPU as bars; the tables below have the numbers]({CHARTS}/{suite}.svg)"]


def facts(record):
    return [f"{name}: {value}" for name, value in record["description"]] + record["notes"]
