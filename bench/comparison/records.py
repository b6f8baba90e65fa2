"""Results as JSON, so that documents can be written from them later, and from those of several runs.

    {"suite": "ingest", "subject": "Ingest", "description": [[NAME, VALUE], …], "notes": [TEXT, …], "sections": [
      {"workload": "window-10", "title": TEXT, "table": [LINE, …], "remarks": [TEXT, …],
       "guarantees": {SERVER: TEXT},
       "results": {SERVER: {ROUND: {FIELD: NUMBER or null}}},
       "disk": [{"prewritten_p50": MICROSECONDS, …}, …]}]}        one a round, or none where the disk does not matter

`description` has at least date, commit and machine. Fields that mean the same have the same name in all suites: `rate`
(messages a second), `cpu_micros` (of the server, a message), `memory_bytes`, `p50_micros`, `p99_micros`.
"""

import dataclasses
import json
import os

from comparison import report


def write(path, suite, subject, description, notes, sections, columns, workloads, disks=None, guarantee=lambda name, workload: ""):
    """sections and columns: as for report.report; workloads: their names, one a section; disks: {name: [Forces]};
    guarantee(server, workload): what a sender knows, empty where nothing is to be said."""
    write_json(path, {
        "suite": suite, "subject": subject, "description": description, "notes": notes,
        "sections": [{
            "workload": workload, "title": title, "table": report.table(results, columns(results)), "remarks": remarks,
            "guarantees": {server: said for server in results if (said := guarantee(server, workload))},
            "results": {server: {str(number): fields(result) for number, result in of_rounds.items()}
                        for server, of_rounds in results.items()},
            "disk": [dataclasses.asdict(forces) for forces in (disks or {}).get(workload, [])],
        } for workload, (title, results, remarks) in zip(workloads, sections, strict=True)],
    })


def fields(result):
    return dataclasses.asdict(result) if dataclasses.is_dataclass(result) else dict(result)


def write_json(path, record):
    """Whole or not at all."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path + ".partial", "w") as file:
        json.dump(record, file, indent=1, ensure_ascii=False)
    os.replace(path + ".partial", path)
