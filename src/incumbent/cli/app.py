"""The command line's root: every command stands in its own module and is joined here."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from incumbent import __version__
from incumbent.cli import (
    add,
    add_image,
    archive,
    backtest,
    build,
    claim,
    data,
    data_indicator,
    data_pull,
    demo,
    elections,
    estimate,
    explain,
    history,
    leaders_register,
    link,
    new,
    odds,
    pack,
    patron,
    post,
    preview,
    protect,
    publish,
    pull,
    record,
    resolve,
    run,
    score,
    sources,
    status,
    train,
    verify,
    withdraw,
    world,
)
from incumbent.domain.errors import IncumbentError

_INTERRUPTED = 130
"""The exit code of a command that somebody stopped."""


class PlainWords(TyperGroup):
    """The root, which says a mistyped choice without the validator's own words in front."""

    def invoke(self, ctx: Any) -> object:
        """Run the command of the line."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as wrong:
            wrong.message = wrong.message.removeprefix("Value error, ")
            raise
        except KeyboardInterrupt:
            typer.echo("\nStopped. What was written is whole; the same command goes on from there.", err=True)
            raise typer.Exit(_INTERRUPTED) from None
        except typer.Abort:
            typer.echo("\nStopped before anything was written.", err=True)
            raise typer.Exit(_INTERRUPTED) from None


app = typer.Typer(
    name="incumbent",
    cls=PlainWords,
    help="How likely is a leader still in office on a date: estimated, recorded, scored, published.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"incumbent {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Chances of staying in office, done in public."""


add.register(app)
add_image.register(app)
archive.register(app)
claim.register(app)
status.register(app)
new.register(app)
explain.register(app)
odds.register(app)
patron.register(app)
sources.register(app)
link.register(app)
pull.register(app)
history.register(app)
elections.register(app)
leaders_register.register(app)
protect.register(app)
build.register(app)
demo.register(app)
estimate.register(app)
preview.register(app)
post.register(app)
pack.register(app)
publish.register(app)
record.register(app)
resolve.register(app)
score.register(app)
run.register(app)
verify.register(app)
withdraw.register(app)
train.register(app)
backtest.register(app)
world.register(app)
data.register(app)
data_indicator.register(data.data_app)
data_pull.register(data.data_app)


def main() -> None:
    """Run the command line; a refusal is one clear message and exit code 1, wrong usage exit code 2."""
    try:
        app()
    except IncumbentError as refusal:
        typer.echo(f"incumbent: {refusal}", err=True)
        sys.exit(1)
    except OSError as refusal:
        where = f" at {refusal.filename}" if refusal.filename else ""
        typer.echo(
            f"incumbent: the disk said {refusal.strerror or refusal}{where}. Look at the file, its "
            "permissions and the free space, then do this again.",
            err=True,
        )
        sys.exit(1)
