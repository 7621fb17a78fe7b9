"""The filter language: what it means, beside a plain walk over the models, and what it says of what it is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, SOURCES
from find.libraries import ON, Read, libraries, words
from find.libraries import SOURCES as SOURCE_IDS
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.find import filter as filtering
from briefing.find.filter import All, Filter, FilterError, Not, Term, Word, asks_the_reader, matching, parse
from briefing.find.terms import QUESTIONS
from briefing.find.text import fold
from briefing.model.scales import Confidence, Impact, Level, Likelihood, Trend, level

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.standing import Standing

SCALES: dict[str, Any] = {"level": Level, "likelihood": Likelihood, "impact": Impact, "confidence": Confidence}
STATES = (
    "unread changed bookmarked overdue due unreviewed hilp new passed context draft retired".split()  # noqa: SIM905
)
HELD = "analysis risk deadline claim quote judgment assumption gap position event signpost related tag".split()  # noqa: SIM905


def term(name: str, operators: list[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[Filter]:
    return st.builds(Term, st.just(name), st.sampled_from(operators), values)


def chosen(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


compared = [":", ">=", "<=", ">", "<"]
written_days = st.sampled_from(["2024-10-03", "2024-09-01", "2024-10", "2024-02", "2024", "2025"])
terms = st.one_of(
    *(term(name, compared, chosen(*(each.replace(" ", "-") for each in scale))) for name, scale in SCALES.items()),
    term("level", [":"], chosen("none")),
    term("trend", [":"], chosen(*Trend)),
    term("region", [":"], chosen("us", "korea", "海")),
    term("tag", [":"], chosen("alliance", "asian nato", "Asian-NATO", "海峡", "SS", "a:b")),
    term("source", [":"], chosen(*SOURCE_IDS, "unknown")),
    term("is", [":"], chosen(*STATES)),
    term("has", [":"], chosen(*HELD)),
    term("by", compared, written_days),
    term("as_of", compared, written_days),
    term("status", [":"], chosen("draft", "published", "retired")),
)
plain = st.one_of(words, chosen("or", "and", "NOT", "-", "-a", "(", "level:low", "us/c", "us/old", "c1", "")).map(
    lambda text: Word(" ".join(text.split()))
)
filters: st.SearchStrategy[Filter] = st.recursive(
    terms | plain,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(filtering.Any, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def holds(wanted: Filter, reference: str, card: Card | None, standing: Standing | None, read: Read) -> bool:
    """What the filter means, in the plainest words."""
    match wanted:
        case Word(text):
            parts = [reference, *card.aliases, card.title, *card.tags] if card else [reference]
            return any(fold(text) in fold(part) for part in parts)
        case Not(part):
            return not holds(part, reference, card, standing, read)
        case All(parts):
            return all(holds(part, reference, card, standing, read) for part in parts)
        case filtering.Any(parts):
            return any(holds(part, reference, card, standing, read) for part in parts)
        case Term("region", _, value):
            return value in [reference.split("/")[0], *(card.also_in if card else ())]
        case Term(name, operator, value) if card and standing:
            return answers(name, operator, value, reference, card, standing, read)
    return False


def answers(name: str, operator: str, value: str, reference: str, card: Card, standing: Standing, read: Read) -> bool:
    rating = card.risk.assessment[-1] if card.risk and card.risk.assessment else None
    by = card.risk.by if card.risk else None
    if name in SCALES:
        if value == "none" or rating is None:
            return value == "none" and rating is None
        own = level(rating.likelihood, rating.impact) if name == "level" else getattr(rating, name)
        place, wanted = list(SCALES[name]).index(own), [e.replace(" ", "-") for e in SCALES[name]].index(value)
        return bool(eval(f"{place} {'==' if operator == ':' else operator} {wanted}"))
    if name in ("by", "as_of"):
        day = by if name == "by" else card.as_of
        if day is None:
            return False
        cut = day.isoformat()[: len(value)]  # ISO dates sort as text, and months and years are their beginnings
        return bool(eval(f"{cut!r} {'==' if operator == ':' else operator} {value!r}"))
    if name == "is":
        return value in states(reference, card, standing, read)
    held = {
        "quote": any(claim.quote for claim in card.claim),
        "gap": any(gap.resolved_on is None for gap in card.gap),
        "deadline": by is not None,
        "tag": len(card.tags) > 0,
    }
    return {
        "trend": standing.trend == value,
        "status": card.status == value,
        "tag": fold(value).replace("-", " ") in [fold(tag) for tag in card.tags],
        "source": any(value in (claim.source, claim.origin) for claim in card.claim),
        "has": name == "has" and bool(held[value] if value in held else getattr(card, value)),
    }[name]


def states(reference: str, card: Card, standing: Standing, read: Read) -> set[str]:
    """Everything that the card is."""
    rating = card.risk.assessment[-1] if card.risk and card.risk.assessment else None
    passed = bool(card.risk and card.risk.by and card.risk.by < ON)
    is_so = {
        "unread": reference in read.unread,
        "changed": reference in read.changed,
        "bookmarked": reference in read.bookmarked,
        "overdue": standing.freshness == "overdue" and not passed,
        "due": standing.freshness == "due" and not passed,
        "unreviewed": rating is not None and standing.freshness == "overdue",
        "hilp": rating is not None
        and rating.impact in ("significant", "catastrophic")
        and rating.likelihood in ("almost no chance", "very unlikely"),
        "new": standing.trend == "new",
        "passed": passed,
        "context": rating is None,
        "draft": card.status == "draft",
        "retired": card.status == "retired",
    }
    return {name for name, so in is_so.items() if so}


def names_a_status(wanted: Filter) -> bool:
    match wanted:
        case Term(name, _, value):
            return name == "status" or (name == "is" and value in ("draft", "retired"))
        case Not(part):
            return names_a_status(part)
        case All(parts) | filtering.Any(parts):
            return any(map(names_a_status, parts))
    return False


references = st.frozensets(
    st.sampled_from([f"{region}/c{number}" for region in ("us", "korea", "海") for number in range(4)])
)


@given(libraries(), filters, st.builds(Read, references, references, references))
def test_a_filter_holds_for_the_cards_that_a_plain_walk_takes(library: Library, wanted: Filter, read: Read) -> None:
    standings = library.standings(ON)
    every = names_a_status(wanted)
    assert matching(parse(str(wanted)), library, standings, read) == [
        reference
        for reference, file in library.files.items()
        if (every or file.model is None or file.model.status == "published")
        and holds(wanted, reference, file.model, standings.get(reference), read)
    ]


@given(filters)
@example(Word("or"))
@example(Not(Not(Word(""))))
def test_a_filter_that_is_written_out_is_understood_as_itself(wanted: Filter) -> None:
    assert parse(str(wanted)) == wanted


soup = st.lists(
    st.sampled_from(
        [
            "level",
            "tag",
            "is",
            "by",
            ":",
            ">=",
            "<",
            "=",
            '"',
            "(",
            ")",
            "-",
            " ",
            "or",
            " and ",
            "not ",
            "low",
            "2024-10",
        ]
    )
    | st.text(max_size=3)
).map("".join)


@given(soup | st.text(), libraries(2))
def test_of_no_text_comes_anything_but_a_filter_or_what_is_wrong_with_it(text: str, library: Library) -> None:
    for known in (None, library):
        wrong: FilterError | None = None
        try:
            wanted = parse(text, known)
        except FilterError as error:
            wrong = error
        if wrong:
            assert 1 <= wrong.column <= len(text) + 1
            assert wrong.message
            assert str(wrong)
        else:
            assert parse(str(wanted)) == wanted
            matching(wanted, library, library.standings(ON), Read(frozenset(), frozenset(), frozenset()))


def term_of(text: str) -> str:
    """How a filter brackets, made visible."""
    match parse(text):
        case All(parts):
            return f"[{' & '.join(term_of(str(part)) for part in parts)}]"
        case filtering.Any(parts):
            return f"[{' | '.join(term_of(str(part)) for part in parts)}]"
        case Not(part):
            return f"!{term_of(str(part))}"
        case other:
            return str(other)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a b or c d", "[[a & b] | [c & d]]"),
        ("a (b or c) d", "[a & [b | c] & d]"),
        ("-a b", "[!a & b]"),
        ("-(a b) or c", "[![a & b] | c]"),
        ("not a and b OR c", "[[!a & b] | c]"),
        ("--a", "!!a"),
        ("((a))", "a"),
        ('a"b c"', '[a & "b c"]'),
        ("LEVEL=Elevated", "level:elevated"),
        ("level:context", "level:none"),
        ('likelihood>="roughly even chance"', "likelihood>=roughly-even-chance"),
        ("by<２０２４", "by<2024"),
        ("10:30", '"10:30"'),
        ("orbit andes", "[orbit & andes]"),
        ("", "[]"),
        ("  ", "[]"),
    ],
)
def test_minus_binds_before_the_blank_and_the_blank_before_or(text: str, meant: str) -> None:
    assert term_of(text) == meant


@pytest.mark.parametrize(
    ("text", "column", "message", "help"),
    [
        ("lvel>=low", 1, "`lvel` cannot be asked; did you mean `level`?", "what can be: level, likelihood, impact"),
        (
            "a level>=elevatd",
            10,
            "`elevatd` is none of low, guarded, elevated, high, none; did you mean `elevated`?",
            "",
        ),
        ("level>=none", 8, "`none` is no step of the scale: it stands behind `:` only", ""),
        ("region>us", 7, "`region` is asked with : only", ""),
        ("region:kroea", 8, "no region is called `kroea`; did you mean `korea`?", ""),
        ("tag:nuclear", 5, "no tag is called `nuclear`", ""),
        ("source:jtt", 8, "no source is called `jtt`; did you mean `jt`?", ""),
        ("region:", 8, "a value is missing behind `region:`", "as korea, us"),
        ("level>= low", 8, "a value is missing behind `level>=`", "as low, guarded, elevated, high, none"),
        ('tag:"" a', 5, "a value is missing behind `tag:`", ""),
        ("by<soon", 4, "`soon` is no day, month or year, as 2024-10-03, 2024-10, 2024", ""),
        ("by<2024-02-30", 4, "`2024-02-30` is no day, month or year, as 2024-10-03, 2024-10, 2024", ""),
        ("by<", 4, "a value is missing behind `by<`", "as 2025-03-31"),
        ("is:oberdue", 4, "`oberdue` is none of unread, changed, bookmarked, overdue, due, unreviewed", ""),
        ("(a b", 1, "this bracket is not closed", ""),
        ("a) b", 2, "this `)` closes no bracket", ""),
        ('a "b', 3, "this quotation is not closed", ""),
        ('tag:"b', 5, "this quotation is not closed", ""),
        ("a or", 5, "a word or a term is missing here", "as text, put and, or, not and brackets in quotes"),
        ("or a", 1, "a word or a term is missing here", ""),
        ("a and or b", 7, "a word or a term is missing here", ""),
        ("()", 2, "a word or a term is missing here", ""),
        ("not", 4, "a word or a term is missing here", ""),
        ("Japan - US", 7, "nothing follows this `-`", 'it stands right before what must not hold; as text: "-"'),
        ("(" * 60, 52, "brackets stand too deep in one another here", ""),
        ("-" * 60 + "a", 52, "brackets stand too deep in one another here", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_column(
    library_from: LibraryFrom, text: str, column: int, message: str, help: str
) -> None:
    library = library_from({"korea/a.toml": CARD, "us/b.toml": CARD})
    with pytest.raises(FilterError) as caught:
        parse(text, library)
    error = caught.value
    assert (error.column, error.message[: len(message)]) == (column, message)
    assert error.help.startswith(help)
    assert str(error).startswith(f"filter, column {column}: {message}")


def test_names_are_not_held_against_the_content_where_there_is_none() -> None:
    assert parse("region:kroea") == Term("region", ":", "kroea")
    with pytest.raises(FilterError) as caught:
        parse("region:")
    assert caught.value.help == ""


@pytest.mark.parametrize(("name", "asks"), [("unread", True), ("changed", True), ("bookmarked", True), ("due", False)])
def test_the_readers_marks_are_needed_only_where_they_are_asked_for(
    library_from: LibraryFrom, name: str, asks: bool
) -> None:
    library = library_from({"us/a.toml": CARD})
    wanted = parse(f"a or (b -is:{name})")
    assert asks_the_reader(wanted) is asks
    if asks:
        with pytest.raises(FilterError, match=f"column 10: what is {name} is not known here"):
            matching(wanted, library, library.standings(ON))
    else:
        assert matching(wanted, library, library.standings(ON)) == ["us/a"]


def test_an_unreadable_file_is_found_by_its_reference_and_by_nothing_else(library_from: LibraryFrom) -> None:
    library = library_from({"us/bad.toml": "=", "us/good.toml": CARD})
    standings = library.standings(ON)
    found = {
        text: matching(parse(text, library), library, standings)
        for text in ("bad", "region:us", "level:none", "has:claim")
    }
    assert found == {"bad": ["us/bad"], "region:us": ["us/bad", "us/good"], "level:none": [], "has:claim": ["us/good"]}


def test_every_name_has_values_that_can_be_asked_with_every_operator(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": CARD.replace("summary", 'tags = ["x y"]\nsummary', 1), "sources.toml": SOURCES}
    )
    for name, question in QUESTIONS.items():
        values = [value for value in question.values(library) if value != "none"]
        assert values
        for operator in question.operators:
            for value in values:
                assert parse(f'{name}{operator}"{value}"', library) == Term(name, operator, value)


def test_a_month_stands_for_all_its_days(library_from: LibraryFrom) -> None:
    days = [date(2024, 11, 30), date(2024, 12, 1), date(2024, 12, 31), date(2025, 1, 1)]
    library = library_from(
        {f"us/c{day.isoformat()}.toml": CARD.replace("by = 2025-03-31", f"by = {day.isoformat()}") for day in days}
    )
    standings = library.standings(ON)
    found = {
        operator: [each[-5:] for each in matching(parse(f"by{operator}2024-12"), library, standings)]
        for operator in ("<", "<=", ":", ">=", ">")
    }
    assert found == {
        "<": ["11-30"],
        "<=": ["11-30", "12-01", "12-31"],
        ":": ["12-01", "12-31"],
        ">=": ["12-01", "12-31", "01-01"],
        ">": ["01-01"],
    }
