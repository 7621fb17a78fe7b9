"""`briefing export`: the briefing in a format that it can be circulated in, printed or written to a file."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.partly import faults, partly
from briefing.cli.place import found, not_found
from briefing.cli.reading import library_of
from briefing.cli.streams import put, tell
from briefing.find.filter import matching, parse
from briefing.library.clean import clean_line
from briefing.library.problem import BriefingError, Severity
from briefing.library.root import named_path
from briefing.library.whole import told_of
from briefing.publish.edition import edition_of, edition_of_cards
from briefing.publish.formats import FORMATS, TABLES

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import NoReturn

    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.library.revision import Revision
    from briefing.publish.edition import Edition
    from briefing.publish.formats import Format


class _NothingError(Exception):
    """There is nothing to export: no such place, or no card that the filter lets through."""


def export(root: Path, calendar: date, asked: Namespace, at: Revision | None = None) -> int:
    """Print what is named, or the whole briefing, in a format, or write it to a file; with --watch at every save."""
    _refuse(asked, at)
    form = TABLES[asked.table] if asked.table else FORMATS[asked.format]
    target = named_path(asked.output) if asked.output else None
    if target is None and form.binary and sys.stdout.isatty():
        raise BriefingError(
            f"{asked.format} is not to be read on a terminal: write it to a file, "
            f"as `briefing export {asked.format} -o briefing.{form.suffix}`"
        )
    library = library_of(root, at)
    try:
        edition = _edition(library, calendar, asked)
        file = _file(target, edition, form, asked) if target else None
        if file:
            _require_free(file, asked.force)
        made = form.make(edition)
    except _NothingError as nothing:
        tell(str(nothing))
        return Exit.NOT_FOUND
    if file:
        write(file, made, asked.force)
        put(f"{file}\n")
    else:
        _print(made)
    code = partly(faults(library, _place(library, asked)), root)
    if asked.watch and file:
        _watch(root, library, asked, form, file)
    return code


def _refuse(asked: Namespace, at: Revision | None) -> None:
    """Raise BriefingError where what is asked for does not go together."""
    if asked.place and asked.filter is not None:
        raise BriefingError("a place and --filter are two choices of cards: leave one of them out")
    if asked.table and asked.format != "csv":
        raise BriefingError(f"--table names a table of csv, and {asked.format} has none: leave it out")
    if asked.watch and not asked.output:
        raise BriefingError("--watch writes a file at each save: name it with -o")
    if asked.watch and at:
        raise BriefingError("--watch follows the files as they are saved, and --at looks back: leave one of them out")
    if asked.force and not asked.output:
        raise BriefingError("--force replaces a file: name it with -o")


def _edition(library: Library, calendar: date, asked: Namespace) -> Edition:
    """What was asked for. Nobody's marks count: the same content gives the same edition, whoever makes it."""
    _require_head(library)
    standings = library.standings(calendar)
    if asked.filter is not None:
        references = matching(parse(asked.filter, library), library, standings)
        words = clean_line(asked.filter) or "all cards"
        edition = edition_of_cards(library, standings, calendar, references, words)
        if not edition.cards:
            raise _NothingError("no card that can be read is as the filter asks")
        return edition
    place = _place(library, asked)
    if asked.place and place is None:
        raise _NothingError(not_found(library, asked.place))
    return edition_of(library, standings, calendar, place)


def _require_head(library: Library) -> None:
    """Raise BriefingError where briefing.toml is at fault: its handling line may be what is lost."""
    told = library.problems_by_file.get(library.root / "briefing.toml", ())
    error = next((each for each in told if each.severity is Severity.ERROR), None)
    if error:
        line = f":{error.line}" if error.line else ""
        raise BriefingError(
            f"briefing.toml{line}: {error.message}\n"
            "Nothing is circulated until it is mended: how the briefing is to be handled stands in that file."
        )


def _place(library: Library, asked: Namespace) -> str | None:
    return found(library, asked.place) if asked.place else None


def _print(made: bytes) -> None:
    """On a terminal as words, without anything that could act on it; else byte for byte."""
    if sys.stdout.isatty():
        put(made.decode().removeprefix("\ufeff").replace("\r\n", "\n"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)


def _file(target: Path, edition: Edition, form: Format, asked: Namespace) -> Path:
    """The file to write: in a folder it is called as what it holds."""
    table = f"-{asked.table or 'risks'}" if asked.format == "csv" else ""
    return target / f"{edition.name}{table}.{form.suffix}" if target.is_dir() else target


def write(file: Path, made: bytes, force: bool) -> bool:
    """Write it whole or not at all: what stood there stays until the new one is on the disk.

    False where the file says just this already, and is left as it is.
    """
    with told_of(file):
        _require_free(file, force)
        if file.exists() and file.read_bytes() == made:
            return False
        with TemporaryDirectory(prefix=".briefing-", dir=file.parent) as beside:
            fresh = Path(beside, file.name)
            with fresh.open("xb") as written:
                written.write(made)
                written.flush()
                os.fsync(written.fileno())
            _require_free(file, force)  # somebody may have been faster
            if file.exists():
                copymode(file, fresh)
            fresh.replace(file)
    return True


def _require_free(file: Path, force: bool) -> None:
    """Raise BriefingError where no file may be written."""
    if not file.parent.is_dir():
        raise BriefingError(f"there is no folder {file.parent}: make it, or name another")
    if file.is_symlink():
        raise BriefingError(f"{file} is a link, and links are not written through: name the file that it leads to")
    if file.exists() and not file.is_file():
        raise BriefingError(f"{file} is no ordinary file: name another, or leave -o out to print it")
    if file.exists() and not force:
        raise BriefingError(f"{file} is there already, and it is left as it is: --force replaces it")


def _watch(root: Path, library: Library, asked: Namespace, form: Format, file: Path) -> NoReturn:
    """Make it anew at each save, and when a day is over, until ctrl+c; write it where it comes out differently.

    While a file is half-written or broken its last good version counts; what cannot be made leaves the old one.
    """
    from watchfiles import watch

    from briefing.library.settle import read_again

    gc.enable()
    tell(f"watching {root}; ctrl+c ends it")
    told: list[Problem] | None = faults(library, _place(library, asked))
    judged = None
    saves = watch(root, step=5, debounce=20, rust_timeout=1000, yield_on_timeout=True)
    while True:
        changed = next(saves)  # after a second an empty one: the first of them shows what was saved before this began
        today = asked.today or date.today()
        if not changed and judged == today:
            continue
        judged = today
        library = read_again(root, library, sleep)
        left = None
        try:
            edition = _edition(library, today, asked)
            if write(file, form.make(edition), force=True):
                put(f"{file}\n")
                sys.stdout.flush()
        except (_NothingError, BriefingError) as error:
            left = str(error)
        except OSError as error:
            left = error.strerror
        if left:
            tell(f"{file} is left as it was: {left}")
            told = None  # what is at fault is told with the next one that is made
        elif (errors := faults(library, _place(library, asked))) != told:
            told = errors
            if partly(errors, root) is Exit.DONE:
                tell("no file is at fault any more")
