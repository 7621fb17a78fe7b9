"""`briefing keys`: the keys of the dashboard, as the settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.cli.columns import aligned
from briefing.cli.exits import Exit
from briefing.cli.streams import put
from briefing.publish.records import as_json
from briefing.reader.places import settings_file
from briefing.reader.settings import read_settings
from briefing.tui.actions import ACTIONS, GROUPS, PLACES, REGION_KEYS, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Keys = tuple[str, ...]
_AFTERWORD: Final = "The last word of a line is the action's name under [keys] in the settings: see `briefing paths`.\n"


def keys(form: str) -> int:
    """Print every key and what it does."""
    chosen = read_settings(settings_file())[0].keys
    if form == "json":
        put(as_json(_records(chosen)))
    elif form == "markdown":
        put(keys_markdown(chosen))
    else:
        groups = (f"{group}\n\n{aligned(list(_rows(group, chosen)), '  ')}" for group in GROUPS)
        put("\n".join([*groups, _AFTERWORD]))
    return Exit.DONE


def keys_markdown(chosen: Mapping[str, Keys]) -> str:
    """The keys as a table for each group, with the name that each action has in the settings."""
    tables = []
    for group in GROUPS:
        rows = [
            f"| {' '.join(f'`{key}`' for key in pressed.split())} | {does} | {f'`{name}`' if name else ''} |"
            for pressed, does, name in _rows(group, chosen)
        ]
        tables.append("\n".join([f"## {group}", "", "| key | does | in the settings |", "|---|---|---|", *rows]))
    return "\n\n".join(tables) + "\n"


def _rows(group: str, chosen: Mapping[str, Keys]) -> Iterator[tuple[str, str, str]]:
    """Keys, what they do, and the action's name; actions that the user took the keys from have none."""
    if group == PLACES:
        yield f"{REGION_KEYS[0]}–{REGION_KEYS[-1]}", "A region by its place.", ""
    for action in ACTIONS:
        if action.group == group:
            pressed = " ".join(shown(key) for key in chosen.get(action.id, action.keys))
            yield pressed, action.does, action.id


def _records(chosen: Mapping[str, Keys]) -> list[dict[str, object]]:
    return [
        {
            "id": action.id,
            "keys": list(chosen.get(action.id, action.keys)),
            "label": action.label,
            "does": action.does,
            "group": action.group,
        }
        for action in ACTIONS
    ]
