"""The published files as they could have been on the first of a month: nothing in them is of a later day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from incumbent.evidence.regime_lists import PUBLISHED as PUBLISHED_REGIMES
from incumbent.evidence.vintages import PUBLISHED
from incumbent.workflows.panel import ELECTION_LISTS, FILES, REGIME_LISTS

REGIMES_END = "12/31/2020"
Cut = Callable[[pl.DataFrame, date], pl.DataFrame]


def truncate(data: Path, out: Path, origin: date) -> None:
    """Write every file that a panel is made of, without what came on or after `origin`."""
    for name, path in FILES.items():
        if name != "votes":
            _write(_CUTS.get(name, _shown_before)(_read(data / path), origin), out / path)
    for path in ELECTION_LISTS:
        _write(_votes_known(_read(data / path), path.rpartition("/")[2], data, origin), out / path)
    for path in REGIME_LISTS:
        _write(_regime_list_known(_read(data / path), path.rpartition("/")[2], origin), out / path)


def _regime_list_known(table: pl.DataFrame, file: str, origin: date) -> pl.DataFrame:
    """A list that was out; of a later one a row stays."""
    return table if PUBLISHED_REGIMES[file] < origin else table[:1]


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=0)


def _write(table: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    table.write_csv(path)


def _number(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().cast(pl.Int64, strict=False)


def _month(year: str, month: str) -> pl.Expr:
    return _number(year) * 12 + _number(month)


def _blank(where: pl.Expr, *columns: str) -> list[pl.Expr]:
    return [pl.when(where).then(None).otherwise(pl.col(name)).alias(name) for name in columns]


def _leaders(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    now = origin.year * 12 + origin.month
    later = {
        columns: (_month(*columns) >= now).fill_null(value=False)
        for columns in (("eyear", "emonth"), ("l_year", "l_month"))
    }
    known = table.filter(_month("syear", "smonth") < now)
    return known.with_columns(part for columns, where in later.items() for part in _blank(where, *columns))


def _votes_known(table: pl.DataFrame, file: str, data: Path, origin: date) -> pl.DataFrame:
    """Past votes; coming ones only if announced, or on a list that was out. One row of a later list stays."""
    if file != "electionlist_3_21.csv":
        return table if PUBLISHED[file] < origin else table[:1]
    past = (_month("elec_year", "elec_month") < origin.year * 12 + origin.month).fill_null(value=False)
    told = pl.col("event").str.strip_chars().str.to_lowercase().str.starts_with("announce") & past
    known = set(table.filter(told)["elecnum"])
    for path in ELECTION_LISTS:
        if PUBLISHED[path.rpartition("/")[2]] < origin:
            known |= set(_read(data / path)["elecnum"])
    # a deadline met later is a row of a past vote: it repeats the result
    over = pl.col("elecnum").is_in(
        list(table.filter(past & pl.col("event").str.starts_with("Vote"))["elecnum"])
    )
    seen = table.filter(past | over | pl.col("elecnum").is_in(list(known)))
    return seen.with_columns(_blank(~past & ~over, "victory", "change"))


def _regimes(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    def day(column: str) -> pl.Expr:
        return pl.col(column).str.strip_chars().str.to_date("%m/%d/%Y")

    still = pl.when(day("gwf_enddate") >= origin).then(pl.lit(REGIMES_END)).otherwise(pl.col("gwf_enddate"))
    return table.filter(day("gwf_startdate") < origin).with_columns(gwf_enddate=still)


def _archigos(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    day = origin.isoformat()
    still = pl.when(pl.col("enddate") >= day).then(pl.lit("Still in Office")).otherwise(pl.col("exit"))
    return table.filter(pl.col("startdate") < day).with_columns(
        exit=still, enddate=pl.min_horizontal("enddate", pl.lit(day))
    )


def _coups(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    return table.filter(pl.col("date") < origin.isoformat())


def _cia_leaders(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    day = origin.isoformat()
    return table.filter(pl.col("start_date") < day).with_columns(
        _blank(pl.col("end_date") >= day, "end_date")
    )


def _incomes(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    return table.filter(_number("year") < origin.year - 1)


def _shown_before(table: pl.DataFrame, origin: date) -> pl.DataFrame:
    """Dated texts: those shown before; the first one where there was none, for a file needs a row."""
    day = origin.isoformat()
    shown = next(name for name in ("valid_from", "first_seen") if name in table.columns)
    gone = next(name for name in ("valid_to", "gone_by") if name in table.columns)
    known = table.filter(pl.col(shown) < day).with_columns(_blank(pl.col(gone) >= day, gone))
    return known if known.height else table.sort(shown)[:1]


_CUTS: dict[str, Cut] = {
    "leaders": _leaders,
    "regimes": _regimes,
    "archigos": _archigos,
    "coups": _coups,
    "cia": _cia_leaders,
    "incomes": _incomes,
}
