"""How likely is a leader still in office on a date: estimated, recorded, scored, published."""

from __future__ import annotations

__version__ = "0.1.0"
