"""Commands on a disk that fails at each call in turn: the old is intact or the new is whole, and it is told."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, write_briefing
from failing import ERRORS, failures, files_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Said = Any
# A full disk stays full; of any other fault the next call may know nothing.
WAYS = [(errno.ENOSPC, True), *((error, False) for error in ERRORS)]
BY_WAY = pytest.mark.parametrize(
    ("error", "lasting"), WAYS, ids=[errno.errorcode[error] + " for good" * lasting for error, lasting in WAYS]
)


class Run:
    """A command that writes to a folder, what stands there before, and what it makes of that where nothing fails."""

    def __init__(self, said: Said, folder: Path, prepare: Callable[[], object], *words: str | Path) -> None:
        self.said, self.folder, self.prepare, self.words = said, folder, prepare, words
        self.before = self._prepared()
        assert said(*words).code == 0
        self.made = files_in(folder)
        assert self.made != self.before

    def _prepared(self) -> dict[str, bytes]:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.prepare()
        return files_in(self.folder)

    def fails(self, error: int, lasting: bool) -> list[dict[str, bytes]]:
        """What stands there after it has failed, for each of its calls."""
        left = []
        for disk in failures(self.folder, error, lasting):
            self._prepared()
            with disk:
                ended = self.said(*self.words)
            after = files_in(self.folder)
            kept = {name: raw for name, raw in after.items() if not name.startswith(".") and "/." not in name}
            assert kept == after or disk.kept_from_cleaning, (disk.failed, after.keys())
            if ended.code == 0:
                assert kept == self.made, disk.failed
                continue
            assert (ended.code, "Traceback" in ended.err) == (2, False), (disk.failed, ended)
            assert str(self.folder) in ended.err.rpartition("briefing: ")[2], (disk.failed, ended)
            left.append(kept)
        assert not disk.failed
        assert left
        return left


@BY_WAY
def test_a_new_card_is_whole_or_not_there(said: Said, tmp_path: Path, error: int, lasting: bool) -> None:
    root = tmp_path / "content"
    run = Run(said, root, lambda: write_briefing(root, {"us/a.toml": CARD}), "-C", root, "new", "us/b")
    for left in run.fails(error, lasting):
        assert left in (run.before, run.made)


@BY_WAY
def test_a_briefing_is_begun_whole_or_not_at_all(said: Said, tmp_path: Path, error: int, lasting: bool) -> None:
    desk = tmp_path / "desk"
    run = Run(said, desk, lambda: None, "init", desk)
    for left in run.fails(error, lasting):
        assert left in (run.before, run.made)
    assert said("init", desk).code == 2  # whole by now
    shutil.rmtree(desk)


@BY_WAY
def test_each_schema_is_the_old_one_or_the_new_one(said: Said, tmp_path: Path, error: int, lasting: bool) -> None:
    folder = tmp_path / "schemas"

    def old() -> None:
        folder.mkdir()
        (folder / "card.schema.json").write_text("{}")

    run = Run(said, folder, old, "schema", "--to", folder)
    for left in run.fails(error, lasting):
        assert all(raw in (run.before.get(name), run.made[name]) for name, raw in left.items())
        assert left.keys() >= run.before.keys()


@BY_WAY
@pytest.mark.parametrize(("form", "old"), [("markdown", b""), ("markdown", b"old"), ("docx", b"old"), ("csv", b"old")])
def test_an_export_is_the_old_one_or_the_new_one(
    said: Said, tmp_path: Path, form: str, old: bytes, error: int, lasting: bool
) -> None:
    root, folder = write_briefing(tmp_path / "content", {"us/a.toml": CARD}), tmp_path / "out"

    def there() -> None:
        folder.mkdir()
        if old:
            (folder / "out").write_bytes(old)

    run = Run(said, folder, there, "-C", root, "export", form, "-o", folder / "out", "--force")
    for left in run.fails(error, lasting):
        assert left in (run.before, run.made)


@pytest.mark.parametrize("words", [("show",), ("list",), ("check",), ("search", "SOFA"), ("export", "json")])
def test_what_cannot_be_read_is_told_and_the_rest_is_said(said: Said, tmp_path: Path, words: tuple[str, ...]) -> None:
    root = write_briefing(tmp_path / "content", {"us/a.toml": CARD, "korea/b.toml": CARD})
    codes = set()
    for disk in failures(root, errno.EIO):
        with disk:
            ended = said(*words, root) if words == ("check",) else said("-C", root, *words)
        codes.add(ended.code)
        assert "Traceback" not in ended.err
        if disk.failed.endswith("us/a.toml") and not disk.failed.startswith("stat"):
            assert "a.toml" in ended.err + ended.out
    assert codes <= {0, 1, 2, 3}
    assert len(codes) > 1
