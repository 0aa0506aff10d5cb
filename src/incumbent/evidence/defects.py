"""How often does each known defect occur in the published files, and which rule meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from incumbent.evidence.published import read_published
from incumbent.evidence.states import CONTINUED, MISTYPED, ROTATING

_TEXT = pl.String
_WHOLE = pl.Int64


def defect_counts(content: Mapping[str, bytes], files: Mapping[str, str]) -> Counter[str]:
    """Rule in words: number of rows it was applied to.

    Parameters
    ----------
    content : mapping of name to bytes
        "leaders", "votes", "regimes", "archigos", "cia" and "incomes".
    files : mapping of name to file
        For messages.
    """
    found: Counter[str] = Counter()
    for name, columns in _COLUMNS.items():
        table = read_published(content[name], files[name], columns)
        for rule, applies in _RULES[name].items():
            found[f"{files[name]}: {rule}"] = table.filter(applies).height
    return found


def _as_printed_elsewhere(column: str) -> pl.Expr:
    """True where a word is written in capitals of its own."""
    return pl.col(column) != pl.col(column).str.to_titlecase()


_COLUMNS: dict[str, dict[str, type[pl.DataType]]] = {
    "leaders": {"ccode": _WHOLE, "birthyear": _WHOLE, "gender": _WHOLE, "militarycareer": pl.Float64},
    "votes": {
        "ccode": _WHOLE,
        "elec_year": _WHOLE,
        "elec_month": _WHOLE,
        "elec_day": _WHOLE,
        "event": _TEXT,
        "type": _TEXT,
        "runoff": _TEXT,
    },
    "regimes": {"cowcode": _WHOLE, "gwf_enddate": _TEXT, "gwf_regimetype": _TEXT},
    "archigos": {"ccode": _WHOLE, "startdate": _TEXT, "enddate": _TEXT, "exit": _TEXT, "yrborn": pl.Float64},
    "cia": {"source": _TEXT, "start_precision": _TEXT, "note": _TEXT},
    "incomes": {"gwcode": _WHOLE, "NY.GDP.PCAP.KD": pl.Float64},
}
_first = pl.format("{}-{}-1", "elec_year", "elec_month").str.to_date("%Y-%m-%d", strict=False)
_RULES: dict[str, dict[str, pl.Expr]] = {
    "leaders": {
        "-99 read as missing": pl.any_horizontal(pl.col("birthyear", "gender", "militarycareer") == -99),
        "office rotates: neither trained on nor scored": pl.col("ccode").is_in(list(ROTATING)),
        "state renumbered to the one that went on": pl.col("ccode").is_in(list(CONTINUED)),
    },
    "votes": {
        "no day: read as the 15th": pl.col("elec_day").is_null(),
        "day after the month's end: read as its last": pl.col("elec_day") > _first.dt.month_end().dt.day(),
        "referendum: left out": pl.col("type") == "R",
        "first round: left out where a second followed": pl.col("runoff") == "1",
        "spelling of the event folded": _as_printed_elsewhere("event"),
        "state number mistyped, mended": pl.col("ccode").is_in(list(MISTYPED)),
    },
    "regimes": {
        "end 12/31/2020: read as still so": pl.col("gwf_enddate") == "12/31/2020",
        "state renumbered to the one that went on": pl.col("cowcode").is_in(list(CONTINUED)),
    },
    "archigos": {
        "still in office at the end of 2015: censored": pl.col("exit") == "Still in Office",
        "birth year before 1700: missing": pl.col("yrborn") < 1700,
        "spell of no day": pl.col("startdate") == pl.col("enddate"),
        "exit for a reason not known": pl.col("exit") == "Unknown",
        "state renumbered to the one that went on": pl.col("ccode").is_in(list(CONTINUED)),
    },
    "cia": {
        "set by hand by its editors": pl.col("source").str.to_lowercase().str.starts_with("manual"),
        "came back from leave: joined to the first row": pl.col("note").str.contains(
            "same person as the REIGN spell", literal=True
        ),
        "start known to the month": pl.col("start_precision") == "month",
    },
    "incomes": {"no income printed: the last one before it is used": pl.col("NY.GDP.PCAP.KD").is_null()},
}
