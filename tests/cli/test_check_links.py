"""L03 as the reader meets it: what is told, where, and how rarely the network is asked."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest
from bad_server import HOSTS, OK, BadServer, answer, hang, to
from examples import CARD, SOURCES

from briefing.cli import progress
from briefing.cli.linked import check_links
from briefing.library.problem import BriefingError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cli.conftest import Ended
    from conftest import BriefingFrom, LibraryFrom

    from briefing.library.problem import Problem

TODAY = date(2024, 10, 3)
TOMORROW = date(2024, 10, 4)


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as server:
        yield server


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefing"


@pytest.fixture
def told(library_from: LibraryFrom) -> Callable[..., list[Problem]]:
    """What is told of sources with these addresses, `a` the first."""

    def told(*urls: str, today: date = TODAY, private: bool = True) -> list[Problem]:
        library = library_from({"us/sofa.toml": CARD, "sources.toml": sources(*urls)})
        return check_links(library, today, [library.root], private=private)

    return told


def sources(*urls: str) -> str:
    text = SOURCES
    for name, url in zip("abcdefgh", urls, strict=False):
        text += f'\n[{name}]\ntitle = "One"\npublisher = "One"\nkind = "data"\nurl = "{url}"\n'
    return text.replace('url = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"\n', "")


def test_a_dead_link_is_told_where_it_stands(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    url = server.url("/gone?id=7")
    (problem,) = told(url)
    assert str(problem).endswith(
        f"/sources.toml:15:8: warning[L03]: `http://127.0.0.1:{server.port}/gone` answers 404 (Not Found)"
    )
    assert problem.help == "write where the page is now, or the address of a copy in a public archive"
    assert problem.width == len(url)


def test_a_good_link_is_not_told(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers["/"] = OK
    assert told(server.url("/"), server.url("/#part")) == []


def test_mending_it_as_the_help_says_makes_it_good(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers |= {"/old": to("/new?id=7"), "/new?id=7": OK}
    (problem,) = told(server.url("/old#part"))
    new = server.url("/new?id=7#part")
    assert problem.message == f"`{server.url('/old')}` has moved for good"
    assert problem.help == f"write {new} in its place"
    assert problem.severity is Severity.WARNING
    assert told(new) == []


def test_a_new_address_that_names_a_part_keeps_its_own(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers |= {"/old": to("/new#there"), "/new": OK}
    (problem,) = told(server.url("/old#here"))
    assert problem.help == f"write {server.url('/new#there')} in its place"


@pytest.mark.parametrize(
    ("said", "message", "help", "severity"),
    [
        (
            answer("403 Forbidden"),
            "refuses programs (403)",
            "a paywall is no dead link: look by hand whether the page is there",
            Severity.INFORMATION,
        ),
        (
            to("javascript:alert(1)"),
            (
                "is redirected to what is not opened: only addresses that begin with http:// or https:// "
                "and name a host are opened"
            ),
            "look by hand where it leads, and write that address",
            Severity.WARNING,
        ),
        (
            b"220 mail\r\n\r\n",
            "does not answer in HTTP",
            "ask again later; if it stays so, write the address of a copy in a public archive",
            Severity.WARNING,
        ),
    ],
)
def test_each_fault_is_told_with_what_to_do(
    server: BadServer,
    told: Callable[..., list[Problem]],
    said: bytes,
    message: str,
    help: str,
    severity: Severity,
) -> None:
    server.answers["/"] = said
    (problem,) = told(server.url("/"))
    assert (problem.code, problem.message, problem.help, problem.severity) == (
        "L03",
        f"`{server.url('/')}` {message}",
        help,
        severity,
    )


def test_where_a_dead_link_leads_is_told(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers["/old"] = to("/gone?secret=7")
    (problem,) = told(server.url("/old"))
    assert problem.message == (
        f"`{server.url('/old')}` leads to `{server.url('/gone')}`, which answers 404 (Not Found)"
    )


def test_a_private_network_is_told_and_not_asked(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    (problem,) = told(server.url("/"), private=False)
    assert problem.message == f"`{server.url('/')}` leads into a private network"
    assert problem.help == "--private asks there too"
    assert problem.severity is Severity.INFORMATION
    assert server.asked == []


def test_a_link_is_asked_once_and_told_wherever_it_stands(server: BadServer, library_from: LibraryFrom) -> None:
    url = server.url("/gone")
    card = CARD.replace("[c1].", f"[c1], [one]({url}#a) and [two]({url}#b).")
    library = library_from({"us/sofa.toml": card, "us/other.toml": card, "sources.toml": sources(url, url)})
    problems = check_links(library, TODAY, [library.root], private=True)
    assert [(problem.path.name, problem.line) for problem in problems] == [
        ("sources.toml", 15),
        ("sources.toml", 21),
        ("other.toml", 3),
        ("other.toml", 3),
        ("sofa.toml", 3),
        ("sofa.toml", 3),
    ]
    assert server.asked == ["HEAD 127.0.0.1 /gone", "GET 127.0.0.1 /gone"]


def test_only_the_links_of_the_files_and_folders_that_are_named_are_asked(
    server: BadServer, library_from: LibraryFrom
) -> None:
    cards = {
        f"{name}.toml": CARD.replace("[c1].", f"[c1], [one]({server.url(f'/{name}')}).")
        for name in ("us/sofa", "us/other", "korea/talks")
    }
    library = library_from({**cards, "sources.toml": sources(server.url("/source"))})

    def asked(*places: str) -> list[str]:
        problems = check_links(library, TODAY, [library.root / place for place in places], private=True)
        asked = {line.split()[-1] for line in server.asked}
        server.asked.clear()
        assert {f"/{Path(problem.message.split('`')[1]).name}" for problem in problems} >= {
            f"/{Path(path).name}" for path in asked
        }
        return sorted(asked)

    assert asked("us/sofa.toml") == ["/us/sofa"]
    assert asked("korea", "us/sofa.toml") == ["/korea/talks"]  # the other was asked today
    assert asked("sources.toml") == ["/source"]
    assert asked("") == ["/us/other"]


def test_that_time_ran_out_is_told_of_one_file_too(
    said: Callable[..., Ended], server: BadServer, briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.check.reach import reach

    monkeypatch.setattr("briefing.check.reach.reach", lambda *these, **those: reach(*these, **those, whole=1))
    server.answers |= {"/1": hang}
    root = briefing_from({"us/sofa.toml": CARD.replace("[c1].", f"[c1], [one]({server.url('/1')}).")})
    ended = said("check", root / "us" / "sofa.toml", "--links", "--private", "--strict", "--select", "L")
    assert "warning[L03]: 1 link was not asked: the time for all of them was over" in ended.out
    assert ended.code == 1


def test_what_is_not_opened_is_left_to_its_own_rule(told: Callable[..., list[Problem]]) -> None:
    assert told("javascript:alert(1)", "http://user@127.0.0.1/", "nonsense") == []


def test_what_was_asked_today_is_asked_again_tomorrow(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers |= {"/here": OK, "/old": to("/here")}
    urls = [server.url(path) for path in ("/here", "/old", "/gone")]
    first = told(*urls)
    asked = len(server.asked)
    assert len(first) == 2
    assert told(*urls) == first
    assert len(server.asked) == asked
    assert told(*urls, today=TOMORROW) == first
    assert len(server.asked) == 2 * asked


@pytest.mark.parametrize("said", [answer("503 Later"), answer("429 Slower"), b"?\r\n\r\n"])
def test_what_may_be_over_soon_is_asked_again(
    server: BadServer, told: Callable[..., list[Problem]], said: bytes
) -> None:
    server.answers["/"] = said
    assert len(told(server.url("/"))) == 1
    server.answers["/"] = OK
    assert told(server.url("/")) == []


def test_only_what_is_new_is_asked(server: BadServer, told: Callable[..., list[Problem]]) -> None:
    server.answers |= {"/1": OK, "/2": OK}
    told(server.url("/1"))
    told(server.url("/1"), server.url("/2"))
    told(server.url("/1"), server.url("/2"))
    assert server.asked == ["HEAD 127.0.0.1 /1", "HEAD 127.0.0.1 /2"]


def test_what_was_found_in_a_private_network_is_not_told_to_who_did_not_ask(
    server: BadServer, told: Callable[..., list[Problem]]
) -> None:
    told(server.url("/gone"), private=True)
    (problem,) = told(server.url("/gone"), private=False)
    assert problem.message.endswith("leads into a private network")


@pytest.mark.parametrize("kept", [b"", b"\xff", b"[]", b'["2024-10-03", {"x": 1}]', b"{" * 100_000])
def test_a_damaged_cache_is_said_and_begun_anew(
    server: BadServer,
    told: Callable[..., list[Problem]],
    cache: Path,
    capsys: pytest.CaptureFixture[str],
    kept: bytes,
) -> None:
    cache.mkdir(parents=True)
    (cache / "links-private.json").write_bytes(kept)
    told(server.url("/gone"))
    assert capsys.readouterr().err == f"briefing: {cache}/links-private.json is damaged, and begins anew\n"
    told(server.url("/gone"))
    assert capsys.readouterr().err == ""
    assert len(server.asked) == 2


def test_a_cache_that_cannot_be_written_is_said(
    server: BadServer, told: Callable[..., list[Problem]], cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.parent.write_text("no folder")
    assert len(told(server.url("/gone"))) == 1
    assert capsys.readouterr().err == (
        f"briefing: {cache}/links-private.json cannot be written, so all is asked again next time: Not a directory\n"
    )


def test_a_cache_in_whose_place_a_folder_is_stays_as_it_is(
    server: BadServer, told: Callable[..., list[Problem]], cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cache / "links-private.json").mkdir(parents=True)
    assert len(told(server.url("/gone"))) == 1
    assert capsys.readouterr().err.endswith(
        "links-private.json cannot be written, so all is asked again next time: Is a directory\n"
    )
    assert [path.name for path in cache.iterdir()] == ["links-private.json"]


def test_what_there_was_no_time_for_is_told_once(
    server: BadServer, told: Callable[..., list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.check.reach import reach

    monkeypatch.setattr("briefing.check.reach.reach", lambda *these, **those: reach(*these, **those, whole=1))
    server.answers |= {"/1": OK, "/2": hang, "/3": OK}
    (problem,) = told(*(server.url(path) for path in ("/1", "/2", "/3")))
    assert str(problem).endswith("/content: warning[L03]: 2 links were not asked: the time for all of them was over")
    assert problem.help == "check again: what was asked today is not asked again"


def test_without_the_extra_its_install_line_is_said(
    told: Callable[..., list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "briefing.check.reach", raising=False)
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(BriefingError, match=r"pip install 'briefing\[web\]'$"):
        told("http://127.0.0.1/")


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def test_who_waits_at_a_terminal_sees_how_far_it_is(
    server: BadServer, told: Callable[..., list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    server.answers |= {f"/{n}": OK for n in range(3)}
    server.seconds = 0.1
    told(*(server.url(f"/{n}", host) for n, host in enumerate(HOSTS[:3])))
    *drawn, last, end = screen.getvalue().split("\r")[1:]
    assert f"{'[######----] 2/3 127.0.0.':79}"[:25] in {line[:25] for line in drawn}
    assert {len(line) for line in (*drawn, last)} == {79}
    assert (last.strip(), end) == ("", "")


def test_who_does_not_wait_long_sees_nothing(
    server: BadServer, told: Callable[..., list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 60)
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    told(server.url("/gone"))
    assert screen.getvalue() == ""


def test_a_pipe_sees_nothing(
    server: BadServer,
    told: Callable[..., list[Problem]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    server.seconds = 0.1
    told(server.url("/gone"))
    assert capsys.readouterr().err == ""


PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from briefing.cli import main
from briefing.cli.linked import check_links
from briefing.library.folder import read_library

def asked(argv):
    root = Path(argv[0])
    return len(check_links(read_library(root), date(2024, 10, 3), [root], private=True))

main._answered = asked
sys.exit(main.main(sys.argv[1:]))
"""


def test_an_interrupt_ends_it_at_once_and_without_a_word(
    server: BadServer, environ: dict[str, str], briefing_from: BriefingFrom
) -> None:
    server.answers["/"] = hang
    root = briefing_from(
        {"us/sofa.toml": CARD, "sources.toml": sources(*(server.url("/", host) for host in HOSTS[:6]))}
    )
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, root], env=environ, stderr=subprocess.PIPE)
    assert process.stderr
    while len(server.asked) < 4 and process.poll() is None:
        sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert (process.wait(5), process.stderr.read()) == (130, b"")
    process.stderr.close()
