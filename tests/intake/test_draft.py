"""The file of a new card."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import tomlkit
from examples import CARD, write_briefing
from hypothesis import given
from hypothesis import strategies as st

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.intake import draft as module
from briefing.intake.begin import begin
from briefing.intake.draft import draft
from briefing.library.folder import read_library
from briefing.library.gate import validated
from briefing.library.problem import BriefingError
from briefing.library.root import shipped
from briefing.model.card import Card, Status, numbered
from briefing.model.closed import keys

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

TODAY = date(2024, 10, 3)


@pytest.fixture
def root(briefing_from: BriefingFrom) -> Path:
    return briefing_from(
        {
            "us/sofa.toml": CARD,
            "us/renamed.toml": CARD.replace("summary", 'aliases = ["us/earlier"]\nsummary', 1),
            "korea/quiet.toml": 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n',
        }
    )


def refusal(root: Path, reference: str, title: str | None = None) -> str:
    before = sorted(root.rglob("*"))
    with pytest.raises(BriefingError) as refused:
        draft(read_library(root), TODAY, reference, title)
    assert sorted(root.rglob("*")) == before
    return str(refused.value)


def test_a_card_begins_as_a_draft_of_today_with_its_name_as_its_title(root: Path) -> None:
    path = draft(read_library(root), TODAY, "korea/sofa-revision-2")
    assert path == root / "korea" / "sofa-revision-2.toml"
    card = read_library(root).cards["korea/sofa-revision-2"]
    assert (card.title, card.status, card.as_of) == ("Sofa revision 2", Status.DRAFT, TODAY)
    assert card.summary == "Begun on 2024-10-03: the bottom line is still to be written."


def test_the_title_that_is_given_is_the_title(root: Path) -> None:
    draft(read_library(root), TODAY, "us/quoted", 'Who "owns" C:\\temp? 日本の答え')
    assert read_library(root).cards["us/quoted"].title == 'Who "owns" C:\\temp? 日本の答え'


@given(st.text(max_size=30))
def test_whatever_title_is_taken_reads_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    root = write_briefing(tmp_path_factory.mktemp("desk"), {})
    try:
        draft(read_library(root), TODAY, "us/any", title)
    except BriefingError:
        return
    library = read_library(root)
    assert library.cards["us/any"].title == title
    assert library.problems == ()


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2030, 12, 31)], ids=str)
def test_nothing_is_wrong_with_it_on_its_day(tmp_path: Path, today: date) -> None:
    begin(tmp_path, today)
    draft(read_library(tmp_path), today, "sorrel-strait/second-thoughts")
    assert check(Desk(read_library(tmp_path), today)).problems == ()


def test_in_a_closed_edition_it_speaks_from_the_day_of_the_edition(tmp_path: Path) -> None:
    begin(tmp_path, date(2024, 10, 3))
    head = tmp_path / "briefing.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("# closed = true", "closed = true"), encoding="utf-8")
    draft(read_library(tmp_path), date(2026, 1, 1), "sorrel-strait/late")
    library = read_library(tmp_path)
    assert library.cards["sorrel-strait/late"].as_of == date(2024, 10, 3)
    assert check(Desk(library, date(2024, 10, 3))).problems == ()


def laid_open(written: str) -> str:
    """The card with the `# ` taken away from every key and table."""
    return re.sub(r'^# (?=\[+[a-z.]+\]+$|(?:# )?[a-z_]+ = |"""$|Longer)', "", written, flags=re.MULTILINE)


def test_what_is_laid_open_holds_together(root: Path) -> None:
    path = draft(read_library(root), TODAY, "us/whole")
    written = laid_open(path.read_text(encoding="utf-8"))
    for example, name in (('"its-id"', '"jt"'), ("region/name", "us/sofa"), ('"draft"', '"published"')):
        assert example in written
        written = written.replace(example, name)
    path.write_text(written, encoding="utf-8")
    assert [problem.code for problem in check(Desk(read_library(root), TODAY)).problems] == ["C10"]


def test_the_remarks_name_every_key_that_a_card_has(root: Path) -> None:
    written = draft(read_library(root), TODAY, "us/whole").read_text(encoding="utf-8")
    table = numbered(tomlkit.parse(laid_open(laid_open(written))).unwrap())
    card = validated(Card, table)
    assert card.risk
    entries = [(card, table), (card.risk, table["risk"])]
    entries += zip(card.risk.assessment, table["risk"]["assessment"], strict=True)
    for name in ("claim", "judgment", "assumption", "gap", "position", "event", "signpost", "related"):
        entries += zip(getattr(card, name), table[name], strict=True)
    for entry, named in entries:
        assert set(named) == set(keys(type(entry))), type(entry)


def test_it_names_the_schema_only_where_that_lies_beside(root: Path) -> None:
    assert draft(read_library(root), TODAY, "us/without").read_text(encoding="utf-8").startswith("# Take")
    (root / "card.schema.json").write_text("{}")
    assert (
        draft(read_library(root), TODAY, "us/with")
        .read_text(encoding="utf-8")
        .startswith("#:schema ../card.schema.json\n\n# Take")
    )


@pytest.mark.parametrize(
    "reference",
    ["", "us", "us/", "/sofa", "us/Sofa", "us/so fa", "us/sofa.toml", "us/a/b", "../us/sofa", "us/-a", "us/a--b",
     "us/sofa\n", "us/söfa", f"us/{'a' * 81}", f"{'a' * 81}/sofa"],
)  # fmt: skip
def test_what_is_no_reference_is_answered_with_its_form(root: Path, reference: str) -> None:
    assert (
        "does not name a card: write region/name, as us/sofa-revision; each of them must be lower-case letters and"
        in (refusal(root, reference))
    )


def test_a_name_may_have_eighty_characters(root: Path) -> None:
    assert draft(read_library(root), TODAY, f"us/{'a' * 80}").is_file()


@pytest.mark.parametrize(
    "title", ["", "  ", "two\nlines", "ends\n", "\x1b[31mred", "turned \u202e round", "a" * 501, "\udcff"]
)
def test_a_title_that_is_none_is_refused(root: Path, title: str) -> None:
    assert refusal(root, "us/new", title).endswith(
        "is not a title: it is one line of 1 to 500 characters, none of them hidden"
    )


def test_a_title_may_have_five_hundred_characters(root: Path) -> None:
    assert draft(read_library(root), TODAY, "us/new", "a" * 500).is_file()


@pytest.mark.parametrize("there", ["a card", "a folder", "a link to nowhere"])
def test_what_is_there_already_is_named_and_left(root: Path, there: str) -> None:
    path = root / "us" / "taken.toml"
    if there == "a card":
        path.write_text(CARD)
    elif there == "a folder":
        path.mkdir()
    else:
        path.symlink_to(root / "us" / "nowhere.toml")
    assert refusal(root, "us/taken") == f"{path} is there already, and it is left as it is: choose another name"
    assert there != "a card" or path.read_text() == CARD


def test_the_file_of_the_region_is_no_card(root: Path) -> None:
    (root / "us" / "region.toml").unlink()
    assert refusal(root, "us/region") == ("us/region.toml is where the region itself is described: choose another name")


def test_an_earlier_name_of_a_card_is_not_given_anew(root: Path) -> None:
    assert refusal(root, "us/earlier") == "`us/earlier` is an earlier name of us/renamed: choose another name"


def test_an_unknown_region_is_answered_with_those_there_are(root: Path) -> None:
    assert refusal(root, "corea/new") == (
        "briefing.toml names no region `corea`; did you mean `korea`?\n"
        "Its regions are us, korea; a new one is a folder with a region.toml, named in `regions`."
    )


def test_a_region_without_a_folder_is_told_and_not_made(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    head = root / "briefing.toml"
    head.write_text(head.read_text().replace('["us"]', '["us", "eu"]'))
    assert refusal(root, "eu/new") == f"region `eu` has no folder: make {root / 'eu'} with a region.toml"


def test_nothing_is_written_behind_a_link_that_leaves_the_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for path in (root / "korea").iterdir():
        path.unlink()
    (root / "korea").rmdir()
    (root / "korea").symlink_to(tmp_path / "elsewhere")
    assert refusal(root, "korea/new") == (
        f"{root / 'korea'} is a link that leaves the folder: copy the region's folder here"
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_briefing_that_is_shipped_is_left_as_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "shipped", lambda name: root if name == "content" else shipped(name))
    assert refusal(root, "us/new") == (
        f"the briefing in {root} came with the program and is left as it is.\n"
        "Make one of your own with `briefing init DIR`, then name it: `briefing -C DIR new REGION/NAME`."
    )


def test_where_there_is_no_briefing_there_is_no_card(tmp_path: Path) -> None:
    assert "it has no briefing.toml" in refusal(tmp_path, "us/new")
