"""Pelican's base reader."""

from typing import Any

class BaseReader:
    enabled: bool
    file_extensions: list[str]
    settings: dict[str, Any]
    def read(self, source_path: str) -> tuple[str, dict[str, Any]]: ...
    def process_metadata(self, name: str, value: str) -> Any: ...
