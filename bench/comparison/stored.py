"""Reads what the suites wrote: records as in records.py, and the forms that some have of their own. Of those the Markdown that
they printed, in a file beside, is their text in the document."""

import json
import os


def record_in(path):
    with open(path) as file:
        record = json.load(file)
    if "suite" in record:
        return record
    return of_journals(path, record) if "append" in record else of_titles(path, record)


def of_titles(path, record):
    """{subject, description: {}, sections: {title: {server: [{round, …}]}}, remarks}."""
    sections = [section(title.split("`")[1], title, {
        server: {str(result["round"]): result for result in rounds} for server, rounds in results.items()})
        for title, results in record["sections"].items()]
    return with_text(path, record["subject"], record["description"], sections)


def of_journals(path, record):
    """{machine: {}, opening: {"GB cold": {wall_millis, …}}, append: {GB: [{rate, …}]}}. Opening, a median already, counts as of
    the first round, with nothing of the files in memory."""
    results = {f"{size} GB": {str(number): dict(run) for number, run in enumerate(runs, 1)}
               for size, runs in record["append"].items()}
    for size in record["append"]:
        opened = record["opening"].get(f"{size} cold")
        if opened and "1" in results[f"{size} GB"]:
            results[f"{size} GB"]["1"]["open_seconds"] = opened["wall_millis"] / 1000
    return with_text(path, "Size of the journal", record["machine"],
                     [section("size", "`size`: appending to a small journal and to a large one", results)])


def section(workload, title, results):
    return {"workload": workload, "title": title, "table": [], "remarks": [], "results": results}


def with_text(path, subject, description, sections):
    name = os.path.splitext(path)[0]
    said = []
    if os.path.exists(name + ".md"):
        with open(name + ".md") as file:
            said = file.read().splitlines()
    if said and said[0].startswith("## "):
        said = said[2:]
    return {"suite": os.path.basename(name), "subject": subject, "description": list(description.items()), "notes": [],
            "sections": sections, "text": said}
