"""`briefing check`: what is wrong with the content, in one of four forms."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from briefing.check.check import check
from briefing.check.parts import check_in_parts
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE, RULES
from briefing.cli.exits import Exit
from briefing.cli.forms.checked import Checked
from briefing.cli.reading import library_of, revision_of
from briefing.cli.roots import is_folder, roots
from briefing.cli.streams import put, put_inked, tell
from briefing.library.clean import clean_line
from briefing.library.passing import read_passing
from briefing.library.problem import BriefingError, Severity
from briefing.library.processes import usable
from briefing.library.root import is_far, named_path, shipped

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.check.rule import Rule
    from briefing.library.archive import Archived
    from briefing.library.library import Library
    from briefing.library.problem import Problem

WIDTH: Final = 100
"""Cells of a file's line at most, where no terminal says how many it has."""


def explain(code: str) -> int:
    """Print what a rule asks for, and why."""
    rule = BY_CODE[code]
    put(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.about}\n")
    return Exit.DONE


def check_content(asked: Namespace, calendar: date, archive: Path | None) -> int:
    """Look for what the rules find in the files that are named, or in all of the content."""
    if asked.at and asked.links:
        raise BriefingError("--links asks what the network has today, and --at looks back: leave one of them out")
    rules = _chosen(asked.select, asked.ignore)
    problems: list[Problem] = []
    ignored: list[Problem] = []
    written: dict[Path, str] = {}
    for root, paths in roots(asked.content, asked.paths).items():
        if not (asked.content or asked.paths) and is_far(root, Path.cwd()) and root == shipped("content"):
            tell(f"no briefing here: checking the one that comes with the program, {root}")
        past = revision_of(root, asked.at) if asked.at else None
        passing = None if past or asked.links else read_passing(root)
        library = passing or library_of(root, past)
        # What is looked back at is judged as of its own day.
        day = past.day if past and not asked.today else calendar
        desk = Desk(library, library.briefing.today(day), _archived(library, archive))
        if passing:
            report = check_in_parts(desk, passing, rules, usable())
        else:
            report = check(desk, rules, _dead(library, rules, asked, paths))
        problems += _of(paths, report.problems)
        written |= report.written
        ignored += _of(paths, report.ignored)
        for path in paths:
            if not is_folder(path) and path not in library.readings and not _of([path], library.problems):
                raise BriefingError(f"{clean_line(str(path))} is no file of the briefing, so nothing would look at it")
    told = {problem.code for problem in (*problems, *ignored)}
    looked_by = tuple(rule for rule in RULES if rule in rules or rule.code in told)
    checked = Checked(looked_by, tuple(problems), tuple(ignored), written, Path.cwd())
    _put(checked, "statistics" if asked.statistics else asked.form)
    grave = {Severity.ERROR, Severity.WARNING} if asked.strict else {Severity.ERROR}
    return Exit.AT_FAULT if any(problem.severity in grave for problem in problems) else Exit.DONE


def _chosen(select: Sequence[str] | None, ignore: Sequence[str] | None) -> list[Rule]:
    """The rules whose codes begin as one selected and as none ignored."""
    rules = [
        rule
        for rule in RULES
        if rule.code.startswith(tuple(select or [""])) and not rule.code.startswith(tuple(ignore or []))
    ]
    if not rules:
        raise BriefingError("no rule is left to look by: --ignore takes out all that --select names")
    return rules


def archive_of(chosen: str | None) -> Path | None:
    """The folder of archived texts: the one named, which must be there, or that of the settings, which may not be."""
    if chosen:
        folder = named_path(chosen)
        if not is_folder(folder):
            raise BriefingError(
                f"there is no archive in {clean_line(chosen)}: name a folder that is there, or leave it out"
            )
        return folder
    from briefing.reader.places import settings_file
    from briefing.reader.settings import read_settings

    kept = read_settings(settings_file())[0].archive
    if kept and not is_folder(kept):
        tell(f"the archive of the settings, {clean_line(str(kept))}, is not there: no quotation is verified")
    return kept


def _archived(library: Library, folder: Path | None) -> Mapping[str, Archived] | None:
    """What the archive keeps of the sources; None where there is none."""
    if folder is None or not is_folder(folder):
        return None
    from briefing.library.archive import read_archive

    return read_archive(folder, library.sources)


def _dead(library: Library, rules: Sequence[Rule], asked: Namespace, paths: Sequence[Path]) -> Iterable[Problem]:
    """The links that lead nowhere today, where they are to be asked."""
    if not asked.links or all(rule.code != "L03" for rule in rules):
        return ()
    from briefing.cli.linked import check_links

    # What was asked today is not asked again, whatever day the briefing is judged on.
    return check_links(library, date.today(), paths, private=asked.private)


def _of(paths: Sequence[Path], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of these files and folders, and of a folder that holds them as a whole."""
    return [
        problem
        for problem in problems
        if any(problem.path.is_relative_to(path) or path.is_relative_to(problem.path) for path in paths)
    ]


def _put(checked: Checked, form: str) -> None:
    """Write it in a form; in text and as annotations there is nothing to write where all is well."""
    if form == "json":
        from briefing.cli.forms.json import as_record

        put(as_record(checked))
    elif form == "sarif":
        from briefing.cli.forms.sarif import as_sarif

        put(as_sarif(checked))
    elif form == "text" and checked.problems:
        from briefing.cli.forms.text import as_text

        put_inked(as_text(checked, _width() or WIDTH, sys.stdout.encoding))
    else:
        if form == "github":
            from briefing.cli.forms.github import as_github

            put(as_github(checked))
        elif checked.problems:
            put(_statistics(checked))
        if checked.ignored:
            from briefing.cli.forms.text import ignored_tally

            tell(ignored_tally(checked.ignored))


def _width() -> int | None:
    """The cells of the terminal's lines; None where stdout is none."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def _statistics(checked: Checked) -> str:
    """How often each rule found something, the most first."""
    from briefing.cli.columns import aligned
    from briefing.cli.forms.text import cut

    counts = Counter(problem.code for problem in checked.problems)
    widest = len(str(max(counts.values())))
    table = aligned(
        [
            (f"{counts[rule.code]:>{widest}}", rule.code, rule.name, rule.summary)
            for rule in sorted(checked.rules, key=lambda rule: -counts[rule.code])
            if counts[rule.code]
        ]
    )
    width = _width()
    return "".join(f"{cut(line, width) if width else line}\n" for line in table.splitlines())
