"""The forms that a check's findings are told in."""
