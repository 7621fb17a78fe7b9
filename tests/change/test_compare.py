"""What is told of two states of a briefing, by meaning and in the field's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from change.telling import changes, told, told_of_card
from examples import CARD, SOURCES

from briefing.change.compare import compare, compare_cards
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

CLAIMS = """
[[claim]]
text = "A second account has it that SOFA was raised."
source = "jt"

[[claim]]
text = "Okinawa has over thirty bases."
source = "jt"
"""
PARTS = """
[[judgment]]
statement = "Talks are unlikely before April."
likelihood = "unlikely"
probability = 30
by = 2025-03-31
confidence = "low"
claims = ["c1"]

[[signpost]]
text = "A panel is set up"
if_seen = "raises"
status = "not-seen"
checked = 2024-10-03

[[gap]]
text = "No read-out is held."

[[assumption]]
text = "The party keeps its majority."

[[position]]
actor = "United States"
issue = "SOFA"
stance = "silent"

[[event]]
on = 2024-10-27
what = "Election"

[[related]]
card = "us/other"
how = "depends on"
"""
FULL = CARD + PARTS
RATED = """
[[risk.assessment]]
on = 2024-10-08
likelihood = "likely"
impact = "moderate"
confidence = "moderate"
why = "He asked for it."

[[claim]]"""


@pytest.mark.parametrize(
    ("written", "rewritten", "lines"),
    [
        (
            "\n[[claim]]",
            RATED,
            [
                "~ rating GUARDED to ELEVATED, + worse",
                "likelihood unlikely to likely",
                "confidence low to moderate",
                "8 Oct 2024: He asked for it.",
            ],
        ),
        (
            "\n[[claim]]",
            RATED.replace('"likely"', '"unlikely"').replace('"moderate"\nwhy', '"low"\nwhy'),
            ["~ rating GUARDED, rated again, = same", "8 Oct 2024: He asked for it."],
        ),
        (
            'likelihood = "unlikely"\nimpact = "moderate"',
            'likelihood = "unlikely"\nimpact = "limited"',
            ["~ rating GUARDED, - better", "impact moderate to limited"],
        ),
        (
            "did not come up",
            "was not raised",
            ["~ rating of 3 Oct 2024: SOFA [-did not come up-] {+was not raised+} in the first leader call."],
        ),
        ("by = 2025-03-31\n\n", "\n", ["~ deadline: 31 Mar 2025 to none"]),
        (
            "postpones an",
            "cancels an",
            ["~ event: A public dispute over SOFA [-postpones-] {+cancels+} an alliance activity"],
        ),
        ("A more equal", "An equal", ["~ title: [-A more-]{+An+} equal alliance"]),
        ("is on the agenda", "is off the agenda", ["~ bottom line: SOFA revision is [-on-] {+off+} the agenda [c1]."]),
        ("[risk]", 'analysis = "Long."\n[risk]', ["~ analysis: {+Long.+}"]),
        ("as_of = 2024-10-03\nsum", 'as_of = 2024-10-03\ntags = ["bases"]\nsum', ["~ tags: +bases"]),
        ("as_of = 2024-10-03\nsum", 'as_of = 2024-10-03\nstatus = "retired"\nsum', ["- retired"]),
        ("as_of = 2024-10-03\nsum", 'as_of = 2024-10-03\nstatus = "draft"\nsum', ["- back to a draft"]),
        ("as_of = 2024-10-03\nsum", "as_of = 2024-10-09\nsum", ["~ A more equal alliance: as of 9 Oct 2024"]),
        ("checked = 2024-10-03", "checked = 2024-10-09", ["~ A more equal alliance: 1 signpost checked again"]),
        (
            "UK level is his",
            "UK level is the",
            ["~ claim c1: Raising the alliance to the US-UK level is [-his-] {+the+} mission."],
        ),
        (
            'source = "jt"\n',
            'source = "nyt"\norigin = "jt"\ncredibility = 2\nquote = ["equal", "at last"]\n',
            [
                "+ source nyt",
                "~ claim c1: Raising the alliance to the US-UK level is his mission.",
                "source: jt to nyt",
                "quote: {+equal … at last+}",
                "origin: none to jt",
                "credibility: none to 2",
            ],
        ),
        (
            'Talks are unlikely before April."\nlikelihood = "unlikely"\nprobability = 30',
            'Talks are very unlikely before April."\nlikelihood = "very unlikely"\nprobability = 10',
            [
                "~ judgment j1: Talks are {+very+} unlikely before April.",
                "likelihood: unlikely to very unlikely",
                "probability: 30 to 10",
            ],
        ),
        (
            'claims = ["c1"]\n\n[[signpost]]',
            'outcome = "no"\nresolved_on = 2024-10-08\n\n[[signpost]]',
            [
                "~ judgment j1 came out no on 8 Oct 2024: Talks are unlikely before April.",
                "claims: -c1",
            ],
        ),
        ('status = "not-seen"', 'status = "seen"', ["~ signpost s1 seen now: A panel is set up"]),
        ('status = "not-seen"', 'status = "unclear"', ["~ signpost s1 unclear now: A panel is set up"]),
        (
            'No read-out is held."',
            'No read-out is held."\nresolved_on = 2024-10-08',
            ["~ gap g1 filled on 8 Oct 2024: No read-out is held."],
        ),
        (
            "majority.",
            "majority in the lower house.",
            ["~ assumption: The party keeps its majority {+in the lower house+}."],
        ),
        (
            'majority."',
            'majority."\nif_wrong = "It stalls."',
            ["~ assumption: The party keeps its majority.", "if wrong: {+It stalls.+}"],
        ),
        ('stance = "silent"', 'stance = "opposes"', ["~ position: United States on SOFA: silent to opposes"]),
        (
            "on = 2024-10-27",
            'on = 2024-10-28\nuntil = "2024-11"',
            [
                "~ event: 28 Oct 2024 – Nov 2024  Election",
                "date: 27 Oct 2024 to 28 Oct 2024",
                "until: none to Nov 2024",
            ],
        ),
        ('how = "depends on"', 'how = "bears on"', ["~ related: bears on us/other", "how: depends on to bears on"]),
        (
            'card = "us/other"',
            'card = "us/one"',
            ["+ new related: depends on us/one", "- related taken out: depends on us/other"],
        ),
    ],
)
def test_each_kind_of_change_is_told_in_its_own_words(
    tmp_path: Path, written: str, rewritten: str, lines: list[str]
) -> None:
    assert FULL.count(written) >= 1
    assert told_of_card(tmp_path, FULL, FULL.replace(written, rewritten, 1)) == lines


@pytest.mark.parametrize(
    "rewritten",
    [
        FULL.replace("SOFA revision is on the agenda", "SOFA revision is on\\nthe   agenda"),
        FULL.replace("[[judgment]]", "# A comment\n\n\n[[judgment]]"),
        FULL.replace(
            'title = "A more equal alliance"\nas_of = 2024-10-03', "as_of = 2024-10-03\ntitle = 'A more equal alliance'"
        ),
        FULL.replace('"c1"]\n\n[[claim]]', '"c1", "c1"]\n\n[[claim]]'),
        FULL.replace("[[gap]]", '[[gap]]\nid = "g1"'),
        FULL.replace("[[gap]]", '[[gap]]\nid = "read-out"'),
        PARTS.join((CARD.partition("[[claim]]")[0], "[[claim]]" + CARD.partition("[[claim]]")[2])),
    ],
)
def test_how_it_is_written_is_no_change(tmp_path: Path, rewritten: str) -> None:
    assert rewritten != FULL
    changed, _ = changes(tmp_path, {"us/sofa.toml": FULL}, {"us/sofa.toml": rewritten})
    assert not changed


def test_an_entry_put_in_before_others_is_the_only_one_told(tmp_path: Path) -> None:
    before = CARD + CLAIMS + PARTS.replace('claims = ["c1"]', 'claims = ["c1", "c2"]')
    put_in = '[[claim]]\ntext = "The Pentagon would not comment."\nsource = "jt"\n\n[[claim]]'
    after = before.replace("[[claim]]", put_in, 1).replace("[c1]", "[c2]")
    # What cites the others has to say their new numbers, and that is no change either.
    after = after.replace('["c1", "c2"]', '["c2", "c3"]').replace('claims = ["c1"]', 'claims = ["c2"]')
    assert told_of_card(tmp_path, before, after) == [
        "+ new claim c1: The Pentagon would not comment.",
        "The Japan Times, 29 Sep 2024",
    ]


def test_an_entry_taken_out_among_others_is_the_only_one_told(tmp_path: Path) -> None:
    second = CLAIMS.split("\n\n")[0]
    assert told_of_card(tmp_path, CARD + CLAIMS, CARD + CLAIMS.replace(second, "")) == [
        "- claim c2 taken out: A second account has it that SOFA was raised.",
        "The Japan Times, 29 Sep 2024",
    ]


def test_entries_without_ids_are_known_again_where_they_were_reworded_and_moved(tmp_path: Path) -> None:
    second, third = CLAIMS.strip().split("\n\n")
    after = f"{CARD}\n{third}\n\n{second.replace('was raised', 'was not raised')}"
    assert told_of_card(tmp_path, CARD + CLAIMS, after) == [
        "~ claim c3: A second account has it that SOFA was {+not+} raised."
    ]


def test_an_entry_with_an_id_is_the_same_however_it_is_reworded(tmp_path: Path) -> None:
    before = CARD.replace("[[claim]]", '[[claim]]\nid = "mission"')
    after = before.replace("Raising the alliance to the US-UK level is his mission.", "Another thing.")
    assert told_of_card(tmp_path, before, after) == [
        "~ claim mission: [-Raising the alliance to the US-UK level is his mission.-]{+Another thing.+}"
    ]


def test_of_two_that_are_alike_the_more_alike_one_is_the_same(tmp_path: Path) -> None:
    before = CARD + '[[gap]]\ntext = "No read-out of the call."\n[[gap]]\ntext = "No read-out of the second call."\n'
    after = CARD + '[[gap]]\ntext = "No read-out of the second call yet."\n'
    assert told_of_card(tmp_path, before, after) == [
        "~ gap g1: No read-out of the second call {+yet+}.",
        "- gap g1 taken out: No read-out of the call.",
    ]


def test_entries_with_nothing_in_common_are_not_the_same(tmp_path: Path) -> None:
    before = CARD + '[[assumption]]\ntext = "The governing party keeps its majority in both houses."\n'
    after = CARD + '[[assumption]]\ntext = "Bases stay."\n'
    assert told_of_card(tmp_path, before, after) == [
        "+ new assumption: Bases stay.",
        "- assumption taken out: The governing party keeps its majority in both houses.",
    ]


def test_more_entries_than_can_be_compared_are_known_by_their_places(tmp_path: Path) -> None:
    many = "".join(f'[[gap]]\ntext = "No {number} is known."\n' for number in range(60))
    lines = told_of_card(tmp_path, CARD + many, CARD + many.replace("known", "held"))
    assert lines[0] == "~ gap g1: No 0 is [-known-] {+held+}."
    assert len(lines) == 60


def test_a_rating_taken_back_or_given_up_is_told(tmp_path: Path) -> None:
    rated = CARD.replace("\n[[claim]]", RATED, 1)
    assert told_of_card(tmp_path, rated, CARD) == [
        "~ rating ELEVATED to GUARDED, - better",
        "likelihood likely to unlikely",
        "confidence moderate to low",
        "- rating of 8 Oct 2024 taken out: He asked for it.",
    ]
    context = CARD.partition("[risk]")[0] + "[[claim]]" + CARD.partition("[[claim]]")[2]
    assert told_of_card(tmp_path, CARD, context)[:1] == ["- no longer rated, was GUARDED"]
    assert told_of_card(tmp_path, context, CARD)[:4] == [
        "+ rated GUARDED",
        "likelihood unlikely · impact moderate",
        "confidence low",
        "3 Oct 2024: SOFA did not come up in the first leader call.",
    ]


def test_cards_are_told_in_the_order_of_the_briefing_and_gone_ones_behind_their_region(tmp_path: Path) -> None:
    before = {"us/a.toml": CARD, "us/b.toml": CARD, "korea/c.toml": CARD}
    after = {"us/b.toml": CARD.replace("A more", "A less"), "us/z.toml": CARD, "korea/d.toml": CARD}
    assert (
        told(tmp_path, before, after)
        == """\
A less equal alliance (▰▰▱▱ GUARDED  * new  us/b)

  ~  title: A [-more-] {+less+} equal alliance

A more equal alliance (▰▰▱▱ GUARDED  * new  us/z)

  +  new · 1 claim

  +  rated GUARDED
     likelihood unlikely · impact moderate
     confidence low
     3 Oct 2024: SOFA did not come up in the first leader call.

A more equal alliance (us/a)

  -  gone

A more equal alliance (▰▰▱▱ GUARDED  * new  korea/d)

  +  new · 1 claim

  +  rated GUARDED
     likelihood unlikely · impact moderate
     confidence low
     3 Oct 2024: SOFA did not come up in the first leader call.

A more equal alliance (korea/c)

  -  gone
"""
    )


def test_a_renamed_card_is_the_same_and_what_links_it_has_not_changed(tmp_path: Path) -> None:
    linking = CARD.replace("[c1].", "[c1], see [[us/old]] and [us/old#c1].").replace('["c1"]', '["us/old#c1"]')
    linking += '[[related]]\ncard = "us/old"\nhow = "bears on"\n'
    renamed = CARD.replace("summary", 'aliases = ["us/old"]\nsummary', 1).replace("A more", "A less")
    before = {"us/linking.toml": linking, "us/old.toml": CARD}
    after = {"us/linking.toml": linking.replace("us/old", "korea/new"), "korea/new.toml": renamed}
    changed, _ = changes(tmp_path, before, after)
    assert [(each.reference, each.earlier, each.turns) for each in changed.cards] == [
        ("korea/new", "us/old", ("renamed",))
    ]
    back = compare(read_library(tmp_path / "after"), read_library(tmp_path / "before"))
    assert [(each.reference, each.earlier) for each in back.cards] == [("us/old", "korea/new")]


def test_of_two_cards_that_claim_one_earlier_name_one_has_it(tmp_path: Path) -> None:
    renamed = CARD.replace("summary", 'aliases = ["us/old"]\nsummary', 1)
    changed, _ = changes(tmp_path, {"us/old.toml": CARD}, {"us/a.toml": renamed, "us/b.toml": renamed})
    assert [(each.reference, each.turns) for each in changed.cards] == [("us/a", ("renamed",)), ("us/b", ("new",))]


def test_a_draft_that_is_published_is_told(tmp_path: Path) -> None:
    draft = CARD.replace("summary", 'status = "draft"\nsummary', 1)
    assert told_of_card(tmp_path, draft, CARD) == ["+ published"]


def test_a_file_that_cannot_be_read_is_never_gone(tmp_path: Path) -> None:
    assert told_of_card(tmp_path, CARD, "=") == ["! its file cannot be read now"]
    assert told_of_card(tmp_path, "=", CARD) == ["! its file can be read again"]
    assert told_of_card(tmp_path, "=", "==") == []
    changed, _ = changes(tmp_path / "new", {"us/a.toml": CARD}, {"us/a.toml": CARD, "us/sofa.toml": "="})
    assert [each.turns for each in changed.cards] == [("new", "unreadable")]
    changed, _ = changes(tmp_path / "gone", {"us/a.toml": CARD, "us/sofa.toml": "="}, {"us/a.toml": CARD})
    assert [each.turns for each in changed.cards] == [("gone",)]


def test_a_last_good_version_is_told_as_one(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    before = read_library(root)
    (root / "us/sofa.toml").write_text("=")
    after = read_library(root, before)
    (change,) = compare(before, after).cards
    assert (change.turns, change.entries, change.after) == (("unreadable",), (), before.cards["us/sofa"])
    (change,) = compare(after, before).cards
    assert change.turns == ("readable",)


@pytest.mark.parametrize(
    ("broken", "lost"),
    [
        (FULL.replace('text = "Raising', 'txet = "Raising'), "claim"),
        (FULL.replace("by = 2025-03-31\n\n", 'by = "soon"\n\n'), "risk.by"),
        (FULL.replace("summary", 'status = "pulbished"\nsummary', 1), "status"),
        (
            FULL.replace("basis", "basis").replace('confidence = "low"\nclaims', 'confidenc = "low"\nclaims'),
            "confidence",
        ),
    ],
)
def test_a_part_that_cannot_be_read_is_not_told_as_gone_or_new(tmp_path: Path, broken: str, lost: str) -> None:
    assert broken != FULL
    word = "! what cannot be read in one of the two versions is not compared"
    assert told_of_card(tmp_path, FULL, broken) == [word]
    if lost != "status":  # a draft, as which it is read, that is published is told
        assert told_of_card(tmp_path, broken, FULL) == [word]


def test_a_card_whose_rating_cannot_be_read_is_told_as_unreadable(tmp_path: Path) -> None:
    broken = FULL.replace('likelihood = "unlikely"\nimpact', 'likelihood = "unlikley"\nimpact')
    assert told_of_card(tmp_path, FULL, broken) == ["! its file cannot be read now"]
    assert told_of_card(tmp_path, broken, FULL) == ["! its file can be read again"]


def test_what_changed_around_the_cards_is_told(tmp_path: Path) -> None:
    head = 'schema = 1\ntitle = "Ishiba"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us", "korea"]\n'
    before = {"briefing.toml": head, "us/sofa.toml": CARD, "korea/region.toml": 'name = "Korea"\ncode = "KR"\n'}
    other = SOURCES.replace("[jt]", "[nyt]").replace("The Japan Times", "The New York Times")
    after = {
        "briefing.toml": head.replace('"korea"]', '"asean"]\nheadline = "Watch Seoul."\n[review_days]\nhigh = 3'),
        "us/sofa.toml": CARD,
        "us/region.toml": 'name = "America"\ncode = "us"\n',
        "asean/region.toml": 'name = "ASEAN"\ncode = "AS"\n',
        "sources.toml": SOURCES.replace('"B"', '"C"') + other,
    }
    assert (
        told(tmp_path, before, after)
        == """\
The briefing

  ~  headline: {+Watch Seoul.+}
  ~  review days: high 7, elevated 14, guarded 30, low 60 to high 3,
     elevated 14, guarded 30, low 60
  ~  region us: America
     name: [-us-]{+America+}
  +  new region asean: ASEAN
  -  region korea taken out: Korea

Sources

  ~  source jt: The Japan Times, 29 Sep 2024, “Ishiba to seek a more equal
     alliance”
     grade: B to C

  +  new source nyt: The New York Times, 29 Sep 2024, “Ishiba to seek a more
     equal alliance”
     reporting · B
"""
    )


def test_how_a_source_is_kept_is_only_counted(tmp_path: Path) -> None:
    after = {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace("accessed = 2024-10-03", "accessed = 2024-10-04")}
    assert (
        told(tmp_path, {"us/sofa.toml": CARD}, after)
        == """\
Not told one by one

  1 source kept otherwise: archive, passage or day of access
"""
    )


def test_a_file_around_the_cards_that_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    whole = {"us/sofa.toml": CARD}
    for path in ("sources.toml", "briefing.toml", "us/region.toml"):
        changed, _ = changes(tmp_path / path.replace("/", "-"), whole, {**whole, path: "="})
        assert changed.not_compared == (path,)
        assert [*changed.sources, *changed.regions, *changed.briefing, *changed.cards] == []
    faulty = {**whole, "sources.toml": SOURCES.replace('kind = "reporting"', 'kind = "rumour"')}
    changed, _ = changes(tmp_path / "faulty", whole, faulty)
    assert not changed.sources
    back = compare(read_library(tmp_path / "faulty/after"), read_library(tmp_path / "faulty/before"))
    assert not back.sources


def test_the_same_reading_is_not_compared_again(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    before = read_library(root)
    after = read_library(root, before)
    assert after.files["us/sofa"] is before.files["us/sofa"]
    assert not compare(before, after)


def test_two_versions_of_a_card_are_compared_without_a_folder(briefing_from: BriefingFrom) -> None:
    library = read_library(briefing_from({"us/a.toml": FULL, "us/b.toml": FULL.replace("A panel", "A new panel")}))
    change = compare_cards("us/a", library.cards["us/a"], library.cards["us/b"])
    assert [(each.table, each.id) for each in change.entries] == [("signpost", "s1")]


def test_the_changes_of_a_region_or_a_card_can_be_told_alone(tmp_path: Path) -> None:
    before = {"us/a.toml": CARD, "us/b.toml": CARD, "korea/c.toml": CARD.replace('source = "jt"', "")}
    after = {path: card.replace("A more", "A less") for path, card in before.items()}
    after["sources.toml"] = SOURCES.replace('"B"', '"C"')
    changed, now = changes(tmp_path, before, after)
    us, korea, one = (changed.within(place, now) for place in ("us", "korea", "us/b"))
    assert [each.reference for each in us.cards] == ["us/a", "us/b"]
    assert [each.id for each in us.sources] == ["jt"]
    assert ([each.reference for each in korea.cards], korea.sources) == (["korea/c"], ())
    assert [each.reference for each in one.cards] == ["us/b"]
