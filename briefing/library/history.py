"""The briefing at one revision after another, and what its regions came to."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.library.git import Repository
from briefing.library.revision import read_at, touching

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.model.standing import Standing


@dataclass(frozen=True)
class Past:
    """The briefing as it stood at a revision, judged as of the day of that revision."""

    revision: Revision
    library: Library

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where every card stood, by reference."""
        return self.library.standings(self.revision.day)

    def worst(self, region: str | None = None) -> Standing | None:
        """Where the worst card stood, of a region or of all; None where no card counted."""
        worst = self.library.outlook(self.standings, region).worst
        return self.standings[worst] if worst else None


def history(root: Path, most: int = 100) -> Generator[Past]:
    """The briefing at each of the last revisions that changed its folder, the newest first.

    Each is read when it is asked for, and of it only what differs from the one before; close it, and git stops.
    Revisions at which there was no briefing are left out.
    """
    repository, library = Repository(root), None
    with closing(touching(repository, most)) as revisions, repository.objects() as objects:
        for revision in revisions:
            found = read_at(repository, objects, revision, library)
            if found:
                library = found
                yield Past(revision, library)
