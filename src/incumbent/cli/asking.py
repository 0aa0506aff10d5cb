"""Options of every command that asks the outside."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

DeskOption = Annotated[Path, typer.Option("--desk", help="Folder of the desk.")]
ProxyOption = Annotated[
    str | None, typer.Option("--proxy", help="Ask through this proxy, e.g. socks5h://127.0.0.1:9050.")
]
TorOption = Annotated[bool, typer.Option("--tor", help="Ask through Tor on this machine (port 9050).")]
DayOption = typer.Option(formats=["%Y-%m-%d"])


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)
