"""What readers of a served briefing can do, and what becomes of their dashboards."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from serve.visiting import await_that, children, is_there

if TYPE_CHECKING:
    from serve.visiting import Serve, Served

pytestmark = pytest.mark.anyio
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


def peak(process: int) -> int:
    """The most memory that a process has held, in bytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def of_folder(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file in it, by name: when it was written, and what is in it."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


async def test_readers_see_the_dashboard_and_each_keeps_a_place_and_marks_of_their_own(served: Served) -> None:
    async with served.reader() as first, served.reader() as second:
        await first.shows("Twelve seas", "12 unread")
        await second.shows("Twelve seas", "12 unread")
        await first.press("4")
        await first.shows("أمن")
        await first.press("A")
        await first.shows("11 unread")
        await second.press("9")
        await second.shows("확장억제")
        assert "12 unread" in second.text
        assert "확장억제" not in first.text


async def test_nothing_is_edited_begun_or_written_in_a_reading_room(serve: Serve, tmp_path: Path) -> None:
    served = serve()
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        before = of_folder(tmp_path)
        await reader.press("2")
        await reader.shows("Kaabel lõigatakse")
        await reader.press("e", "+")
        await reader.press("u", "m", "T")
        await reader.shows("midnight", "enter keeps it")
        await reader.press("j", "\r", "\x1a")  # another theme, ctrl+z
        await reader.until(lambda: "enter keeps it" not in reader.text)
        for asked, named in (("start a new", "New card: Start"), ("edit the card", "Edit: Edit the card")):
            await reader.press("j")  # takes the notice away
            await reader.until(lambda: "reading room" not in reader.text)
            await reader.press(":")
            await reader.shows("Find a command")
            await reader.press(*asked)
            await reader.shows(f"▸ {named}")
            await reader.press("\r")
            await reader.shows("this is a reading room: nothing is edited here")
        assert " edit" not in reader.lines[-1]
        assert of_folder(tmp_path) == before


async def test_the_shipped_briefing_is_read_and_no_copy_of_it_offered(serve: Serve) -> None:
    from briefing.library.root import shipped

    served = serve(root=shipped("content"))
    async with served.reader() as reader:
        await reader.shows("Ishiba takes office", "unread")
        await reader.press("e", "2")
        await reader.shows("Bottom line")
        assert "Copy it" not in reader.text


async def test_a_reader_begins_where_and_when_the_command_says(serve: Serve) -> None:
    served = serve("korea", "--today", "2025-05-20")
    async with served.reader() as reader:
        await reader.shows("확장억제", "20 May 2025")


async def test_the_ninth_reader_is_refused_while_eight_read_and_let_in_when_one_has_gone(served: Served) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    await_that(lambda: not served.dashboards)
    async with AsyncExitStack() as readers:
        eight = [await readers.enter_async_context(served.reader(80, 24)) for _ in range(8)]
        for each in eight:
            await each.shows("Twelve seas")
        for path, headers in (("/", {}), ("/ws", upgrade)):
            answer = served.get(path, Cookie=served.cookie, Origin=served.origin, **headers)
            assert answer.status == 503
            assert "all 8 places are taken" in answer.body
            assert answer.headers["Refresh"] == "10"
        assert len(served.dashboards) == 8
        await eight[0].websocket.close()
        async with served.reader(80, 24) as ninth:
            await ninth.shows("Twelve seas")
    await_that(lambda: not served.dashboards)


@on_linux
async def test_a_dashboard_ends_when_its_reader_leaves(served: Served) -> None:
    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
        [process] = served.dashboards
    await_that(lambda: not is_there(process))


@on_linux
async def test_a_dashboard_that_hangs_is_ended_when_its_reader_leaves(served: Served) -> None:
    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
        [process] = served.dashboards
        os.kill(process, signal.SIGSTOP)
    await_that(lambda: not is_there(process))


@on_linux
async def test_a_reader_who_floods_the_dashboard_with_keys_is_closed_out_and_it_holds_no_more_memory(
    served: Served,
) -> None:
    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        [process] = served.dashboards
        before = peak(process)
        await reader.press("jk" * 7_000)
        await reader.shows("Twelve seas")
        assert peak(process) - before < 50 * 1024 * 1024
        await reader.press("jk" * 7_000)
        assert await reader.closed() == 1008
    await_that(lambda: not is_there(process), 6)


@on_linux
async def test_a_dashboard_ends_when_its_reader_leaves_with_keys_still_waiting(served: Served) -> None:
    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        [process] = served.dashboards
        await reader.press("jk" * 7_000)  # for 20 seconds and more
    await_that(lambda: not is_there(process), 10)


@on_linux
async def test_a_dashboard_may_hold_so_much_memory_and_no_more(served: Served) -> None:
    import resource

    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
        [process] = served.dashboards
        assert resource.prlimit(process, resource.RLIMIT_DATA) == (512 * 1024 * 1024,) * 2


async def test_a_reader_who_quits_closes_the_page(served: Served) -> None:
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
        await reader.press("Q")
        assert await reader.closed() == 1000


@on_linux
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
async def test_no_dashboard_is_left_behind_by_the_end_of_the_server(serve: Serve, number: int, code: int) -> None:
    served = serve()
    async with served.reader() as first, served.reader() as second:
        await first.shows("Twelve seas")
        await second.shows("Twelve seas")
        processes = served.dashboards
        assert len(processes) == 2
        ended, out, err = served.end(number)
        assert (ended, out) == (code, "")
        assert "Traceback" not in err
    await_that(lambda: not any(is_there(process) for process in processes))


@on_linux
async def test_it_goes_on_after_a_hangup_where_it_was_started_with_nohup(serve: Serve) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # which what is started inherits
    try:
        served = serve()
    finally:
        signal.signal(signal.SIGHUP, before)
    served.process.send_signal(signal.SIGHUP)
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
    assert served.end()[0] == 143


async def test_readers_look_at_the_briefing_as_it_stood_where_the_command_says_so(serve: Serve, tmp_path: Path) -> None:
    root = write_briefing(tmp_path / "kept", {"us/sofa.toml": CARD})
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "First"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    (root / "us" / "sofa.toml").write_text(CARD.replace("A more equal alliance", "Changed since"))
    served = serve("us/sofa", "--at", "HEAD", root=root)
    async with served.reader() as reader:
        await reader.shows("as it stood at", "A more equal alliance", "Evidence")
        assert "Changed since" not in reader.text


@on_linux
async def test_a_dashboard_knows_no_secret_and_is_started_by_no_shell(serve: Serve, tmp_path: Path) -> None:
    root = write_briefing(tmp_path / "-a; touch pwned $(touch pwned) && \"'`touch pwned` *", {})
    served = serve(root=root)
    async with served.reader() as reader:
        await reader.shows("Ishiba takes office")
        [process] = served.dashboards
        words = Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")
        assert f"--content={root}" in words
        told = dict(
            each.split("=", 1) for each in Path(f"/proc/{process}/environ").read_bytes().decode().split("\0") if each
        )
    assert set(told) == {
        *("PATH", "HOME", "TERM", "LC_ALL", "PYTHONPATH", "COLUMNS", "ROWS"),
        *("BRIEFING_SERVED", "TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM"),
    }
    assert not list(tmp_path.rglob("pwned*"))
    assert children(process) == []


@on_linux
async def test_a_huge_screen_costs_less_than_a_hundred_megabytes(served: Served) -> None:
    await_that(lambda: not served.dashboards)
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        [process] = served.dashboards
        before = peak(process)
        reader.screen.resize(200, 500)
        await reader.say("resize", {"width": 1_000_000, "height": 1_000_000})
        await reader.until(lambda: "unread" in reader.lines[0][450:] and "? help" in reader.text)
        await reader.press("5")
        await reader.shows("Υφαλοκρηπίδα")
        assert peak(process) - before < 100 * 1024 * 1024


@pytest.mark.parametrize("asked", ["width=9999999&height=-5", "width=x&height=", "width=" + "9" * 5000, ""])
async def test_a_page_that_lies_about_its_size_gets_a_screen_that_can_be_had(served: Served, asked: str) -> None:
    async with served.reader(asked=asked) as reader:
        await reader.until(lambda: reader.lines[0].strip())


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("x" * 17_000, 1009),
        ("not json", 1008),
        ("[" * 10_000, 1008),
        ('["resize", {"width": "9", "height": 1}]', 1008),
        ('["run", "ls"]', 1008),
        (b"\x00\x01", 1008),
    ],
)
async def test_what_the_page_would_not_say_closes_the_connection(
    served: Served, message: str | bytes, code: int
) -> None:
    async with served.reader() as reader:
        await reader.shows("Twelve seas")
        if isinstance(message, bytes):
            await reader.websocket.send_bytes(message)
        else:
            await reader.websocket.send_str(message)
        assert await reader.closed() == code


async def test_letters_typed_in_any_script_are_searched_for(served: Served) -> None:
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        await reader.say("ping", "1")
        await reader.say("focus")
        await reader.press(":", "海峽中線")
        await reader.shows("台灣海峽")
        await reader.say("blur")


async def test_a_source_is_opened_by_the_readers_browser(serve: Serve) -> None:
    served = serve("taiwan/outlook")
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "海峽中線")
        await reader.press("o")
        await reader.shows("enter opens the address")
        await reader.press("\r")
        await reader.until(lambda: reader.said)
        url = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
        assert reader.said == [["open_url", {"url": url, "new_tab": True}]]
