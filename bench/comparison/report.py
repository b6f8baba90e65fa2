"""Medians over the rounds; ratios are taken within each round first, because rounds differ more than servers do."""

import statistics


def report(subject, yardsticks, cpu_unit, description, notes, sections):
    """Markdown that also reads well on a terminal. yardsticks: {server: how the ratio columns call it};
    cpu_unit: a name for what is microseconds a message; sections: (title, {server: {round: Result}}, remarks)."""
    lines = [f"## {subject}, {description[0][1]}", ""]
    lines += [f"- {name}: {value}" for name, value in description[1:]]
    lines += [f"- {note}" for note in notes]
    for title, results, remarks in sections:
        lines += ["", "### " + title, "", *table(results, yardsticks, cpu_unit)]
        lines += [""] * bool(remarks) + [f"- {remark}" for remark in remarks]
    return "\n".join(lines) + "\n"


def publish(text, markdown):
    print(text, end="")
    if markdown:
        with open(markdown, "a") as file:
            file.write("\n" + text if file.tell() else text)


def table(results, yardsticks, cpu_unit):
    yardsticks = {name: called for name, called in yardsticks.items() if results.get(name)}
    head = ["server", "messages/s", "CPU " + cpu_unit]
    head += [f"{what} ÷ {called}" for called in yardsticks.values() for what in ("rate", "CPU")]
    head += ["p50 µs", "p99 µs", "load busy", "rounds"]
    rows = [row(name, results, yardsticks) for name in results if results[name]]
    widths = [max(len(cells[i]) for cells in [head, *rows]) for i in range(len(head))]
    rule = ["-" * widths[0]] + ["-" * (width - 1) + ":" for width in widths[1:]]
    return [padded(cells, widths) for cells in [head, rule, *rows]]


def padded(cells, widths):
    others = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
    return "| " + " | ".join([cells[0].ljust(widths[0]), *others]) + " |"


def row(name, results, yardsticks):
    rounds = results[name].values()
    cells = [name, f"{median(rounds, 'rate'):,.0f}", f"{median(rounds, 'cpu_micros'):.3g}"]
    for yardstick in yardsticks:
        cells += [ratio(results[name], results[yardstick], field) for field in ("rate", "cpu_micros")]
    answers = all(result.p50_micros is not None for result in rounds)
    cells += [f"{median(rounds, field):,.0f}" if answers else "–" for field in ("p50_micros", "p99_micros")]
    return cells + [f"{median(rounds, 'busy'):.0%}", str(len(rounds))]


def median(rounds, field):
    return statistics.median(getattr(result, field) for result in rounds)


def ratio(own, yardstick, field):
    """Median, least and greatest of the ratios of the rounds that both have."""
    both = [getattr(own[number], field) / getattr(yardstick[number], field) for number in own if number in yardstick]
    if own is yardstick:
        return "1"
    if not both:
        return "–"
    return f"{statistics.median(both):.2f} ({min(both):.2f}–{max(both):.2f})"
