"""SARIF 2.1.0, the form in which tools that analyse files hand on what they found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from briefing import VERSION
from briefing.library.problem import Severity
from briefing.publish.records import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.check.rule import Rule
    from briefing.cli.forms.checked import Checked
    from briefing.library.problem import Problem

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
_HERE: Final = "%SRCROOT%"
_PLAIN: Final = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})
"""So that no text of the content is taken for a link or a placeholder."""

Node = dict[str, Any]


def as_sarif(checked: Checked) -> str:
    """One run: the rules that were looked by, and all that they found."""
    places = {rule.code: place for place, rule in enumerate(checked.rules)}
    found = [(problem, False) for problem in checked.problems] + [(problem, True) for problem in checked.ignored]
    run = {
        "tool": {"driver": {"name": "briefing", "version": VERSION, "rules": [_rule(rule) for rule in checked.rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_HERE: {"uri": checked.here.as_uri().rstrip("/") + "/"}},
        "results": [
            {
                "ruleId": problem.code,
                "ruleIndex": places[problem.code],
                "level": _LEVELS[problem.severity],
                "message": {"text": "\n".join(filter(None, (problem.message, problem.help))).translate(_PLAIN)},
                "locations": [{"physicalLocation": _location(checked, problem)}],
                # Where one result has these, all must: an empty list says that it is not suppressed.
                "suppressions": [{"kind": "inSource"}] if ignored else [],
            }
            for problem, ignored in found
        ],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> Node:
    paragraphs = rule.about.split("\n\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": "\n\n".join(paragraphs[:2])},
        "help": {"text": "\n\n".join(paragraphs[2:]) or rule.about},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _location(checked: Checked, problem: Problem) -> Node:
    location: Node = {"artifactLocation": _artifact(checked, problem.path)}
    if problem.line:
        location["region"] = {"startLine": problem.line}
        if problem.column:
            location["region"] |= {"startColumn": problem.column, "endColumn": problem.column + problem.width}
    return location


def _artifact(checked: Checked, path: Path) -> Node:
    place = checked.place(path)
    if place.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(place.as_posix())), "uriBaseId": _HERE}
