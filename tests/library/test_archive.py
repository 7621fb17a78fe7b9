"""The archive: each source's text as it is kept, safe to show, or the reason why it is not read."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from briefing.library.archive import LARGEST, Archived, read_archive
from briefing.library.gate import validated
from briefing.model.source import Source

if TYPE_CHECKING:
    from pathlib import Path


def source(archive: str | None) -> Source:
    return validated(Source, {"title": "t", "publisher": "p", "kind": "reporting", "archive": archive})


def kept(folder: Path, name: str = "a.txt") -> Archived:
    return read_archive(folder, {"jt": source(name)})["jt"]


def kept_of(folder: Path, raw: bytes) -> tuple[str, ...]:
    (folder / "a.txt").write_bytes(raw)
    archived = kept(folder)
    assert archived.sha256 == sha256(raw).hexdigest()
    assert archived.fault == ""
    return archived.lines


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"one\ntwo\n", ("one", "two", "")),
        (b"one\r\ntwo\rthree", ("one", "two", "three")),
        (b"one\r\n\r\ntwo", ("one", "", "two")),
        (b"\xef\xbb\xbfone", ("one",)),
        ("日本".encode(), ("日本",)),
        (b"caf\xe9", ("caf\ufffd",)),
        (b"", ("",)),
        (b"\x1b[2Jone\x00", ("<U+001B>[2Jone<U+0000>",)),
        ("eki\u202eben".encode(), ("eki<U+202E>ben",)),
        ("co\u00adop\u200ber\u2060a\ufefftion".encode(), ("cooperation",)),
        (b"end\x0cnext\x0bline", ("end next line",)),
    ],
)
def test_a_text_is_read_as_clean_lines(tmp_path: Path, raw: bytes, lines: tuple[str, ...]) -> None:
    assert kept_of(tmp_path, raw) == lines


def test_a_source_that_names_no_file_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    sources = {"without": source(None), "first": source("a.txt"), "same": source("a.txt")}
    archive = read_archive(tmp_path, sources)
    assert list(archive) == ["first", "same"]
    assert archive["first"] == archive["same"] == Archived(("one",), sha256(b"one").hexdigest())


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert kept(tmp_path) == Archived((), "", "there is no `a.txt`")
    assert kept(tmp_path / "no such folder") == Archived((), "", "there is no `a.txt`")


def test_a_file_of_five_mebibytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    assert LARGEST == 5 * 1024 * 1024
    assert len(kept_of(tmp_path, b"x" * LARGEST)[0]) == LARGEST
    (tmp_path / "a.txt").write_bytes(b"x" * (LARGEST + 1))
    assert kept(tmp_path) == Archived(
        (), "", "`a.txt` cannot be read: larger than 5 MiB, the most that an archived text may have"
    )


def test_a_link_within_the_folder_is_followed_and_one_that_leaves_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "inside.txt").write_text("one")
    (folder / "in.txt").symlink_to("inside.txt")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")

    assert kept(folder, "in.txt").lines == ("one",)
    assert kept(folder, "out.txt") == Archived((), "", "`out.txt` cannot be read: a link that leaves the folder")
    assert kept(folder, "gone.txt") == Archived((), "", "there is no `gone.txt`")
    assert kept(folder, "loop.txt").fault in {
        "`loop.txt` cannot be read: a link that leads back to itself",
        "`loop.txt` cannot be read: too many levels of symbolic links",
    }


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("one")
    (tmp_path / "archive").symlink_to("real")
    assert kept(tmp_path / "archive").lines == ("one",)


def test_what_is_no_file_is_not_read_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert kept(tmp_path, "pipe") == Archived((), "", "`pipe` cannot be read: not a regular file")
    assert kept(tmp_path, "folder") == Archived((), "", "`folder` cannot be read: is a directory")
