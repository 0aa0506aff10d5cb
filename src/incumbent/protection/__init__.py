"""Nobody whose name was changed can be found in a published byte."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from incumbent.protection.files import load_plain_vault as load_plain_vault
    from incumbent.protection.files import load_vault as load_vault
    from incumbent.protection.person import Finding as Finding
    from incumbent.protection.person import Level as Level
    from incumbent.protection.scanner import Scanner as Scanner

_HOMES = {
    "load_vault": "files",
    "load_plain_vault": "files",
    "Scanner": "scanner",
    "Finding": "person",
    "Level": "person",
}
__all__ = ["Finding", "Level", "Scanner", "load_plain_vault", "load_vault"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the libraries behind it are heavy."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
