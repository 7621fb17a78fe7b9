"""What the last checks said: where nothing has changed since one, it is said again, and no file of content is read.

The file of a check is called by a digest of all that decides what it says, so none is found that was made of anything
else. One that is missing, spoilt or cannot be written costs the wait for the check, nothing else.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Final

from briefing import VERSION
from briefing.cli.roots import is_folder, roots
from briefing.cli.streams import again, overheard
from briefing.library.problem import BriefingError
from briefing.library.processes import shared, usable
from briefing.reader.places import cache_folder, settings_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from datetime import date

_PROGRAM: Final = Path(__file__).parents[1]
_MOST: Final = 20
"""Checks that are remembered; older ones go."""
_LARGEST: Final = 1024 * 1024
"""Bytes that a check may have said to be remembered."""
_PIECE: Final = 1000
"""Files that a process looks up before it asks for more."""
_UNSETTLED: Final = 2_000_000_000
"""Nanoseconds for which a change may hide behind one before it: some file systems count time in twos of seconds."""


def check_once(asked: Namespace, calendar: date) -> int:
    """Check the content, unless it was checked as it is now: then say again what was said."""
    if asked.explain:
        from briefing.cli.check import explain

        return explain(asked.explain)
    began = time.time_ns()
    place = None if asked.links or asked.at else _place(asked, calendar, began)
    if place and (known := _recalled(place, began)):
        code, said = known
        again(said)
        return code
    from briefing.cli.check import archive_of, check_content

    with overheard() as said:
        archive = archive_of(asked.archive)
        texts = _texts(archive, began)
        code = check_content(asked, calendar, archive)
    if place and texts is not None:
        _keep(place, [archive and str(archive), texts, code, said])
    return code


class _Unsettled(Exception):  # noqa: N818 - it is no error
    """Something is so new, or is a link, that its stamp would not tell of every change of it."""


def _place(asked: Namespace, calendar: date, began: int) -> Path | None:
    """Where the check of all this is remembered, the archive aside; None where none may be."""
    try:
        looked_at = roots(asked.content, asked.paths)
        decisive = [
            (VERSION, sys.version, [Path(path).stat().st_mtime_ns for path in sys.path if path.endswith("-packages")]),
            (sorted(vars(asked).items()), calendar, Path.cwd(), os.geteuid()),
            (sys.stdout.isatty() and get_terminal_size().columns, sys.stdout.encoding),
            (settings_file(), os.environ.get("HOME"), _settings()),
            _stamps(str(_PROGRAM), ".py", 2, began),
        ]
        for root, paths in looked_at.items():
            decisive += (root, [(path, is_folder(path)) for path in paths]), _stamps(str(root), ".toml", 1, began)
    except (BriefingError, OSError, _Unsettled):
        return None
    return cache_folder() / "checks" / _digest(repr(decisive))


def _settings() -> bytes:
    """What the settings say, of which only the archive counts."""
    file = settings_file()
    if not os.path.lexists(file):
        return b""
    if not stat.S_ISREG(file.stat().st_mode):
        raise _Unsettled
    return file.read_bytes()


def _texts(archive: Path | None, began: int) -> str | None:
    """A digest of what the archive holds; None where it does not tell of every change."""
    if archive is None or not is_folder(archive):
        return ""
    try:
        return _digest(_stamps(str(archive), "", 0, began))
    except (OSError, _Unsettled):
        return None


def _stamps(folder: str, ending: str, depth: int, began: int) -> str:
    """What would change with the folder, those so deep in it that are not hidden, or a file in them that ends so."""
    places, settled = [*_places(folder, ending, depth)], began - _UNSETTLED
    processes = usable() if len(places) > _PIECE else 1
    return "\n".join(shared(lambda few: _stamped(few, settled), places, _PIECE, processes))


def _places(folder: str, ending: str, depth: int) -> Iterator[str]:
    """The paths of all these."""
    yield folder
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=attrgetter("name")):
            counts, perhaps_folder = entry.name.endswith(ending), depth and not entry.name.startswith(".")
            if entry.is_symlink() and (counts or (perhaps_folder and is_folder(Path(entry.path)))):
                raise _Unsettled
            if perhaps_folder and entry.is_dir(follow_symlinks=False):
                yield from _places(entry.path, ending, depth - 1)
            elif counts:
                yield entry.path


def _stamped(paths: Sequence[str], settled: int) -> str:
    """A digest of their stamps."""
    lines = []
    for path in paths:
        now = os.stat(path)  # noqa: PTH116 - to make a Path of each takes as long again
        if stat.S_ISDIR(now.st_mode):
            lines.append(f"{path!r} {now.st_mode} {now.st_uid} {now.st_gid}")
            continue
        modified, changed = now.st_mtime_ns, now.st_ctime_ns
        if modified >= settled or changed >= settled:
            raise _Unsettled
        lines.append(f"{path!r} {now.st_size} {modified} {changed} {now.st_ino}")
    return _digest("\n".join(lines))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=20).hexdigest()


def _recalled(place: Path, began: int) -> tuple[int, list[tuple[str, str]]] | None:
    """The exit code of the check that is remembered there, and what it said."""
    try:
        digest, _, written = place.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(written):
            return None
        archive, texts, code, said = json.loads(written)
        return (code, said) if texts == _texts(archive and Path(archive), began) else None
    except (OSError, ValueError):
        return None


def _keep(place: Path, check: list[Any]) -> None:
    """Remember a check, and forget the oldest."""
    from tempfile import mkstemp

    written = json.dumps(check)
    if len(written) > _LARGEST:
        return
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_digest(written)}\n{written}")
            Path(name).replace(place)
        except OSError:
            Path(name).unlink()
            raise
        for old in sorted(place.parent.iterdir(), key=os.path.getmtime)[:-_MOST]:
            old.unlink()
