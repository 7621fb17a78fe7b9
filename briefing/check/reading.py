"""C: what reading the files finds, and what else is wrong with how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.check.links import host_of_mixed_scripts
from briefing.check.newer_toml import newer_toml
from briefing.check.rule import Finding, Rule, Subject, card_rule, file_rule, told_elsewhere
from briefing.library.problem import Severity, nearest
from briefing.model.card import TO_BE_WRITTEN, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.library import Reading


@told_elsewhere("C01", Severity.ERROR)
def not_toml() -> None:
    """A file is not TOML, so that nothing of it can be read.

    One missing quote takes the whole card out of the briefing; the others stand. The message is the parser's, with the
    line and column where it could not go on: the slip is there or just before.

    Fix: close the quote, bracket or brace before that place; a key stands once, and before the tables.

    Wrong: title = "A more equal alliance
    Right: title = "A more equal alliance"

    From: TOML 1.1, https://toml.io.
    """


@card_rule("C02", Severity.ERROR)
def key_that_does_not_fit(subject: Subject) -> Iterator[Finding]:
    """A key is missing, unknown, of the wrong kind or out of its range, or `ignore` names what it cannot.

    The content's form is closed: a key that nobody knows would be read by nobody, and its author would not learn of
    it. What does not fit is left out and told at its own line, and the rest of the card stands.

    Fix: write the key as the message has it. What follows a table is read as that table's, so the card's own keys
    stand above the first one.

    Wrong: likelyhood = "unlikely"
    Right: likelihood = "unlikely"

    From: the content's form.
    """
    if not subject.card.ignore:
        return
    from briefing.check.check import ALWAYS_TOLD  # which is made of this rule too, as are all of them
    from briefing.check.rules import BY_CODE

    for place, code in enumerate(subject.card.ignore):
        if code in ALWAYS_TOLD:
            yield Finding(("ignore", place), f"`{code}` cannot be ignored", "take it out, and mend what it finds")
        elif code not in BY_CODE:
            meant = nearest(code, map(str.lower, BY_CODE))
            told = f"there is no rule `{code}`" + (f"; did you mean `{meant.upper()}`?" if meant else "")
            yield Finding(("ignore", place), told, "name a rule that there is, or take it out")


@told_elsewhere("C03", Severity.ERROR)
def broken_reference() -> None:
    """A reference leads nowhere: a source, a claim, a card or a region that is not there, or an id that stands twice.

    A judgment is as good as the claims that can be followed from it to their sources. A citation that leads nowhere is
    worse than none: it looks like evidence.

    Fix: name what is there, or add what is missing. A card that was renamed keeps its earlier reference in `aliases`.

    Wrong: claims = ["c9"], in a card of three claims
    Right: claims = ["c3"]

    From: the content's form.
    """


@told_elsewhere("C04", Severity.ERROR)
def character_that_deceives() -> None:
    r"""A text holds a control character, or one that is not seen but changes what is.

    An escape sequence can rewrite a reader's screen; an override turns the order of letters around; a zero-width
    space makes two names that look the same. Until it is deleted, a mark such as <U+202E> stands in its place.
    Joiners between letters, and the marks that right-to-left text needs, are allowed.

    Fix: delete the character; retype the word if it is not to be found.

    Wrong: title = "A more\u200b equal alliance"
    Right: title = "A more equal alliance"

    From: UTR 36, Unicode Security Considerations.
    """


@file_rule("C05", Severity.WARNING)
def newer_toml_than_others_read(reading: Reading[Any]) -> Iterator[Finding]:
    """A file is written in TOML 1.1, which other tools refuse.

    Content outlives the tools that it is kept with. Editors, formatters and scripts that know only TOML 1.0 take a
    newline, a comment or a last comma in an inline table, the escapes of e and x, and a time without seconds for
    faults, and refuse the whole file.

    Fix: write it as TOML 1.0 has it; each message says how.

    Wrong: risk = { by = 2025-03-31, }
    Right: risk = { by = 2025-03-31 }

    From: TOML 1.0.0 and 1.1.0, https://toml.io.
    """
    if any(problem.code in {"C01", "C09"} for problem in reading.problems):
        return
    for newer in newer_toml(reading.written):
        line = reading.written.count("\n", 0, newer.start) + 1
        column = newer.start - reading.written.rfind("\n", 0, newer.start)
        told = f"only TOML 1.1 allows {newer.what}"
        yield Finding((), told, newer.instead, place=(line, column, newer.end - newer.start))


@told_elsewhere("C06", Severity.ERROR)
def file_that_is_not_read() -> None:
    """A file is missing, unreadable, not UTF-8, larger than 1 MiB, not a regular file, or a link out of the folder.

    A briefing is what its folder holds, the same for everybody who has it. What cannot be read there stands in the
    list as a problem, and takes nothing else with it.

    Fix: save the file as UTF-8, inside the folder; split a card that is too large.

    Wrong: a card saved as Latin-1 or UTF-16
    Right: the same card saved as UTF-8

    From: the content's form.
    """


@told_elsewhere("C07", Severity.WARNING)
def folder_that_no_region_names() -> None:
    """A folder of TOML is no region of the briefing, so its cards are not read.

    Cards that nobody sees are easily taken for cards that say nothing is wrong.

    Fix: add the folder to `regions` in briefing.toml, or move it out of the briefing.

    Wrong: regions = ["us"], beside a folder korea/ with cards
    Right: regions = ["us", "korea"]

    From: the content's form.
    """


@told_elsewhere("C09", Severity.ERROR)
def conflict_marks() -> None:
    """Git's conflict marks stand in a file.

    Two people changed the same lines, and git left both for a person to choose. Until then the file says two things,
    and can mostly not be read at all.

    Fix: keep one of the two versions, or make one of both, and delete the lines of <<<<<<<, ======= and >>>>>>>.

    Wrong:
        <<<<<<< HEAD
        likelihood = "unlikely"
        =======
        likelihood = "likely"
        >>>>>>> theirs
    Right: likelihood = "unlikely"

    From: git-merge(1), "How conflicts are presented".
    """


@card_rule("C10", Severity.WARNING)
def template_left_as_it_is(subject: Subject) -> Iterator[Finding]:
    """A published card's `summary` is still the one that `briefing new` began it with.

    The summary is what is read first, and often alone. A card that says in its place that it is still to be written
    was published by mistake.

    Fix: write the bottom line, or set `status` to draft until it is written.

    Wrong: status = "published"
           summary = "Begun on 2024-10-03: the bottom line is still to be written."
    Right: summary = "SOFA revision is on the agenda; no one has asked for talks [c1]."

    From: the content's form.
    """
    if subject.card.status is Status.PUBLISHED and TO_BE_WRITTEN in subject.card.summary:
        told = "the summary is still the one that the card was begun with"
        yield Finding(("summary",), told, "write the bottom line, or set `status` to draft", TO_BE_WRITTEN)


RULES: Final[tuple[Rule, ...]] = (
    not_toml,
    key_that_does_not_fit,
    broken_reference,
    character_that_deceives,
    newer_toml_than_others_read,
    file_that_is_not_read,
    folder_that_no_region_names,
    host_of_mixed_scripts,
    conflict_marks,
    template_left_as_it_is,
)
