"""Each slip of an author: what is said of it, where, and what is left standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

from briefing.library.fit import fit
from briefing.library.toml import Text
from briefing.model.briefing import Briefing, Region
from briefing.model.card import Card
from briefing.model.closed import FORMS, Closed, model
from briefing.model.form import form
from briefing.model.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LibraryFrom

    from briefing.library.library import Library

HEAD = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'
"""Three lines that a fault may follow."""


def told(library: Library) -> list[str]:
    """The problems as an author reads them: place, message, help."""
    return [
        f"{problem.path.name}:{problem.line}:{problem.column}+{problem.width} {problem.message}"
        + (f" | {problem.help}" if problem.help else "")
        for problem in library.problems
    ]


def test_a_sound_card_has_no_problem(library_from: LibraryFrom) -> None:
    assert told(library_from({"us/sofa.toml": CARD})) == []


def test_a_misspelled_key_is_reported_at_its_line(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD.replace("likelihood =", "likelyhood =")})
    assert told(library) == [
        (
            "sofa.toml:11:1+10 `likelyhood` is not a key of an assessment; did you mean `likelihood`?"
            " | the keys are on, likelihood, impact, confidence, why, claims"
        )
    ]


@pytest.mark.parametrize(
    ("as_it_was", "broken"),
    [
        ('likelihood = "unlikely"', 'likelihood = "unlikly"'),
        ('why = "SOFA did not come up in the first leader call."', ""),
        ("[risk]", "[[risk]]"),
    ],
)
def test_a_card_whose_rating_cannot_be_read_shows_no_older_one(
    library_from: LibraryFrom, as_it_was: str, broken: str
) -> None:
    older = CARD[CARD.index("[[risk.assessment]]") : CARD.index("[[claim]]")].replace("2024-10-03", "2024-09-01")
    two = CARD.replace("[[risk.assessment]]", f"{older}[[risk.assessment]]")
    assert library_from({"us/sofa.toml": two}).cards
    place = two.rindex(as_it_was)
    library = library_from({"us/sofa.toml": two[:place] + broken + two[place + len(as_it_was) :]})
    assert library.files["us/sofa"].model is None
    assert library.problems


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        # unknown keys
        ("mood = 1", ("4:1+4 `mood` is not a key of a card | the keys are title, status, as_of, tags, also_in, "
         "aliases, ignore, language, summary, analysis, risk, claim, judgment, assumption, gap, position, event, "
         "signpost, related")),
        ("[risk]\nby = 2025-01-01\nevnt = 'e'", ("6:1+4 `evnt` is not a key of [risk]; did you mean `event`?"
         " | the keys are event, by, assessment")),
        ('"a\\nb" = 1', "4:1+6 `a b` is not a key of a card | the keys are title,"),
        ("[risk]\nanalysis = 'late'", ("5:1+8 `analysis` is not a key of [risk]"
         " | put `analysis` above the first table: what follows a table is read as that table's")),
        # wrong kinds
        ("analysis = 5", "4:1+8 `analysis` must be text, in quotes"),
        ("analysis = ' '", "4:1+8 `analysis` must not be empty"),
        ("tags = 'a'", "4:1+4 `tags` must be a list in square brackets"),
        ("tags = ['a', 5]", "4:14+1 `tags` must be text, in quotes"),
        ('tags = ["a\\nb"]', "4:9+6 `tags` must stand on one line"),
        ("also_in = ['US']", "4:12+4 `also_in` must be lower-case letters and digits, with hyphens between"),
        ("aliases = ['us']", "4:12+4 `aliases` must name a card, as region/card"),
        ("ignore = ['J7']", "4:11+4 `ignore` must be codes of rules, as J07"),
        ("language = 'english!'", "4:1+8 `language` must be a language's tag, as en or zh-Hant"),
        ("[claim]\ntext = 'x'", ("4:2+5 `claim` must be a list of tables"
         " | begin each with [[claim]], in two pairs of brackets")),
        ("claim = [5]", "4:10+1 `claim` must be a table"),
        ("[risk]\nby = '2025-03-31'", "5:1+2 `by` must be a day without quotes or time, as 2024-10-03"),
        ("[risk]\nby = 2025-03-31T10:00:00", "5:1+2 `by` must be a day without quotes or time"),
        ("[[event]]\nwhat = 'x'\non = 2024-10-03T10:00:00",
         '6:1+2 `on`: must be a day as 2024-10-03, or "2024-10" or "2024" where no more is known'),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nkey = 'yes'",
         "8:1+3 `key` must be true or false, without quotes"),
        ("[[claim]]\ntext = 'x'\ncredibility = true", "6:1+11 `credibility` must be a whole number, without quotes"),
        ("[[claim]]\ntext = 'x'\nquote = 5", "6:1+5 `quote`: must be text, in quotes, or a list of such pieces"),
        ("[[claim]]\ntext = 'x'\nquote = ['']", "6:10+2 `quote` must not be empty"),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nprobability = 0.6",
         "8:1+11 `probability` must be a whole percent, as 60"),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nprobability = '60'",
         "8:1+11 `probability` must be a whole number, without quotes"),
        ("[[claim]]\ntext = 'x'\ncredibility = 0.6", "6:1+11 `credibility` must be a whole number, without quotes"),
        ("[[claim]]\ntext = 'x'\nsource = 'https://example.org'",
         "6:1+6 `source` must be the id of an entry in sources.toml, as jt-2024-09-29"),
        ("[[claim]]\ntext = 'x'\norigin = 'Harbour Gazette'",
         "6:1+6 `origin` must be the id of an entry in sources.toml, as jt-2024-09-29"),
        ("[[claim]]\ntext = 'x'\nsource = ' '", "6:1+6 `source` must not be empty"),
        ("[[claim]]\ntext = 'x'\nid = 'C 1'", "6:1+2 `id` must be lower-case letters and digits, with hyphens between"),
        # out of range, or not of the choices
        ("[[claim]]\ntext = 'x'\ncredibility = 7", ("6:1+11 `7` is not a value of `credibility`"
         " | the values are 1, 2, 3, 4, 5, 6")),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nprobability = 101",
         "8:1+11 `probability` must be at most 100"),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nprobability = -1",
         "8:1+11 `probability` must be at least 0"),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'Likly'\nby = 2025-01-01",
         ("6:1+10 `Likly` is not a value of `likelihood`; did you mean `likely`?"
         " | the values are almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, "
         "almost certain")),
        ("[[position]]\nactor = 'a'\nissue = 'i'\nstance = 2024-01-01", "7:1+6 this is not a value of `stance`"),
        ("[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2025-01-01\nclaims = ['c 1']",
         "8:11+5 `claims` must name a claim, as c1, or one of another card, as region/card#c1"),
        # missing, told at the header of its table
        ("[[claim]]\nid = 'a'", "4:3+5 a claim needs `text`"),
        ("[[assumption]]\nif_wrong = 'x'", "4:3+10 an assumption needs `text`"),
        ("[[related]]\ncard = 'us/x'", "4:3+7 a related card needs `how`"),
    ],
)  # fmt: skip
def test_a_fault_is_told_once_and_the_card_stands(library_from: LibraryFrom, fault: str, said: str) -> None:
    library = library_from({"us/sofa.toml": f"{HEAD}{fault}\n"})

    (problem,) = told(library)
    assert problem.startswith(f"sofa.toml:{said}")
    assert library.problems[0].code == "C02"
    assert library.cards["us/sofa"].title == "t"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ["1:1+1 a card needs `as_of`", "1:1+1 a card needs `summary`", "1:1+1 a card needs `title`"]),
        (HEAD.replace("title", "titel"), ["1:1+5 `titel` is not a key of a card; did you mean `title`?"]),
        (HEAD.replace('"t"', "5"), ["1:1+5 `title` must be text, in quotes"]),
        (HEAD.replace('"t"', '" "'), ["1:1+5 `title` must not be empty"]),
        (HEAD.replace('"t"', f'"{"t" * 501}"'), ["1:1+5 `title` is longer than 500 characters"]),
        (HEAD.replace("2024-10-03", "2024-10-03T00:00:00Z"), ["2:1+5 `as_of` must be a day without quotes"]),
        ("title = 't'\nas_of = 2024-10-03\n[risk]\nsummary = 's'", ["4:1+7 `summary` is not a key of [risk] | put"]),
    ],
)
def test_a_card_without_what_it_needs_is_only_a_name_with_a_problem(
    library_from: LibraryFrom, written: str, said: list[str]
) -> None:
    library = library_from({"us/sofa.toml": written})
    problems = told(library)
    assert len(problems) == len(said)
    assert all(line.startswith(f"sofa.toml:{start}") for line, start in zip(problems, said, strict=True))
    assert library.cards == {}
    assert library.files["us/sofa"].model is None


def test_several_faults_are_told_together_each_at_its_own_line(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/sofa.toml": f"{HEAD}language = 5\n[[claim]]\ntxt = 'a'\n[[claim]]\ntext = 'b'\n[[claim]]\nsource = 'jt'\n"}
    )
    assert told(library) == [
        "sofa.toml:4:1+8 `language` must be text, in quotes",
        (
            "sofa.toml:6:1+3 `txt` is not a key of a claim; did you mean `text`?"
            " | the keys are id, kind, text, source, speaker, quote, origin, credibility, confirmed_by"
        ),
        "sofa.toml:9:3+5 a claim needs `text`",
    ]
    assert [(claim.id, claim.text) for claim in library.cards["us/sofa"].claim] == [("c2", "b")]


def test_entries_left_out_do_not_move_what_is_told_of_the_others(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/sofa.toml": f"""{HEAD}
[[judgment]]
likelihood = "likely"
by = 2024-12-01
[[judgment]]
statement = "s"
likelihood = "unlikely"
by = 2024-12-01
claims = ["c2", "c7"]
[[claim]]
[[claim]]
text = "b"
source = "nobody"
"""
        }
    )
    assert [line.partition(" |")[0] for line in told(library)] == [
        "sofa.toml:5:3+8 a judgment needs `statement`",
        "sofa.toml:12:17+4 this card has no claim `c7`",
        "sofa.toml:13:3+5 a claim needs `text`",
        "sofa.toml:16:1+6 sources.toml has no `nobody`",
    ]


def test_what_points_at_an_entry_left_out_is_not_told_as_well(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/sofa.toml": f"""{HEAD}analysis = "[c1] [[us/sofa#c1]]"
[[claim]]
source = "faulty"
[[judgment]]
statement = "s"
likelihood = "likely"
by = 2025-01-01
claims = ["c1"]
[[claim]]
text = "t"
source = "faulty"
""",
            "us/other.toml": f"{HEAD}[[event]]\non = '2024'\nwhat = 'w'\nclaims = ['us/sofa#c1']\n",
            "sources.toml": "[faulty]\ntitle = 5\n",
        }
    )
    assert [line.partition(" |")[0] for line in told(library)] == [
        "sources.toml:1:2+6 a source needs `kind`",
        "sources.toml:1:2+6 a source needs `publisher`",
        "sources.toml:2:1+5 `title` must be text, in quotes",
        "sofa.toml:5:3+5 a claim needs `text`",
    ]


@pytest.mark.parametrize("status", ["status = 'drft'", "staus = 'draft'", "status = 5", "[risk]\nstatus = 'draft'"])
def test_a_slip_in_the_status_never_shows_what_was_to_be_withheld(library_from: LibraryFrom, status: str) -> None:
    library = library_from({"us/sofa.toml": f"{HEAD}{status}\n"})
    assert len(library.problems) == 1
    assert library.cards["us/sofa"].status == "draft"


def test_a_status_where_none_belongs_is_an_unknown_key(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/sofa.toml": CARD,
            "us/region.toml": 'name = "n"\ncode = "c"\nstatus = "draft"\n',
            "sources.toml": f'{SOURCES}status = "draft"\n',
        }
    )
    assert [line.partition(" |")[0] for line in told(library)] == [
        "sources.toml:11:1+6 `status` is not a key of a source",
        "region.toml:3:1+6 `status` is not a key of region.toml",
    ]


def test_the_briefings_own_keys_are_told_like_a_cards(library_from: LibraryFrom) -> None:
    head = (
        "schema = true\ntitle = 't'\nperspective = 'p'\nas_of = 2024-10-03\nregions = ['us']\n"
        "[review_days]\nhigh = 0\nlow = 9999\nhihg = 2\nheadline = 'h'\n"
    )
    assert told(library_from({"us/a.toml": CARD, "briefing.toml": head})) == [
        "briefing.toml:1:1+6 `schema` must be a whole number, without quotes",
        "briefing.toml:7:1+4 `high` must be at least 1",
        "briefing.toml:8:1+3 `low` must be at most 3660",
        "briefing.toml:9:1+4 `hihg` is not a key of [review_days] | the keys are high, elevated, guarded, low",
        (
            "briefing.toml:10:1+8 `headline` is not a key of [review_days]"
            " | put `headline` above the first table: what follows a table is read as that table's"
        ),
    ]


@pytest.mark.parametrize(
    ("regions", "said"),
    [
        ("['us', 'US']", ["5:18+4 `regions` must be lower-case letters and digits, with hyphens between"]),
        ("['US']", ["5:12+4 `regions` must be lower-case letters and digits, with hyphens between"]),
        ("[]", ["5:1+7 `regions` must not be empty"]),
        ("'us'", ["5:1+7 `regions` must be a list in square brackets"]),
    ],
)
def test_a_faulty_list_of_regions_is_told_once(library_from: LibraryFrom, regions: str, said: list[str]) -> None:
    head = f"schema = 1\ntitle = 't'\nperspective = 'p'\nas_of = 2024-10-03\nregions = {regions}\n"
    library = library_from({"us/a.toml": CARD, "briefing.toml": head})
    assert told(library) == [f"briefing.toml:{line}" for line in said]
    assert list(library.cards) == ["us/a"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("lat = 'north'", "`lat` must be a number, without quotes"),
        ("lat = nan", "`lat` must be at most 90"),
        ("lat = 91", "`lat` must be at most 90"),
        ("lon = -180.5", "`lon` must be at least -180"),
        ("lat = true", "`lat` must be a number, without quotes"),
    ],
)
def test_a_region_stands_without_a_place_that_is_none(library_from: LibraryFrom, place: str, said: str) -> None:
    library = library_from({"us/a.toml": CARD, "us/region.toml": f"name = 'States'\ncode = 'US'\n{place}\n"})
    assert told(library) == [f"region.toml:3:1+3 {said}"]
    assert library.regions["us"].name == "States"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("passage = [5]", "`passage`: must be the first and the last line, counted from 1, as [5, 37]"),
        ("passage = [37, 5]", "`passage`: must be the first and the last line, counted from 1, as [5, 37]"),
        ("archive = '../x'", "`archive` must be a file's name without a folder"),
        ("sha256 = 'ABC'", "`sha256` must be 64 hexadecimal digits in lower case"),
    ],
)
def test_one_faulty_key_costs_a_source_that_key_alone(library_from: LibraryFrom, line: str, said: str) -> None:
    library = library_from({"us/a.toml": CARD, "sources.toml": f"{SOURCES}{line}\n"})
    assert [problem.partition(" ")[2] for problem in told(library)] == [said]
    assert library.sources["jt"].publisher == "The Japan Times"


def test_a_source_that_is_none_costs_no_other(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": CARD, "sources.toml": f'title = "loose"\n{SOURCES}["Japan Times"]\ntitle = "x"\n'}
    )
    assert told(library) == [
        "sources.toml:1:1+5 `title` stands outside a source | begin each source with [its-id]",
        (
            "sources.toml:12:2+13 `Japan Times` is not a source's id"
            " | rename it: it must be lower-case letters and digits, with hyphens between"
        ),
    ]
    assert list(library.sources) == ["jt"]


def test_a_summary_over_the_limit_is_told_and_still_shown(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": HEAD.replace('"s"', f'"{"s" * 612}"')})
    assert told(library) == [
        (
            "a.toml:3:1+7 `summary` is 612 characters long, 12 over the limit"
            " | keep the bottom line here and move the rest to `analysis`"
        )
    ]
    assert len(library.cards["us/a"].summary) == 612


def test_of_countless_faults_a_hundred_are_told(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": HEAD + "[[claim]]\ntetx = 'x'\n" * 300})
    problems = told(library)
    assert len(problems) == 101
    assert problems[0] == "a.toml:0:0+1 more than 100 faults | mend the others first"
    assert library.cards["us/a"].claim == ()


def test_a_name_in_a_message_is_short_and_on_one_line(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": f'{HEAD}status = """a\n{"b" * 200}"""\n'})
    (problem,) = library.problems
    assert problem.message == f"`a {'b' * 58}...` is not a value of `status`"


def test_every_form_that_a_model_asks_for_has_words() -> None:
    def patterns(schema: object) -> set[str]:
        if isinstance(schema, list):
            return set().union(*map(patterns, schema))
        if not isinstance(schema, dict):
            return set()
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*map(patterns, schema.values()))

    models: tuple[type[Closed], ...] = (Card, Source, Region, Briefing)
    asked = set().union(*(patterns(form(model)) for model in models))
    assert asked <= set(FORMS) | {"^([0-9]{4})(?:-([0-9]{2}))?$"}  # a date has words of its own


def test_a_fault_without_words_of_ours_has_pydantics(tmp_path: Path) -> None:
    @model
    class Theme(Closed):
        size: bytes

    text = Text(tmp_path / "theme.toml", written="size = 5\n")
    assert fit(Theme, text, {"size": 5}) is None
    assert [problem.message for problem in text.problems] == ["`size`: input should be an instance of bytes"]
