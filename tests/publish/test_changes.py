"""Changes on paper: what is taken out and put in without colour, what leads where, and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from change.telling import DAY, changes, told
from examples import CARD

from briefing.publish.changes import changes_document, changes_markdown, changes_record
from briefing.publish.document import Lead, Role, Run
from briefing.publish.records import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.publish.document import Document

LONG = " ".join(f"Word {number} stands here." for number in range(40))
EVENT = '\n[[event]]\non = "2024-11"\nwhat = "Talks"\n'
JUDGED = """
[[judgment]]
statement = "Talks are unlikely."
likelihood = "unlikely"
by = 2025-03-31
"""


def document(folder: Path, before: str, after: str) -> Document:
    changed, now = changes(folder, {"us/sofa.toml": before}, {"us/sofa.toml": after})
    return changes_document(now, changed, "since yesterday", DAY)


def markdown(folder: Path, before: str, after: str) -> str:
    changed, now = changes(folder, {"us/sofa.toml": before}, {"us/sofa.toml": after})
    return changes_markdown(now, changed, "since yesterday", DAY)


def test_it_opens_with_since_when_and_how_much(tmp_path: Path) -> None:
    before = {"us/a.toml": CARD, "us/b.toml": CARD, "us/c.toml": CARD}
    retired = CARD.replace("summary", 'status = "retired"\nsummary', 1)
    changed, now = changes(tmp_path, before, {"us/b.toml": retired, "us/c.toml": CARD, "us/d.toml": CARD})
    opening = changes_document(now, changed, "since yesterday", DAY).opening[0].text
    assert opening == "since yesterday · 3 cards changed · 1 new · 1 gone · 1 retired"


def test_a_card_that_is_not_published_says_so_in_its_heading(tmp_path: Path) -> None:
    draft = CARD.replace("summary", 'status = "draft"\nsummary', 1)
    assert "(draft  ▰▰▱▱ GUARDED  * new  us/sofa)" in told(tmp_path, {"us/sofa.toml": CARD}, {"us/sofa.toml": draft})


def test_a_card_that_never_could_be_read_is_called_by_its_reference(tmp_path: Path) -> None:
    shown = told(tmp_path, {"us/a.toml": CARD}, {"us/a.toml": CARD, "us/bad.toml": "="})
    assert shown == "us/bad\n\n  +  new\n  !  its file cannot be read now\n"


def test_words_bear_signs_and_roles(tmp_path: Path) -> None:
    (section,) = document(tmp_path, CARD, CARD.replace("is on the", "is off the")).sections
    runs = section.paragraphs[0].runs
    assert Run("[-on-]", Role.MUTED) in runs
    assert Run("{+off+}", Role.STRONG) in runs


def test_in_markdown_they_are_struck_out_and_bold(tmp_path: Path) -> None:
    assert "SOFA revision is ~~on~~ **off** the agenda" in markdown(
        tmp_path / "word", CARD, CARD.replace("is on the", "is off the")
    )


def test_in_markdown_signs_stand_where_its_own_would_not_hold(tmp_path: Path) -> None:
    written = markdown(tmp_path, CARD, CARD.replace("agenda [c1].", "agenda, he said [c1]."))
    assert "agenda{+, he said+} [c1]." in written


@pytest.mark.parametrize("signs", ["~~gone~~", "**new**", "<b>bold</b>"])
def test_signs_in_the_content_are_text_in_markdown(tmp_path: Path, signs: str) -> None:
    written = markdown(tmp_path, CARD, CARD.replace("his mission", f"his mission {signs}"))
    assert signs not in written


def test_of_long_texts_what_stands_beside_the_changes_is_shown(tmp_path: Path) -> None:
    before = CARD.replace("[risk]", f'analysis = "{LONG}"\n[risk]', 1)
    after = before.replace("Word 2 stands", "Word 2 lies").replace("Word 30 stands", "Word 30 lies")
    (section,) = document(tmp_path, before, after).sections
    (paragraph,) = section.paragraphs
    assert paragraph.text == (
        "analysis: Word 0 stands here. Word 1 stands here. Word 2 [-stands-] {+lies+}"
        " here. Word 3 stands here. Word 4 stands here. Word …"
        " Word 28 stands here. Word 29 stands here. Word 30 [-stands-] {+lies+}"
        " here. Word 31 stands here. Word 32 stands here. Word …"
    )


def test_each_row_leads_to_its_card_or_part(tmp_path: Path) -> None:
    after = CARD.replace("his mission", "the mission").replace("A more", "A less") + EVENT
    (section,) = document(tmp_path, CARD, after).sections
    assert [paragraph.lead for paragraph in section.paragraphs] == [
        Lead("card", "us/sofa"),
        Lead("part", "us/sofa#c1"),
        Lead("part", "us/sofa#event.0"),
    ]


def test_what_is_gone_leads_nowhere(tmp_path: Path) -> None:
    changed, now = changes(tmp_path, {"us/a.toml": CARD, "us/b.toml": CARD + EVENT}, {"us/b.toml": CARD})
    found = changes_document(now, changed, "", DAY)
    assert [paragraph.lead for section in found.sections for paragraph in section.paragraphs] == [None, None]


def test_confidence_never_shares_a_line_with_a_likelihood(tmp_path: Path) -> None:
    before = CARD + JUDGED
    after = before.replace('"unlikely"', '"likely"').replace('"low"', '"high"').replace("are unlikely", "are likely")
    after += 'confidence = "low"\n'
    (section,) = document(tmp_path, before, after).sections
    assert not any("likel" in paragraph.text and "confidence" in paragraph.text for paragraph in section.paragraphs)


@pytest.mark.parametrize(
    ("added", "lines"),
    [
        (JUDGED, ["new judgment j1: Talks are unlikely.", "unlikely · by 31 Mar 2025"]),
        ('\n[[claim]]\ntext = "So they say."\n', ["new claim c2: So they say."]),
        ('\n[[claim]]\ntext = "So."\nsource = "x"\n', ["source x", "new claim c2: So.", "x"]),
        (
            '\n[[signpost]]\ntext = "A panel"\nif_seen = "raises"\nstatus = "not-seen"\n',
            ["new signpost s1: A panel", "raises · not seen"],
        ),
        (
            '\n[[position]]\nactor = "Seoul"\nissue = "SOFA"\nstance = "silent"\n',
            ["new position: Seoul on SOFA: silent"],
        ),
        (EVENT, ["new event: Nov 2024  Talks"]),
        ('\n[[related]]\ncard = "us/sofa"\nhow = "is"\n', ["new related: is A more equal alliance"]),
    ],
)
def test_what_is_new_is_told_with_what_a_reader_asks_first(tmp_path: Path, added: str, lines: list[str]) -> None:
    (section,) = document(tmp_path, CARD, CARD + added).sections
    assert [paragraph.text for paragraph in section.paragraphs] == lines


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('outcome = "yes"\nresolved_on = 2024-10-08', "", "judgment j1 open again: Talks are unlikely."),
        ("", 'outcome = "void"', "judgment j1 came out void: Talks are unlikely."),
        ("", "key = true", "key judgment: no to yes"),
        (
            '[[gap]]\ntext = "No image."\nresolved_on = 2024-10-08',
            '[[gap]]\ntext = "No image."',
            "gap g1 open again: No image.",
        ),
        (
            '[[signpost]]\ntext = "A panel"\nif_seen = "raises"\nstatus = "seen"',
            '[[signpost]]\ntext = "A panel"\nif_seen = "lowers"\nstatus = "not-seen"',
            "signpost s1 no longer seen: A panel",
        ),
    ],
)
def test_what_is_taken_back_is_told(tmp_path: Path, before: str, after: str, line: str) -> None:
    (section,) = document(tmp_path, f"{CARD}{JUDGED}{before}\n", f"{CARD}{JUDGED}{after}\n").sections
    assert line in [paragraph.text for paragraph in section.paragraphs]


def test_a_place_on_the_map_and_a_passage_are_told_as_they_are(tmp_path: Path) -> None:
    region = 'name = "us"\ncode = "us"\n'
    whole = {"us/sofa.toml": CARD}
    shown = told(tmp_path, {**whole, "us/region.toml": region}, {**whole, "us/region.toml": f"{region}lat = 38.5\n"})
    assert "latitude: none to 38.5" in shown


def test_what_was_only_looked_at_again_is_counted_behind_what_changed(tmp_path: Path) -> None:
    after = CARD.replace("as_of = 2024-10-03", "as_of = 2024-10-09").replace("A more", "A less")
    (section,) = document(tmp_path, CARD, after).sections
    assert [paragraph.text for paragraph in section.paragraphs][1:] == ["as of 9 Oct 2024"]


def test_rules_that_do_not_apply_are_no_news(tmp_path: Path) -> None:
    after = CARD.replace("summary", 'ignore = ["J07", "R01"]\nsummary', 1)
    shown = told(tmp_path, {"us/sofa.toml": CARD}, {"us/sofa.toml": after})
    assert shown == "Not told one by one\n\n  ~  A more equal alliance: ignore J07, R01\n"


def test_signposts_checked_again_are_counted_behind_what_changed(tmp_path: Path) -> None:
    before = CARD + 2 * '\n[[signpost]]\ntext = "A panel"\nif_seen = "raises"\nstatus = "seen"\nchecked = 2024-10-03\n'
    after = before.replace("checked = 2024-10-03", "checked = 2024-10-09").replace("A more", "A less")
    (section,) = document(tmp_path, before, after).sections
    assert [paragraph.text for paragraph in section.paragraphs][1:] == ["2 signposts checked again"]


def test_a_renamed_card_says_what_it_was_called(tmp_path: Path) -> None:
    renamed = CARD.replace("summary", 'aliases = ["us/old"]\nsummary', 1)
    assert "~  renamed, was us/old" in told(tmp_path, {"us/old.toml": CARD}, {"us/new.toml": renamed})


def test_files_that_are_not_compared_are_named(tmp_path: Path) -> None:
    shown = told(tmp_path, {"us/sofa.toml": CARD}, {"us/sofa.toml": CARD, "sources.toml": "="})
    words = "!  sources.toml cannot be read in one of the two, so it is not compared"
    assert shown == f"The briefing\n\n  {words}\n"


def test_json_of_a_new_card_has_its_rating(tmp_path: Path) -> None:
    changed, now = changes(tmp_path, {"us/a.toml": CARD}, {"us/a.toml": CARD, "us/b.toml": CARD})
    (card,) = changes_record(now, changed, "", DAY)["cards"]
    assert (card["turns"], card["rating"]["trend"], card["rating"]["before"]) == (["new"], "new", None)


def test_json_says_what_was_and_is_with_the_pieces_of_what_was_reworded(tmp_path: Path) -> None:
    after = CARD.replace("is on the", "is off the").replace("2025-03-31", "2025-04-30").replace('"jt"', '"nyt"')
    after = after.replace('likelihood = "unlikely"', 'likelihood = "likely"') + EVENT
    changed, now = changes(tmp_path, {"us/sofa.toml": CARD}, {"us/sofa.toml": after})
    record = json.loads(as_json(changes_record(now, changed, "since yesterday", DAY)))
    assert (record["version"], record["kind"], record["between"]) == (1, "changes", "since yesterday")
    (card,) = record["cards"]
    assert (card["reference"], card["earlier"], card["turns"], card["quiet"]) == ("us/sofa", None, [], False)
    assert card["rating"]["trend"] == "worse"
    assert [moved["key"] for moved in card["rating"]["moved"]] == ["level", "likelihood"]
    assert (card["rating"]["before"]["level"], card["rating"]["after"]["level"]) == ("guarded", "elevated")
    assert card["risk"] == [{"key": "by", "before": "2025-03-31", "after": "2025-04-30"}]
    (summary,) = card["keys"]
    assert summary["pieces"] == [
        ["kept", "SOFA revision is"],
        ["out", " on"],
        ["put", " off"],
        ["kept", " the agenda [c1]."],
    ]
    assert card["sources"] == {"new": ["nyt"], "gone": ["jt"]}
    claim, event = card["entries"]
    assert (claim["what"], claim["id"], claim["moved"]) == (
        "changed",
        "c1",
        [{"key": "source", "before": "jt", "after": "nyt"}],
    )
    assert (event["what"], event["before"], event["after"]["on"]) == ("new", None, "2024-11")


def test_json_of_dates_that_are_half_known_and_of_lists(tmp_path: Path) -> None:
    after = (CARD + EVENT.replace('"2024-11"', "2024-11-05")).replace("summary", 'tags = ["bases"]\nsummary', 1)
    changed, now = changes(tmp_path, {"us/sofa.toml": CARD + EVENT}, {"us/sofa.toml": after})
    (card,) = json.loads(as_json(changes_record(now, changed, "", DAY)))["cards"]
    assert card["keys"] == [{"key": "tags", "before": [], "after": ["bases"]}]
    assert card["entries"][0]["moved"] == [{"key": "on", "before": "2024-11", "after": "2024-11-05"}]
    changed, now = changes(tmp_path / "gone", {"us/a.toml": CARD, "us/b.toml": "="}, {"us/a.toml": CARD})
    (card,) = changes_record(now, changed, "", DAY)["cards"]
    assert (card["title"], card["turns"], card["rating"]) == (None, ["gone"], None)
