"""Only what the site uses of Pelican, which ships no types."""

from typing import Any

from pelican import signals as signals

class Pelican:
    def __init__(self, settings: dict[str, Any]) -> None: ...
    def run(self) -> None: ...
