"""What points at something that is not there: told once, where it points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

HEAD = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'


def told(library: Library) -> list[str]:
    """The broken references as an author reads them: place, message, help."""
    assert {problem.code for problem in library.problems} <= {"C03"}
    return [
        f"{problem.line}:{problem.column}+{problem.width} {problem.message}"
        + (f" | {problem.help}" if problem.help else "")
        for problem in library.problems
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "[[claim]]\ntext = 't'\nsource = 'jtt'",
            "6:1+6 sources.toml has no `jtt`; did you mean `jt`? | write `jt`, or add a table [jtt] to sources.toml",
        ),
        (
            "[[claim]]\ntext = 't'\nsource = 'jt'\norigin = 'hudson'",
            "7:1+6 sources.toml has no `hudson` | add a table [hudson] to sources.toml",
        ),
        (
            "[[event]]\non = '2024'\nwhat = 'w'\nclaims = ['c1']",
            "7:11+4 this card has no claim `c1` | it has no claims yet",
        ),
        (
            "[[event]]\non = '2024'\nwhat = 'w'\nclaims = ['us/sofa#c1', 'us/sofa#treaty']",
            "7:25+16 us/sofa has no claim `treaty` | its claims are c1",
        ),
        (
            "[[claim]]\ntext = 't'\nconfirmed_by = ['c1', 'c2']",
            "6:23+4 this card has no claim `c2` | its claims are c1",
        ),
        (
            "[[claim]]\ntext = 't'\nconfirmed_by = ['us/sofa#c2']",
            "6:17+12 us/sofa has no claim `c2` | its claims are c1",
        ),
        (
            "[[position]]\nactor = 'a'\nissue = 'i'\nstance = 'silent'\nclaims = ['us/sofia#c1']",
            "8:11+13 there is no card `us/sofia`; did you mean `us/sofa`? | name it as region/card",
        ),
        (
            "[[related]]\ncard = 'us/nowhere'\nhow = 'h'",
            "5:1+4 there is no card `us/nowhere` | name it as region/card",
        ),
        ("also_in = ['us', 'uss']", "4:18+5 there is no region `uss`; did you mean `us`?"),
        (
            "aliases = ['us/sofa']",
            "4:12+9 `us/sofa` is a card of its own, so it cannot be this one's earlier name",
        ),
        (
            "[[gap]]\nid = 'c1'\ntext = 't'\n[[claim]]\ntext = 't'",
            "5:1+2 the id `c1` stands twice in this card | give each its own",
        ),
        ("analysis = 'as [c1] says'", "4:16+4 [c1] cites nothing in this card | it has no parts yet"),
        (
            "analysis = 'as [us/sofa#c2] says'",
            "4:16+12 us/sofa has no part `c2` | its parts are c1",
        ),
        ("analysis = 'see [[us/sofa#j1]]'", "4:17+14 us/sofa has no part `j1` | its parts are c1"),
        (
            "analysis = 'see [[us/Sofa]]'",
            "4:17+11 there is no card `us/Sofa`; did you mean `us/sofa`? | name it as region/card",
        ),
        (
            'analysis = """\nOne\n  two [c4],\n[c4] again\n"""',
            "6:7+4 [c4] cites nothing in this card | it has no parts yet",
        ),
        (
            "analysis = 'by [treatty]'\n[[claim]]\nid = 'treaty'\ntext = 't'",
            "4:16+9 [treatty] cites nothing in this card; did you mean `treaty`? | its parts are treaty",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_where_it_points(
    library_from: LibraryFrom, written: str, said: str
) -> None:
    library = library_from({"us/sofa.toml": CARD, "us/x.toml": f"{HEAD}{written}\n"})
    assert told(library) == [said]
    assert "us/x" in library.cards


@pytest.mark.parametrize(
    "written",
    [
        "analysis = 'as [c1], [us/sofa#c1] and [[us/sofa]] and [[us/sofa#c1]] say'\n[[claim]]\ntext = 't'",
        "analysis = 'the [text](https://example.org), [sic], [x]: y'",
        (
            "analysis = 'by [j1], [g1] and [s1]'\n[[judgment]]\nstatement='s'\nlikelihood='likely'\nby=2025-01-01\n"
            "[[gap]]\ntext='t'\n[[signpost]]\ntext='t'\nif_seen='raises'\nstatus='seen'"
        ),
        "[[related]]\ncard = 'us/old-name'\nhow = 'h'",
        "[[event]]\non = '2024'\nwhat = 'w'\nclaims = ['us/old-name#c1']",
        "[[claim]]\ntext = 't'\nconfirmed_by = ['c2', 'us/sofa#c1']\n[[claim]]\ntext = 't'",
        "also_in = ['us']",
    ],
)
def test_a_reference_that_leads_somewhere_is_no_problem(library_from: LibraryFrom, written: str) -> None:
    sofa = f"aliases = ['us/old-name']\n{CARD}"
    assert told(library_from({"us/sofa.toml": sofa, "us/x.toml": f"{HEAD}{written}\n"})) == []


def test_what_points_at_a_card_that_cannot_be_read_is_not_broken(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/bad.toml": "not toml",
            "us/x.toml": f"{HEAD}analysis = '[[us/bad]] [us/bad#c1]'\n"
            "[[related]]\ncard = 'us/bad'\nhow = 'h'\n"
            "[[event]]\non = '2024'\nwhat = 'w'\nclaims = ['us/bad#c9']\n",
        }
    )
    assert [problem.code for problem in library.problems] == ["C01"]


@pytest.mark.parametrize("bibliography", ["not toml", "jt = [\n"])
def test_a_bibliography_that_cannot_be_read_is_told_once(library_from: LibraryFrom, bibliography: str) -> None:
    library = library_from({"us/sofa.toml": CARD, "us/other.toml": CARD, "sources.toml": bibliography})
    assert [(problem.code, problem.path.name) for problem in library.problems] == [("C01", "sources.toml")]


def test_aliases_that_go_in_a_circle_end(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": f"{HEAD}aliases = ['us/b']\n", "us/b.toml": f"{HEAD}aliases = ['us/a', 'us/b']\n"}
    )
    assert [line.partition(" ")[2] for line in told(library)] == [
        "`us/b` is a card of its own, so it cannot be this one's earlier name",
        "`us/a` is a card of its own, so it cannot be this one's earlier name",
        "`us/b` is a card of its own, so it cannot be this one's earlier name",
    ]
    assert library.find("us/a") == "us/a"


def test_one_earlier_name_of_two_cards_is_told_at_one(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": f"{HEAD}aliases = ['us/old']\n", "us/b.toml": f"{HEAD}aliases = ['us/old']\n"})
    assert told(library) == ["4:12+8 `us/old` is an earlier name of us/b too"]
    assert library.find("us/old") == "us/b"


def test_a_claim_is_found_by_its_cards_present_and_earlier_name(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": f"aliases = ['us/old']\n{CARD}", "us/x.toml": HEAD})
    mission = "Raising the alliance to the US-UK level is his mission."
    for reference, part in (("us/sofa", "c1"), ("us/x", "us/sofa#c1"), ("us/x", "us/old#c1")):
        claim = library.claim(reference, part)
        assert claim is not None
        assert claim.text == mission
    for reference, part in (("us/x", "c1"), ("us/x", "us/gone#c1"), ("us/gone", "c1")):
        assert library.claim(reference, part) is None


def test_of_countless_broken_references_a_hundred_are_told(library_from: LibraryFrom) -> None:
    cites = " ".join(f"[c{number}]" for number in range(500))
    assert len(told(library_from({"us/x.toml": f'{HEAD}analysis = "{cites}"\n'}))) == 100


@pytest.mark.parametrize("cites", ["[c99]", "[[us/x#c99]]"])
def test_what_there_is_to_cite_is_told_up_to_twenty_parts(library_from: LibraryFrom, cites: str) -> None:
    entries = "[[gap]]\ntext = 't'\n[[claim]]\nid = 'spring'\ntext = 't'\n" + "[[claim]]\ntext = 't'\n" * 20
    (line,) = told(library_from({"us/x.toml": f"{HEAD}analysis = 'as {cites} says'\n{entries}"}))
    shown = ", ".join(["spring", *(f"c{number}" for number in range(2, 21))])
    assert line.partition(" | ")[2] == f"its parts are {shown}"


def test_a_part_that_was_left_out_is_among_what_there_is_to_cite(library_from: LibraryFrom) -> None:
    written = "analysis = 'as [c9] says'\n[[claim]]\ntext = 't'\n[[claim]]\nsource = 'jt'\n[[gap]]\ntext = 't'\n"
    library = library_from({"us/x.toml": f"{HEAD}{written}"})
    assert [problem.help for problem in library.problems if problem.code == "C03"] == ["its parts are c1, g1, c2"]


def test_a_source_that_every_card_shares_is_found_by_each(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": CARD, "korea/b.toml": CARD, "sources.toml": SOURCES})
    assert told(library) == []
