"""What was measured beside each target, and whether it is reached."""

import dataclasses
import statistics

from comparison.targets import TARGETS

MODELS = ("virtual", "select")
FORMS = {  # of a figure: format, what follows, what it is divided by
    "rate": (",.0f", "/s", 1),
    "cpu_micros": (".3g", " µs CPU a message", 1),
    "whole_cpu_micros": (".3g", " µs CPU until at rest", 1),
    "p50_micros": (",.0f", " µs median", 1),
    "lost": (".3%", " lost", 1),
    "per_cpu_second": (",.0f", "/CPU s", 1),
    "resident": (".2f", " KiB", 1024),
    "ready_cpu_millis": (",.0f", " ms CPU", 1),
    "open_seconds": (".2f", " s", 1),
}
RATIO_FORM = ".2f"
RATIO_NAMES = {"rate": "rate", "cpu_micros": "CPU", "whole_cpu_micros": "CPU until at rest", "p50_micros": "median",
               "per_cpu_second": "deliveries per CPU second"}


@dataclasses.dataclass(frozen=True)
class Verdict:
    text: str  # what was measured
    met: bool | None  # None: not measured


def table(sections):
    """sections: {suite/workload: section of a record}. Markdown lines: how many targets are met, and each."""
    rows, verdicts = [], []
    for target in TARGETS:
        cells = {model: verdict(target, model, sections) for model in target.servers}
        verdicts += cells.values()
        rows.append([target.what, wanted(target), *(cells[model].text if model in cells else "" for model in MODELS)])
    met, missed = (sum(verdict.met is value for verdict in verdicts) for value in (True, False))
    head = [f"Of {len(verdicts)} targets {met} are met (✓), {missed} are not (✗), {len(verdicts) - met - missed} are not"
            " measured (–). Medians over the rounds, in brackets the least and the greatest; ratios are taken within each round.", "",
            "| | wanted | `virtual` | `select` |", "| --- | --- | ---: | ---: |"]
    return head + [f"| {' | '.join(row)} |" for row in rows]


def wanted(target):
    sign, bound = ("≥", target.least) if target.most is None else ("≤", target.most)
    form, unit, scale = FORMS[target.figure]
    if target.called:
        return f"{RATIO_NAMES[target.figure]} {sign} {bound:g} × {target.called}"
    if bound == 0:
        return "none" + unit
    return f"{sign} {format(bound / scale, form if form.startswith(',') else 'g')}{unit}"


def verdict(target, model, sections):
    values = measured(target, model, sections)
    if not values:
        return Verdict("–", None)
    form, unit, scale = (RATIO_FORM, " ×", 1) if target.called else FORMS[target.figure]
    middle = statistics.median(values)
    unit = unit.removesuffix(" a message")
    met = middle >= target.least if target.most is None else middle <= target.most
    least, middle, most = (format(value / scale, form) for value in (min(values), middle, max(values)))
    return Verdict(f"{middle}{unit} ({least}–{most}) {'✓' if met else '✗'}", met)


def measured(target, model, sections):
    """One value a round that has all that is needed."""
    server = target.servers[model]
    own = by_round(sections, target.at, server, target.figure)
    if not target.called:
        return list(own.values())
    if target.to_disk:
        disk = sections.get(target.at, {}).get("disk", [])
        other = {str(number): forces[target.to_disk] for number, forces in enumerate(disk, 1)}
    elif target.to_at:
        other = by_round(sections, target.to_at, server, target.figure)
    else:
        other = by_round(sections, target.at, target.to[model] if isinstance(target.to, dict) else target.to, target.figure)
    return [own[number] / other[number] for number in own if other.get(number)]


def by_round(sections, at, server, figure):
    of_rounds = sections.get(at, {}).get("results", {}).get(server, {})
    return {number: figure_of(result, figure) for number, result in of_rounds.items() if figure_of(result, figure) is not None}


def figure_of(result, figure):
    if figure == "per_cpu_second":
        return 1e6 / result["cpu_micros"] if result.get("cpu_micros") else None
    return result.get(figure)
