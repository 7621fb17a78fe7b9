"""Read marks and bookmarks, on real folders and files: one reader, many instances, nothing in the content."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, write_briefing
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from reader.marking import begin, killed, many_cards, marker

from briefing.library.folder import read_library
from briefing.reader.marks import LastRead, Marks, ReadLog, Step
from briefing.reader.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.library.library import Library

TODAY = date(2024, 10, 3)
TOMORROW = date(2024, 10, 4)
REWORDED = CARD.replace("on the agenda", "off the agenda")
RENAMED = CARD.replace("[risk]", 'aliases = ["us/sofa"]\n[risk]', 1).replace("summary", 'tags = ["sofa"]\nsummary', 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite3"


@pytest.fixture
def state(file: Path) -> Iterator[State]:
    with State.open(file) as state:
        yield state


@pytest.fixture
def log(state: State) -> ReadLog:
    return ReadLog(state)


@pytest.fixture
def briefed(tmp_path: Path) -> Callable[..., Library]:
    """The content folder with just these cards in it, by file name, read anew."""

    def write(**cards: str) -> Library:
        root = tmp_path / "content"
        for old in root.glob("us/*.toml"):
            old.unlink()
        return read_library(write_briefing(root, {f"us/{name}.toml": text for name, text in cards.items()}))

    return write


def test_all_is_unread_at_first(log: ReadLog, briefed: Callable[..., Library], file: Path) -> None:
    library = briefed(sofa=CARD, beef=CARD)
    assert log.marks(library) == Marks(unread=frozenset({"us/sofa", "us/beef"}))
    assert not file.exists()


def test_what_is_read_stays_read_in_the_next_run(file: Path, briefed: Callable[..., Library]) -> None:
    library = briefed(sofa=CARD, beef=CARD)
    with State.open(file) as state:
        step = ReadLog(state).mark_read(library, ["us/sofa"], TODAY)
    with State.open(file) as state:
        assert ReadLog(state).marks(library) == Marks(unread=frozenset({"us/beef"}), read_on={"us/sofa": TODAY})
        assert ReadLog(state).last_read(library, library.files) == {"us/sofa": LastRead(TODAY, CARD)}
    assert step.references == {"us/sofa"}


def test_a_card_that_says_something_else_since_has_changed_until_it_is_read_again(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    library = briefed(sofa=REWORDED)
    assert log.marks(library) == Marks(changed=frozenset({"us/sofa"}), read_on={"us/sofa": TODAY})
    assert log.marks(library).news == {"us/sofa"}
    assert log.last_read(library, ["us/sofa"])["us/sofa"].text == CARD
    log.mark_read(library, ["us/sofa"], TOMORROW)
    assert log.marks(library) == Marks(read_on={"us/sofa": TOMORROW})
    assert log.marks(library).news == set()
    assert log.last_read(library, ["us/sofa"]) == {"us/sofa": LastRead(TOMORROW, REWORDED)}


def test_a_card_saved_anew_with_the_same_text_has_not_changed(log: ReadLog, briefed: Callable[..., Library]) -> None:
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    assert not log.marks(briefed(sofa=CARD)).changed


def test_a_card_marked_unread_is_unread_and_what_was_last_read_is_still_known(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa=CARD, beef=CARD)
    log.mark_read(library, ["us/sofa"], TODAY)
    step = log.mark_unread(library, library.files)
    assert step.references == {"us/sofa"}
    assert log.marks(library).unread == log.marks(library).news == {"us/sofa", "us/beef"}
    assert log.last_read(library, library.files) == {"us/sofa": LastRead(TODAY, CARD)}
    assert log.marks(briefed(sofa=REWORDED)) == Marks(
        unread=frozenset({"us/sofa"}), changed=frozenset({"us/sofa"}), read_on={"us/sofa": TODAY}
    )


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_cards_are_neither_unread_nor_changed(
    log: ReadLog, briefed: Callable[..., Library], status: str
) -> None:
    unpublished = CARD.replace("summary", f'status = "{status}"\nsummary', 1)
    assert log.marks(briefed(sofa=unpublished)) == Marks()
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    assert log.marks(briefed(sofa=unpublished)) == Marks(read_on={"us/sofa": TODAY})


def test_a_card_whose_file_cannot_be_read_is_neither_unread_nor_can_it_be_marked(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa="title = ")
    assert log.mark_read(library, ["us/sofa", "us/no-such-card"], TODAY) == Step({})
    assert log.marks(library) == Marks()


def test_while_the_last_good_version_is_shown_the_mark_stays_as_it_was(
    log: ReadLog, briefed: Callable[..., Library], tmp_path: Path
) -> None:
    good = briefed(sofa=CARD)
    log.mark_read(good, ["us/sofa"], TODAY)
    (tmp_path / "content/us/sofa.toml").write_text("title = ")
    broken = read_library(good.root, good)
    assert broken.files["us/sofa"].last_good
    assert log.mark_read(broken, ["us/sofa"], TOMORROW) == Step({})
    assert log.marks(broken) == Marks(read_on={"us/sofa": TODAY})


def test_bookmarks_are_put_on_and_taken_off_whether_the_card_is_read_or_not(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa=CARD, beef="title = ")
    for reference in ("us/sofa", "us/beef", "us/sofa"):
        log.bookmark(library, reference, True)
    assert log.marks(library) == Marks(unread=frozenset({"us/sofa"}), bookmarked=frozenset({"us/sofa", "us/beef"}))
    log.bookmark(library, "us/sofa", False)
    assert log.marks(library).bookmarked == {"us/beef"}
    assert log.marks(briefed(sofa=CARD)).bookmarked == set()
    assert log.marks(library).bookmarked == {"us/beef"}, "a card that is gone for a while keeps its bookmark"


def test_a_renamed_card_keeps_its_marks_before_and_after_the_next_marking(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    log.bookmark(briefed(sofa=CARD), "us/sofa", True)
    library = briefed(forces=RENAMED, beef=CARD)
    kept = Marks(frozenset({"us/beef"}), frozenset({"us/forces"}), frozenset({"us/forces"}), {"us/forces": TODAY})
    for _ in range(2):
        assert log.marks(library) == kept
        assert log.last_read(library, ["us/forces", "us/beef"]) == {"us/forces": LastRead(TODAY, CARD)}
        log.mark_unread(library, ["us/beef"])
    # The marks have gone over, so a new card under the old name has none.
    assert log.marks(briefed(forces=RENAMED, sofa=CARD)).unread == {"us/sofa"}


def test_a_bookmark_can_be_taken_off_a_renamed_card(log: ReadLog, briefed: Callable[..., Library]) -> None:
    log.bookmark(briefed(sofa=CARD), "us/sofa", True)
    library = briefed(forces=RENAMED)
    log.bookmark(library, "us/forces", False)
    assert not log.marks(library).bookmarked


def test_of_marks_under_both_names_those_of_the_present_one_stand(
    log: ReadLog, briefed: Callable[..., Library]
) -> None:
    log.mark_read(briefed(sofa=CARD, forces=RENAMED), ["us/forces"], TOMORROW)
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    library = briefed(forces=RENAMED)
    for _ in range(2):
        assert log.marks(library) == Marks(read_on={"us/forces": TOMORROW})
        assert log.last_read(library, ["us/forces"]) == {"us/forces": LastRead(TOMORROW, RENAMED)}
        log.mark_unread(library, [])


def test_a_name_that_another_card_has_now_keeps_its_own_marks(log: ReadLog, briefed: Callable[..., Library]) -> None:
    library = briefed(sofa=CARD, forces=RENAMED)
    log.mark_read(library, ["us/sofa"], TODAY)
    assert log.marks(library).unread == {"us/forces"}


def test_undo_takes_back_a_whole_marking(log: ReadLog, briefed: Callable[..., Library]) -> None:
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    library = briefed(sofa=REWORDED, beef=CARD, cars=CARD)
    before = log.marks(library)
    step = log.mark_read(library, library.files, TOMORROW)
    assert step.references == set(library.files)
    assert log.marks(library).unread == set()
    undone = log.undo(library, step)
    assert undone.references == set(library.files)
    assert log.marks(library) == before
    assert log.last_read(library, library.files) == {"us/sofa": LastRead(TODAY, CARD)}
    assert log.undo(library, step) == Step({})
    log.undo(library, undone)
    assert log.marks(library).unread == set()


def test_undo_leaves_what_was_marked_again_since_and_every_bookmark(
    log: ReadLog, file: Path, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa=CARD, beef=CARD)
    step = log.mark_read(library, library.files, TODAY)
    with State.open(file) as other:
        ReadLog(other).mark_read(library, ["us/beef"], TOMORROW)
        ReadLog(other).bookmark(library, "us/sofa", True)
    assert log.undo(library, step).references == {"us/sofa"}
    assert log.marks(library) == Marks(
        unread=frozenset({"us/sofa"}), bookmarked=frozenset({"us/sofa"}), read_on={"us/beef": TOMORROW}
    )


def test_undo_finds_a_card_that_was_renamed_meanwhile(log: ReadLog, briefed: Callable[..., Library]) -> None:
    step = log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    library = briefed(forces=RENAMED)
    assert log.undo(library, step).references == {"us/forces"}
    assert log.marks(library).unread == {"us/forces"}


def test_undo_of_a_card_that_is_gone_is_no_fault(log: ReadLog, briefed: Callable[..., Library]) -> None:
    step = log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    assert log.undo(briefed(beef=CARD), step).references == {"us/sofa"}
    assert log.marks(briefed(sofa=CARD)).unread == {"us/sofa"}


def test_marking_what_stands_so_already_writes_nothing(
    log: ReadLog, file: Path, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa=CARD)
    log.mark_read(library, ["us/sofa"], TODAY)
    with State.open(file) as other:
        before = other.version()
        assert log.mark_read(library, ["us/sofa"], TODAY) == Step({})
        assert other.version() == before


def test_folders_have_marks_of_their_own_by_whatever_name_they_are_reached(
    log: ReadLog, briefed: Callable[..., Library], tmp_path: Path
) -> None:
    log.mark_read(briefed(sofa=CARD), ["us/sofa"], TODAY)
    (tmp_path / "link").symlink_to(tmp_path / "content")
    assert log.marks(read_library(tmp_path / "link")).unread == set()
    elsewhere = read_library(write_briefing(tmp_path / "elsewhere", {"us/sofa.toml": CARD}))
    assert log.marks(elsewhere).unread == {"us/sofa"}


def test_nothing_of_it_is_in_the_content_folder_and_deleting_the_file_costs_the_marks_only(
    file: Path, briefed: Callable[..., Library], tmp_path: Path
) -> None:
    library = briefed(sofa=CARD)
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}
    with State.open(file) as state:
        log = ReadLog(state)
        log.mark_read(library, ["us/sofa"], TODAY)
        log.bookmark(library, "us/sofa", True)
        file.unlink()
        assert log.marks(library) == Marks(unread=frozenset({"us/sofa"}))
        log.mark_read(library, ["us/sofa"], TODAY)
        assert log.marks(library).unread == set()
        assert state.complaint is None
    assert {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()} == before


def test_where_nothing_can_be_written_marks_last_until_the_end(briefed: Callable[..., Library], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    library = briefed(sofa=CARD, beef=CARD)
    with State.open(tmp_path / "taken" / "state.sqlite3") as state:
        log = ReadLog(state)
        step = log.mark_read(library, library.files, TODAY)
        log.bookmark(library, "us/beef", True)
        assert log.marks(library).unread == set()
        log.undo(library, step)
        assert log.marks(library) == Marks(unread=frozenset(library.files), bookmarked=frozenset({"us/beef"}))
        assert state.complaint
        assert state.complaint.endswith("what you mark now is forgotten when you quit")


def test_on_a_full_disk_the_old_marks_stay_and_the_new_last_until_the_end(
    file: Path, briefed: Callable[..., Library]
) -> None:
    library = briefed(sofa=CARD, beef=CARD + "#" * 100_000)
    with State.open(file) as state:
        log = ReadLog(state)
        log.mark_read(library, ["us/sofa"], TODAY)
        # As if the disk were full: the file may not have more pages than it has.
        state.ask(lambda connection: connection.execute("PRAGMA max_page_count = 1"))
        log.mark_read(library, library.files, TOMORROW)
        assert state.complaint == f"{file}: database or disk is full; what you mark now is forgotten when you quit"
        assert log.marks(library).read_on == {"us/sofa": TOMORROW, "us/beef": TOMORROW}
    with State.open(file) as state:
        assert ReadLog(state).marks(library) == Marks(unread=frozenset({"us/beef"}), read_on={"us/sofa": TODAY})


def test_a_damaged_day_is_as_if_it_were_not_known(log: ReadLog, file: Path, briefed: Callable[..., Library]) -> None:
    library = briefed(sofa=CARD)
    log.mark_read(library, ["us/sofa"], TODAY)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE last_read SET day = '2024-1?-03'")
        connection.commit()
    assert log.marks(library) == Marks()
    assert log.last_read(library, ["us/sofa"]) == {}


def test_of_four_instances_that_mark_250_cards_each_no_mark_is_lost(file: Path, tmp_path: Path) -> None:
    library = many_cards(tmp_path / "content", 1000)
    markers = [marker(file, library.root, first, first + 250) for first in range(0, 1000, 250)]
    for process in markers:
        begin(process)
    for process in markers:
        process.communicate()
        assert process.returncode == 0
    with State.open(file) as state:
        marks = ReadLog(state).marks(library)
    assert (len(marks.read_on), len(marks.unread), len(marks.changed)) == (1000, 0, 0)


def test_an_instance_sees_that_and_what_another_process_has_marked(file: Path, tmp_path: Path) -> None:
    library = many_cards(tmp_path / "content", 2)
    with State.open(file) as state:
        log = ReadLog(state)
        log.mark_read(library, ["us/card-0"], TODAY)
        before = state.version()
        process = marker(file, library.root, 1, 2)
        assert state.version() == before
        begin(process)
        process.communicate()
        assert state.version() != before
        assert log.marks(library).unread == set()


def test_an_instance_that_is_killed_in_mid_marking_damages_nothing(file: Path, tmp_path: Path) -> None:
    library = many_cards(tmp_path / "content", 20)
    assert [killed(file, library, marks) for marks in range(3, 8)] == [""] * 5


def test_when_the_file_is_deleted_under_two_processes_both_go_on_in_the_new_one(file: Path, tmp_path: Path) -> None:
    library = many_cards(tmp_path / "content", 4)
    with State.open(file) as state, marker(file, library.root, 0, 3, rounds=200) as process:
        log = ReadLog(state)
        log.mark_read(library, ["us/card-3"], TODAY)
        begin(process)
        assert process.stdout
        process.stdout.readline()
        file.unlink()
        log.mark_read(library, ["us/card-3"], TODAY)
        process.communicate()
        assert process.returncode == 0
        assert log.marks(library).unread == set()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


REFERENCES = [f"us/card-{number}" for number in range(4)]
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sets(st.sampled_from(REFERENCES)), st.integers(0, 2)),
        st.tuples(st.just("unread"), st.sets(st.sampled_from(REFERENCES))),
        st.tuples(st.just("bookmark"), st.sampled_from(REFERENCES), st.booleans()),
        st.tuples(st.just("edit"), st.sampled_from(REFERENCES), st.integers(0, 2)),
        st.tuples(st.just("undo")),
    ),
    max_size=20,
)


@pytest.fixture(scope="module")
def four_cards(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return many_cards(tmp_path_factory.mktemp("briefing") / "content", 4)


@given(actions=ACTIONS)
@hypothesis(max_examples=60)
def test_two_instances_in_turn_keep_what_one_plain_dictionary_would(
    actions: list[tuple[Any, ...]], four_cards: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = four_cards
    file = tmp_path_factory.mktemp("state") / "state.sqlite3"
    plain: dict[str, tuple[date, str, bool]] = {}
    bookmarked: set[str] = set()
    last, before = Step({}), plain
    with State.open(file) as first, State.open(file) as second:
        for turn, (action, *rest) in enumerate(actions):
            log = ReadLog((first, second)[turn % 2])
            if action == "undo":
                log.undo(library, last)
                plain, last = before, Step({})
            elif action == "read":
                on = TODAY + timedelta(days=rest[1])
                before, plain = plain, plain | {each: (on, library.files[each].written, False) for each in rest[0]}
                last = log.mark_read(library, rest[0], on)
            elif action == "unread":
                before, plain = plain, plain | {each: (*plain[each][:2], True) for each in rest[0] if each in plain}
                last = log.mark_unread(library, rest[0])
            elif action == "bookmark":
                log.bookmark(library, rest[0], rest[1])
                bookmarked = bookmarked | {rest[0]} if rest[1] else bookmarked - {rest[0]}
            else:
                edited = library.files[rest[0]]._replace(written=CARD + "#" * rest[1])
                library = replace(library, files={**library.files, rest[0]: edited})
            assert log.marks(library) == Marks(
                unread=frozenset(each for each in REFERENCES if each not in plain or plain[each][2]),
                changed=frozenset(each for each in plain if plain[each][1] != library.files[each].written),
                bookmarked=frozenset(bookmarked),
                read_on={each: on for each, (on, _, _) in plain.items()},
            )
            assert log.last_read(library, REFERENCES) == {
                each: LastRead(on, text) for each, (on, text, _) in plain.items()
            }
