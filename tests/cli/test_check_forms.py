"""The four forms of what a check found: text, JSON, GitHub's annotations and SARIF."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD
from jsonschema import Draft4Validator

from briefing.check.rules import BY_CODE, RULES
from briefing.cli.forms.checked import Checked
from briefing.cli.forms.github import as_github
from briefing.cli.forms.json import as_record
from briefing.cli.forms.sarif import as_sarif
from briefing.cli.forms.text import as_text, cut
from briefing.library.problem import Problem, Severity
from briefing.publish.plain import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

HERE = Path("/desk")
FILE = HERE / "content/us/sofa.toml"
HOSTILE = "50% off::error file=x::\r\nthe 日米地位協定 `[a](1)`, {0}"


def checked(*problems: Problem, ignored: tuple[Problem, ...] = (), written: str = "") -> Checked:
    return Checked(RULES, problems, ignored, {FILE: written}, HERE)


def text(*problems: Problem, written: str = "", width: int = 100, encoding: str = "utf-8") -> str:
    """The problems as text, without the sum at the end."""
    runs = as_text(checked(*problems, written=written), width, encoding)
    return "".join(run for run, _ in runs).rpartition("\n\n")[0]


def marked(line: str, column: int, width: int = 1, room: int = 100, encoding: str = "utf-8") -> list[str]:
    """A line of a file as it is shown, and the marks under it."""
    problem = Problem(FILE, 1, column, "J05", "wrong", width=width)
    _, _, _, shown, marks = text(problem, written=line, width=room + 5, encoding=encoding).split("\n")
    assert shown.startswith(" 1 | ")
    assert marks.startswith("   | ")
    return [shown[5:], marks[5:]]


# Text


def test_a_problem_is_told_with_its_line_and_a_mark_under_the_fault() -> None:
    problem = Problem(
        FILE,
        14,
        1,
        "C02",
        "`likelyhood` is not a key",
        "the keys are on, likelihood, impact, confidence, why",
        width=10,
    )
    assert text(problem, written="\n" * 13 + 'likelyhood = "unlikely"\n') == (
        "error[C02]: `likelyhood` is not a key\n"
        "  --> content/us/sofa.toml:14:1\n"
        "   |\n"
        '14 | likelyhood = "unlikely"\n'
        "   | ^^^^^^^^^^\n"
        "   = help: the keys are on, likelihood, impact, confidence, why"
    )


def test_the_margin_is_as_wide_as_the_number_of_the_line() -> None:
    problem = Problem(FILE, 1234, 3, "J05", "wrong", "mend it", Severity.WARNING)
    assert text(problem, written="\n" * 1233 + "a = 1") == (
        "warning[J05]: wrong\n"
        "    --> content/us/sofa.toml:1234:3\n"
        "     |\n"
        "1234 | a = 1\n"
        "     |   ^\n"
        "     = help: mend it"
    )


def test_a_problem_without_a_line_has_its_file_alone() -> None:
    problem = Problem(FILE, 0, 0, "C06", "there is no region.toml", severity=Severity.INFORMATION)
    assert text(problem, written="a = 1") == "information[C06]: there is no region.toml\n  --> content/us/sofa.toml"


def test_of_a_file_that_cannot_be_read_no_line_is_shown() -> None:
    problem = Problem(FILE, 3, 4, "C06", "not UTF-8: byte 0xff", "save the file as UTF-8")
    assert text(problem) == (
        "error[C06]: not UTF-8: byte 0xff\n  --> content/us/sofa.toml:3:4\n   = help: save the file as UTF-8"
    )


def test_a_fault_of_a_whole_line_is_marked_from_its_first_letter_on() -> None:
    problem = Problem(FILE, 1, 0, "J05", "wrong")
    assert text(problem, written="  a = 1\nb = 2").split("\n")[1:] == [
        "  --> content/us/sofa.toml:1",
        "   |",
        " 1 |   a = 1",
        "   |   ^^^^^",
    ]


def test_a_file_outside_the_current_folder_is_named_whole() -> None:
    problem = Problem(Path("/elsewhere/sofa.toml"), 0, 0, "C06", "wrong")
    assert "  --> /elsewhere/sofa.toml" in text(problem)


def test_the_sum_counts_each_severity_the_files_and_what_cards_ignore() -> None:
    other = HERE / "content/us/other.toml"
    problems = (
        Problem(other, 0, 0, "C06", "wrong"),
        Problem(other, 0, 0, "T01", "old", severity=Severity.WARNING),
        Problem(FILE, 0, 0, "J05", "wrong"),
        Problem(FILE, 0, 0, "S05", "unseen", severity=Severity.INFORMATION),
    )
    ignored = (
        Problem(FILE, 0, 0, "S04", "wrong"),
        Problem(FILE, 1, 0, "J07", "wrong"),
        Problem(FILE, 2, 0, "J07", "wrong"),
    )
    told = "".join(run for run, _ in as_text(checked(*problems, ignored=ignored), 100, "utf-8"))
    assert told.endswith(
        "\n\n2 errors, 1 warning, 1 note in 2 files\n3 findings ignored by their cards: J07 2, S04 1\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "width", "shown"),
    [
        ("協議は unlikely です", 5, 8, ["協議は unlikely です", "       ^^^^^^^^"]),
        ('why = "協議は"', 8, 3, ['why = "協議は"', "       ^^^^^^"]),
        ("\ta = 1", 2, 1, ["    a = 1", "    ^"]),
        ("a\t= 1\t# x", 6, 2, ["a    = 1    # x", "        ^^^^^"]),
        ("e\u0301te\u0301 = 1", 6, 1, ["e\u0301te\u0301 = 1", "   ^"]),
        ("title = ", 9, 1, ["title =", "        ^"]),
        ("a = 1", 9, 1, ["a = 1", "        ^"]),
        ("", 1, 1, ["", "^"]),
        ("a = 1", 5, 40, ["a = 1", "    ^"]),
    ],
)
def test_the_mark_stands_under_the_fault_whatever_is_before_it(
    line: str, column: int, width: int, shown: list[str]
) -> None:
    # A first line that is empty stands for a file that cannot be read, so there is one more.
    problem = Problem(FILE, 2, column, "J05", "wrong", width=width)
    lines = text(problem, written=f"\n{line}").split("\n")
    assert [row[5:] for row in lines[3:]] == shown


def test_a_stream_that_cannot_say_a_letter_shows_it_in_one_cell_and_marks_so() -> None:
    assert marked("協議は unlikely です", 5, 8, encoding="ascii") == ["??? unlikely ??", "    ^^^^^^^^"]


LONG = "".join(f" word{number:03}" for number in range(100))


@pytest.mark.parametrize(
    ("column", "shown", "marks"),
    [
        (2, " word000 word001 word002 word003 w...", " ^^^^"),
        (26, " word000 word001 word002 word003 w...", "                         ^^^^"),
        (402, "...ord048 word049 word050 word051 wor...", "                  ^^^^"),
        (794, "...95 word096 word097 word098 word099", "                              ^^^^"),
    ],
)
def test_a_long_line_is_cut_to_a_window_around_the_fault(column: int, shown: str, marks: str) -> None:
    assert marked(LONG, column, 4, room=40) == [shown, marks]


@pytest.mark.parametrize("room", [20, 33, 40, 75, 76])
@pytest.mark.parametrize("place", [0, 5, 60, 150, 299])
@pytest.mark.parametrize("filling", ["x", "協", "e\u0301", "\t", "協x\t"])
def test_a_window_holds_the_mark_over_the_fault_and_never_more_than_its_room(
    filling: str, place: int, room: int
) -> None:
    line = filling * place + "@" + filling * (300 - place)
    shown, marks = marked(line, len(filling) * place + 1, room=room)
    assert cells(shown) <= room
    assert marks.strip(" ") == "^"
    assert cells(shown[: shown.index("@")]) == len(marks) - 1


def test_of_a_fault_that_is_longer_than_the_window_the_beginning_is_shown() -> None:
    assert marked("a = " + "x" * 100, 5, 100, room=30) == ["..." + "x" * 24 + "...", "   " + "^" * 24]


def test_a_line_that_just_fits_is_not_cut() -> None:
    assert marked("x" * 40, 40, room=40) == ["x" * 40, " " * 39 + "^"]
    assert marked("x" * 41, 1, room=40)[0] == "x" * 34 + "..."
    assert cut("x" * 40, 40) == "x" * 40
    assert cut("x" * 41, 40) == "x" * 37 + "..."


def test_a_message_stays_on_its_line() -> None:
    assert text(Problem(FILE, 0, 0, "J05", HOSTILE)).split("\n") == [
        "error[J05]: 50% off::error file=x::<U+000D> the 日米地位協定 `[a](1)`, {0}",
        "  --> content/us/sofa.toml",
    ]


FAULTY = CARD.replace('confidence = "low"', "confidence = 7")


def test_on_a_terminal_severity_and_mark_are_coloured(on_terminal: Briefing, briefing_from: BriefingFrom) -> None:
    ended = on_terminal("check", "-C", str(briefing_from({"us/sofa.toml": FAULTY})), "--select", "C02")
    assert ended.code == 1
    assert "\x1b[1;31merror[C02]\x1b[0m\x1b[1m: this is not a value of `confidence`\n\x1b[0m" in ended.out.replace(
        "`7`", "this"
    )
    assert "\x1b[1;31m^^^^^^^^^^\x1b[0m" in ended.out


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}])
def test_who_wants_no_colours_gets_none(
    on_terminal: Briefing, briefing_from: BriefingFrom, variable: dict[str, str]
) -> None:
    ended = on_terminal("check", "-C", str(briefing_from({"us/sofa.toml": FAULTY})), "--select", "C02", **variable)
    assert ended.out.startswith("error[C02]: ")
    assert "\x1b" not in ended.out


def test_an_escape_in_a_file_name_never_reaches_the_terminal(
    on_terminal: Briefing, briefing_from: BriefingFrom
) -> None:
    root = briefing_from({"us/\x1b[31mred.toml": CARD})
    ended = on_terminal("check", "-C", str(root), NO_COLOR="1")
    assert "<U+001B>[31mred.toml" in ended.out
    assert "\x1b" not in ended.out


def test_a_stream_that_is_not_utf_8_gets_what_it_can_say(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    card = CARD.replace("SOFA did not", "日米 SOFA did not").replace("why =", "whyy =")
    ended = briefing("check", "-C", str(briefing_from({"us/sofa.toml": card})), PYTHONIOENCODING="ascii")
    assert ended.code == 1
    assert 'whyy = "?? SOFA did not' in ended.out


def test_on_a_terminal_lines_are_cut_to_its_width(on_terminal: Briefing, briefing_from: BriefingFrom) -> None:
    card = CARD.replace("why = ", f"whyy = {'x' * 200!r} # ")
    root = briefing_from({"us/sofa.toml": card})
    ended = on_terminal("check", "-C", str(root), "--select", "C02", COLUMNS="60", NO_COLOR="1")
    (line,) = [line for line in ended.out.split("\n") if "whyy = 'x" in line]
    assert len(line) <= 60
    assert line.endswith("x...")
    table = on_terminal("check", "-C", str(root), "--select", "C02", "--statistics", COLUMNS="60")
    assert [len(line) for line in table.out.splitlines()] == [60]


# JSON


def test_json_has_all_that_is_known_of_a_problem() -> None:
    found = checked(
        Problem(FILE, 14, 3, "J05", HOSTILE, "mend it", width=10),
        Problem(Path("/elsewhere"), 0, 0, "S05", "unseen", severity=Severity.INFORMATION),
        ignored=(Problem(FILE, 1, 1, "J07", "a hedge", severity=Severity.WARNING),),
    )
    record = json.loads(as_record(found))
    assert list(record) == ["version", "kind", "problems", "ignored", "counts"]
    assert (record["version"], record["kind"]) == (1, "check")
    assert record["counts"] == {"error": 1, "warning": 0, "information": 1, "ignored": 1}
    first, second = record["problems"]
    assert list(first.items()) == [
        ("path", "content/us/sofa.toml"),
        ("line", 14),
        ("column", 3),
        ("end_column", 13),
        ("code", "J05"),
        ("severity", "error"),
        ("name", "probability-outside-its-band"),
        ("message", HOSTILE),
        ("help", "mend it"),
    ]
    assert (second["path"], second["line"], second["column"], second["end_column"]) == ("/elsewhere", 0, 0, 0)
    assert record["ignored"][0]["code"] == "J07"
    assert "日米地位協定" in as_record(found)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_forms_for_programs_say_so_where_all_is_well(said: Said, briefing_from: BriefingFrom, form: str) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    first = said("check", "-C", root, "--format", form, "--today", "2024-10-03")
    assert (first.code, first.err) == (0, "")
    record = json.loads(first.out)
    assert (record["problems"] if form == "json" else record["runs"][0]["results"]) == []
    assert said("check", "-C", root, "--format", form, "--today", "2024-10-03").out == first.out


# GitHub


def test_an_annotation_names_file_place_and_rule() -> None:
    found = checked(
        Problem(FILE, 14, 3, "J05", "wrong", "mend it", width=10),
        Problem(FILE, 15, 0, "T01", "old", severity=Severity.WARNING),
        Problem(FILE, 0, 0, "S05", "unseen", severity=Severity.INFORMATION),
    )
    where = "file=content/us/sofa.toml"
    names = {code: f"{code} {BY_CODE[code].name}" for code in ("J05", "T01", "S05")}
    assert as_github(found).splitlines() == [
        f"::error {where},line=14,endLine=14,col=3,endColumn=13,title={names['J05']}::wrong%0Amend it",
        f"::warning {where},line=15,endLine=15,title={names['T01']}::old",
        f"::notice {where},title={names['S05']}::unseen",
    ]


def test_nothing_in_an_annotation_can_end_it_or_begin_another() -> None:
    path = HERE / "a,b:c%\n::error.toml"
    assert as_github(checked(Problem(path, 0, 0, "J05", HOSTILE))) == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror.toml,title=J05 probability-outside-its-band"
        "::50%25 off::error file=x::%0D%0Athe 日米地位協定 `[a](1)`, {0}\n"
    )


# SARIF


@pytest.fixture(scope="session")
def sarif_is_valid() -> Callable[[str], list[str]]:
    """What the published schema has against a log. A package carries it as it is; nothing of it is run."""
    schema = Path(str(distribution("linceo").locate_file("linceo/data/sarif-schema-2.1.0.json"))).read_bytes()
    # Of https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
    assert sha256(schema).hexdigest() == "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
    validator = Draft4Validator(json.loads(schema))
    return lambda log: [error.message for error in validator.iter_errors(json.loads(log))]


def results(log: str) -> list[Any]:
    return list(json.loads(log)["runs"][0]["results"])


def test_sarif_is_as_its_published_schema_asks(sarif_is_valid: Callable[[str], list[str]]) -> None:
    found = checked(
        Problem(FILE, 14, 3, "J05", HOSTILE, "mend it", width=10),
        Problem(FILE, 15, 0, "T01", "old", severity=Severity.WARNING),
        Problem(Path("/elsewhere"), 0, 0, "S05", "unseen", severity=Severity.INFORMATION),
        ignored=(Problem(FILE, 1, 1, "J07", "a hedge", severity=Severity.WARNING),),
    )
    assert sarif_is_valid(as_sarif(found)) == []
    assert sarif_is_valid(as_sarif(checked())) == []
    assert sarif_is_valid('{"version": "2.1.0", "runs": [{}]}') != []


def test_a_result_names_its_rule_its_level_and_its_place() -> None:
    (result,) = results(as_sarif(checked(Problem(FILE, 14, 3, "J05", HOSTILE, "mend it", width=10))))
    assert result == {
        "ruleId": "J05",
        "ruleIndex": [rule.code for rule in RULES].index("J05"),
        "level": "error",
        "message": {"text": "50% off::error file=x::\r\nthe 日米地位協定 `\\[a\\](1)`, {{0}}\nmend it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/us/sofa.toml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 14, "startColumn": 3, "endColumn": 13},
                }
            }
        ],
        "suppressions": [],
    }


def test_nothing_in_a_result_is_taken_for_a_link_or_a_placeholder() -> None:
    (result,) = results(as_sarif(checked(Problem(FILE, 1, 1, "L01", "[a](x:1) \\[{0}", "see [b](1) {1}"))))
    assert result["message"]["text"] == "\\[a\\](x:1) \\\\\\[{{0}}\nsee \\[b\\](1) {{1}}"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        (HERE / "a b#c%.toml", {"uri": "a%20b%23c%25.toml", "uriBaseId": "%SRCROOT%"}),
        (HERE / "x:y/協議.toml", {"uri": "x%3Ay/%E5%8D%94%E8%AD%B0.toml", "uriBaseId": "%SRCROOT%"}),
        (HERE / "\udcff.toml", {"uri": "%FF.toml", "uriBaseId": "%SRCROOT%"}),
        (Path("/else where/a.toml"), {"uri": "file:///else%20where/a.toml"}),
    ],
)
def test_a_place_is_an_address_from_the_current_folder(path: Path, artifact: dict[str, str]) -> None:
    log = as_sarif(checked(Problem(path, 0, 0, "C06", "wrong")))
    (result,) = results(log)
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": artifact}}]
    assert json.loads(log)["runs"][0]["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///desk/"}}


def test_what_a_card_ignores_is_suppressed_in_the_source() -> None:
    found = checked(
        Problem(FILE, 1, 1, "T01", "old", severity=Severity.WARNING),
        ignored=(Problem(FILE, 2, 1, "S05", "unseen", severity=Severity.INFORMATION),),
    )
    told = [(each["ruleId"], each["level"], each["suppressions"]) for each in results(as_sarif(found))]
    assert told == [("T01", "warning", []), ("S05", "note", [{"kind": "inSource"}])]


def test_the_rules_that_were_looked_by_are_described() -> None:
    rule = BY_CODE["J05"]
    log = json.loads(as_sarif(Checked((rule,), (), (), {}, HERE)))
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "briefing"
    (described,) = run["tool"]["driver"]["rules"]
    assert (described["id"], described["name"]) == ("J05", "probability-outside-its-band")
    assert described["defaultConfiguration"] == {"level": "error"}
    assert described["shortDescription"]["text"] == rule.summary
    assert described["fullDescription"]["text"].startswith(f"{rule.summary}\n\n")
    assert described["help"]["text"].startswith("Fix: ")
    assert f"{described['fullDescription']['text']}\n\n{described['help']['text']}" == rule.about
