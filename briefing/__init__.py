"""A terminal briefing dashboard: TOML cards by region, risk indicators, sources."""

from typing import Final

VERSION: Final = "0.1.0"
