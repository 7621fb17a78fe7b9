"""What is kept of a folder is only ever a copy: of what was read, for as long as that stands in its files."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import sqlite3
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from examples import CARD
from failing import ERRORS, failures
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.at_rest import AllBut, KeptFiles, KeptReadings, References
from briefing.library.folder import read_library
from briefing.library.kept import Kept, signature, survey
from briefing.library.library import Library
from briefing.library.root import shipped
from briefing.model.closed import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from conftest import BriefingFrom

RENAMED = CARD.replace("as_of", 'aliases = ["us/earlier"]\nas_of')
DRAFT = CARD.replace("as_of", 'status = "draft"\nas_of')
FILES = {"us/a.toml": CARD, "us/b.toml": RENAMED, "korea/c.toml": DRAFT, "korea/d.toml": CARD + '[[gap]]\ntext = "?"\n'}


@pytest.fixture
def root(briefing_from: BriefingFrom) -> Path:
    """A folder that nobody has written to for an hour."""
    return aged(briefing_from(FILES))


def aged(root: Path) -> Path:
    for path in [*root.glob("*.toml"), *root.glob("*/*.toml")]:
        os.utime(path, ns=(path.stat().st_mtime_ns - 3600 * 10**9,) * 2)
    return root


def kept_of(library: Library, cache: Path, **made: object) -> Kept:
    kept = Kept(cache, library.root)
    kept.keep(library, made)
    kept.close()
    return Kept(cache, library.root)


def test_what_is_kept_is_what_was_read(root: Path, tmp_path: Path) -> None:
    library = read_library(root)
    kept = kept_of(library, tmp_path / "cache", tally={"cards": 4})
    assert kept.readings() == dict(library.readings)
    assert kept.stamps() == dict(survey(root))
    assert kept.made("tally") == {"cards": 4}
    assert kept.made("none") is None
    assert kept.digest("us/a.toml") == library.files["us/a"].digest
    assert kept.digest("us/none.toml") is None
    assert kept.reading("us/a.toml") == library.readings[root / "us" / "a.toml"]
    assert kept.reading("us/none.toml") is None


def test_a_signature_tells_the_files_that_were_kept_from_any_others_in_whatever_order(
    root: Path, tmp_path: Path
) -> None:
    kept = kept_of(read_library(root), tmp_path / "cache")
    files = list(survey(root))
    assert kept.signature() == signature(files) == signature(reversed(files))
    name, stamp = files[0]
    changed, size, inode = map(int, stamp)
    for other in ((changed + 1, size, inode), (changed, size + 1, inode), (changed, size, inode + 1)):
        assert signature([(name, other), *files[1:]]) != kept.signature()
    assert signature(files[1:]) != kept.signature()
    assert signature([("us/other.toml", stamp), *files[1:]]) != kept.signature()
    assert Kept(tmp_path / "nowhere", root).signature() == 0


def test_what_is_as_it_was_is_not_written_again(root: Path, tmp_path: Path) -> None:
    library = read_library(root)
    kept_of(library, tmp_path / "cache").close()
    with sqlite3.connect(next((tmp_path / "cache").glob("*.sqlite3"))) as connection:
        connection.execute("UPDATE reading SET sum = 0")
    saved = root / "us" / "a.toml"
    saved.write_text(CARD.replace("A more equal", "Another"))
    os.utime(saved, ns=(saved.stat().st_mtime_ns - 3600 * 10**9,) * 2)
    kept = kept_of(read_library(root), tmp_path / "cache")
    assert kept.reading("us/a.toml"), "it was saved"
    assert kept.reading("us/b.toml") is None, "it was not, and its row is still the spoilt one"


def test_who_is_told_to_stop_keeps_what_is_done_by_then_and_nothing_made_of_all(root: Path, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "cache", root)
    kept.keep(read_library(root), {"tally": 4}, stopped=lambda: True)
    assert kept.stamps() == {}
    assert kept.made("tally") is None


def test_the_first_briefing_is_kept_whole(tmp_path: Path) -> None:
    shutil.copytree(shipped("content"), tmp_path / "content")
    library = read_library(aged(tmp_path / "content"))
    assert read_library(library.root, kept=kept_of(library, tmp_path / "cache").readings()) == library


def test_a_file_that_has_changed_since_is_read_anew(root: Path, tmp_path: Path) -> None:
    kept = kept_of(read_library(root), tmp_path / "cache")
    (root / "us" / "a.toml").write_text(CARD.replace("A more equal", "Another"))
    (root / "us" / "b.toml").write_text("not toml")
    library = read_library(root, kept=kept.readings())
    assert library.cards["us/a"].title == "Another alliance"
    assert "us/b" not in library.cards, "no earlier version comes back from another run"
    assert library.files["korea/c"] == kept.reading("korea/c.toml")


def test_a_file_saved_a_moment_ago_is_not_kept(root: Path, tmp_path: Path) -> None:
    (root / "us" / "a.toml").write_text(CARD)
    kept = kept_of(read_library(root), tmp_path / "cache")
    assert kept.stamps().keys() == dict(survey(root)).keys() - {"us/a.toml"}


def test_what_is_gone_is_forgotten_and_what_was_made_with_it(root: Path, tmp_path: Path) -> None:
    kept_of(read_library(root), tmp_path / "cache", tally=(4,))
    (root / "us" / "a.toml").unlink()
    kept = kept_of(read_library(root), tmp_path / "cache")
    assert kept.stamps() == dict(survey(root))
    assert kept.made("tally") is None


def scribbled(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def a_folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unreadable_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE reading SET packed = zeroblob(100)")
        connection.execute("UPDATE made SET packed = zeroblob(100)")


def other_columns(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE file; DROP TABLE made; CREATE TABLE made (other)")


@pytest.mark.parametrize("spoil", [scribbled, cut_short, a_folder_instead, unreadable_rows, other_columns, Path.unlink])
def test_a_spoilt_copy_is_done_without_and_made_anew(root: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    library = read_library(root)
    kept_of(library, tmp_path / "cache", tally=(4,)).close()
    (database,) = (tmp_path / "cache").glob("*.sqlite3")
    spoil(database)
    kept = Kept(tmp_path / "cache", root)
    assert kept.made("tally") is None
    assert read_library(root, kept=kept.readings()) == library
    kept.keep(library, {})
    kept.close()
    if database.is_dir():
        return  # it is nobody's to delete
    Kept(tmp_path / "cache", root).keep(library, {})
    assert read_library(root, kept=Kept(tmp_path / "cache", root).readings()) == library


def test_where_nothing_can_be_written_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder would be")
    kept = kept_of(read_library(root), tmp_path / "cache")
    assert kept.readings() == {}


class Planted:
    """Unpacks to what a call returns."""

    def __init__(self, call: Callable[..., object], *words: object) -> None:
        self._called = call, words

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._called


@pytest.mark.parametrize("call", [os.system, subprocess.getoutput, eval, Kept._delete, read_library])
def test_a_copy_that_somebody_else_wrote_calls_nothing(root: Path, tmp_path: Path, call: Callable[..., object]) -> None:
    kept_of(read_library(root), tmp_path / "cache", tally=(4,)).close()
    (database,) = (tmp_path / "cache").glob("*.sqlite3")
    planted = pickle.dumps(Planted(call, f"touch {tmp_path}/owned"))
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT OR REPLACE INTO made VALUES ('tally', ?, ?)", (crc32(planted), planted))
    assert Kept(tmp_path / "cache", root).made("tally") is None
    assert not (tmp_path / "owned").exists()


def test_other_versions_go_and_of_many_folders_the_longest_unused(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "0123-another-program.sqlite3").write_text("")
    library = read_library(briefing_from(FILES))
    for number in range(25):
        place = tmp_path / f"copy-{number}"
        shutil.copytree(library.root, place)
        kept_of(read_library(aged(place)), cache)
    assert len([*cache.glob("*.sqlite3")]) == 20
    assert not (cache / "0123-another-program.sqlite3").exists()


def at_rest(library: Library, cache: Path) -> Library:
    """The same library, its cards unpacked as they are looked at."""
    kept = kept_of(library, cache)
    cards = {f"{reference}.toml" for reference in library.files}
    others = [name for name, _ in survey(library.root) if name not in cards]
    references = References(References.packed(library.files))
    readings = KeptReadings(kept, references, others)
    files = KeptFiles(kept, readings, references, frozenset(library.files) - {*library.published}, library.renamed)
    return Library(library.root, library.briefing, library.regions, files, library.sources, library.problems, readings)


def test_a_library_at_rest_answers_as_the_one_that_was_read(root: Path, tmp_path: Path) -> None:
    library = read_library(root)

    def asked(of: Library) -> list[Any]:
        day = date(2024, 10, 9)
        return [
            of.files["us/a"],
            of.files.get("us/none"),
            [*of.files],
            dict(of.files.items()),
            of.cards["korea/d"],
            "us/a" in of.cards,
            "us/none" in of.cards,
            dict(of.cards.items()),
            [*of.cards.values()],
            [*of.published],
            dict(of.digests),
            of.find("us/earlier"),
            of.claim("us/a", "c1"),
            of.claim("us/a", "us/earlier#c1"),
            of.claim("us/a", "us/none#c1"),
            dict(of.standings(day).items()),
            of.standings(day).get("us/none"),
            of.listed("us", of.standings(day)),
            of.outlook(of.standings(day)),
            of.outlook(of.standings(day), "korea"),
            of.readings.get(root / "sources.toml"),
            of.readings.get(tmp_path / "elsewhere.toml"),
            dict(of.readings.items()),
            len(of.files) + len(of.cards) + len(of.readings) + len(of.standings(day)),
        ]

    assert asked(at_rest(library, tmp_path / "cache")) == asked(library)


def test_what_was_unpacked_once_stays_and_what_is_not_there_is_told(root: Path, tmp_path: Path) -> None:
    library, day = read_library(root), date(2024, 10, 9)
    of = at_rest(library, tmp_path / "cache")
    standings = of.standings(day)
    assert of.files["us/a"] is of.files["us/a"] is of.readings[root / "us" / "a.toml"]
    assert standings["us/a"] is standings["us/a"]
    assert [*standings] == [*of.files] == [*library.files]
    assert "us/a" in standings
    assert "us/none" not in standings
    held = dict(of.readings.items())
    assert held[root / "us" / "a.toml"] is of.files["us/a"]
    for mapping in (of.files, of.cards, of.digests, standings):
        with pytest.raises(KeyError, match="us/none"):
            mapping["us/none"]
    for path in (root / "us" / "none.toml", root.parent / "us" / "a.toml"):
        with pytest.raises(KeyError, match=path.name):
            of.readings[path]


@given(st.lists(st.tuples(st.sampled_from(["us", "korea", "asean"]), st.from_regex(ID, fullmatch=True)), unique=True))
def test_packed_references_are_the_same(pairs: list[tuple[str, str]]) -> None:
    pairs.sort(key=lambda pair: ["us", "korea", "asean"].index(pair[0]))
    written = [f"{region}/{name}" for region, name in pairs]
    references = References(References.packed(written))
    two = f"us/{chr(10).join(name for region, name in pairs if region == 'us')}"
    asked = [*written, two, "us/none", "us", "us/", "/", "", "elsewhere/a", *(each[:-1] for each in written)]
    assert len(references) == len(written)
    assert [each in references for each in asked] == [each in written for each in asked]
    assert [*references] == written
    assert [each in references for each in asked] == [each in written for each in asked], "once all are unpacked"


def test_all_but_some_are_the_others_in_their_order() -> None:
    some = AllBut(("us/b", "us/a", "us/c"), frozenset({"us/a"}))
    assert [*some] == ["us/b", "us/c"]
    assert {*some} == some == frozenset({"us/c", "us/b"})
    assert some != frozenset({"us/b"})
    assert len(some) == 2
    assert [each in some for each in ("us/a", "us/b", "us/none")] == [False, True, False]
    same: Set[str] = AllBut(some.whole, frozenset({"us/a"}))
    assert some == same
    assert hash(some) == hash(frozenset({"us/b", "us/c"}))
    assert some != AllBut(some.whole, frozenset({"us/b"}))
    assert some | {"us/a"} == {"us/a", "us/b", "us/c"}
    assert some | {"us/new"} == {"us/b", "us/c", "us/new"}
    assert some & {"us/b", "us/new"} == {"us/b"}


def test_a_damaged_copy_goes_with_all_that_belongs_to_it(root: Path, tmp_path: Path) -> None:
    kept_of(read_library(root), tmp_path / "cache").close()
    (database,) = (tmp_path / "cache").glob("*.sqlite3")
    database.write_bytes(b"not a database" * 1000)
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).write_bytes(b"of what was before")
    assert Kept(tmp_path / "cache", root).stamps() == {}
    assert [*(tmp_path / "cache").iterdir()] == []


def test_a_card_of_which_the_copy_is_spoilt_is_read_from_its_file(root: Path, tmp_path: Path) -> None:
    library = read_library(root)
    resting = at_rest(library, tmp_path / "cache")
    (database,) = (tmp_path / "cache").glob("*.sqlite3")
    unreadable_rows(database)
    assert resting.cards["us/a"] == library.cards["us/a"]
    assert dict(resting.files.items()) == library.files
    shutil.rmtree(root / "korea")
    gone = KeptReadings(Kept(tmp_path / "none", root), {"korea/c"}, ())
    assert (
        KeptFiles(Kept(tmp_path / "none", root), gone, {"korea/c": None}, frozenset(), {}).cards.get("korea/c") is None
    )


def test_where_the_copy_has_gone_every_file_is_read_as_what_it_is(root: Path, tmp_path: Path) -> None:
    library = read_library(root)
    resting, saved = (at_rest(library, tmp_path / "cache") for _ in range(2))
    shutil.rmtree(tmp_path / "cache")
    assert dict(resting.readings.items()) == dict(library.readings)
    (root / "us" / "a.toml").write_text(CARD.replace("A more equal", "Another"))
    again = read_library(root, saved)
    assert again.briefing == library.briefing
    assert again.problems == library.problems
    assert again.cards["us/a"].title == "Another alliance"


def test_a_survey_sees_every_file_that_a_reading_would_look_at(root: Path) -> None:
    (root / "unnamed").mkdir()
    (root / "unnamed" / "card.toml").write_text(CARD)
    (root / "us" / "#a.toml").write_text("an editor's own")
    (root / "us" / "to-nowhere.toml").symlink_to("nowhere")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "card.toml").write_text(CARD)
    seen = dict(survey(root))
    assert {path.relative_to(root).as_posix() for path in read_library(root).readings} <= seen.keys()
    assert {"unnamed/card.toml", "us/to-nowhere.toml"} <= seen.keys()
    assert not {"us/#a.toml", ".hidden/card.toml"} & seen.keys()
    assert dict(survey(root / "nowhere")) == {}


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])
def test_on_a_disk_that_fails_what_is_kept_is_right_or_not_there(
    root: Path, tmp_path: Path, error: int, lasting: bool
) -> None:
    library = read_library(root)
    cache = tmp_path / "cache"
    for disk in failures(cache, error, lasting):
        shutil.rmtree(cache, ignore_errors=True)
        with disk:
            kept = Kept(cache, root)
            kept.keep(library, {"tally": ("four",)})
            assert read_library(root, kept=kept.readings()) == library
            assert kept.made("tally") in (None, ("four",))
            kept.close()
        again = Kept(cache, root)
        assert read_library(root, kept=again.readings()) == library
        if again.made("tally"):
            assert again.stamps() == dict(survey(root))
        again.close()
