"""Every command that writes, on a disk that fails at each of its calls in turn."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final

from examples import CARD, write_briefing
from failing import ERRORS, failures, files_in

from briefing.cli.main import main
from briefing.publish.formats import FORMATS
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE: Final = "<html lang=en><title>Base deal</title><article><p>The two ministries may look at it again.</article>"
WAYS: Final = [(errno.ENOSPC, True), *((error, False) for error in ERRORS)]


def trials() -> Iterator[Trial]:
    faults, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in ("CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(here / name)
        for target, prepare, words, ways in _commands(here):
            for error, lasting in ways:
                for fault in _faults(target, prepare, words, error, lasting):
                    faults += 1
                    wrong += [f"{words[2]}: {fault}"] * bool(fault)
    yield Trial(
        9,
        "a full disk, an I/O error, no leave, at each call of new, init, schema, import and export in each format",
        "the old intact or the new whole, nothing left beside, told in words with code 2",
        f"{faults} faults, {len(wrong)} otherwise" + "".join(f"; {each}" for each in wrong[:3]),
        not wrong and faults > 0,
    )


def _commands(here: Path) -> Iterator[tuple[Path, Callable[[], object], list[str], list[tuple[int, bool]]]]:
    """For each: the folder that it writes to, how that is before, the words, and the faults to try."""
    content, desk, schemas, out = here / "content", here / "desk", here / "schemas", here / "out"
    still = write_briefing(here / "still", {"us/a.toml": CARD})
    page = here / "page.html"
    page.write_text(PAGE)

    def briefed() -> object:
        return write_briefing(content, {"us/a.toml": CARD})

    def old(file: Path) -> Callable[[], object]:
        def put() -> None:
            file.parent.mkdir()
            file.write_text("old")

        return put

    yield content, briefed, ["-C", str(content), "new", "us/b"], WAYS
    # The page is made out in a process of its own each time, which takes its time.
    yield content, briefed, ["-C", str(content), "import", str(page), "--to", "us"], [(errno.ENOSPC, True)]
    yield desk, lambda: None, ["-C", str(still), "init", str(desk)], WAYS
    yield schemas, old(schemas / "card.schema.json"), ["-C", str(still), "schema", "--to", str(schemas)], WAYS
    for form in FORMATS:
        file = out / f"briefing.{form}"
        yield out, old(file), ["-C", str(still), "export", form, "-o", str(file), "--force"], WAYS


def _faults(folder: Path, prepare: Callable[[], object], words: list[str], error: int, lasting: bool) -> Iterator[str]:
    """What is wrong after each fault; empty where nothing is."""
    before = _prepared(folder, prepare)
    code, told = _ran(words)
    assert code == 0, told
    made = files_in(folder)
    for disk in failures(folder, error, lasting):
        _prepared(folder, prepare)
        with disk:
            code, told = _ran(words)
        if not disk.failed:
            return
        after = files_in(folder)
        kept = {name: raw for name, raw in after.items() if not name.startswith(".") and "/." not in name}
        whole = kept in (before, made) or (
            "schema" in words and all(raw in (before.get(name), made[name]) for name, raw in kept.items())
        )
        if kept != after and not disk.kept_from_cleaning:
            yield f"{disk.failed}: left {sorted(after.keys() - kept.keys())}"
        elif not whole or (code == 0 and kept != made):
            yield f"{disk.failed}: neither the old nor the new"
        elif code not in (0, 2) or "Traceback" in told or (code and str(folder) not in told):
            yield f"{disk.failed}: {code} {told}"
        else:
            yield ""


def _prepared(folder: Path, prepare: Callable[[], object]) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    prepare()
    return files_in(folder)


def _ran(words: list[str]) -> tuple[int, str]:
    """Run the program in this process: its code, and what it says to the user."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    assert isinstance(err.buffer, io.BytesIO)
    return code, err.buffer.getvalue().decode()
