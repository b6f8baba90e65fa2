"""Results for programs: a file of JSON, for comparisons of comparisons."""

import dataclasses
import json


def save(path, subject, description, sections):
    """sections: as report.report takes them. Writes {subject, description, sections: {title: {server: [a round's
    fields, with its number]}}, remarks}."""
    whole = {
        "subject": subject,
        "description": dict(description),
        "sections": {title: {name: [{"round": number, **dataclasses.asdict(result)} for number, result in rounds.items()]
                             for name, rounds in results.items()}
                     for title, results, _ in sections},
        "remarks": [remark for _, _, remarks in sections for remark in remarks],
    }
    with open(path, "w") as file:
        json.dump(whole, file, indent=1)
        file.write("\n")
