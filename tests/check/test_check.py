"""A check as a whole: what is told, in which order, and what a card asks not to be told of."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.check.check import check
from briefing.check.rule import Desk, Finding, Rule, Subject, card_rule, desk_rule
from briefing.check.rules import BY_CODE, RULES
from briefing.library.folder import read_library
from briefing.library.problem import MOST_TOLD, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import BriefingFrom, LibraryFrom

DAY = date(2024, 10, 3)
JUDGMENT = """
[[judgment]]
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
probability = 60
by = 2025-03-31
"""


@card_rule("X01", Severity.WARNING)
def every_title(subject: Subject) -> Iterator[Finding]:
    """Every card has a title.

    Fix: none.
    """
    yield Finding(("title",), f"{subject.reference} is titled", "leave it", "equal")


@desk_rule("X02", Severity.INFORMATION)
def every_source(desk: Desk) -> Iterator[Finding]:
    """Every source is there."""
    for source in desk.library.sources:
        yield Finding((source,), f"{source} is there", file=desk.library.root / "sources.toml")


@desk_rule("X03", Severity.ERROR)
def the_briefing(desk: Desk) -> Iterator[Finding]:
    """The briefing is there."""
    yield Finding((), "a briefing", file=desk.library.root / "briefing.toml")
    yield Finding((), "a stranger", file=desk.library.root / "elsewhere.toml")


def test_a_rule_is_named_by_its_function_and_explained_by_its_docstring() -> None:
    assert (every_title.code, every_title.severity, every_title.name) == ("X01", Severity.WARNING, "every-title")
    assert every_title.about == "Every card has a title.\n\nFix: none."
    assert every_title.summary == "Every card has a title."
    assert (every_source.code, every_source.severity, every_source.name) == (
        "X02",
        Severity.INFORMATION,
        "every-source",
    )
    assert every_source.about == "Every source is there."


def test_a_card_rules_finding_stands_at_its_piece_of_the_key(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    (problem,) = check(Desk(library, DAY), [every_title]).problems
    assert problem.path == library.root / "us" / "sofa.toml"
    # title = "A more equal alliance"
    assert (problem.line, problem.column, problem.width) == (1, 17, 5)
    assert (problem.code, problem.severity) == ("X01", Severity.WARNING)
    assert (problem.message, problem.help) == ("us/sofa is titled", "leave it")


def test_a_desk_rules_finding_stands_in_the_file_it_names_and_without_a_key_is_of_the_whole_file(
    library_from: LibraryFrom,
) -> None:
    library = library_from({"us/sofa.toml": CARD})
    report = check(Desk(library, DAY), [every_source, the_briefing])
    assert [(each.path.name, each.line, each.column, each.width) for each in report.problems] == [
        ("briefing.toml", 0, 0, 1),
        ("elsewhere.toml", 0, 0, 1),
        ("sources.toml", 1, 2, 2),
    ]


def test_problems_come_by_file_and_line_whichever_rule_found_them(library_from: LibraryFrom) -> None:
    files = {"us/b.toml": CARD, "us/a.toml": f'{CARD}sorce = "jt"\n{JUDGMENT}', "korea/c.toml": CARD}
    report = check(Desk(library_from(files), DAY), [every_title, BY_CODE["J05"], BY_CODE["C02"]])
    assert [(each.path.name, each.line, each.code) for each in report.problems] == [
        ("c.toml", 1, "X01"),
        ("a.toml", 1, "X01"),
        ("a.toml", 20, "C02"),
        ("a.toml", 25, "J05"),
        ("b.toml", 1, "X01"),
    ]


def test_what_reading_found_is_told_only_where_its_rule_was_chosen(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": f'{CARD}sorce = "jt"\n'})
    assert [problem.code for problem in check(Desk(library, DAY), [BY_CODE["C02"]]).problems] == ["C02"]
    assert check(Desk(library, DAY), [BY_CODE["C03"], BY_CODE["J05"]]).problems == ()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"us/sofa.toml": "title ="}, ["C01 sofa.toml"]),
        ({"us/sofa.toml": f"<<<<<<< HEAD\n{CARD}"}, ["C09 sofa.toml"]),
        ({"us/sofa.toml": CARD.replace("title", "titel", 1)}, ["C02 sofa.toml"]),
        ({"us/So fa.toml": CARD}, ["C02 So fa.toml"]),
        ({"sources.toml": "[jt"}, ["C01 sources.toml"]),
        ({"us/sofa.toml": CARD + 'sorce = "jt"\n'}, []),
    ],
)
def test_what_could_not_be_read_is_told_whichever_rules_were_chosen(
    library_from: LibraryFrom, files: dict[str, str], told: list[str]
) -> None:
    problems = check(Desk(library_from(files), DAY), [BY_CODE["J05"]]).problems
    assert [f"{problem.code} {problem.path.name}" for problem in problems] == told


def test_a_file_that_is_not_there_is_told_whichever_rules_were_chosen(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    (root / "us" / "region.toml").unlink()
    problems = check(Desk(read_library(root), DAY), [BY_CODE["J05"]]).problems
    assert [f"{problem.code} {problem.path.name}" for problem in problems] == ["C06 region.toml"]


def test_what_a_card_ignores_is_counted_and_not_lost(library_from: LibraryFrom) -> None:
    files = {
        "us/sofa.toml": CARD.replace("\n[risk]", 'ignore = ["X01", "J99"]\n\n[risk]', 1),
        "us/other.toml": CARD,
    }
    report = check(Desk(library_from(files), DAY), [every_title])
    assert [problem.message for problem in report.problems] == ["us/other is titled"]
    assert [problem.message for problem in report.ignored] == ["us/sofa is titled"]


@pytest.mark.parametrize("code", ["C02", "C03"])
def test_a_card_cannot_ignore_that_it_was_not_read_as_written(library_from: LibraryFrom, code: str) -> None:
    card = CARD.replace("\n[risk]", f'ignore = ["{code}"]\n\n[risk]', 1) + 'sorce = "jt"\norigin = "nowhere"\n'
    report = check(Desk(library_from({"us/sofa.toml": card}), DAY), [BY_CODE[code]])
    assert {problem.code for problem in report.problems} == {code}
    assert report.ignored == ()


def test_the_last_good_version_of_a_broken_card_is_not_checked(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD, "us/other.toml": CARD})
    before = read_library(root)
    (root / "us" / "sofa.toml").write_text("title =", encoding="utf-8")
    after = read_library(root, before)
    found = check(Desk(after, DAY), [every_title]).problems
    assert [problem.message for problem in found if problem.code == "X01"] == ["us/other is titled"]


def test_a_finding_in_a_file_that_is_broken_now_has_no_line(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    before = read_library(root)
    (root / "sources.toml").write_text("[jt", encoding="utf-8")
    found = check(Desk(read_library(root, before), DAY), [every_source]).problems
    assert [(each.code, each.line, each.column) for each in found] == [("X02", 0, 0), ("C01", 1, 4)]


def test_of_one_rule_no_more_is_told_of_a_card_than_helps(library_from: LibraryFrom) -> None:
    many = CARD + JUDGMENT * (MOST_TOLD + 5)
    report = check(Desk(library_from({"us/sofa.toml": many}), DAY), [BY_CODE["J05"]])
    assert len(report.problems) == MOST_TOLD


def test_of_one_rule_no_more_is_told_of_a_file_than_helps(library_from: LibraryFrom) -> None:
    sources = "".join(
        f'[s{n}]\ntitle = "t"\npublisher = "p"\nkind = "data"\nurl = "https://example.org/?utm_source={n}"\n'
        for n in range(MOST_TOLD + 5)
    )
    link = "[a](https://example.org/?utm_source=x)"
    library = library_from({"sources.toml": sources, "us/sofa.toml": CARD.replace("SOFA revision", link)})
    report = check(Desk(library, DAY), [BY_CODE["L02"], every_source])
    assert Counter(f"{problem.code} {problem.path.name}" for problem in report.problems) == {
        "L02 sources.toml": MOST_TOLD,
        "L02 sofa.toml": 1,
        "X02 sources.toml": MOST_TOLD,
    }


def test_a_report_goes_onto_the_library_it_was_made_of(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    report = check(Desk(library, DAY), [every_title])
    checked = report.onto(library)
    assert checked.problems == report.problems
    assert checked.cards == library.cards
    assert library.problems == ()


def test_every_rule_has_a_code_of_its_own_in_the_order_of_its_topic() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    topics = [code[0] for code in codes]
    assert [code for topic in dict.fromkeys(topics) for code in sorted(codes) if code[0] == topic] == codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_what_why_and_how_to_mend_it(rule: Rule) -> None:
    what, *why, fix, examples, whose = rule.about.split("\n\n")
    assert what.endswith(".")
    assert "\n" not in what
    assert why
    assert fix.startswith("Fix: ")
    assert examples.startswith("Wrong:")
    assert "\nRight: " in examples
    assert whose.startswith("From: ")


def test_the_language_of_a_card_is_its_own_else_its_regions_else_the_briefings(library_from: LibraryFrom) -> None:
    head = 'schema = 1\ntitle = "T"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us", "jp"]\n'
    spoken = "title = "
    files = {
        "briefing.toml": f'{head}language = "fr"\n',
        "us/region.toml": 'name = "US"\ncode = "US"\n',
        "jp/region.toml": 'name = "JP"\ncode = "JP"\nlanguage = "en-GB"\n',
        "us/plain.toml": CARD,
        "us/own.toml": CARD.replace(spoken, f'language = "EN"\n{spoken}', 1),
        "jp/plain.toml": CARD,
        "jp/own.toml": CARD.replace(spoken, f'language = "enm"\n{spoken}', 1),
    }
    desk = Desk(library_from(files), DAY)
    english = {name: Subject(name, file, desk).is_english for name, file in desk.library.files.items()}
    assert english == {"us/own": True, "us/plain": False, "jp/own": False, "jp/plain": True}
