"""The words of the command line. Completions and the man page are made from the same parser."""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action, ArgumentError, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from briefing import VERSION
from briefing.library.clean import clean_line, named
from briefing.library.problem import BriefingError
from briefing.library.root import named_path
from briefing.publish.formats import FORMATS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

DESCRIPTION: Final = """\
Read a foreign-policy briefing in the terminal: cards by region, each with its
risk indicator and the sources beside every judgment."""
SYNOPSIS: Final = (
    "briefing [-C DIR] [--today DATE] [CARD or REGION]",
    "briefing [-C DIR] [--today DATE] COMMAND ...",
)
EXAMPLES: Final = """\
examples:
  briefing                          open the dashboard
  briefing korea                    open it at a region
  briefing korea/october-surprise   open it at a card
  briefing -C ~/desk/content        read another folder
  briefing show | less              the whole briefing as plain text
  briefing show us --markdown       one region, to be mailed
  briefing show --minutes 5         what can be read in five minutes
  briefing show --view timeline     what is past and what comes
  briefing list 'level>=elevated'   cards that a filter lets through
  briefing search "policy speech"   cards that hold a phrase
  briefing diff 2024-10-01          what changed since a day
  briefing --at HEAD~3              the briefing as it stood
  briefing export pdf -o brief.pdf  the briefing to be handed round
  briefing export html -o out.html --watch    written anew at each save
  briefing check                    what is wrong with the content, and where
  briefing check --archive ~/texts  the quotations too, by the texts kept there
  briefing check --explain J03      what a rule asks for, and why
  briefing init ~/desk              begin a briefing
  briefing new us/base-deal --edit  begin a card
  briefing import https://…         a draft card and its source, from an article
  briefing serve                    the dashboard in a browser

Without a terminal, or with TERM=dumb, the briefing is printed as plain text.

exit codes:
  0 done   1 not found, or `check` found errors   2 usage, or no content
  3 done, but some files are at fault   4 no keyboard   70 a fault of the program
  141 the pipe was closed"""
DIRECTORY: Final = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}
"""What shtab.DIRECTORY is; shtab itself is loaded only where completions are asked for."""
FILE: Final = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
"""What shtab.FILE is."""
_VALUED: Final = {"-C", "--content", "--at", "--today", "--print-completion"}
"""Options of the program whose value is the next word."""
_TURNED: Final = re.compile(r"-(?:[^-Ch\d\s]\S*|h.+)")
"""A word of a filter that argparse takes for options: it lets numbers and what has blanks in it be, but behind -h."""


class _Parser(ArgumentParser):
    """Repeats nothing raw of what it refuses."""

    def __init__(self, **about: Any) -> None:
        super().__init__(formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False, **about)

    def _check_value(self, action: Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except ArgumentError as error:
            from difflib import get_close_matches

            if near := get_close_matches(str(value), action.choices or (), 1):
                error.message += f"; did you mean {near[0]}?"
            raise

    def _match_argument(self, action: Action, arg_strings_pattern: str) -> int:
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except ArgumentError as error:
            if action.choices:
                error.message += f": {', '.join(action.choices)}"
            raise

    def error(self, message: str) -> NoReturn:
        super().error(clean_line(message))


def with_command(argv: list[str]) -> list[str]:
    """The words with `open` before a first one that is no command: it is a card or a region."""
    value_follows = False
    for place, word in enumerate(argv):
        if value_follows:
            value_follows = False
        elif word in _VALUED:
            value_follows = True
        elif word == "--" or not word.startswith("-"):
            if word == "list":
                _refuse_turned(argv[place + 1 :])
            return argv if word in COMMANDS else [*argv[:place], "open", *argv[place:]]
    return argv


def _refuse_turned(words: list[str]) -> None:
    """Raise BriefingError at a term with `-` before it: argparse would say only that it knows no such option."""
    for word in takewhile(lambda word: word != "--", words):
        if _TURNED.fullmatch(word):
            raise BriefingError(
                f"there is no option {named(word)}.\n"
                f"To turn a term of the filter round write {named(f'not {word[1:]}')}, "
                f"or put the filter last, behind `--`: {named(f'-- {word}')}"
            )


def parser() -> ArgumentParser:
    """The parser of all commands."""
    whole = _Parser(
        prog="briefing",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        usage="\n       ".join(SYNOPSIS),
    )
    whole.add_argument("--version", action="version", version=f"briefing {VERSION}")
    _say_when(whole, None)
    whole.add_argument(
        "--print-completion",
        dest="completion",
        choices=["bash", "zsh", "tcsh"],
        help="print a shell's completions for this program",
    )
    commands = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND", prog="briefing")
    for name, (does, declare) in _COMMANDS.items():
        command = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
        declare(command)
    whole.set_defaults(command="open", place=None, read_only=False)
    return whole


def _completes(argument: Action, kind: dict[str, str]) -> None:
    """Have shells complete it so: shtab looks for this attribute, of which argparse knows nothing."""
    argument.complete = kind  # type: ignore[attr-defined]  # shtab looks for it


def _say_what_is_read(command: ArgumentParser, unsaid: str | None = SUPPRESS) -> None:
    """Folder and day. Left unsaid behind a command, they are what was said before it."""
    content = command.add_argument(
        "-C",
        "--content",
        metavar="DIR",
        default=unsaid,
        help="the folder to read (default: $BRIEFING_CONTENT, ./content, where you stand, or the shipped one)",
    )
    _completes(content, DIRECTORY)
    _say_which_day(command, unsaid)


def _say_when(command: ArgumentParser, unsaid: str | None = SUPPRESS) -> None:
    """As `_say_what_is_read`, for commands that can look back too."""
    _say_what_is_read(command, unsaid)
    command.add_argument(
        "--at",
        metavar="REV",
        default=unsaid,
        help="as it stood at a revision of git, or at the end of a day, as 2024-10-03",
    )


def _say_which_day(command: ArgumentParser, unsaid: str | None = SUPPRESS) -> None:
    command.add_argument(
        "--today",
        metavar="DATE",
        type=_day,
        default=unsaid,
        help="judge an open briefing as of DATE, as 2024-10-03",
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"{written!r} is not a day: write it as 2024-10-03") from None


def _open(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument("place", nargs="?", metavar="PLACE", help="a card, as us/sofa-revision, or a region, as us")
    command.add_argument(
        "--read-only", action="store_true", help="edit nothing and remember nothing, as for guests over ssh"
    )


def _serve(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument("place", nargs="?", metavar="PLACE", help="a card or region that readers begin at")
    command.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="listen on this address of the machine (default: 127.0.0.1)",
    )
    command.add_argument(
        "--port", type=int, default=8000, metavar="N", help="and this port; 0 is any that is free (default: 8000)"
    )
    command.add_argument("--sessions", type=int, default=8, metavar="N", help="readers at the same time (default: 8)")
    command.add_argument(
        "--public-url", metavar="URL", help="where readers find it behind a proxy, as https://briefing.example.org"
    )


def _show(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument(
        "place",
        nargs="?",
        metavar="REF",
        help="a card, as us/sofa-revision, or a region, as us (default: all)",
    )
    part = command.add_mutually_exclusive_group()
    part.add_argument(
        "--view",
        choices=["timeline", "positions", "signposts", "sources", "score"],
        metavar="VIEW",
        help="a view of it: timeline, positions, signposts, sources or score",
    )
    part.add_argument("--minutes", type=int, metavar="N", help="what can be read of it in so many minutes")
    _forms(command, "markdown", "json")


def _list(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument(
        "words", nargs="*", metavar="FILTER", help='as level>=elevated, tag:alliance, is:unread; not, or, "a phrase"'
    )
    command.add_argument(
        "--sort",
        choices=["level", "change", "deadline", "date", "title"],
        metavar="ORDER",
        help="by level, change, deadline, date or title (default: region by region)",
    )
    _forms(command, "json")


def _search(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument("words", nargs="+", metavar="WORD", help="what a card holds; several words in quotes are one")
    _forms(command, "json")


def _diff(command: ArgumentParser) -> None:
    _say_what_is_read(command)
    command.add_argument(
        "since", nargs="?", metavar="SINCE", help="a revision, a day, or REV..REV (default: the last commit)"
    )
    command.add_argument("--in", dest="place", metavar="REF", help="only of this card or region")
    _forms(command, "markdown", "json")


def _score(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument("place", nargs="?", metavar="REGION", help="a region, as us (default: all)")
    _forms(command, "markdown", "json")


def _export(command: ArgumentParser) -> None:
    _say_when(command)
    command.add_argument("format", metavar="FORMAT", choices=[*FORMATS], help=_one_of(FORMATS))
    command.add_argument(
        "place", nargs="?", metavar="REF", help="a card, as us/sofa-revision, or a region, as us (default: all)"
    )
    command.add_argument(
        "--filter", metavar="FILTER", help="the cards that a filter lets through instead, as 'level>=elevated'"
    )
    output = command.add_argument(
        "-o", "--output", metavar="FILE", help="write it to this file, or under a name of its own in this folder"
    )
    _completes(output, FILE)
    command.add_argument("--force", action="store_true", help="replace the file, if there is one")
    command.add_argument("--table", choices=[*TABLES], metavar="TABLE", help=f"of csv: {_one_of(TABLES)}")
    command.add_argument("--watch", action="store_true", help="write it anew at each save, until ctrl+c")


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _check(command: ArgumentParser) -> None:
    _say_when(command)
    paths = command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="tell only of these files and folders; the briefing is found by the briefing.toml above them",
    )
    _completes(paths, FILE)
    told = command.add_mutually_exclusive_group()
    told.add_argument(
        "--format",
        dest="form",
        choices=["text", "json", "github", "sarif"],
        default="text",
        metavar="FORM",
        help="text (default), json, github for its annotations, or sarif 2.1.0",
    )
    told.add_argument("--statistics", action="store_true", help="print how often each rule found something instead")
    told.add_argument("--explain", metavar="RULE", type=_rule, help="print what a rule asks for, and why, and end")
    for name, does in (("select", "look for these alone"), ("ignore", "do not look for these")):
        command.add_argument(
            f"--{name}",
            metavar="RULES",
            action="extend",
            type=_rules,
            help=f"{does}: codes or their beginnings, as J or J03,S0, or names, as overdue",
        )
    command.add_argument("--strict", action="store_true", help="let warnings fail the check as errors do")
    archive = command.add_argument(
        "--archive",
        metavar="DIR",
        help="verify quotations by the texts kept there (default: `archive` of the settings)",
    )
    _completes(archive, DIRECTORY)
    command.add_argument("--links", action="store_true", help="ask the network whether the links still lead somewhere")
    command.add_argument("--private", action="store_true", help="with --links, ask addresses of private networks too")


def _rule(written: str) -> str:
    """The code of one rule, given by it or by the rule's name, in capitals or not."""
    codes = _begun_by(written)
    if len(codes) > 1:
        from briefing.check.rules import BY_CODE

        which = ", ".join(f"{code} {BY_CODE[code].name}" for code in codes)
        raise ArgumentTypeError(f"{len(codes)} rules begin with {written.upper()}; name one of them: {which}")
    return codes[0]


def _rules(written: str) -> list[str]:
    """Codes of rules, their beginnings or names, with commas between: as beginnings of codes."""
    return [_beginning(piece.strip()) for piece in written.split(",")]


def _beginning(written: str) -> str:
    codes = _begun_by(written)
    return codes[0] if len(codes) == 1 else written.upper()


def _begun_by(written: str) -> list[str]:
    """The codes that begin as written, or that of the rule with this name: at least one."""
    from briefing.check.rules import RULES

    codes = [rule.code for rule in RULES if rule.name == written.lower() or rule.code.startswith(written.upper())]
    if not written or not codes:
        raise ArgumentTypeError(_no_rule(written))
    return codes


def _no_rule(written: str) -> str:
    from briefing.check.rules import BY_CODE
    from briefing.library.problem import nearest

    alike = [code for code in BY_CODE if code[0] == written[:1].upper()]
    if meant := nearest(written, map(str.lower, alike)):
        help = f"did you mean {meant.upper()}?"
    elif meant := nearest(written, (rule.name for rule in BY_CODE.values())):
        help = f"did you mean {meant}?"
    elif alike:
        help = f"those of {alike[0][0]} are {', '.join(alike)}"
    else:
        help = f"the topics are {', '.join(dict.fromkeys(code[0] for code in BY_CODE))}"
    return f"no rule is {named(written)}; {help}"


def _new(command: ArgumentParser) -> None:
    _say_what_is_read(command)
    command.add_argument("reference", metavar="REGION/NAME", help="the card to begin, as us/base-deal")
    command.add_argument("--title", metavar="TEXT", help="its title (default: made from its name)")
    command.add_argument("--edit", action="store_true", help="open it in the editor")


def _import(command: ArgumentParser) -> None:
    _say_what_is_read(command)
    place = command.add_argument("what", metavar="URL|FILE", help="an article or a feed: its address, or a file of it")
    _completes(place, FILE)
    command.add_argument(
        "--to", metavar="REGION[/NAME]", help="where the card goes (default: the only region, a name from the title)"
    )
    command.add_argument(
        "--take", metavar="WHICH", help="entries of a feed, without asking: numbers of its list, as 1,3, or new"
    )
    archive = command.add_argument(
        "--archive", metavar="DIR", help="keep the article's text there (default: `archive` of the settings)"
    )
    _completes(archive, DIRECTORY)
    command.add_argument("--private", action="store_true", help="ask addresses of private networks too")


def _init(command: ArgumentParser) -> None:
    _say_which_day(command)
    folder = command.add_argument("folder", metavar="DIR", type=named_path, help="the folder to begin it in")
    _completes(folder, DIRECTORY)


def _schema(command: ArgumentParser) -> None:
    command.add_argument(
        "kind",
        nargs="?",
        metavar="KIND",
        choices=["briefing", "region", "card", "sources"],
        help="briefing, region, card or sources; with --to, all of them where none is named",
    )
    folder = command.add_argument(
        "--to", dest="folder", metavar="DIR", type=named_path, help="write files into this folder"
    )
    _completes(folder, DIRECTORY)


def _keys(command: ArgumentParser) -> None:
    _forms(command, "markdown", "json")


def _themes(_: ArgumentParser) -> None:
    pass


def _forms(command: ArgumentParser, *forms: str) -> None:
    choice = command.add_mutually_exclusive_group()
    for form in forms:
        name = {"markdown": "Markdown", "json": "JSON"}[form]
        choice.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"as {name}")
    command.set_defaults(form="plain")


_COMMANDS: Final = {
    "open": ("open the dashboard, at a card or region if one is named", _open),
    "serve": ("show the dashboard to readers in their browsers, to be read only", _serve),
    "show": ("print a card, a region or the whole briefing as plain text", _show),
    "list": ("print a line for each card, or for those that a filter lets through", _list),
    "search": ("print the cards that hold some words, best first", _search),
    "diff": ("print what changed, in the briefing's own terms", _diff),
    "score": ("print how the judgments came out", _score),
    "export": ("make a document, a page, a mail or tables of it, to be circulated", _export),
    "check": ("find what is wrong with the content: its form, its tradecraft, its sources", _check),
    "new": ("begin a card", _new),
    "import": ("begin a card from an article, or from entries of a feed", _import),
    "init": ("begin a briefing in a folder", _init),
    "schema": ("print the JSON Schemas of the content, for editors", _schema),
    "keys": ("print the keys of the dashboard", _keys),
    "themes": ("print the names of the colour themes", _themes),
    "paths": ("print where content, settings, themes and state lie", _say_what_is_read),
}
COMMANDS: Final = tuple(_COMMANDS)
