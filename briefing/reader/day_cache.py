"""What was found out today and need not be asked again; deleting it costs the wait, nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class DayCache:
    """Answers by what was asked, in a file of one day: with the next it begins anew.

    Never raises on what the file or the disk is like; `complaint` says what the reader has to know of it.
    """

    def __init__(self, path: Path, today: date, form: type) -> None:
        self.complaint: str | None = None
        self._path = path
        self._today = today
        self._form = TypeAdapter[Any](tuple[str, dict[str, form]])  # type: ignore[valid-type]

    def recall(self) -> dict[str, Any]:
        """What was answered today."""
        try:
            day, answers = self._form.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as fault:
            self.complaint = f"{self._path} cannot be read: {fault.strerror}"
            return {}
        except ValidationError:
            self.complaint = f"{self._path} is damaged, and begins anew"
            return {}
        return answers if day == self._today.isoformat() else {}

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Put these in place of all that was kept."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = mkstemp(dir=self._path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._form.dump_json((self._today.isoformat(), dict(answers))))
                Path(name).replace(self._path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as fault:
            self.complaint = f"{self._path} cannot be written, so all is asked again next time: {fault.strerror}"
