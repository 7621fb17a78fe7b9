"""`briefing export`: what is asked for, where it goes, and that a file is there whole or not at all."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles
from examples import CARD
from publish.circulated import FILES

import briefing.cli.export
import briefing.cli.main
import briefing.cli.streams
from briefing.cli.arguments import parser
from briefing.library.problem import BriefingError
from briefing.publish.formats import FORMATS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

TODAY = ("--today", "2024-10-03")
TEXTS = ["markdown", "csv", "json", "csl", "atom", "stix"]
"""The formats that need no library but what every installation has."""


@pytest.fixture
def folder(briefing_from: BriefingFrom) -> Path:
    files = {name: text for name, text in FILES.items() if name != "us/bad.toml"}
    return briefing_from(files)


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_printed_byte_for_byte_whatever_the_locale(environ: dict[str, str], folder: Path, name: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "briefing", "export", name, "-C", folder, *TODAY],
        env=environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "海峡" in ended.stdout.decode()
    assert b"<U+" not in ended.stdout


@pytest.mark.parametrize("name", TEXTS)
def test_on_a_terminal_nothing_of_it_acts(on_terminal: Briefing, folder: Path, name: str) -> None:
    ended = on_terminal("export", name, "-C", str(folder), *TODAY)
    assert ended.code == 0
    assert not [each for each in ended.out.replace("\n", "") if not each.isprintable() and each != "\t"]
    assert "<U+" not in ended.out


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.binary])
def test_bytes_are_kept_from_a_terminal(on_terminal: Briefing, folder: Path, name: str) -> None:
    ended = on_terminal("export", name, "-C", str(folder))
    assert (ended.code, ended.out) == (2, "")
    assert f"`briefing export {name} -o briefing.{FORMATS[name].suffix}`" in ended.err


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes_everywhere(environ: dict[str, str], folder: Path, name: str) -> None:
    made = [
        subprocess.run(
            [sys.executable, "-m", "briefing", "export", name, "-C", folder, *TODAY],
            env=environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "C.UTF-8"))
    ]
    assert made[0] == made[1]
    assert len(made[0]) > 100


def test_a_place_is_exported_alone_and_found_by_its_earlier_name(said: Said, briefing_from: BriefingFrom) -> None:
    moved = CARD.replace("summary", 'aliases = ["us/earlier"]\nsummary', 1)
    root = briefing_from({"us/sofa.toml": moved, "us/other.toml": FILES["korea/quiet.toml"]})
    assert json.loads(said("export", "json", "us/earlier", "-C", root).out)["reference"] == "us/sofa"
    assert [card["reference"] for card in json.loads(said("export", "json", "us", "-C", root).out)["cards"]] == [
        "us/sofa",
        "us/other",
    ]


def test_a_place_that_does_not_exist_is_told(said: Said, folder: Path) -> None:
    ended = said("export", "markdown", "us/soffa", "-C", folder)
    assert (ended.code, ended.out) == (1, "")
    assert "Did you mean us/sofa" in ended.err


def test_a_filter_chooses_the_cards(said: Said, folder: Path) -> None:
    ended = said("export", "json", "--filter", "level>=high or tag:talks", "-C", folder, *TODAY)
    made = json.loads(ended.out)
    assert (ended.code, made["kind"], made["chosen_by"]) == (0, "cards", "level>=high or tag:talks")
    assert [card["reference"] for card in made["cards"]] == ["korea/hostile", "korea/quiet"]
    drafts = json.loads(said("export", "json", "--filter=status:draft", "-C", folder).out)
    assert [card["reference"] for card in drafts["cards"]] == ["us/draft"]
    assert len(json.loads(said("export", "json", "--filter", "", "-C", folder).out)["cards"]) == 3


def test_a_filter_that_lets_nothing_through_is_told(said: Said, folder: Path) -> None:
    ended = said("export", "csv", "--filter", "zeppelin", "-C", folder)
    assert (ended.code, ended.out) == (1, "")
    assert "no card" in ended.err


def test_a_filter_that_is_wrong_or_asks_the_reader_is_told(said: Said, folder: Path) -> None:
    assert said("export", "csv", "--filter", "levl>=high", "-C", folder).code == 2
    ended = said("export", "csv", "--filter", "is:unread", "-C", folder)
    assert ended.code == 2
    assert "unread" in ended.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("csv", "us", "--filter", "sofa"), "leave one of them out"),
        (("json", "--table", "events"), "json has none"),
        (("markdown", "--watch"), "name it with -o"),
        (("markdown", "--force"), "name it with -o"),
        (("markdown", "-o", "x", "--watch", "--at", "HEAD"), "leave one of them out"),
    ],
)
def test_what_does_not_go_together_is_refused(
    said: Said, repository_at: Path, words: tuple[str, ...], told: str
) -> None:
    ended = said("export", *words, "-C", repository_at)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


@pytest.fixture
def repository_at(folder: Path) -> Path:
    git = ["git", "-C", str(folder), "-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "first", "--date", "2024-10-03T00:00:00Z"], check=True)
    return folder


def test_it_is_exported_as_it_stood(said: Said, repository_at: Path) -> None:
    (repository_at / "korea/quiet.toml").unlink()
    made = json.loads(said("export", "json", "korea", "-C", repository_at, "--at", "HEAD").out)
    assert made["listed"] == ["korea/hostile", "korea/quiet"]
    assert json.loads(said("export", "json", "korea", "-C", repository_at).out)["listed"] == ["korea/hostile"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_csv_is_named(said: Said, folder: Path, table: str) -> None:
    made = said("export", "csv", "--table", table, "-C", folder, *TODAY)
    assert made.code == 0
    assert (
        said("export", "csv", "-C", folder, *TODAY).out
        == said("export", "csv", "--table", "risks", "-C", folder, *TODAY).out
    )
    assert {"risks": "percent_from", "events": "until", "sources": "cited_by"}[table] in made.out


def test_what_is_good_is_exported_and_what_is_not_is_named(said: Said, briefing_from: BriefingFrom) -> None:
    root = briefing_from(FILES)
    whole = said("export", "markdown", "-C", root, *TODAY)
    assert whole.code == 3
    assert "us/bad.toml:1: not TOML" in whole.err
    assert "bad" not in whole.out
    assert said("export", "markdown", "us", "-C", root, *TODAY).code == 3
    assert said("export", "markdown", "korea", "-C", root, *TODAY).code == 0
    assert said("export", "markdown", "us/sofa", "-C", root, *TODAY).code == 0
    bad = said("export", "markdown", "us/bad", "-C", root, *TODAY)
    assert (bad.code, bad.out) == (2, "")


@pytest.mark.parametrize("place", ["", "us", "us/sofa", "--filter=sofa"])
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('handling = ["SECRET"]', "briefing.toml:6: "),
        ('handling = """SECRET\nthe second line"""', "briefing.toml:6: "),
        ('handling = "SECRET', "briefing.toml:6: not TOML"),
        ('handlign = "SECRET"', "briefing.toml:6: "),
    ],
)
def test_nothing_is_exported_while_its_handling_may_be_lost(
    said: Said, folder: Path, tmp_path: Path, place: str, line: str, told: str
) -> None:
    head, file = folder / "briefing.toml", tmp_path / "out.md"
    file.write_text("mine")
    head.write_text("\n".join(each for each in head.read_text().splitlines() if "handling" not in each) + f"\n{line}\n")
    ended = said("export", "markdown", *filter(None, [place]), "-C", folder, "-o", file, "--force")
    assert (ended.code, ended.out, file.read_text()) == (2, "", "mine")
    assert ended.err.startswith(f"briefing: {told}")


@pytest.mark.parametrize("command", ["show", "export"])
@pytest.mark.parametrize("place", ["us", "us/sofa"])
@pytest.mark.parametrize("name", ["sources.toml", "us/region.toml"])
def test_faults_of_what_cards_share_are_told_with_each(
    said: Said, folder: Path, command: str, place: str, name: str
) -> None:
    (folder / name).write_text("= broken")
    form = ["markdown"] if command == "export" else []
    ended = said(command, *form, place, "-C", folder, *TODAY)
    assert ended.code == 3
    assert f"{name}:1: not TOML" in ended.err
    assert "A more equal alliance" in ended.out


def test_faults_of_another_region_are_not_told(said: Said, folder: Path) -> None:
    (folder / "us/region.toml").write_text("= broken")
    for command in (["show"], ["export", "markdown"]):
        assert said(*command, "korea", "-C", folder, *TODAY).code == 0


# -- files


def test_a_file_is_written_and_named(said: Said, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    ended = said("export", "markdown", "-o", file, "-C", folder, *TODAY)
    assert (ended.code, ended.out, ended.err) == (0, f"{file}\n", "")
    assert file.read_text(encoding="utf-8") == said("export", "markdown", "-C", folder, *TODAY).out
    umask = os.umask(0)
    os.umask(umask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~umask
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("markdown",), "ishiba-takes-office.md"),
        (("json", "us"), "us.json"),
        (("csl", "us/sofa"), "us-sofa.csl.json"),
        (("csv",), "ishiba-takes-office-risks.csv"),
        (("csv", "korea", "--table", "events"), "korea-events.csv"),
        (("atom", "--filter", "sofa"), "ishiba-takes-office-cards.atom"),
    ],
)
def test_in_a_folder_a_file_is_called_as_what_it_holds(
    said: Said, folder: Path, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    (tmp_path / "desk").mkdir()
    said("export", *words, "-o", tmp_path / "desk", "-C", folder, *TODAY)
    assert [each.name for each in (tmp_path / "desk").iterdir()] == [name]


def test_nothing_is_overwritten_without_force(said: Said, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine")
    file.chmod(0o640)
    ended = said("export", "markdown", "-o", file, "-C", folder)
    assert (ended.code, file.read_text()) == (2, "mine")
    assert "--force replaces it" in ended.err
    assert said("export", "markdown", "-o", file, "--force", "-C", folder).code == 0
    assert file.read_text().startswith("**Desk only")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_says_it_already_is_left_alone(said: Said, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    said("export", "markdown", "-o", file, "-C", folder, *TODAY)
    before = file.stat()
    assert said("export", "markdown", "-o", file, "--force", "-C", folder, *TODAY).code == 0
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_links_and_what_is_no_file_are_not_written_to(said: Said, folder: Path, tmp_path: Path) -> None:
    aim, link, dangling = tmp_path / "aim", tmp_path / "link.md", tmp_path / "dangling.md"
    aim.write_text("mine")
    link.symlink_to(aim)
    dangling.symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    for file, told in ((link, "is a link"), (dangling, "is a link"), (tmp_path / "pipe", "no ordinary file")):
        for force in ((), ("--force",)):
            ended = said("export", "markdown", "-o", file, *force, "-C", folder)
            assert ended.code == 2
            assert told in ended.err
    assert (aim.read_text(), link.is_symlink(), (tmp_path / "nowhere").exists()) == ("mine", True, False)


def test_a_folder_that_is_not_there_is_told(said: Said, folder: Path, tmp_path: Path) -> None:
    ended = said("export", "markdown", "-o", tmp_path / "no" / "out.md", "-C", folder)
    assert ended.code == 2
    assert f"there is no folder {tmp_path / 'no'}" in ended.err


def test_a_file_that_appears_meanwhile_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out.md"
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("faster"))
    with pytest.raises(BriefingError, match="is there already"):
        briefing.cli.export.write(file, b"late", force=False)
    assert [each.name for each in tmp_path.iterdir()] == ["out.md"]
    assert file.read_text() == "faster"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(said: Said, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "out.md"
    file.parent.mkdir()
    file.write_text("mine")
    # A limit on the size of files stands in for the end of the disk: the write ends in its middle.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        ended = said("export", "markdown", "-o", file, "--force", "-C", folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (ended.code, ended.err) == (2, f"briefing: File too large: {file}\n")
    assert [each.name for each in file.parent.iterdir()] == ["out.md"]
    assert file.read_text() == "mine"


def test_an_interrupt_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said, folder: Path
) -> None:
    file = tmp_path / "out" / "out.md"
    file.parent.mkdir()
    file.write_text("mine")
    monkeypatch.setattr(os, "fsync", lambda _: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(briefing.cli.streams, "drop", lambda _: None)
    assert said("export", "markdown", "-o", file, "--force", "-C", folder).code == 130
    assert [each.name for each in file.parent.iterdir()] == ["out.md"]
    assert file.read_text() == "mine"


# -- watching


class Watching:
    """A run of `export --watch`, read line by line as it says something."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def heard(self, words: str) -> str:
        """Wait for a line that holds the words; what was said up to it."""
        assert self.process.stdout
        lines = ""
        while words not in lines:
            line = self.process.stdout.readline()
            assert line, f"it ended without saying {words!r}:\n{lines}"
            lines += line
        return lines

    def ended(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@contextmanager
def watching(environ: dict[str, str], folder: Path, file: Path, *words: str) -> Iterator[Watching]:
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "export", *words, "-o", file, "--watch", "-C", folder, *TODAY],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    patience = Timer(60, process.kill)
    patience.start()
    try:
        yield Watching(process)
    finally:
        patience.cancel()
        process.kill()
        process.communicate()


def saved(path: Path, text: str) -> None:
    """As most editors save: a new file in the place of the old."""
    fresh = path.with_name(f".{path.name}.swp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def test_each_save_is_written_and_a_broken_one_keeps_the_last_good_version(
    environ: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    file, card = tmp_path / "out.md", folder / "us/sofa.toml"
    with watching(environ, folder, file, "markdown", "us") as run:
        run.heard("ctrl+c ends it")
        assert "A more equal alliance" in file.read_text()
        saved(card, CARD.replace("A more equal", "An atomic"))
        run.heard(str(file))
        assert "An atomic alliance" in file.read_text()
        card.write_text(CARD.replace("A more equal", "A broken").replace("[risk]", "[risk"))
        assert "us/sofa.toml:5: not TOML" in run.heard("not TOML")
        assert "An atomic alliance" in file.read_text()
        assert "last good" not in file.read_text()
        card.write_text(CARD.replace("A more equal", "A mended"))
        told = run.heard("no file is at fault any more")
        assert str(file) in told
        assert "A mended alliance" in file.read_text()
        assert run.ended() == 130
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".briefing")] == []


def test_only_what_comes_out_differently_is_written(environ: dict[str, str], folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    with watching(environ, folder, file, "markdown", "us") as run:
        run.heard("ctrl+c ends it")
        before = file.stat().st_ino
        # A card of another region, and a comment: the region says the same. What is deleted is made again.
        saved(folder / "korea/quiet.toml", FILES["korea/quiet.toml"].replace("All quiet", "Not so quiet"))
        saved(folder / "us/sofa.toml", f"# looked at again\n{CARD}")
        saved(folder / "us/region.toml", 'name = "America"\ncode = "US"\n')
        assert run.heard(str(file)).count("\n") == 1
        assert "# America" in file.read_text()
        assert file.stat().st_ino != before
        assert run.ended() == 130


def test_what_cannot_be_made_leaves_the_old_file(environ: dict[str, str], folder: Path, tmp_path: Path) -> None:
    file, card = tmp_path / "desk" / "out.md", folder / "us/sofa.toml"
    file.parent.mkdir()
    with watching(environ, folder, file, "markdown", "us/sofa") as run:
        run.heard("ctrl+c ends it")
        before = file.read_bytes()
        card.rename(folder / "us/moved.toml")
        assert "there is no card or region `us/sofa`" in run.heard("is left as it was")
        assert file.read_bytes() == before
        file.rename(tmp_path / "kept.md")
        file.parent.rmdir()
        (folder / "us/moved.toml").rename(card)
        assert "there is no folder" in run.heard("is left as it was")
        file.parent.mkdir()
        saved(card, CARD)
        run.heard(str(file))
        assert file.read_bytes() == before
        assert run.ended() == 130


def test_while_its_handling_may_be_lost_the_old_file_is_left(
    environ: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    file, head, card = tmp_path / "out.md", folder / "briefing.toml", folder / "us/sofa.toml"
    whole = head.read_text(encoding="utf-8")
    with watching(environ, folder, file, "markdown", "us/sofa") as run:
        run.heard("ctrl+c ends it")
        before = file.read_bytes()
        saved(head, whole.replace("handling = ", "handling = 1 # "))
        assert "briefing.toml:6: " in run.heard("Nothing is circulated")
        saved(card, CARD.replace("A more equal", "An atomic"))
        run.heard("Nothing is circulated")
        assert file.read_bytes() == before
        saved(head, whole)
        assert str(file) in run.heard("no file is at fault any more")
        assert "An atomic alliance" in file.read_text()
        assert run.ended() == 130


def moments(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Iterator[set[Any]]]) -> None:
    """Have it watch a made-up course of events, and be interrupted after the last."""

    def watched(*_: object, **__: object) -> Iterator[set[Any]]:
        yield from happens()
        raise KeyboardInterrupt

    monkeypatch.setattr(watchfiles, "watch", watched)
    monkeypatch.setattr(briefing.cli.streams, "drop", lambda _: None)


def test_when_a_day_is_over_it_is_judged_anew(
    said: Said, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, seen, days = tmp_path / "out.md", [], [date(2024, 10, 3)]

    def nothing_is_saved() -> Iterator[set[Any]]:
        for day in (3, 3, 31):
            days[:] = [date(2024, 12, day)]
            yield set()
            seen.append((file.stat().st_ino, "unreviewed since 3 Oct" in file.read_text(encoding="utf-8")))

    class Calendar(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return days[0]

    monkeypatch.setattr(briefing.cli.main, "date", Calendar)
    monkeypatch.setattr(briefing.cli.export, "date", Calendar)
    moments(monkeypatch, nothing_is_saved)
    ended = said("export", "markdown", "us", "-C", folder, "-o", file, "--watch")
    assert ended.code == 130
    assert [unreviewed for _, unreviewed in seen] == [True, True, True]
    assert seen[0][0] == seen[1][0]
    assert ended.out.count(str(file)) == 2  # at its beginning, and on a day on which the card is overdue


def test_a_disk_that_fills_up_meanwhile_is_told_and_watched_on(
    said: Said, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = tmp_path / "out.md", resource.getrlimit(resource.RLIMIT_FSIZE)

    def the_disk_is_full_for_a_while() -> Iterator[set[Any]]:
        file.unlink()
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        yield {"a save"}
        assert not file.exists()
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        yield {"another"}
        assert file.exists()

    moments(monkeypatch, the_disk_is_full_for_a_while)
    try:
        ended = said("export", "markdown", "-C", folder, "-o", file, "--watch")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ended.code == 130
    assert f"{file} is left as it was: File too large" in ended.err


# -- words


def test_every_format_and_table_can_be_asked_for(folder: Path) -> None:
    for name in FORMATS:
        assert parser().parse_args(["export", name]).format == name
    for table in TABLES:
        assert parser().parse_args(["export", "csv", "--table", table]).table == table


def test_a_format_that_does_not_exist_is_told_with_those_that_do(said: Said) -> None:
    ended = said("export", "doc")
    assert ended.code == 2
    assert "docx" in ended.err


def test_shells_complete_formats_and_files() -> None:
    shtab = pytest.importorskip("shtab")
    written = shtab.complete(parser(), "bash")
    assert "markdown" in written
    assert "_shtab_briefing_export__o_COMPGEN=_shtab_compgen_files" in written
