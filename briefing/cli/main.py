"""The program from its command line to its exit code."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.cli.exits import Exit
from briefing.library.problem import BriefingError
from briefing.library.root import content_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import NoReturn


READERS: Final = frozenset(("open", "show", "list", "search", "score", "export", "serve"))


def run() -> NoReturn:
    """What the console script calls."""
    # A command ends before there is garbage worth looking for. What goes on for long turns the collector on again.
    gc.disable()
    # A stream that whoever started us has closed is None, and everything below would have to ask.
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r+"))  # noqa: SIM115 - as long as the program runs
    code = main(sys.argv[1:])
    try:
        sys.stderr.flush()
    except OSError:  # nobody hears what was said, and the interpreter would end with a code of its own for it
        from briefing.cli.streams import drop

        drop(sys.stderr)
    # All is written and closed. An orderly end would take apart, for up to thirty milliseconds, what goes with the
    # process; and would wait for a thread that still reads or checks what nobody will see any more.
    os._exit(code)


def main(argv: list[str]) -> int:
    """Do what the command line asks for, whatever happens on the way; the exit code."""
    try:
        code = _answered(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        code = Exit.PIPE_CLOSED
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BriefingError as error:
        code = _failed(str(error), Exit.USAGE)
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        code = _failed(f"{error.strerror or error}{place}", Exit.USAGE)
    except Exception as error:
        code = _failed(report(error), Exit.INTERNAL)
    else:
        return code
    from briefing.cli.streams import drop, settle

    if code in (Exit.PIPE_CLOSED, Exit.INTERRUPTED):
        drop(sys.stdout)
    else:
        settle()
    return code


def report(error: Exception) -> str:
    """What to say of a fault of the program's own, for whoever mends it."""
    import platform
    from traceback import format_exception

    from briefing import VERSION

    return (
        "a fault in the program itself. Nothing was changed. Please report it with the lines below.\n"
        f"briefing {VERSION}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{''.join(format_exception(error)).rstrip()}"
    )


def _failed(words: str, code: Exit) -> Exit:
    from briefing.cli.streams import tell

    tell(words)
    return code


def _answered(argv: list[str]) -> int:
    if not argv:
        # The way that most starts go: nothing is loaded that the first frame can do without.
        from briefing.cli.open import open_dashboard

        return open_dashboard(_folder(None), None, None)
    from briefing.cli.arguments import parser, with_command

    grammar, words = parser(), with_command(argv)
    try:
        arguments, more = grammar.parse_known_args(words)
        if more:
            _refuse(arguments, more, words is argv, grammar)
    except SystemExit as end:
        return int(end.code or 0)
    return _commanded(arguments)


def _refuse(arguments: Namespace, more: list[str], commanded: bool, grammar: ArgumentParser) -> NoReturn:
    """Say of words too many what they are; behind what is no card or region, that a command was meant."""
    place = None if commanded else arguments.place
    if place is not None:
        from briefing.cli.arguments import COMMANDS
        from briefing.cli.place import found, not_found
        from briefing.library.clean import named
        from briefing.library.folder import read_library
        from briefing.library.problem import nearest

        library = read_library(_folder(arguments.content))
        if found(library, place) is None:
            meant = nearest(place, COMMANDS)
            told = f"there is no command {named(place)}. Did you mean {meant}?" if meant else not_found(library, place)
            raise BriefingError(told)
    grammar.error(f"unrecognized arguments: {' '.join(more)}")


def _commanded(arguments: Namespace) -> int:
    if arguments.completion:
        from briefing.cli.completion import print_completion

        return print_completion(arguments.completion)
    if arguments.command in READERS:
        return _read(arguments)
    if arguments.at and arguments.command != "check":
        raise BriefingError(f"`{arguments.command}` does not look back: leave --at out")
    calendar = arguments.today or date.today()
    match arguments.command:
        case "check":
            from briefing.cli.remembered import check_once

            return check_once(arguments, calendar)
        case "diff":
            from briefing.cli.diff import diff

            return diff(_folder(arguments.content), calendar, arguments.since, arguments.place, arguments.form)
        case "new":
            from briefing.cli.new import new

            return new(_folder(arguments.content), calendar, arguments.reference, arguments.title, arguments.edit)
        case "import":
            from briefing.cli.imported import import_

            return import_(_folder(arguments.content), calendar, arguments)
        case "paths":
            from briefing.cli.paths import paths

            return paths(_folder(arguments.content))
        case _:
            return _without_content(arguments, calendar)


def _read(arguments: Namespace) -> int:
    """Commands that read a briefing, as it is or as it stood."""
    root, past = _folder(arguments.content), None
    if arguments.at:
        from briefing.cli.reading import revision_of

        past = revision_of(root, arguments.at)
    # What is looked back at is judged as of its own day.
    day = arguments.today or (past.day if past else None)
    calendar = day or date.today()
    match arguments.command:
        case "show":
            from briefing.cli.show import show

            return show(root, calendar, arguments.place, arguments.form, arguments.view, arguments.minutes, past)
        case "list":
            from briefing.cli.list import list_cards

            return list_cards(root, calendar, arguments.words, arguments.form, arguments.sort, past)
        case "search":
            from briefing.cli.search import search

            return search(root, arguments.words, arguments.form, past)
        case "score":
            from briefing.cli.score import score

            return score(root, calendar, arguments.form, past, arguments.place)
        case "export":
            from briefing.cli.export import export

            return export(root, calendar, arguments, past)
        case "serve":
            from briefing.cli.serve import serve

            return serve(root, arguments, past)
        case _:
            from briefing.cli.open import open_dashboard

            return open_dashboard(root, day, arguments.place, past, read_only=arguments.read_only)


def _without_content(arguments: Namespace, calendar: date) -> int:
    match arguments.command:
        case "init":
            from briefing.cli.init import init

            return init(arguments.folder, calendar)
        case "schema":
            from briefing.cli.schema import schema

            return schema(arguments.kind, arguments.folder)
        case "keys":
            from briefing.cli.keys import keys

            return keys(arguments.form)
        case _:
            from briefing.cli.themes import themes

            return themes()


def _folder(chosen: str | None) -> Path:
    return content_folder(chosen, os.environ, Path.cwd())
