"""The coasts, what of them is shown, and where labels find room."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.world.map import Place, draw

LONGITUDES = st.floats(-180, 180)
PLACES = st.lists(st.builds(Place, st.floats(-90, 90), LONGITUDES, st.integers(7, 22)), min_size=1, max_size=14)

PACIFIC = """\
 ⠉⠉⠉⠉⠓⠒⠋⠉⠒⠒⠦⠤⠤⠴⠶⣀⢀⡤⠒⠒⠒⠒⠢⠤⠾⠿⢿⣽⡿⣿⣿⢽⡯⡿⣕⡲⠤⡀⢺
       ⣀⣀⣀⡠⣴⡢⡠⠺⠋⠛⠫⣚⣀⣠⡤⢄⡀       ⢠⡒⠛⢿⡯⢾⢟ ⠈
      ⠪⣴  ⢯⠜      ⠚⠋⠉  ⠈⢷⣄      ⠉⠑⢶⠁ ⠁⠓⡄
     ⢀⡰⣹⡅                ⢙⠇         ⡺⡽⠿⠛
  ⠐⡾* KR                 ⠘⢄        * US
   ⡱ ⠛⠉                    ⢳⣆  ⡠⠴⠢⣎⡀
⢀⣤⠒⢻               ⢆⡀       ⠙⢱⡀⢇⣠⡤⢻⣧⣀⡀
⡌⡆ ⣿⣤                         ⠈⠚⠼⢶ ⢉⣥⣁⡀
⡌⣀⣜⠝⢟                            ⠈⠻⡁⠁ ⠑⠤
"""
ATLANTIC = """\
  ⡠⠎⠙⠪⢵⡭⠭⢦⡶⠾   ⠑⢄⣀⡠⠃    ⠘⠓⠊⠉     ⢠⠒⠉ ⢠⢪⠊
  ⢳⣀⣀  ⢪  ⠣⠚⢄     ⠁           ⡴⡦ ⠈⢢⣶ ⡔⠉⣽
     ⠉⡶⡁    ⠈⠑⢄              ⣔⣿⠿⣀⡠⠼⠫⠫⠓⠚
      ⠈   ⡠⢶⠲⣪⡻⣄             ⠁⢺⡿* UK
         ⢈⠤⡾⠟⠃⠉⠁             ⣀⣀⣱ ⣀⡠⡄⢦⡀
       * US                  ⡇  ⡎⠁⢸⡏⠒⣽⡆⡤
       ⢈⠇                    ⠓⡶⢞⠔⠒⠒⡖⠙⠁⠈⠺
  ⣀⣀⣀⢀⡔⠁                     ⡎     ⠉⠉⠦⡰⠒
 ⡎ ⠈ ⠹⣣⢤                   ⢠⠊
"""
ITALY = """\
           ⢰⠹⡗   ⠉⡱⢟⡄⣀⡎⠁⢠⠪⠂
          ⡔⢲⢓⡟⢄⣀⢀⣀⡣⠫⠚⠔⠒⠒⠉
          ⠋⠉⡽⢦⢤⡗⠃
            ⠘⢍⠁             ⢀⣀⣀⠤⡤    ⣀⠤⡄
          ⡠⠤⠤⢄⠇ ⣀⣀⠔⣄⠫⢕⢄    ⢠⠃⠈⠚⠛⠢⡀  ⢎ ⢎⡁
          ⡣   ⢀⠔⠁ ⢨⡏* Rome ⠾⠖⠊⠉⠑⠢⠚⠂  ⡱⠄⣿
          ⠱⢤⢀⣠⣊⡠⠤⠤⠬* Tunis ⢅⣀⣀⣀⣀     ⠣⠤⠽
          ⢀⠼⠉⠉     ⠸⢄⡀  ⢀⣈⠉  ⠐⢫⠃
          ⡇          ⠈⠒⠢⠇ ⠉⠒⠔⢢⢇      ⣀
        ⡠⠊                   ⠘⡿⡀     ⢣⠑⠢
      ⢀⠎                      ⠘⡌⢢    ⠈⠻⠴
      ⠸⡀                       ⢸⠸⡀
"""


def drawn(places: dict[str, tuple[float, float]], width: int, height: int) -> list[str]:
    """The map with each place's name as its label, as a reader sees it."""
    world = draw([Place(*point, len(name) + 2) for name, point in places.items()], width, height)
    rows = [list(row) for row in world.rows]
    for name, spot in zip(places, world.spots, strict=True):
        rows[spot.cell[0]][spot.cell[1]] = "*"
        if spot.label:
            row, column = spot.label
            rows[row][column : column + len(name) + 2] = f" {name} "
    return ["".join(row).rstrip() for row in rows]


def test_the_coasts_are_points_of_the_globe_and_weigh_little() -> None:
    written = files("briefing.publish.world").joinpath("coasts.txt").read_text(encoding="ascii")
    points = [tuple(map(int, point.split(","))) for line in written.splitlines() for point in line.split()]
    assert all(-1800 <= lon <= 1800 and -900 <= lat <= 900 for lon, lat in points)
    assert len(written) < 60_000
    assert "public domain" in files("briefing.publish.world").joinpath("COASTS.md").read_text(encoding="utf-8")


def test_no_coast_takes_a_step_across_the_map_for_being_cut_at_the_date_line() -> None:
    written = files("briefing.publish.world").joinpath("coasts.txt").read_text(encoding="ascii")
    for line in written.splitlines():
        lons = [int(point.split(",")[0]) for point in line.split()]
        assert all(abs(after - before) < 300 for before, after in pairwise(lons)), line[:40]


def test_places_on_both_shores_of_the_pacific_lie_on_either_side_of_it() -> None:
    assert drawn({"US": (38.9, -77), "KR": (37.6, 127)}, 40, 9) == PACIFIC.splitlines()


def test_places_on_both_shores_of_the_atlantic_lie_on_either_side_of_it() -> None:
    assert drawn({"US": (38.9, -77), "UK": (51.5, 0)}, 40, 9) == ATLANTIC.splitlines()


def test_places_close_together_are_shown_among_coasts_that_can_be_known() -> None:
    assert drawn({"Rome": (41.9, 12.5), "Tunis": (36.8, 10.2)}, 40, 12) == ITALY.splitlines()


def test_two_regions_at_one_place_have_one_cell_and_two_labels() -> None:
    (one, other) = draw([Place(37.6, 127, 9), Place(37.6, 127, 9)], 60, 12).spots
    assert one.cell == other.cell
    assert one.label == (one.cell[0], one.cell[1] + 1)
    assert other.label == (one.cell[0], one.cell[1] - 9)


def test_a_label_for_which_no_room_is_left_beside_its_place_is_left_out_and_not_put_farther_off() -> None:
    spots = draw([Place(37.6, 127, 30)] * 8, 60, 12).spots
    assert [spot.label is None for spot in spots] == [*[False] * 3, *[True] * 5]


def test_at_the_poles_nothing_is_drawn_beyond_them() -> None:
    world = draw([Place(90, 0, 8), Place(-90, 179, 8)], 60, 12)
    assert [spot.cell[0] for spot in world.spots] == [0, 11]
    north = draw([Place(90, 0, 8), Place(80, 60, 8)], 60, 12)
    assert north.spots[0].cell[0] == 0


@given(PLACES, st.integers(40, 100), st.integers(9, 20))
def test_marks_and_labels_lie_on_the_map_and_never_on_one_another(places: list[Place], width: int, height: int) -> None:
    world = draw(places, width, height)
    assert [len(row) for row in world.rows] == [width] * height
    assert all(character == " " or 0x2800 < ord(character) <= 0x28FF for row in world.rows for character in row)
    marks = {spot.cell for spot in world.spots}
    assert all(0 <= row < height and 0 <= column < width for row, column in marks)
    labels = [
        (spot.label[0], spot.label[1] + cell)
        for place, spot in zip(places, world.spots, strict=True)
        if spot.label
        for cell in range(place.width)
    ]
    assert all(0 <= row < height and 0 <= column < width for row, column in labels)
    assert len(labels) == len(set(labels))
    assert not marks & set(labels)


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(1, 60), LONGITUDES)
def test_the_map_is_the_same_wherever_the_date_line_is(lat: float, lon: float, apart: float, turn: float) -> None:
    def cells(by: float) -> list[tuple[int, int]]:
        lons = [(each + by + 180) % 360 - 180 for each in (lon, lon + apart)]
        return [spot.cell for spot in draw([Place(lat, each, 8) for each in lons], 60, 12).spots]

    (row, west), (same, east) = cells(0)
    assert row == same
    assert all(
        abs(here[1] - there[1]) <= 1 for here, there in zip([(row, west), (row, east)], cells(turn), strict=True)
    )
    assert west <= east
