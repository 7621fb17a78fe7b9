"""The `git` program, asked so that nothing a repository says of itself is run, written, or fetched from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.library.clean import clean_line
from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import TracebackType
    from typing import Self

LARGEST_FOLDER: Final = 16 * 1024 * 1024
"""Bytes that the list of one folder may have: some three hundred thousand names."""
_GIT: Final = ("git", "--no-pager", "-c", "core.fsmonitor=false")
_ENVIRON: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone would fetch what it lacks, with a program that its own configuration names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}


class RefusedError(BriefingError):
    """Git does not do what it is asked for, in words of its own."""


class Repository:
    """The repository around a content folder. The folder itself may be gone by now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        whole = Path(os.path.abspath(root))  # noqa: PTH100 - links on the way are git's to follow
        here = next(folder for folder in (whole, *whole.parents) if os.path.isdir(folder))  # noqa: PTH112 - never raises
        self._command = [*_GIT, "-C", os.fspath(here)]
        shallow, prefix = self.said("rev-parse", "--is-shallow-repository", "--show-prefix").split(b"\n", 1)
        self.shallow = shallow == b"true"
        """Whether it was cloned without its older revisions."""
        above = prefix.removesuffix(b"\n").removesuffix(b"/")
        beyond = os.fsencode(whole.relative_to(here))
        self.folder = b"/".join(part for part in (above, beyond) if part not in (b"", b"."))
        """The content folder's path in it; empty where it is the whole."""

    def said(self, *words: str) -> bytes:
        """What git answers. Raises BriefingError where it refuses."""
        try:
            ended = subprocess.run(
                [*self._command, *words], env=os.environ | _ENVIRON, stdin=DEVNULL, capture_output=True, check=False
            )
        except OSError as error:
            raise BriefingError(
                f"looking back needs git, which cannot be run: {(error.strerror or 'it fails').lower()}.\n"
                "Install git, or put its folder on the PATH."
            ) from None
        if ended.returncode:
            raise self._refusal(clean_line(ended.stderr.decode(errors="replace")))
        return ended.stdout

    def lines(self, *words: str | bytes) -> Generator[bytes]:
        """What git answers, line by line as it comes. Close it, and git stops."""
        with subprocess.Popen(
            [*self._command, *words], env=os.environ | _ENVIRON, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
        ) as git:
            assert git.stdout is not None
            try:
                yield from git.stdout
                if git.wait():
                    raise BriefingError(f"git broke off. `git fsck` in {self._place} says what is wrong with it.")
            finally:
                git.kill()

    def objects(self) -> Objects:
        """What it holds."""
        return Objects(self._command)

    @property
    def _place(self) -> str:
        return clean_line(str(self.root))

    def _refusal(self, words: str) -> BriefingError:
        if "not a git repository" in words:
            return BriefingError(
                f"{self._place} is in no git repository, so there is nothing to look back at.\n"
                "`git init` begins one; what is committed from then on can be looked back at."
            )
        if "dubious ownership" in words or "unsafe repository" in words:
            return BriefingError(
                f"git does not read the repository of {self._place}: it belongs to another user.\n"
                "If you trust them, run `git config --global --add safe.directory` with the repository's folder."
            )
        return RefusedError(f"git cannot look back at {self._place}: {words[:500]}")


class Entry(NamedTuple):
    """What a name in a folder stands for."""

    mode: str
    """Octal, as git writes it: the kind of file, and for a regular one its permissions."""
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode.startswith("100")

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mode == "40000"

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == "120000"

    @property
    def is_submodule(self) -> bool:
        """Whether it is another repository's commit."""
        return self.mode == "160000"


class Objects:
    """What a repository holds, by id, from one `git cat-file --batch` that runs as long as it is needed."""

    def __init__(self, command: list[str]) -> None:
        self._command = [*command, "cat-file", "--batch"]
        self._git: subprocess.Popen[bytes] | None = None
        self._folders: dict[str, dict[str, Entry]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def folder(self, id: str) -> dict[str, Entry]:
        """The entries of a folder, or of a commit's topmost one, by name. Raises BriefingError where git lacks it."""
        if id not in self._folders:
            raw = self.get(f"{id}^{{tree}}", LARGEST_FOLDER)
            if raw is None or len(raw) > LARGEST_FOLDER:
                raise BriefingError(
                    "git does not hold all folders of this revision here.\n"
                    "If the clone is a partial one, fetch the rest; if not, `git fsck` says what is wrong with it."
                )
            self._folders[id] = _entries(raw, len(id) // 2)
        return self._folders[id]

    def get(self, id: str, most: int) -> bytes | None:
        """The bytes of an object, of a larger one `most` and one more; None where git does not have it whole."""
        if self._git is None:
            self._git = subprocess.Popen(
                self._command, env=os.environ | _ENVIRON, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        found = _answer(self._git, id, most)
        if found is None or len(found) > most:
            # It may have died of what it met, and the rest of a large object is not worth waiting for.
            self._stop()
        return found

    def _stop(self) -> None:
        if self._git is not None:
            self._git.kill()
            with self._git:
                self._git = None


def _answer(git: subprocess.Popen[bytes], id: str, most: int) -> bytes | None:
    assert git.stdin is not None
    assert git.stdout is not None
    try:
        os.write(git.stdin.fileno(), f"{id}\n".encode())  # nothing is left in a buffer if git is gone
    except BrokenPipeError:
        return None
    match git.stdout.readline().split():
        case [_, _, size]:
            wanted = min(int(size), most) + 1  # with the end of line behind it, or the first byte too many
            found = git.stdout.read(wanted)
            if len(found) == wanted:
                return found if int(size) > most else found[:-1]
    return None


def _entries(raw: bytes, width: int) -> dict[str, Entry]:
    """Take apart a folder as git keeps it; a name that could lead out of the folder is nobody's."""
    found = re.finditer(rb"([0-7]+) ([^\0]*)\0(.{%d})" % width, raw, re.DOTALL)
    return {
        os.fsdecode(each[2]): Entry(each[1].decode(), each[3].hex())
        for each in found
        if each[2] not in (b"", b".", b"..") and b"/" not in each[2]
    }
