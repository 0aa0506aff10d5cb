"""Only what the site uses of feedgenerator, which ships no types."""

from datetime import datetime
from typing import Any, TextIO

class Atom1Feed:
    feed: dict[str, Any]
    items: list[dict[str, Any]]
    def __init__(
        self, title: str, link: str, description: str, language: str | None = ..., feed_url: str | None = ...
    ) -> None: ...
    def add_item(
        self,
        title: str,
        link: str,
        description: str,
        unique_id: str | None = ...,
        author_name: str | None = ...,
        pubdate: datetime | None = ...,
        updateddate: datetime | None = ...,
    ) -> None: ...
    def write(self, outfile: TextIO, encoding: str) -> None: ...
