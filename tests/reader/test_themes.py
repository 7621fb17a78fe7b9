"""Themes: those shipped are legible to every eye, and a bad one of the user's own is told and left out."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.library.problem import Problem
from briefing.reader.themes import ROLES, Theme, read_theme, read_themes

SHIPPED_FOLDER = Path(__file__).parents[2] / "themes"
SHIPPED, SHIPPED_PROBLEMS = read_themes(SHIPPED_FOLDER)
MEASURABLE = [theme for theme in SHIPPED.values() if not theme.ansi]
LEVELS = ("low", "guarded", "elevated", "high")

MIDNIGHT = (SHIPPED_FOLDER / "midnight.toml").read_text(encoding="utf-8")

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
SIGHTS: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of what the colour looks like to such eyes."""
    seen = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, seen, strict=True)))) for row in SIGHTS[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116 for share in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, sight: str) -> float:
    """CIE76: 2.3 is the least that is noticed side by side."""
    return math.dist(lab(one, sight), lab(other, sight))


def problems_of(path: Path) -> list[tuple[int, int, str, str]]:
    theme, problems = read_theme(path)
    assert theme is None
    return [(problem.line, problem.column, problem.code, problem.message) for problem in problems]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def test_the_shipped_themes_are_read_without_a_problem() -> None:
    assert SHIPPED_PROBLEMS == ()
    assert set(SHIPPED) == {"midnight", "paper", "colour-blind", "high-contrast", "terminal"}


def test_a_shipped_theme_is_named_like_its_file() -> None:
    for path in SHIPPED_FOLDER.glob("*.toml"):
        theme, _ = read_theme(path)
        assert theme
        assert theme.name == path.stem


@pytest.mark.parametrize("theme", MEASURABLE, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("role", "least"), [("text", 4.5), ("muted", 4.5), ("accent", 4.5), *((each, 3) for each in LEVELS)]
)
def test_words_and_levels_stand_out_from_the_ground(theme: Theme, role: str, least: float) -> None:
    assert contrast(getattr(theme, role), theme.ground) >= least


@pytest.mark.parametrize("theme", MEASURABLE, ids=lambda theme: theme.name)
def test_a_dark_theme_is_dark_and_a_light_one_light(theme: Theme) -> None:
    assert theme.dark is (luminance(theme.ground) < luminance(theme.text))


def test_all_of_high_contrast_is_at_least_seven_to_one() -> None:
    theme = SHIPPED["high-contrast"]
    assert min(contrast(getattr(theme, role), theme.ground) for role in ROLES if role not in {"ground", "rule"}) >= 7


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["colour-blind", "high-contrast"])
def test_every_two_levels_differ_plainly_to_the_colour_blind(name: str, sight: str) -> None:
    levels = [getattr(SHIPPED[name], level) for level in LEVELS]
    assert min(distance(one, other, sight) for one, other in itertools.combinations(levels, 2)) >= 20


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", MEASURABLE, ids=lambda theme: theme.name)
def test_the_calm_levels_never_look_like_the_grave_ones(theme: Theme, sight: str) -> None:
    for calm, grave in itertools.product((theme.low, theme.guarded), (theme.elevated, theme.high)):
        assert distance(calm, grave, sight) >= 40


@pytest.mark.parametrize("theme", MEASURABLE, ids=lambda theme: theme.name)
def test_levels_go_from_blue_to_orange_and_none_is_green(theme: Theme) -> None:
    for level in LEVELS:
        red, green, blue = linear(getattr(theme, level))
        assert green < max(red, blue)
        assert (blue > red) is (level in {"low", "guarded"})


def test_the_terminal_theme_leaves_every_colour_to_the_terminal() -> None:
    theme = SHIPPED["terminal"]
    assert theme.ansi
    assert all(getattr(theme, role).startswith("ansi_") for role in ROLES)
    assert not any("green" in getattr(theme, role) for role in ROLES)


def test_textual_understands_every_colour_that_a_theme_may_use(file: Path) -> None:
    from textual.color import Color

    hues = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    for colour in (
        "#1a2B3c",
        "ansi_default",
        *(f"ansi_{bright}{hue}" for hue in hues for bright in ("", "bright_")),
    ):
        file.write_text(MIDNIGHT.replace("#0e131a", colour))
        theme, problems = read_theme(file)
        assert (theme and theme.ground, problems) == (colour, ())
        Color.parse(colour)


def test_a_later_folder_wins_and_a_missing_one_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "dark.toml").write_text(MIDNIGHT.replace("#0e131a", "#000000"))
    themes, problems = read_themes(SHIPPED_FOLDER, tmp_path / "nowhere", tmp_path)
    assert themes["midnight"].ground == "#000000"
    assert set(themes) == set(SHIPPED)
    assert problems == ()


def test_one_bad_theme_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = ")
    (tmp_path / "good.toml").write_text(MIDNIGHT)
    themes, problems = read_themes(tmp_path)
    assert list(themes) == ["midnight"]
    assert [problem.path.name for problem in problems] == ["bad.toml"]


def test_what_editors_leave_behind_is_no_theme(tmp_path: Path) -> None:
    for name in (".mine.toml.swp", "mine.toml~", "#mine.toml#", ".#mine.toml", ".mine.toml", "README.md"):
        (tmp_path / name).write_text(MIDNIGHT)
    assert read_themes(tmp_path) == ({}, ())


def test_a_theme_may_be_a_link_to_where_dotfiles_are_kept(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "dotfiles" / "mine.toml").write_text(MIDNIGHT)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").symlink_to(tmp_path / "dotfiles" / "mine.toml")
    assert list(read_themes(tmp_path / "themes")[0]) == ["midnight"]


def test_a_misspelt_key_is_told_once_at_its_line(file: Path) -> None:
    file.write_text(MIDNIGHT.replace("accent", "acent"))
    assert problems_of(file) == [(8, 1, "C02", "`acent` is not a key of a theme; did you mean `accent`?")]


def test_an_unknown_key_that_resembles_none_is_told_with_all_there_are(file: Path) -> None:
    file.write_text(f"{MIDNIGHT}\nzzz = 1\n")
    _, problems = read_theme(file)
    assert [(problem.line, problem.message) for problem in problems] == [(15, "`zzz` is not a key of a theme")]
    assert problems[0].help.startswith("the keys are name, dark, ground")


def test_a_missing_key_is_told(file: Path) -> None:
    file.write_text("\n".join(line for line in MIDNIGHT.splitlines() if not line.startswith("rule")))
    ((_, _, code, message),) = problems_of(file)
    assert (code, message) == ("C02", "a theme needs `rule`")


def test_a_theme_without_a_name_is_told(file: Path) -> None:
    file.write_text(MIDNIGHT.replace('name = "midnight"\n', ""))
    assert [message for *_, message in problems_of(file)] == ["a theme needs `name`"]


@pytest.mark.parametrize(
    ("written", "instead", "line", "message"),
    [
        ('"midnight"', '" "', 1, "`name` must be a line of text, in quotes"),
        ('"midnight"', '"a\\nb"', 1, "`name` must be a line of text, in quotes"),
        ('"midnight"', "3", 1, "`name` must be a line of text, in quotes"),
        ("true", '"true"', 2, "`dark` must be true or false, without quotes"),
        ("true", "1", 2, "`dark` must be true or false, without quotes"),
        ('"#0e131a"', '"#0e13"', 4, "`ground` is not a colour"),
        ('"#0e131a"', '"#0e131a\\n"', 4, "`ground` is not a colour"),
        ('"#0e131a"', '"rgb(1, 2, 3)"', 4, "`ground` is not a colour"),
        ('"#0e131a"', "0x0e131a", 4, "`ground` is not a colour"),
        ('"#0e131a"', "[]", 4, "`ground` is not a colour"),
        ('"#0e131a"', '"ansi_bleu"', 4, "`ground` is not a colour; did you mean `ansi_blue`?"),
    ],
)
def test_a_bad_value_is_told_at_its_line(file: Path, written: str, instead: str, line: int, message: str) -> None:
    file.write_text(MIDNIGHT.replace(written, instead))
    assert problems_of(file) == [(line, 1, "C02", message)]


def test_what_is_not_toml_is_told_where_it_breaks(file: Path) -> None:
    file.write_text('name = "mine"\ndark = tru\n')
    ((line, column, code, message),) = problems_of(file)
    assert (line, column, code) == (2, 8, "C01")
    assert message.startswith("not TOML: ")


def test_what_is_not_utf_8_is_told_at_its_line(file: Path) -> None:
    file.write_bytes(b'name = "mine"\n# caf\xe9\n')
    ((line, _, code, _),) = problems_of(file)
    assert (line, code) == (2, "C06")


def test_a_control_character_in_a_name_never_becomes_a_theme(file: Path) -> None:
    file.write_text(MIDNIGHT.replace('"midnight"', '"\\u001b]52;c;eA==\\u0007"'))
    ((line, _, code, message),) = problems_of(file)
    assert (line, code) == (1, "C04")
    assert "\x1b" not in message


def test_a_missing_file_is_told(file: Path) -> None:
    assert problems_of(file) == [(0, 0, "C06", "there is no mine.toml")]


def test_a_pipe_or_a_folder_by_the_name_of_a_theme_is_told_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    themes, problems = read_themes(tmp_path)
    assert themes == {}
    assert [problem.code for problem in problems] == ["C06", "C06"]


def test_reading_a_theme_loads_neither_textual_nor_pydantic() -> None:
    ask = (
        "import sys; from pathlib import Path; from briefing.reader.themes import read_theme\n"
        f"theme, _ = read_theme(Path({str(SHIPPED_FOLDER / 'midnight.toml')!r}))\n"
        "print(theme.name, {'textual', 'rich', 'pydantic_core', 'tree_sitter'} & set(sys.modules))"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True, check=True)
    assert answer.stdout == "midnight set()\n"


def test_a_problem_names_the_file(file: Path) -> None:
    file.write_text("")
    _, problems = read_theme(file)
    assert {problem.path for problem in problems} == {file}
    assert all(isinstance(problem, Problem) for problem in problems)
    assert len(problems) == len(ROLES) + 2
