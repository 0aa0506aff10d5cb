"""Where the theme lies."""

from pathlib import Path

THEME = Path(__file__).parent / "theme"
TEMPLATES = THEME / "templates"
