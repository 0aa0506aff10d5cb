"""Shows in a build's report what a person signed off that no scanner sees."""

from __future__ import annotations

from pathlib import Path

import typer

from incumbent.domain.desk import Desk


def show_sign_offs(desk: Desk, folder: Path) -> None:
    """A line for each post with a changed name: how much of the checklist is signed for its very words."""
    from incumbent.workflows.looked_at import signed_off

    for path, (done, of) in signed_off(desk, folder).items():
        rest = "" if done == of else f"; see: incumbent protect checklist {path}"
        typer.echo(f"checklist of {path}: {done} of {of} signed off{rest}")
