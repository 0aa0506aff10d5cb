"""`incumbent backtest`: how good would the base rate have been."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show

if TYPE_CHECKING:
    from datetime import date

    import polars as pl


class Coding(StrEnum):
    """What of calendar and results a past origin may see."""

    KNOWN_THEN = "known-then"
    RETROSPECTIVE = "retrospective"


class Backend(StrEnum):
    """Where the Januaries are worked on."""

    PROCESSES = "processes"
    DASK = "dask"


def register(app: typer.Typer) -> None:
    """Join the command to the root."""
    app.command("backtest")(backtest)


def backtest(  # noqa: PLR0917 - the options of the command
    data: Annotated[
        Path,
        typer.Option(
            envvar="INCUMBENT_DATA", exists=True, file_okay=False, help="Folder of published data files."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for results; a broken run goes on from it.")],
    coding: Annotated[Coding, typer.Option(help="Calendar and results.")] = Coding.KNOWN_THEN,
    first_year: Annotated[int, typer.Option(help="First year scored.")] = 1990,
    last_year: Annotated[int, typer.Option(help="Last year scored.")] = 2020,
    learn_from: Annotated[int, typer.Option(help="First January replayed, to learn weights.")] = 1975,
    every: Annotated[int, typer.Option(help="Months between origins.")] = 3,
    backend: Annotated[Backend, typer.Option(help="Processes here, or a Dask cluster.")] = Backend.PROCESSES,
    scheduler: Annotated[str | None, typer.Option(help="Dask scheduler, tcp://host:port.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes at once.", min=1)] = 1,
    model: Annotated[
        list[str] | None, typer.Option(help="Model to score; again for more. Default: all.")
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Replay past origins, refit each January on what came before, score against the baselines.

    Example:

      incumbent backtest --data DIR --out results --first-year 2010
    """
    from incumbent.backtest.replay import MODELS
    from incumbent.domain.errors import RefusedError
    from incumbent.workflows.backtest import BacktestPlan
    from incumbent.workflows.backtest import backtest as run
    from incumbent.workflows.years import Machines

    if backend is Backend.DASK and scheduler is None:
        msg = "--backend dask needs the address of a scheduler: add --scheduler tcp://host:port."
        raise RefusedError(msg)
    if scheduler is not None and backend is not Backend.DASK:
        msg = "--scheduler is asked only with --backend dask: add it, or leave the scheduler out."
        raise RefusedError(msg)
    hindsight = coding is Coding.RETROSPECTIVE
    plan = BacktestPlan(
        first_year, last_year, min(learn_from, first_year), hindsight, every, models=tuple(model or MODELS)
    )
    machines = Machines(jobs, scheduler if backend is Backend.DASK else None)
    result = run(data, out, plan, machines)
    show(_table(result.summary, plan.last_target, out), _body(result.summary), output_format)


def _body(summary: pl.DataFrame) -> dict[str, object]:
    """The scores for a machine; null where a score does not exist."""
    return {"scores": summary.fill_nan(None).to_dicts()}


_TIED = "\u00a0"
"""A space at which no cell is folded."""


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}"  # no minus before a rounded 0


def _interval(low: float, high: float) -> str:
    return f"{_number(low)} to {_number(high)}".replace(" ", _TIED)


def _table(summary: pl.DataFrame, last_target: date, out: Path) -> Table:
    """The scores for a reader at a terminal."""
    columns = ("model", "months", "n", "Brier", "skill", "interval", "gain over KM", "its interval", "AUC")
    rows = [
        [
            row["model"].replace(" ", _TIED),
            str(row["horizon"]),
            f"{row['n']:.0f}",
            f"{row['brier']:.4f}",
            _number(row["skill"]),
            _interval(row["skill_low"], row["skill_high"]),
            _number(row["gain"]),
            _interval(row["gain_low"], row["gain_high"]),
            f"{row['auc']:.3f}",
        ]
        for row in summary.iter_rows(named=True)
    ]
    said = (
        "Skill: Brier skill against climatology; intervals of 95 % by bootstrap over countries.",
        f"Forecasts whose target lies after {last_target} are not scored.",
        f"Tables and {out / 'report.html'} written.",
    )
    return Table(columns, rows, said, brief=("model", "months", "n", "skill", "interval", "AUC"))
