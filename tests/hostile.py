"""A content folder in which every text holds what must not reach a terminal, and how to find what has reached one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONTROLS: Final = [*map(chr, (*range(9), *range(11, 32), *range(127, 160)))]
"""C0 but for tab and newline, DEL, and C1: 63."""
INVISIBLES: Final = [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b"]
"""What turns the order of letters about, and what shows nothing: 10."""
FORBIDDEN: Final = [*CONTROLS, *INVISIBLES]
CLIPBOARD: Final = "\x1b]52;c;aGFja2Vk\x07"
TITLE: Final = "\x1b]0;hacked\x07\x1b]2;hacked\x1b\\"
DOTTED: Final = "\u00b7"
"""Stands after each planted character, so that an escape is never the beginning of what the program may send."""

_OWN: Final = re.compile(
    r"\x1b\[[0-9;?<>=$]*[a-zA-Z]"  # what moves the cursor, colours, and sets modes
    r"|\x1b\]22;[a-z-]*\x07"  # the form of the mouse's pointer
    r"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"  # what the reader copies
    r"|\x1b[()][A-Z0-9]|\x1b[=>78]"  # character sets and keypads, from the editor and the shell
)


def reached(raw: bytes) -> set[str]:
    """The planted characters that have come through as they are."""
    written = raw.decode(errors="replace").replace("\r\n", "\n").replace(CLIPBOARD, "\x1b")
    # At times the last sequence is cut off.
    left = re.sub(r"\x1b\[?[0-9;?]*\Z", "", _OWN.sub("", written))
    # The driver itself goes to the first column and rings.
    return {each for each in FORBIDDEN if f"{each}{DOTTED}" in left or (each != "\r" and each in left)}


def quoted(text: str) -> str:
    """A TOML string."""
    return "".join(
        f"\\u{ord(each):04x}" if each in FORBIDDEN else json.dumps(each, ensure_ascii=False)[1:-1] for each in text
    ).join('""')


def planted(characters: Sequence[str]) -> str:
    """All of the characters in one line."""
    return "".join(f"{each}{DOTTED}" for each in characters)


def hostile_briefing(root: Path, characters: Sequence[str], *, at_fault: bool = True) -> Path:
    """A folder with each of the characters in every text of every model; where `at_fault`, also where faults are told.

    Without, the head is clean, as nothing is circulated otherwise.

    At most 40 of them: a line may have 500 characters once each is a mark of its own.
    """
    planting = planted(characters)
    head = quoted(f"Head {planting}" if at_fault else "Head")

    def said(words: str) -> str:
        return quoted(f"{words} {planting}")

    tags = ", ".join(quoted(f"tag{each}{DOTTED}") for each in characters)
    everything = quoted(f"Everything {planting} {CLIPBOARD} {TITLE} [@click=app.quit]x[/] [link=file:///etc]y[/link]")
    card = f"""\
title = {quoted(f"{CLIPBOARD}{TITLE} Title {planting}")}
as_of = 2024-10-03
tags = [{tags}]
summary = {everything}
analysis = {said("# Analysis [c1] `code`")}

[risk]
event = {said("Event")}
by = 2025-03-31

[[risk.assessment]]
on = 2024-09-01
likelihood = "unlikely"
impact = "limited"
confidence = "low"
why = {said("Why before")}

[[risk.assessment]]
on = 2024-10-03
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = {said("Why")}
claims = ["c1"]

[[claim]]
kind = "statement"
text = {said("Claim")}
source = "paper"
origin = "agency"
speaker = {said("Speaker")}
quote = [{said("Quote")}, {said("and on")}]

[[judgment]]
key = true
statement = {said("It is likely that")}
likelihood = "likely"
probability = 70
by = 2025-01-31
basis = {said("Basis")}
alternative = {said("Alternative")}

[[judgment]]
statement = {said("It was likely that")}
likelihood = "likely"
by = 2024-10-02
outcome = "happened"
resolved_on = 2024-10-02

[[assumption]]
text = {said("Assumption")}
if_wrong = {said("If wrong")}

[[gap]]
text = {said("Gap")}

[[position]]
actor = {said("Actor")}
issue = {said("Issue")}
stance = "supports"
claims = ["c1"]

[[event]]
on = 2024-10-09
what = {said("What")}

[[signpost]]
text = {said("Signpost")}
if_seen = "worse"
status = "not-seen"

[[related]]
card = "us/other"
how = {said("How")}
"""
    sources = "\n".join(
        f"""\
[{name}]
title = {said("Source")}
publisher = {said("Publisher")}
url = {quoted(f"https://example.org/{planting}")}
kind = "reporting"
language = "en"
reliability = "C"
descriptor = {said("Descriptor")}
archive = {said("Archive")}
"""
        for name in ("paper", "agency")
    )
    files = {
        "briefing.toml": f"""\
schema = 1
title = {head}
perspective = {head}
as_of = 2024-10-03
regions = ["us"]
headline = {head}
handling = {head}
""",
        "us/region.toml": f"name = {said('Region')}\ncode = {quoted(characters[0])}\nsummary = {said('Summary')}\n",
        "sources.toml": sources,
        "us/card.toml": card,
        "us/other.toml": card.replace("us/other", "us/card"),
    }
    if at_fault:
        name = planting.replace("\0", "").replace("/", "")
        files |= {
            "us/keys.toml": card + f"{quoted(f'key{planting}')} = 1\n",
            "us/values.toml": card.replace('"paper"', said("source")).replace('"likely"', said("likelihood")),
            "us/broken.toml": f"title = {planting}\n",
            **{f"us/{name[start : start + 40]}.toml": "title = 1\n" for start in range(0, len(name), 40)},
            f"region{name[:40]}/card.toml": "title = 1\n",
        }
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def kept_in_git(root: Path, characters: Sequence[str]) -> None:
    """Commit the folder under a hostile subject by a hostile author, change it, and commit again."""
    name = planted([each for each in characters if each not in "\0\n"])
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        environ |= {
            f"GIT_{who}_NAME": f"Name {name}",
            f"GIT_{who}_EMAIL": "a@b",
            f"GIT_{who}_DATE": "2024-10-04T12:00Z",
        }

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], check=True, env=environ, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", f"Subject {name}\n\nBody {name}")
    card = root / "us/card.toml"
    card.write_text(
        card.read_text(encoding="utf-8").replace("Why before", "Why once").replace('"Claim', '"Another'),
        encoding="utf-8",
    )
    git("commit", "-qam", f"Second {name}")


KEYS: Final = (
    *("1", "l", " ", "O", "\x1b", "y", "\x1b", "Y", "\x1b", "o", "\x1b", "\x1b"),
    *("d", "t", "p", "w", "S", "C", "M", "H", "\r", "\x1b", "!", "?", "\x1b"),
    *(":Title", "\x1b", "/Claim\r", "\x1b", "fwhy:x\r", "\x1b", "0", "d", "t", "p", "w", "S", "C", "M", "H"),
)
"""A walk through all views: of a region, of all, and over them what opens above."""

_VIEWS: Final = ("timeline", "positions", "signposts", "sources", "score")
_OF_A_WORD: Final = ("show", "list", "search", "diff", "check", "score", "export", "import", "new")
_DIFFS: Final = (("2024-10-01",), ("HEAD~1",), ("HEAD~1", "--markdown"), ("HEAD~1", "--json"))


def outputs(root: Path) -> list[list[str]]:
    """Every command that prints what stands in the content."""
    of = ["-C", str(root), "--today", "2024-10-03"]
    return [
        *(["show", *of, *more] for more in ((), ("us/card",), ("--markdown",), ("--json",), ("--minutes", "5"))),
        *(["show", *of, "--view", view] for view in _VIEWS),
        *(["list", *of, *more] for more in ((), ("--json",), ("--sort", "date"))),
        *(["search", *of, *more] for more in (("Claim",), ("--json", "Claim"))),
        *(
            ["diff", *of, *more]
            for more in (("2024-10-01",), ("HEAD~1",), ("HEAD~1", "--markdown"), ("HEAD~1", "--json"))
        ),
        *(["check", *of, "--format", form] for form in ("text", "json", "github", "sarif")),
        ["check", *of, "--statistics"],
        ["score", *of],
        ["new", *of, "us/card"],
    ]


def exports(root: Path) -> list[list[str]]:
    """Every form of text that is circulated."""
    forms = ("markdown", "html", "eml", "csv", "json", "csl", "atom", "stix")
    return [["export", form, "-C", str(root), "--today", "2024-10-03"] for form in forms]


def repeats(root: Path, characters: Sequence[str]) -> list[list[str]]:
    """Command lines with the characters in each argument, which an answer may repeat."""
    word = planted([each for each in characters if each != "\0"])
    of = ["-C", str(root), "--today", "2024-10-03"]
    return [
        [word],
        ["-C", word],
        ["--today", word],
        [f"--{word}"],
        ["--print-completion", word],
        *(
            [command, *of, word]
            for command in ("show", "list", "search", "diff", "check", "score", "export", "import", "new")
        ),
        *(["show", *of, option, word] for option in ("--view", "--minutes", "--at")),
        *(["check", *of, option, word] for option in ("--select", "--ignore", "--explain", "--archive", "--format")),
        *(["export", "json", *of, *more] for more in ((word,), ("--filter", word), ("-o", f"/nowhere/{word}"))),
        *(["list", *of, f"{before}{word}"] for before in ("level>=", '"', "why:", "-is:")),
        ["list", *of, "--sort", word],
        ["schema", word],
        ["init", f"/proc/{word}"],
        ["new", *of, f"us/{word}"],
        *(["import", *of, f"{before}{word}"] for before in ("file:///", "/nowhere/", "https://")),
    ]
