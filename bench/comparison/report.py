"""Medians over the rounds; ratios are taken within each round first, because rounds differ more than servers do."""

import statistics


def report(subject, description, notes, sections, columns):
    """Markdown that also reads well on a terminal. sections: (title, {server: {round: result}}, remarks);
    columns(results): {head: cell(results, server)}, such as `rates` here."""
    lines = [f"## {subject}, {description[0][1]}", ""]
    lines += [f"- {name}: {value}" for name, value in description[1:]]
    lines += [f"- {note}" for note in notes]
    for title, results, remarks in sections:
        lines += ["", "### " + title, "", *table(results, columns(results))]
        lines += [""] * bool(remarks) + [f"- {remark}" for remark in remarks]
    return "\n".join(lines) + "\n"


def publish(text, markdown):
    print(text, end="")
    if markdown:
        with open(markdown, "a") as file:
            file.write("\n" + text if file.tell() else text)


def table(results, columns):
    head = ["server", *columns]
    rows = [[name, *(cell(results, name) for cell in columns.values())] for name in results if results[name]]
    widths = [max(len(cells[i]) for cells in [head, *rows]) for i in range(len(head))]
    rule = ["-" * widths[0]] + ["-" * (width - 1) + ":" for width in widths[1:]]
    return [padded(cells, widths) for cells in [head, rule, *rows]]


def rates(yardsticks, cpu_unit):
    """yardsticks: {server: how the ratio columns call it}; cpu_unit: a name for what is microseconds a message."""
    return lambda results: {
        "messages/s": middle("rate", ",.0f"), "CPU " + cpu_unit: middle("cpu_micros", ".3g"),
        **ratios(results, yardsticks, {"rate": "rate", "CPU": "cpu_micros"}),
        "p50 µs": middle("p50_micros", ",.0f"), "p99 µs": middle("p99_micros", ",.0f"),
        "memory MiB": memory, "load busy": middle("busy", ".0%"), "rounds": rounds,
    }


def ratios(results, yardsticks, fields):
    """fields: {how the column calls it: field}. Of those yardsticks that were measured."""
    return {f"{what} ÷ {called}": ratio_to(name, field)
            for name, called in yardsticks.items() if results.get(name) for what, field in fields.items()}


def padded(cells, widths):
    others = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
    return "| " + " | ".join([cells[0].ljust(widths[0]), *others]) + " |"


def middle(field, form, unit=1):
    """The median over the rounds, divided by the unit."""
    def cell(results, name):
        values = values_of(results, name, field)
        return format(statistics.median(values) / unit, form) if values else "–"
    return cell


def spread(field, form):
    """The median, the least and the greatest."""
    def cell(results, name):
        values = values_of(results, name, field)
        return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})" if values else "–"
    return cell


def memory(results, name):
    return middle("memory_bytes", ",.0f", 2**20)(results, name)


def values_of(results, name, field):
    """Empty when there are none of this field, such as latencies where nothing answers."""
    values = [getattr(result, field, None) for result in results[name].values()]
    return [] if None in values else values


def rounds(results, name):
    return str(len(results[name]))


def ratio_to(yardstick, field):
    """Median, least and greatest of the ratios of the rounds that both have."""
    def cell(results, name):
        own, other = results[name], results[yardstick]
        both = [getattr(own[number], field) / getattr(other[number], field) for number in own if number in other]
        if name == yardstick:
            return "1"
        if not both:
            return "–"
        return f"{statistics.median(both):.2f} ({min(both):.2f}–{max(both):.2f})"
    return cell
