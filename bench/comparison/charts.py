"""Bars as SVG, written by hand: what each server reached, with the least and the greatest round, and what it cost."""

import dataclasses
import statistics
from xml.sax.saxutils import escape

WIDTH, NAME_WIDTH, PANEL_WIDTH, GAP = 960, 280, 300, 25
ROW_HEIGHT, BAR_HEIGHT, TITLE_HEIGHT, MARGIN = 30, 14, 52, 16
LABEL_WIDTH = 80  # beside the longest bar, for its number

STYLE = """\
text { font-family: system-ui, sans-serif; font-size: 13px; fill: #1f2328 }
.paper { fill: #ffffff } .title { font-size: 15px; font-weight: 600 } .small { font-size: 11px; fill: #59636e }
.own { fill: #0969da } .peer { fill: #8c959f } .spread { stroke: #1f2328; stroke-width: 1.5 } .axis { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .paper { fill: #0d1117 } .small { fill: #9198a1 }
.own { fill: #4493f8 } .peer { fill: #656c76 } .spread { stroke: #e6edf3 } .axis { stroke: #3d444d }
}"""


@dataclasses.dataclass(frozen=True)
class Panel:
    field: str
    title: str
    form: str


RATE = Panel("rate", "messages a second (more is better)", ",.0f")
LOST = Panel("lost", "datagrams lost (less is better)", ".2%")
CPU = Panel("cpu_micros", "CPU µs a message (less is better)", ".3g")
OWN = ("switchboard", "select", "virtual", "thread", "pool", "process", "single")  # what names of ours begin with


def chart(subject, sections):
    """sections: of records. Returns SVG, or None when they have nothing that is drawn here."""
    drawn, y = [], MARGIN
    for section in sections:
        panels = [LOST if any_has(section, "lost") else RATE, CPU]
        names = [name for name, rounds in section["results"].items() if rounds and all(has(rounds, panel) for panel in panels)]
        if names:
            drawn += block(section, names, panels, y)
            y += TITLE_HEIGHT + ROW_HEIGHT * len(names) + MARGIN
    if not drawn:
        return None
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img">'
    paper = f'<rect class="paper" width="{WIDTH}" height="{y}"/>'
    return "\n".join([head, f"<title>{escape(subject)}</title>", f"<style>\n{STYLE}\n</style>", paper, *drawn, "</svg>", ""])


def any_has(section, field):
    return any(field in result for rounds in section["results"].values() for result in rounds.values())


def has(rounds, panel):
    return all(result.get(panel.field) is not None for result in rounds.values())


def block(section, names, panels, y):
    yield text(MARGIN, y + 14, section["title"].replace("`", ""), "title")
    top = y + TITLE_HEIGHT
    for row, name in enumerate(names):
        middle = top + row * ROW_HEIGHT + ROW_HEIGHT / 2
        guarantee = section.get("guarantees", {}).get(name)
        yield text(NAME_WIDTH, middle + (-1 if guarantee else 4), name, anchor="end")
        if guarantee:
            yield text(NAME_WIDTH, middle + 11, guarantee, "small", "end")
    for number, panel in enumerate(panels):
        x = NAME_WIDTH + 12 + number * (PANEL_WIDTH + GAP)
        yield text(x, y + 40, panel.title, "small")
        yield from bars(section["results"], names, panel, x, top)


def bars(results, names, panel, x, top):
    values = {name: [result[panel.field] for result in results[name].values()] for name in names}
    greatest = max(max(of_rounds) for of_rounds in values.values())
    scale = (PANEL_WIDTH - LABEL_WIDTH) / greatest if greatest else 0
    yield f'<path class="axis" d="M{x} {top}V{top + ROW_HEIGHT * len(names)}"/>'
    for row, name in enumerate(names):
        middle, of_rounds = top + row * ROW_HEIGHT + ROW_HEIGHT / 2, values[name]
        least, median, most = (value * scale for value in (min(of_rounds), statistics.median(of_rounds), max(of_rounds)))
        kind = "own" if name.startswith(OWN) else "peer"
        yield f'<rect class="{kind}" x="{x}" y="{middle - BAR_HEIGHT / 2}" width="{median:.1f}" height="{BAR_HEIGHT}"/>'
        if len(of_rounds) > 1:
            yield f'<path class="spread" d="M{x + least:.1f} {middle}H{x + most:.1f}"/>'
        yield text(x + most + 6, middle + 4, format(statistics.median(of_rounds), panel.form))


def text(x, y, words, kind="", anchor="start"):
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
