"""`incumbent backtest`: how good would the base rate have been."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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
    hindsight = coding is Coding.RETROSPECTIVE
    plan = BacktestPlan(
        first_year, last_year, min(learn_from, first_year), hindsight, every, models=tuple(model or MODELS)
    )
    machines = Machines(jobs, scheduler if backend is Backend.DASK else None)
    result = run(data, out, plan, machines)
    typer.echo(
        "model                months      n  Brier   skill        95 %   gain over KM         95 %  AUC"
    )
    for row in result.summary.iter_rows(named=True):
        skill = f"{row['skill']:>7.3f} {row['skill_low']:>6.3f}–{row['skill_high']:.3f}"
        gain = f"{row['gain']:>7.3f} {row['gain_low']:>6.3f}–{row['gain_high']:.3f}"
        head = f"{row['model']:<20} {row['horizon']:>6} {row['n']:>6.0f} {row['brier']:.4f}"
        typer.echo(f"{head} {skill} {gain} {row['auc']:.3f}")
    typer.echo(f"Tables and {out / 'report.html'} written.")
