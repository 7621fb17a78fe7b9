"""`briefing schema`, and what an editor makes of it: tombi's own linter and its language server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, SOURCES

from briefing.cli.schema import schema
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.model.card import Card
from briefing.model.closed import keys
from briefing.model.scales import Likelihood
from briefing.model.schema import KINDS, schema_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import BriefingFrom

ROOT = Path(__file__).parents[2]
TOMBI = Path(sys.executable).with_name("tombi")
NAMES = ["briefing.schema.json", "card.schema.json", "region.schema.json", "sources.schema.json"]
OF_CARD = "#:schema ../card.schema.json\n\n"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment in which nobody has settings for tombi, nor a cache of it."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {"PATH": os.environ["PATH"], "NO_COLOR": "1", **dict.fromkeys(names, str(tmp_path / "home"))}


def test_one_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema("region", None) == 0
    assert capsys.readouterr() == (schema_text("region"), "")


def test_all_schemas_are_written_to_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "card.schema.json").write_text("an earlier one")
    (tmp_path / "mine.json").write_text("{}")
    assert schema(None, tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*NAMES, "mine.json"])
    assert all((tmp_path / f"{kind}.schema.json").read_text() == schema_text(kind) for kind in KINDS)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [f"briefing: wrote {tmp_path}/{kind}.schema.json" for kind in KINDS]


def test_one_schema_alone_is_written_if_it_is_named(tmp_path: Path) -> None:
    assert schema("card", tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["card.schema.json"]


def test_a_file_may_be_read_by_whom_the_user_lets_read(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    schema("card", tmp_path)
    assert (tmp_path / "card.schema.json").stat().st_mode == (tmp_path / "mine").stat().st_mode


def test_without_a_kind_or_a_folder_it_says_what_there_is() -> None:
    with pytest.raises(BriefingError) as refused:
        schema(None, None)
    assert str(refused.value) == (
        "of which kind of file? Name one: briefing, region, card, sources.\n"
        "With --to DIR the schemas of all of them are written to a folder."
    )


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"there is no folder .*/none$"):
        schema(None, tmp_path / "none")
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "card.schema.json").mkdir()
    with pytest.raises(IsADirectoryError):
        schema("card", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["card.schema.json"]


def test_schemas_beside_the_content_are_no_part_of_it(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": OF_CARD + CARD})
    schema(None, root)
    schema(None, root / "us")
    library = read_library(root)
    assert (list(library.cards), library.problems) == (["us/sofa"], ())


def complaints(folder: Path, home: dict[str, str]) -> list[str]:
    """What tombi's linter has against the TOML in a folder."""
    words = ["lint", "--offline", "--error-on-warnings", "--diagnostics-format=json-lines"]
    ended = subprocess.run(
        [TOMBI, *words, "--diagnostics-file=complaints", "."],
        cwd=folder,
        env=home,
        capture_output=True,
        text=True,
        timeout=60,
    )
    told = [json.loads(line) for line in (folder / "complaints").read_text().splitlines()]
    assert ended.returncode == bool(told), ended.stderr
    return [f"{each['path']}:{each['range']['start']['line']} {each['message']}" for each in told]


def with_schemas(root: Path) -> Path:
    """The folder, each file of it with the line that names its schema."""
    schema(None, root)
    kinds = {"briefing.toml": "briefing", "sources.toml": "sources", "region.toml": "region"}
    for file in root.rglob("*.toml"):
        up = "" if file.parent == root else "../"
        file.write_text(f"#:schema {up}{kinds.get(file.name, 'card')}.schema.json\n\n{file.read_text()}")
    return root


def test_every_shipped_file_names_its_schema() -> None:
    for file in (ROOT / "content").rglob("*.toml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        named = file.parent / first.removeprefix("#:schema ")
        assert first.startswith("#:schema ")
        assert named.resolve().name in NAMES
        assert named.exists()


def test_the_shipped_content_is_as_its_schemas_want_it(tmp_path: Path, home: dict[str, str]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert complaints(tmp_path / "content", home) == []


MANY_FORMS = """\
[[claim]]
text = "One without an id."
quote = "a single piece"
credibility = 6

[[claim]]
text = "Another."
quote = ["two", "pieces"]

[[judgment]]
statement = "A second summit is likely."
likelihood = "likely"
probability = 100
by = 2025-03-31

[[gap]]
text = "A gap without an id."

[[signpost]]
text = "A signpost without an id."
if_seen = "raises"
status = "not-seen"

[[event]]
on = 2024-10-02
until = "2024-11"
what = "A day."

[[event]]
on = "2024"
what = "A year."
"""


def test_what_may_be_left_out_or_written_in_several_ways_is_taken(
    briefing_from: BriefingFrom, home: dict[str, str]
) -> None:
    region = 'name = "US"\ncode = "US"\nlat = 39\nlon = -77.5\n'
    source = SOURCES + 'passage = [1, 2]\n[b-2]\ntitle = "t"\npublisher = "p"\nkind = "data"\npublished = "2024-09"\n'
    root = with_schemas(
        briefing_from({"us/sofa.toml": CARD + MANY_FORMS, "us/region.toml": region, "sources.toml": source})
    )
    assert complaints(root, home) == []
    assert read_library(root).problems == ()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('why = "', 'reason = "x"\nwhy = "', ['16 "reason" is not allowed']),
        ("as_of = 2024-10-03", 'as_of = "2024-10-03"', ["4 expected a value of type LocalDate, but found String"]),
        (
            "as_of = 2024-10-03",
            "as_of = 2024-10-03T12:00:00",
            ["4 expected a value of type LocalDate, but found LocalDateTime"],
        ),
        ('text = "', 'texts = "', ['19 "text" is required', '20 "texts" is not allowed']),
        (
            'confidence = "low"',
            'confidence = "some"',
            ['15 the value must be one of ["low", "moderate", "high"], but found "some"'],
        ),
        ("[[claim]]", '[[gap]]\ntext = ""\n\n[[claim]]', ['20 "" does not match the pattern `\\S`']),
        ("[[claim]]", "[[claim]]\ncredibility = 7", ["20 the value must be one of [1, 2, 3, 4, 5, 6], but found 7"]),
        (
            "[[claim]]",
            '[[event]]\non = "soon"\nwhat = "x"\n\n[[claim]]',
            ['20 "soon" does not match the pattern `^([0-9]{4})(?:-([0-9]{2}))?$`'],
        ),
        ("SOFA revision", "x" * 600, ["5 the length must be ≤ 600, but found 623"]),
    ],
)
def test_what_a_card_must_not_say_is_refused_while_it_is_written(
    briefing_from: BriefingFrom, home: dict[str, str], right: str, wrong: str, told: list[str]
) -> None:
    assert right in CARD
    root = with_schemas(briefing_from({"us/sofa.toml": CARD.replace(right, wrong)}))
    assert complaints(root, home) == [f"us/sofa.toml:{complaint}" for complaint in told]
    assert read_library(root).problems


def test_a_probability_of_two_hundred_percent_is_refused(briefing_from: BriefingFrom, home: dict[str, str]) -> None:
    card = CARD + MANY_FORMS.replace("probability = 100", "probability = 200")
    root = with_schemas(briefing_from({"us/sofa.toml": card}))
    assert complaints(root, home) == ["us/sofa.toml:34 the value must be ≤ 100, but found 200"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("us/region.toml", 'name = "US"\n', '1 "code" is required'),
        ("us/region.toml", 'name = "US"\ncode = "America the wide"\n', "4 the length must be ≤ 8, but found 16"),
        ("us/region.toml", 'name = "US"\ncode = "US"\nlat = 90.5\n', "5 the value must be ≤ 90, but found 90.5"),
        ("sources.toml", SOURCES.replace("[jt]", "[J_T]"), "3 key must match the pattern `^[a-z0-9]+(-[a-z0-9]+)*$`"),
        ("sources.toml", SOURCES.replace('kind = "reporting"', ""), '3 "kind" is required'),
        ("sources.toml", SOURCES.replace('"reporting"', '"news"'), "7 the value must be one of "),
        ("sources.toml", SOURCES + "passage = [1]\n", "13 array must contain at least 2 values, but found 1"),
    ],
)
def test_what_another_file_must_not_say_is_refused_too(
    briefing_from: BriefingFrom, home: dict[str, str], name: str, text: str, told: str
) -> None:
    root = with_schemas(briefing_from({name: text, "us/sofa.toml": CARD}))
    (complaint,) = complaints(root, home)
    assert complaint.startswith(f"{name}:{told}")
    assert read_library(root).problems


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("schema = 1", "schema = 2", '3 the value must be const value "1", but found "2"'),
        ('regions = ["us"]', "regions = []", "7 array must contain at least 1 values, but found 0"),
        ("as_of", "closed = 1\nas_of", "6 expected a value of type Boolean, but found Integer"),
        ("as_of", "review_days = { high = 0 }\nas_of", "6 the value must be ≥ 1, but found 0"),
    ],
)
def test_what_a_briefing_must_not_say_is_refused_too(
    briefing_from: BriefingFrom, home: dict[str, str], right: str, wrong: str, told: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    head = root / "briefing.toml"
    head.write_text(head.read_text().replace(right, wrong))
    assert complaints(with_schemas(root), home) == [f"briefing.toml:{told}"]
    assert read_library(root).problems


class Server:
    """A session with a language server, as an editor holds one. Whatever it is waited for, it is not for ever."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._to, self._from = process.stdin, process.stdout
        self._asked = 0

    def ask(self, method: str, **params: Any) -> Any:
        """Ask for something, and wait for the answer."""
        self._asked += 1
        self._send(id=self._asked, method=method, **({"params": params} if params else {}))
        return self._await(lambda message: message.get("id") == self._asked and "method" not in message)["result"]

    def open(self, file: Path, text: str) -> None:
        """Show a text that is being written; ready once the server has said what it thinks of it."""
        document = {"uri": file.as_uri(), "languageId": "toml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        self._await(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == file.as_uri()
            )
        )

    def tell(self, method: str) -> None:
        """Say something that is not answered."""
        self._send(method=method, params={})

    def _await(self, awaited: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not awaited(message := self._read()):
            if "id" in message:  # it asks for settings and folders: there are none
                self._send(id=message["id"], result=None)
        return message

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has fallen silent"
        message: dict[str, Any] = json.loads(self._from.read(length))
        return message


@contextmanager
def serving(root: Path, home: dict[str, str]) -> Iterator[Server]:
    """tombi's language server for a folder."""
    with subprocess.Popen(
        [TOMBI, "lsp", "--offline"],
        cwd=root,
        env=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        patience = Timer(30, process.kill)
        patience.start()
        try:
            server = Server(process)
            server.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities={})
            server.tell("initialized")
            yield server
            server.ask("shutdown")
            server.tell("exit")
            assert process.wait(10) == 0
        finally:
            patience.cancel()
            process.kill()


def offered(root: Path, home: dict[str, str], name: str, text: str) -> dict[str, str]:
    """What the server offers at the `|` in a file's text, each with its explanation."""
    schema(None, root)
    (root / "us").mkdir()
    before, _, after = text.partition("|")
    with serving(root, home) as server:
        server.open(root / name, before + after)
        offers = server.ask(
            "textDocument/completion",
            textDocument={"uri": (root / name).as_uri()},
            position={"line": before.count("\n"), "character": len(before.rpartition("\n")[2])},
        )
    return {each["label"]: each["documentation"]["value"] for each in offers}


def test_an_editor_offers_the_keys_of_a_card_that_are_not_there_yet(tmp_path: Path, home: dict[str, str]) -> None:
    text = OF_CARD + 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n|'
    offers = offered(tmp_path, home, "us/new.toml", text)
    assert set(offers) == set(keys(Card)) - {"title", "as_of", "summary"}
    assert offers["judgment"].startswith("What we conclude, with its odds and what it rests on.\n")
    assert offers["also_in"].startswith("Other regions that list this card.\n")


def test_an_editor_offers_the_keys_of_a_table_and_says_their_form(tmp_path: Path, home: dict[str, str]) -> None:
    offers = offered(tmp_path, home, "us/new.toml", OF_CARD + '[[related]]\nhow = "depends on"\nca|\n')
    assert list(offers) == ["card"]
    assert offers["card"].startswith("Must name a card, as region/card.\n")


def test_an_editor_offers_the_terms_of_a_likelihood_and_their_percent(tmp_path: Path, home: dict[str, str]) -> None:
    text = OF_CARD + '[[judgment]]\nstatement = "x"\nlikelihood = "|"\nby = 2025-01-01\n'
    offers = offered(tmp_path, home, "us/new.toml", text)
    assert list(offers) == [f'"{term}"' for term in Likelihood]
    assert "- `unlikely`: 20-45 %\n" in offers['"unlikely"']


def test_an_editor_offers_the_keys_of_a_source(tmp_path: Path, home: dict[str, str]) -> None:
    offers = offered(tmp_path, home, "sources.toml", "#:schema sources.schema.json\n\n[jt]\nreli|\n")
    assert list(offers) == ["reliability"]
    assert "- `B`: usually reliable\n" in offers["reliability"]
