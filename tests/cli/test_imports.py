"""What a command does not load: a slow start begins with one import too many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from intake.pages import NEWS
from library.repository import begin, commit

from briefing.publish.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

LOADED = """
import json, sys
from briefing.cli.main import main
code = main(sys.argv[1:])
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded(environ: dict[str, str], *words: str, ends: int = 0) -> set[str]:
    """The modules that a command loads that ends so."""
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *words], env=environ, capture_output=True, text=True, check=True
    )
    code, modules = json.loads(ended.stdout.splitlines()[-1])
    assert code == ends, ended.stderr
    return set(modules)


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", "--markdown"),
        ("show", "--json"),
        ("show", "us/sofa"),
        ("list",),
        ("list", "level>=low"),
        ("search", "alliance"),
        ("score",),
        ("show", "--view", "timeline"),
        ("show", "--minutes", "5"),
        ("list", "--json"),
        ("new", "us/base-deal"),
        ("--help",),
        ("--version",),
        ("paths",),
        ("keys",),
        ("themes",),
        ("schema", "card"),
        ("check", "--today", "2024-10-03"),
        ("check", "--today", "2024-10-03", "--format", "json"),
        ("check", "--today", "2024-10-03", "--format", "sarif"),
        ("check", "--explain", "J03"),
        (),
    ],
)
def test_no_command_but_the_dashboard_loads_textual(
    environ: dict[str, str], briefing_from: BriefingFrom, words: tuple[str, ...]
) -> None:
    modules = loaded(environ, "-C", str(briefing_from({"us/sofa.toml": CARD})), *words)
    assert not modules & {"textual", "rich", "shtab", "watchfiles"}


@pytest.mark.parametrize(("cards", "loads"), [(20, set()), (60, {"toml_rs"})])
def test_a_second_parser_is_loaded_for_a_folder_of_many_cards(
    environ: dict[str, str], briefing_from: BriefingFrom, cards: int, loads: set[str]
) -> None:
    root = briefing_from({f"us/card-{number}.toml": CARD for number in range(cards)})
    assert loaded(environ, "list", "-C", str(root)) & {"toml_rs"} == loads


LIBRARIES = {
    *("aiohttp", "docx", "feedparser", "httpx2", "jinja2", "lxml", "rich", "shtab", "stix2", "textual", "trafilatura"),
    *("typst", "watchfiles"),
}
"""What only some commands need."""
OF_FORMATS = {"html": {"jinja2"}, "eml": {"jinja2"}, "pdf": {"typst"}, "docx": {"docx", "lxml"}}


def test_looking_back_and_comparing_load_no_textual_either(
    environ: dict[str, str], briefing_from: BriefingFrom
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    begin(root)
    commit(root, "first")
    for words in (("show", "--at", "HEAD"), ("list", "--at", "HEAD"), ("diff", "HEAD")):
        modules = loaded(environ, "-C", str(root), *words)
        assert not modules & LIBRARIES


def test_a_new_folder_is_begun_without_reading_any(environ: dict[str, str], tmp_path: Path) -> None:
    modules = loaded(environ, "init", str(tmp_path / "desk"))
    assert not modules & LIBRARIES
    assert not modules & {"tomli", "toml_rs", "tree_sitter", "briefing.library.folder"}


def test_completions_need_their_library_and_the_grammar_alone(environ: dict[str, str]) -> None:
    modules = loaded(environ, "--print-completion", "bash")
    assert modules & LIBRARIES == {"shtab"}
    assert not modules & {"pydantic_core", "tomli", "toml_rs", "briefing.library.folder"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_loads_its_own_library_alone(
    environ: dict[str, str], briefing_from: BriefingFrom, tmp_path: Path, name: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    modules = loaded(environ, "export", name, "-C", str(root), "-o", str(tmp_path))
    assert modules & LIBRARIES == OF_FORMATS.get(name, set())


def test_an_import_loads_what_fetches_and_reads_pages_alone(
    environ: dict[str, str], briefing_from: BriefingFrom, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(NEWS)
    root = briefing_from({"us/sofa.toml": CARD})
    modules = loaded(environ, "-C", str(root), "--today", "2024-10-03", "import", str(page))
    assert modules & LIBRARIES == {"feedparser", "httpx2", "lxml", "trafilatura"}


def test_a_server_of_dashboards_loads_none_itself(environ: dict[str, str], briefing_from: BriefingFrom) -> None:
    # A port that there is not, so that it ends; the door is loaded before that is said.
    modules = loaded(environ, "serve", "-C", str(briefing_from({"us/sofa.toml": CARD})), "--port", "65536", ends=2)
    assert modules & LIBRARIES == {"aiohttp"}


@pytest.mark.parametrize("command", ["show", "check"])
def test_a_second_parser_is_loaded_only_for_a_problem(
    environ: dict[str, str], briefing_from: BriefingFrom, command: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    modules = loaded(environ, command, "-C", str(root), "--today", "2024-10-03")
    assert not modules & {"tree_sitter", "markdown_it"}


BARE = """
import json, sys
from briefing.cli.open import open_dashboard
import briefing.cli.main
print(json.dumps(sorted(sys.modules)))
"""


def test_a_bare_start_loads_no_parser_no_models_and_no_reader(environ: dict[str, str]) -> None:
    ended = subprocess.run([sys.executable, "-c", BARE], env=environ, capture_output=True, text=True, check=True)
    modules = set(json.loads(ended.stdout))
    assert not modules & {"argparse", "pydantic_core", "tomli", "toml_rs", "briefing.library.folder"}
    assert not [name for name in modules if name.startswith(("briefing.model", "briefing.publish"))]


@pytest.mark.parametrize("words", [("show",), ("list", "--json"), ("check", "--today", "2024-10-03")])
def test_content_is_read_by_the_core_of_pydantic_which_looks_for_no_plugins(
    unmeasured: dict[str, str], briefing_from: BriefingFrom, words: tuple[str, ...]
) -> None:
    modules = loaded(unmeasured, *words, "-C", str(briefing_from({"us/sofa.toml": CARD})))
    assert "pydantic_core" in modules
    assert not modules & {"pydantic", "importlib.metadata"}


KEEP = """
import sys
from datetime import date
from pathlib import Path
from briefing.library.folder import read_library
from briefing.library.kept import Kept
from briefing.tui.front import made
from briefing.tui.showing import showing
library = read_library(Path(sys.argv[1]))
Kept(Path(sys.argv[2]), library.root).keep(library, made(showing(library, date(2024, 10, 3))))
"""
OPEN = """
import json, sys
from datetime import date
from pathlib import Path
from briefing.library.kept import Kept
from briefing.publish.card import card_document
from briefing.reader.settings import read_settings
from briefing.tui.front import is_as_kept, kept_showing
kept = Kept(Path(sys.argv[2]), Path(sys.argv[1]))
shown, front = kept_showing(kept, date(2024, 10, 3))
library, standings = shown.library, shown.listing.standings
card_document(library, "us/sofa", standings["us/sofa"])
read_settings(Path(sys.argv[2], "none.toml"))
assert is_as_kept(kept, front)
print(json.dumps(sorted(sys.modules)))
"""


def test_a_folder_is_opened_as_it_was_kept_without_what_would_read_it(
    environ: dict[str, str], briefing_from: BriefingFrom, tmp_path: Path
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    for path in root.rglob("*.toml"):
        os.utime(path, (10**9, 10**9))  # what was just written is not kept
    words = [str(root), str(tmp_path / "cache")]
    subprocess.run([sys.executable, "-c", KEEP, *words], env=environ, check=True)
    ended = subprocess.run(
        [sys.executable, "-c", OPEN, *words], env=environ, capture_output=True, text=True, check=True
    )
    modules = set(json.loads(ended.stdout))
    assert "briefing.model.card" in modules
    assert not modules & {"pydantic_core", "tree_sitter"}


def test_a_check_of_what_has_not_changed_loads_no_models_and_no_rules(
    unmeasured: dict[str, str], briefing_from: BriefingFrom
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    time.sleep(2.1)  # of files that were just written no check is remembered
    words = ("check", "-C", str(root), "--today", "2024-10-03")
    assert "pydantic_core" in loaded(unmeasured, *words)
    modules = loaded(unmeasured, *words)
    assert not modules & {"pydantic_core", "tomli", "toml_rs", "tree_sitter", "briefing.cli.check", "dataclasses"}
    assert not [name for name in modules if name.startswith(("briefing.model", "briefing.check"))]
