"""The disk that fails, held against what a plain write does on it; and files that are put in their place whole."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from failing import ERRORS, failures, files_in

from briefing.library.whole import ThereError, beside, put_new, told_of

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old" * 1000, b"new" * 1000


def test_a_plain_write_loses_the_old_file_on_a_disk_that_fails(tmp_path: Path) -> None:
    file = tmp_path / "file"
    seen = []
    for disk in failures(tmp_path, errno.ENOSPC):
        file.write_bytes(OLD)
        with suppress(OSError), disk:
            file.write_bytes(NEW)
        seen.append((disk.failed, file.read_bytes()))
    assert seen == [("open /file", OLD), ("write /file", b""), ("", NEW)]


@pytest.mark.parametrize("error", ERRORS)
def test_whatever_call_fails_the_old_file_stays_or_the_new_one_is_whole(tmp_path: Path, error: int) -> None:
    file, told = tmp_path / "file", []
    for disk in failures(tmp_path, error):
        for path in tmp_path.iterdir():
            path.unlink()
        file.write_bytes(OLD)
        try:
            with disk, told_of(file), beside(file, NEW) as fresh:
                fresh.replace(file)
        except OSError as fault:
            told.append((fault.errno, fault.filename))
            assert file.read_bytes() == OLD or disk.kept_from_cleaning
        else:
            assert file.read_bytes() == NEW
        assert list(files_in(tmp_path)) == ["file"] or disk.kept_from_cleaning
    assert {*told} == {(error, str(file))}


def test_a_new_file_never_takes_the_name_of_another(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for written in (NEW, OLD):
        with beside(file, written) as fresh:
            if written is NEW:
                put_new(fresh, file)
                continue
            with pytest.raises(ThereError, match="is there already, and it is left as it is"):
                put_new(fresh, file)
    assert files_in(tmp_path) == {"file": NEW}


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_where_a_file_can_have_no_second_name_it_is_put_all_the_same_and_over_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuses)
    file = tmp_path / "file"
    with beside(file, NEW) as fresh:
        put_new(fresh, file)
    with beside(file, OLD) as fresh, pytest.raises(ThereError, match=f"{file} is there already, and it is left as it"):
        put_new(fresh, file)
    file.unlink()
    file.symlink_to("nowhere")
    with beside(file, OLD) as fresh, pytest.raises(ThereError):
        put_new(fresh, file)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_name_that_cannot_be_given_for_another_reason_is_the_systems_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(errno.EMLINK, "too many")

    monkeypatch.setattr(os, "link", refuses)
    with pytest.raises(OSError, match="too many"), beside(tmp_path / "file", NEW) as fresh:
        put_new(fresh, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
