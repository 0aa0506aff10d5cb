"""Pelican's base generator."""

from typing import Any

from jinja2 import Template

class Generator:
    context: dict[str, Any]
    settings: dict[str, Any]
    output_path: str
    def get_template(self, name: str) -> Template: ...
