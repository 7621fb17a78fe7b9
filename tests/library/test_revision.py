"""Any committed state of a briefing is read as if it were on the disk, and reading it runs, writes and asks nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES, write_briefing
from hypothesis import given, settings
from hypothesis import strategies as st
from library.repository import ENVIRON, begin, commit, git

from briefing.library import git as git_module
from briefing.library.folder import read_library
from briefing.library.git import Objects, Repository
from briefing.library.problem import BriefingError
from briefing.library.revision import Revision, read_revision, revision_at, revision_named, revisions
from briefing.library.toml import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.library import Library

HEAD = "schema = 1\ntitle = 't'\nperspective = 'p'\nas_of = 2024-10-03\n"


@pytest.fixture(autouse=True, scope="module")
def nobodys_settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRON.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository with a briefing in `content`, not committed yet."""
    write_briefing(begin(tmp_path / "desk") / "content", {"us/a.toml": CARD})
    return tmp_path / "desk"


def told(library: Library) -> list[tuple[str, str, str]]:
    """The problems as a reader sees them in the list: file, rule, message."""
    return [
        (str(problem.path.relative_to(library.root)), problem.code, problem.message) for problem in library.problems
    ]


def unstamped(library: Library) -> Library:
    """All that a library says, without what tells its files apart from later ones."""
    return replace(
        library,
        files={reference: file._replace(stamp=None) for reference, file in library.files.items()},
        readings={path: file._replace(stamp=None) for path, file in library.readings.items()},
    )


def made(repository: Path, kind: str, raw: bytes) -> str:
    """Put an object into the repository that git itself would not make; its id."""
    words = ["git", "-C", str(repository), "hash-object", "-w", "--literally", "-t", kind, "--stdin"]
    return subprocess.run(words, input=raw, capture_output=True, check=True).stdout.decode().strip()


# What was committed is what is read


def test_a_briefing_is_read_as_it_stood_whatever_the_work_tree_holds_now(desk: Path) -> None:
    content = desk / "content"
    first = commit(desk, "First")
    (content / "us" / "a.toml").write_text(CARD.replace("A more equal", "A less equal"))
    (content / "us" / "b.toml").write_text("not toml")
    commit(desk, "Second")
    (content / "us" / "a.toml").write_text("torn")
    before = git(desk, "status", "--porcelain")

    library = read_revision(content, first)

    assert library.root == content
    assert list(library.cards) == ["us/a"]
    assert library.cards["us/a"].title == "A more equal alliance"
    assert library.problems == ()
    assert read_revision(content, "HEAD").cards["us/a"].title == "A less equal alliance"
    assert told(read_revision(content, "HEAD")) == [
        ("us/b.toml", "C01", "not TOML: Expected '=' after a key in a key/value pair")
    ]
    assert git(desk, "status", "--porcelain") == before
    assert (content / "us" / "a.toml").read_text() == "torn"


@pytest.mark.parametrize("name", ["main", "HEAD", "HEAD~0", "v1", "annotated", "main@{0}", "short"])
def test_a_revision_goes_by_every_name_that_git_has_for_it(desk: Path, name: str) -> None:
    id = commit(desk)
    git(desk, "tag", "v1")
    git(desk, "tag", "-a", "-m", "A tag of its own", "annotated")
    assert revision_named(desk / "content", id[:9] if name == "short" else name).id == id


def test_the_repository_itself_may_be_the_content_folder(tmp_path: Path) -> None:
    commit(write_briefing(begin(tmp_path), {"us/a.toml": CARD, "notes/x.toml": CARD}))
    assert unstamped(read_revision(tmp_path, "HEAD")) == unstamped(read_library(tmp_path))
    assert len(revisions(tmp_path)) == 1


def test_a_relative_folder_keeps_its_name_in_every_path(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(desk)
    monkeypatch.chdir(desk)
    assert unstamped(read_revision(Path("content"), "HEAD")) == unstamped(read_library(Path("content")))


def test_a_folder_with_an_odd_name_is_found(tmp_path: Path) -> None:
    odd = begin(tmp_path / "desk") / "*?[a] :(top)\n日本" / "content"
    write_briefing(odd, {"us/a.toml": CARD})
    commit(tmp_path / "desk")
    assert list(read_revision(odd, "HEAD").cards) == ["us/a"]
    assert len(revisions(odd)) == 1


def test_a_bare_repository_is_read_by_the_path_in_it(desk: Path, tmp_path: Path) -> None:
    commit(desk)
    git(tmp_path, "clone", "-q", "--bare", "desk", "bare.git")
    content = tmp_path / "bare.git" / "content"
    assert list(read_revision(content, "main").cards) == ["us/a"]
    assert [each.subject for each in revisions(content)] == ["A change"]


def test_a_second_work_tree_is_as_good_as_the_first(desk: Path, tmp_path: Path) -> None:
    commit(desk)
    git(desk, "worktree", "add", "-q", "../second")
    assert list(read_revision(tmp_path / "second" / "content", "main").cards) == ["us/a"]


def test_content_in_a_submodule_is_looked_back_at_in_the_submodule(desk: Path, tmp_path: Path) -> None:
    commit(desk, "The submodule's own")
    whole = begin(tmp_path / "whole")
    git(whole, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(desk), "part")
    commit(whole, "The whole's")
    assert [each.subject for each in revisions(whole / "part" / "content")] == ["The submodule's own"]
    assert list(read_revision(whole / "part" / "content", "HEAD").cards) == ["us/a"]


def test_a_folder_that_was_renamed_is_read_under_the_name_that_it_had(desk: Path) -> None:
    before = commit(desk, "Under the old name")
    (desk / "content").rename(desk / "brief")
    commit(desk, "Renamed")
    with pytest.raises(BriefingError, match=r"there was no briefing in .*brief at [0-9a-f]{7} of 3 Oct 2024.\nIf its"):
        read_revision(desk / "brief", before)
    assert list(read_revision(desk / "content", before).cards) == ["us/a"]
    assert [each.subject for each in revisions(desk / "content")] == ["Renamed", "Under the old name"]


def test_a_repository_of_the_longer_ids_is_read_too(tmp_path: Path) -> None:
    commit(write_briefing(begin(tmp_path, "--object-format=sha256"), {"us/a.toml": CARD, "us/b.toml": "="}))
    assert len(revision_named(tmp_path, "HEAD").id) == 64
    assert unstamped(read_revision(tmp_path, "HEAD")) == unstamped(read_library(tmp_path))


def test_files_that_are_the_same_in_two_revisions_are_read_once(desk: Path) -> None:
    content = desk / "content"
    (content / "us" / "b.toml").write_text(CARD)
    (content / "us" / "bad.toml").write_text("not toml")
    commit(desk)
    first = read_revision(content, "HEAD")
    (content / "us" / "a.toml").write_text("torn")
    (content / "us" / "bad.toml").unlink()
    (content / "us" / "mode.toml").write_text("x")
    commit(desk)

    second = read_revision(content, "HEAD", first)

    again = {path.name for path, reading in second.readings.items() if reading is first.readings.get(path)}
    assert again == {"briefing.toml", "sources.toml", "region.toml", "b.toml"}
    # A file that was bad then is bad, whatever another revision has to say.
    assert second.files["us/a"].model is None
    assert not second.files["us/a"].last_good
    assert unstamped(second) == unstamped(read_revision(content, "HEAD"))


def test_what_is_on_the_disk_never_stands_in_for_what_was_committed(desk: Path) -> None:
    content = desk / "content"
    (content / "us" / "a.toml").write_text("torn")
    commit(desk)
    (content / "us" / "a.toml").write_text(CARD)
    assert read_revision(content, "HEAD", read_library(content)).cards == {}


# What no disk would have, or ought to


def test_links_and_submodules_are_told_and_not_followed(desk: Path) -> None:
    content = desk / "content"
    (content / "briefing.toml").write_text(f"{HEAD}regions = ['us', 'korea', 'part', 'gone', 'file']\n")
    (content / "us" / "link.toml").symlink_to("a.toml")
    (content / "us" / "secret.toml").symlink_to("/etc/passwd")
    (content / "us" / "folder.toml").mkdir()
    (content / "us" / "folder.toml" / "kept").touch()
    (content / "korea").symlink_to("us")
    (content / "unnamed").symlink_to("us")
    (content / "file").touch()
    begin(content / "part")
    commit(content / "part")
    commit(desk)

    library = read_revision(content, "HEAD")

    assert list(library.cards) == ["us/a"]
    assert told(library) == [
        ("briefing.toml", "C03", "region `gone` has no folder"),
        ("briefing.toml", "C03", "region `file` has no folder"),
        ("korea", "C06", "a link, and links are not followed at a revision"),
        ("part", "C06", "a submodule, and another repository is not read"),
        ("us/folder.toml", "C06", "not a regular file"),
        ("us/link.toml", "C06", "a link, and links are not followed at a revision"),
        ("us/secret.toml", "C06", "a link, and links are not followed at a revision"),
    ]


def test_a_file_is_read_to_the_largest_that_is_allowed_and_those_behind_a_larger_one_too(desk: Path) -> None:
    us = desk / "content" / "us"
    (us / "b.toml").write_bytes(b"#" * (LARGEST + 1))
    (us / "c.toml").write_bytes(b"#" * (64 * LARGEST))
    (us / "d.toml").write_text(CARD.ljust(LARGEST, "\n"))
    (us / "empty.toml").touch()
    commit(desk)
    library = read_revision(desk / "content", "HEAD")
    assert unstamped(library) == unstamped(read_library(desk / "content"))
    assert list(library.cards) == ["us/a", "us/d"]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are Unicode")
def test_names_that_are_no_text_are_told_and_safe_to_show(desk: Path) -> None:
    for name in (b"\xff\xfe.toml", b"evil\x1b[2J.toml", b"two\nlines.toml", "日本.toml".encode()):
        Path(os.fsdecode(os.fsencode(desk / "content" / "us") + b"/" + name)).write_text(CARD)
    commit(desk)
    library = read_revision(desk / "content", "HEAD")
    assert unstamped(library) == unstamped(read_library(desk / "content"))
    assert list(library.cards) == ["us/a"]
    assert "\x1b" not in "".join(map(str, library.problems))


def test_a_name_that_would_lead_out_of_the_folder_is_nobodys(desk: Path) -> None:
    commit(desk)
    blob = git(desk, "rev-parse", "HEAD:content/us/a.toml")
    names = [b"../../../etc/x.toml", b"/etc/y.toml", b"..", b".", b"", b"z.toml"]
    raw = b"".join(b"100644 " + name + b"\0" + bytes.fromhex(blob) for name in names)
    with Repository(desk / "content").objects() as objects:
        assert list(objects.folder(made(desk, "tree", raw))) == ["z.toml"]


def test_what_the_repository_lacks_is_told_of_each_file_and_of_a_folder_stops_it(desk: Path) -> None:
    content = desk / "content"
    (content / "us" / "b.toml").write_text(CARD.replace("A more equal", "A less equal"))
    commit(desk)

    def lose(name: str) -> None:
        id = git(desk, "rev-parse", name)
        (desk / ".git" / "objects" / id[:2] / id[2:]).unlink()

    lose("HEAD:content/us/a.toml")
    library = read_revision(content, "HEAD")
    assert told(library) == [("us/a.toml", "C06", "cannot be read: git does not hold it here")]
    assert list(library.cards) == ["us/b"]
    lose("HEAD:content/us")
    with pytest.raises(BriefingError, match="git does not hold all folders of this revision here"):
        read_revision(content, "HEAD")


def test_a_damaged_object_costs_only_its_own_file(desk: Path) -> None:
    content = desk / "content"
    (content / "us" / "b.toml").write_text(CARD.replace("A more equal", "A less equal"))
    commit(desk)
    id = git(desk, "rev-parse", "HEAD:content/us/a.toml")
    damaged = desk / ".git" / "objects" / id[:2] / id[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"no object")
    library = read_revision(content, "HEAD")
    assert told(library) == [("us/a.toml", "C06", "cannot be read: git does not hold it here")]
    assert list(library.cards) == ["us/b"]


def test_an_object_that_breaks_off_midway_is_not_taken_for_a_short_one(desk: Path) -> None:
    content = desk / "content"
    (content / "us" / "b.toml").write_text(CARD + "".join(f"# {number * 7919 % 10007}\n" for number in range(50_000)))
    commit(desk)
    git(desk, "config", "core.bigFileThreshold", "1k")  # so that git begins to tell of it before it has seen the end
    id = git(desk, "rev-parse", "HEAD:content/us/b.toml")
    damaged = desk / ".git" / "objects" / id[:2] / id[2:]
    damaged.chmod(0o644)
    os.truncate(damaged, damaged.stat().st_size // 2)
    library = read_revision(content, "HEAD")
    assert told(library) == [("us/b.toml", "C06", "cannot be read: git does not hold it here")]
    assert list(library.cards) == ["us/a"]


def test_git_that_dies_between_two_files_is_started_again(desk: Path) -> None:
    id = commit(desk)
    with Repository(desk).objects() as objects:
        assert "content" in objects.folder(id)
        assert objects._git is not None
        objects._git.kill()
        objects._git.wait()
        blob = git(desk, "rev-parse", "HEAD:content/us/a.toml")
        assert objects.get(blob, LARGEST) is None
        assert objects.get(blob, LARGEST) == CARD.encode()


def test_a_folder_of_too_many_names_is_not_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(desk)
    monkeypatch.setattr(git_module, "LARGEST_FOLDER", 10)
    with pytest.raises(BriefingError, match="git does not hold all folders"):
        read_revision(desk / "content", "HEAD")


NAMES = (
    "briefing.toml",
    "sources.toml",
    "us/region.toml",
    "us/a.toml",
    "us/b.toml",
    "korea/region.toml",
    "korea/c.toml",
)
TEXTS = (
    CARD, SOURCES, f"{HEAD}regions = ['us', 'korea']\n", 'name = "States"\ncode = "US"\n', "", "x = 'torn",
    "<<<<<<< a\n", CARD.replace("\n", "\r\n"), f"\ufeff{CARD}", CARD.replace("A more", "A \u202e more"),
    CARD.replace("[c1]", "[c2]"),
)  # fmt: skip
STEMS = st.text(st.characters(exclude_characters="/\0\ud800", exclude_categories=["Cs"]), min_size=1, max_size=8)
FILES = st.dictionaries(
    st.sampled_from(NAMES) | STEMS.filter(lambda stem: stem not in {".", "..", ".git"}).map("us/{}.toml".format),
    st.sampled_from(TEXTS).map(str.encode) | st.binary(max_size=40),
    max_size=8,
)


@settings(max_examples=25)
@given(FILES)
def test_a_revision_says_what_the_disk_said_when_it_was_committed(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = begin(Path(folder)) / "content"
        write_briefing(root, {})
        for name, written in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(written)
        on_disk = read_library(root)
        commit(Path(folder))
        assert unstamped(read_revision(root, "HEAD")) == unstamped(on_disk)


# Which revisions there are


def test_the_revisions_are_those_that_touched_the_content_newest_first(desk: Path) -> None:
    first = commit(desk, "A briefing", "2024-10-01T23:30:00-0800", GIT_AUTHOR_NAME="Beni\x1b[2J")
    (desk / "README").write_text("of something else")
    commit(desk, "A readme", "2024-10-02T09:00:00+0900")
    (desk / "content" / "us" / "a.toml").write_text(f"{CARD}\n")
    last = commit(desk, "Tab\tand \u202e turned\n\nWith more below.", "2024-10-03T09:00:00+0900")
    assert revisions(desk / "content") == (
        Revision(last, last[:7], date(2024, 10, 3), "Aiko", "Tab and <U+202E> turned"),
        Revision(first, first[:7], date(2024, 10, 1), "Beni<U+001B>[2J", "A briefing"),
    )
    assert [each.id for each in revisions(desk / "content", 1)] == [last]
    assert str(revisions(desk / "content")[0]) == f"{last[:7]} of 3 Oct 2024"


def test_a_revision_is_of_its_committers_day(desk: Path) -> None:
    git(desk, "add", ".")
    git(desk, "commit", "-q", "-m", "x", GIT_AUTHOR_DATE="2024-09-01T00:00:00Z", when="2024-10-03T23:59:59+0900")
    assert revision_named(desk, "HEAD").day == date(2024, 10, 3)


def test_a_day_leads_to_the_revision_that_stood_when_it_ended(desk: Path) -> None:
    content = desk / "content"
    ids = {}
    for when in ("2024-10-01T09:00:00+0900", "2024-10-03T09:00:00+0900", "2024-10-03T23:59:59+0900"):
        (content / "us" / "a.toml").write_text(f"{CARD}# {when}\n")
        ids[when] = commit(desk, when, when)
    (desk / "README").write_text("of something else")
    commit(desk, "elsewhere", "2024-10-05T09:00:00+0900")
    first, _, last = ids
    for day, subject in ((1, first), (2, first), (3, last), (9, last)):
        found = revision_at(content, date(2024, 10, day))
        assert found is not None
        assert found.subject == subject
    assert revision_at(content, date(2024, 9, 30)) is None


def test_a_day_that_python_does_not_know_is_never_past(desk: Path) -> None:
    id = commit(desk)
    raw = git(desk, "cat-file", "commit", id).replace("1727913600", "999999999999")
    git(desk, "reset", "-q", "--soft", made(desk, "commit", f"{raw}\n".encode()))
    assert revision_named(desk, "HEAD").day == date.max
    assert revision_at(desk, date(2025, 1, 1)) is None


def test_a_subject_in_another_encoding_is_read_and_a_long_one_cut(desk: Path) -> None:
    git(desk, "add", ".")
    git(desk, "-c", "i18n.commitEncoding=ISO-2022-JP", "commit", "-q", "-m", "日米".encode("iso-2022-jp"))
    assert revision_named(desk, "HEAD").subject == "日米"
    commit(desk, "x" * 100_000)
    assert len(revision_named(desk, "HEAD").subject) == 200


def test_a_shallow_clone_ends_where_it_was_cut_and_says_how_to_get_more(desk: Path, tmp_path: Path) -> None:
    first = commit(desk, "First")
    (desk / "content" / "us" / "a.toml").write_text(f"{CARD}\n")
    commit(desk, "Second")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{desk}", "shallow")
    content = tmp_path / "shallow" / "content"
    assert [each.subject for each in revisions(content)] == ["Second"]
    assert list(read_revision(content, "HEAD").cards) == ["us/a"]
    with pytest.raises(BriefingError, match=r"The clone is a shallow one: `git fetch --unshallow`"):
        read_revision(content, first)


# What the user must mend


def test_without_git_it_is_said_what_is_needed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.fspath(desk))
    with pytest.raises(
        BriefingError, match=r"looking back needs git, which cannot be run: no such file .*\nInstall git"
    ):
        read_revision(desk / "content", "HEAD")


def test_without_a_repository_it_is_said_how_one_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    with pytest.raises(BriefingError, match=r"evil<U\+001B> is in no git repository.*\n`git init` begins one"):
        revisions(tmp_path / "evil\x1b")


def test_without_commits_there_is_nothing_to_look_back_at(desk: Path) -> None:
    for look in (lambda: revisions(desk), lambda: read_revision(desk, "HEAD~1"), lambda: revision_at(desk, date.max)):
        with pytest.raises(BriefingError, match=r"has no commits yet, so there is nothing to look back at"):
            look()


@pytest.mark.parametrize(
    "name",
    ["nope", "", "-x", "--all", "--upload-pack=touch ran", "--output=ran", "HEAD..HEAD", "^HEAD", "HEAD:content", "v 1",
     "HEAD\nHEAD", "\x00", "\ud800", "HEAD~5", "evil\x1b[2J", "x" * 100_000],
)  # fmt: skip
def test_a_name_that_git_does_not_know_is_refused_and_is_never_an_option(desk: Path, name: str) -> None:
    commit(desk)
    with pytest.raises(BriefingError, match=r"git knows no revision `.*`.\nName a commit by its id") as refused:
        read_revision(desk / "content", name)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 300
    assert sorted(path.name for path in desk.iterdir()) == [".git", "content"]


def test_a_repository_of_another_user_is_not_read_unless_it_is_trusted(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(desk)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(BriefingError, match=r"it belongs to another user.\nIf you trust them, run `git config"):
        read_revision(desk / "content", "HEAD")


def test_whatever_else_git_has_to_say_is_passed_on_clean(desk: Path) -> None:
    commit(desk)
    (desk / ".git" / "config").write_text("[core]\n\trepositoryformatversion = 99\n\tevil\x1b = 1\n")
    with pytest.raises(BriefingError, match=r"git cannot look back at .*: fatal: ") as refused:
        revisions(desk)
    assert "\x1b" not in str(refused.value)


def test_a_history_that_breaks_off_is_not_taken_for_a_short_one(desk: Path) -> None:
    first = commit(desk, "First")
    (desk / "content" / "us" / "a.toml").write_text(f"{CARD}\n")
    commit(desk, "Second")
    (desk / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(BriefingError, match=r"git broke off. `git fsck` in .* says what is wrong with it"):
        revisions(desk)


# Nothing is run, written or fetched


def test_nothing_that_a_repository_configures_is_run(desk: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\necho $0 $@ >> {ran}\n")
    evil.chmod(0o755)
    (desk / ".gitattributes").write_text("*.toml diff=evil filter=evil merge=evil\n")
    id = commit(desk)
    raw = git(desk, "cat-file", "commit", id).replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n -----END-----\n\n", 1
    )
    git(desk, "reset", "-q", "--soft", made(desk, "commit", raw.encode()))
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "gpg.program",
                "pager.rev-list", "pager.rev-parse", "pager.cat-file", "diff.external", "diff.evil.textconv",
                "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "alias.rev-list",
                "alias.cat-file", "credential.helper", "core.alternateRefsCommand"):  # fmt: skip
        git(desk, "config", key, f"!{evil}" if key.startswith("alias") else str(evil))
    git(desk, "config", "log.showSignature", "true")
    git(desk, "config", "core.hooksPath", str(tmp_path))
    (tmp_path / "post-index-change").symlink_to(evil)
    (tmp_path / "reference-transaction").symlink_to(evil)
    ran.unlink(missing_ok=True)

    assert list(read_revision(desk / "content", "HEAD").cards) == ["us/a"]
    assert len(revisions(desk / "content")) == 1
    assert revision_at(desk / "content", date(2025, 1, 1)) is not None
    assert not ran.exists()
    git(desk, "log", "-1")
    assert ran.exists()  # so that it would have been seen


def test_a_partial_clone_does_not_fetch_what_it_lacks(desk: Path, tmp_path: Path) -> None:
    commit(desk)
    git(desk, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{desk}", "partial")
    partial = tmp_path / "partial"
    git(partial, "config", "remote.origin.uploadpack", f"touch {tmp_path}/ran; git-upload-pack")
    library = read_revision(partial / "content", "HEAD")
    assert {problem.message for problem in library.problems} >= {"cannot be read: git does not hold it here"}
    assert library.cards == {}
    assert not (tmp_path / "ran").exists()


def test_a_repository_that_may_not_be_written_is_read_and_left_as_it_was(desk: Path) -> None:
    commit(desk)

    def kept() -> dict[str, tuple[int, int]]:
        return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in desk.rglob("*")}

    before = kept()
    read_revision(desk / "content", "HEAD")
    revisions(desk / "content")
    assert kept() == before


def test_git_ends_with_the_reading(desk: Path) -> None:
    commit(desk)
    objects = Repository(desk).objects()
    with objects:
        objects.folder(git(desk, "rev-parse", "HEAD"))
        running = objects._git
        assert running is not None
    assert running.returncode is not None
    with Objects(["nothing", "was", "asked"]):
        pass
