"""The example desk, and the moment as which its site is built."""

from datetime import date
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"
TODAY = date(2026, 1, 1)
