"""Proofs that take longer than the tests: `make torture` runs them all and writes their table."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))  # what tests and proofs begin from
