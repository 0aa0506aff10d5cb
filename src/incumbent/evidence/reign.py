"""What do the three lists of REIGN say: leaders, votes, regimes.

Rules for the defects its README names: an exit has a month only, so `end_month` is kept and the
panel looks for the day; -99 is missing; a blank election day is the 15th with `day_known` False;
trailing blanks and spelling variants of events and regimes are folded; a regime that ends on
2020-12-31 is still so; the first round of a vote with a second round is not a vote of its own.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.panel import REGIME_SCHEMA, VOTE_SCHEMA
from incumbent.domain.vocabulary import REGIMES
from incumbent.evidence.published import LINE, calendar_date, faults_where, read_published

LEADER_COLUMNS: dict[str, type[pl.DataType]] = {
    "ccode": pl.Int64,
    "leadid": pl.String,
    "leader": pl.String,
    "sdate": pl.Int64,
    "smonth": pl.Int64,
    "syear": pl.Int64,
    "emonth": pl.Int64,
    "eyear": pl.Int64,
    "birthyear": pl.Int64,
    "gender": pl.Int64,
    "militarycareer": pl.Float64,
    "l_month": pl.Int64,
    "l_year": pl.Int64,
    "stateabb": pl.String,
}
VOTE_COLUMNS: dict[str, type[pl.DataType]] = {
    "ccode": pl.Int64,
    "elec_year": pl.Int64,
    "elec_month": pl.Int64,
    "elec_day": pl.Int64,
    "event": pl.String,
    "elecnum": pl.Int64,
    "type": pl.String,
    "direct": pl.String,
    "regular": pl.String,
    "victory": pl.String,
    "change": pl.String,
    "runoff": pl.String,
}
REGIME_COLUMNS: dict[str, type[pl.DataType]] = {
    "cowcode": pl.Int64,
    "gwf_startdate": pl.String,
    "gwf_enddate": pl.String,
    "gwf_regimetype": pl.String,
}
EARLIEST_YEAR = 1800
LATEST_YEAR = 2035
_END_OF_COVERAGE = "12/31/2020"
_PLACEHOLDER = date(1700, 1, 1)
_FETCH_AGAIN = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_leaders(content: bytes, file: str) -> pl.DataFrame:
    """REIGN's leader list, one row a spell.

    Returns
    -------
    polars.DataFrame
        The columns of LEADER_COLUMNS (-99 as null), `start_date`, and `line`.

    Raises
    ------
    FaultsFoundError
        Renamed columns, impossible dates, doubled spells, an exit before the entry.
    """
    table = read_published(content, file, LEADER_COLUMNS).with_columns(
        pl.col("birthyear", "gender", "militarycareer").replace(-99, None),
        calendar_date("syear", "smonth", pl.col("sdate")).alias("start_date"),
    )
    month = "a month from 1 to 12"
    ends_before = pl.col("eyear") * 12 + pl.col("emonth") < pl.col("syear") * 12 + pl.col("smonth")
    doubled = pl.struct("ccode", "leader", "syear", "smonth", "sdate").is_duplicated()
    year = f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}"
    faults = [
        *_day_faults(table, "sdate", "start_date", file),
        *faults_where(table, _outside("smonth", 1, 12), file, "smonth", month, _FETCH_AGAIN),
        *faults_where(table, _outside("emonth", 1, 12), file, "emonth", month, _FETCH_AGAIN),
        *faults_where(
            table, _outside("syear", EARLIEST_YEAR, LATEST_YEAR), file, "syear", year, _FETCH_AGAIN
        ),
        *faults_where(table, ends_before, file, "eyear", "on or after the entry", _FETCH_AGAIN),
        *faults_where(table, doubled, file, "leader", "one row a spell", "Remove the doubled row."),
        *_at_once_faults(table, doubled, file),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table


def read_votes(content: bytes, file: str) -> pl.DataFrame:
    """REIGN's election list as one row a vote (VOTE_SCHEMA); referendums are left out.

    Raises
    ------
    FaultsFoundError
        Renamed columns and impossible dates.
    """
    table = read_published(content, file, VOTE_COLUMNS).with_columns(
        calendar_date("elec_year", "elec_month", pl.col("elec_day").fill_null(15)).alias("date"),
        pl.col("event").str.to_lowercase().str.replace_all(",", "", literal=True),
    )
    year = f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}"
    faults = [
        *_day_faults(table, "elec_day", "date", file),
        *faults_where(
            table, _outside("elec_month", 1, 12), file, "elec_month", "a month from 1 to 12", _FETCH_AGAIN
        ),
        *faults_where(
            table, _outside("elec_year", EARLIEST_YEAR, LATEST_YEAR), file, "elec_year", year, _FETCH_AGAIN
        ),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return _without_first_rounds(_one_row_a_vote(table.filter(pl.col("type") != "R")))


def read_regimes(content: bytes, file: str) -> pl.DataFrame:
    """REIGN's regime list (REGIME_SCHEMA), dates read in US order.

    Raises
    ------
    FaultsFoundError
        Renamed columns, unknown regime words, dates that do not exist.
    """
    table = read_published(content, file, REGIME_COLUMNS).with_columns(
        pl.col("gwf_regimetype").str.to_lowercase().alias("regime"),
        pl.col("gwf_startdate").str.to_date("%m/%d/%Y", strict=False).alias("start_date"),
        pl.col("gwf_enddate").str.to_date("%m/%d/%Y", strict=False).alias("closing"),
    )
    date_rule = "a date month/day/year"
    words = f"one of {', '.join(REGIMES)}"
    faults = [
        *faults_where(table, pl.col("start_date").is_null(), file, "gwf_startdate", date_rule, _FETCH_AGAIN),
        *faults_where(
            table,
            pl.col("start_date").is_in([_PLACEHOLDER]) | pl.col("closing").is_in([_PLACEHOLDER]),
            file,
            "gwf_startdate",
            "a date, not 1/1/1700, which stands for one not known",
            "Write the day the regime began and ended; see the published casename.",
        ),
        *faults_where(table, pl.col("closing").is_null(), file, "gwf_enddate", date_rule, _FETCH_AGAIN),
        *faults_where(table, ~pl.col("regime").is_in(REGIMES), file, "gwf_regimetype", words, _FETCH_AGAIN),
        *faults_where(
            table,
            pl.col("closing") < pl.col("start_date"),
            file,
            "gwf_enddate",
            "on or after the start",
            _FETCH_AGAIN,
        ),
    ]
    if faults:
        raise FaultsFoundError(faults)
    still = pl.col("gwf_enddate") == _END_OF_COVERAGE
    return table.select(
        gwcode=pl.col("cowcode"),
        start_date="start_date",
        end_date=pl.when(still).then(None).otherwise(pl.col("closing")),
        regime="regime",
    ).cast(pl.Schema(REGIME_SCHEMA))


def _at_once_faults(table: pl.DataFrame, doubled: pl.Expr, file: str) -> list[Fault]:
    """Two who started on one day, or are both still in office; other overlaps are cut and counted."""
    started = pl.struct("ccode", "start_date").is_duplicated() & pl.col("start_date").is_not_null()
    still = pl.col("eyear").is_null()
    both = still & (still.sum().over("ccode") > 1)
    return faults_where(
        table,
        (started | both) & ~doubled,
        file,
        "leader",
        "the only leader of the state on a day",
        "End the earlier spell when its successor starts, or remove the row of who did not lead.",
    )


def _outside(column: str, low: int, high: int) -> pl.Expr:
    return ~pl.col(column).is_between(low, high)


def _day_faults(table: pl.DataFrame, column: str, made: str, file: str) -> list[Fault]:
    """Days that exist in no calendar."""
    return faults_where(
        table, pl.col(made).is_null(), file, column, "a day that exists in that month", _FETCH_AGAIN
    )


def _one_row_a_vote(table: pl.DataFrame) -> pl.DataFrame:
    """Fold the events of each election into one row: when it was announced, when held."""
    event = pl.col("event")
    vote = event.str.starts_with("vote")
    target = (
        vote
        | event.str.starts_with("upcoming")
        | event.str.starts_with("voided")
        | event.str.contains("anulled")
    )
    folded = (
        table.sort(LINE)
        .group_by("ccode", "elecnum", maintain_order=True)
        .agg(
            vote_date=pl.col("date").filter(target).last(),
            day_known=pl.col("elec_day").filter(target).last().is_not_null(),
            announced_on=pl.col("date").filter(event.str.starts_with("announce")).first(),
            voided=(event.str.starts_with("voided") | event.str.contains("anulled")).filter(target).last(),
            held=(vote.any() | _counted_all_the_same()) & ~event.str.contains("anulled").any(),
            as_scheduled=~event.str.contains("vote early").any(),
            executive=pl.col("type").last() == "X",
            direct=pl.col("direct").last() == "Y",
            regular=pl.col("regular").last().fill_null("Y") == "Y",
            victory=pl.col("victory").last(),
            change=pl.col("change").last(),
            runoff=pl.col("runoff").last(),
        )
    )
    return folded.filter(pl.col("vote_date").is_not_null())


def _counted_all_the_same() -> pl.Expr:
    """True for a vote that the list goes on to call upcoming though it codes its result."""
    return pl.col("victory").last().is_not_null() & pl.col("change").last().is_not_null()


def _without_first_rounds(votes: pl.DataFrame) -> pl.DataFrame:
    """Drop a first round that was followed by a second within six months: the second decides."""
    ordered = votes.sort("ccode", "vote_date", "elecnum")
    followed = (
        (pl.col("runoff") == "1")
        & (pl.col("ccode").shift(-1) == pl.col("ccode"))
        & ((pl.col("vote_date").shift(-1) - pl.col("vote_date")).dt.total_days() <= 183)
    )
    second_rounds_first = pl.col("vote_date").shift(1).over("ccode")
    kept = ordered.with_columns(
        announced_on=pl.when((pl.col("runoff") == "2") & pl.col("announced_on").is_not_null())
        .then(pl.min_horizontal("announced_on", second_rounds_first))
        .otherwise(pl.col("announced_on"))
    ).filter(~followed.fill_null(value=False))
    return kept.select(
        vote_id="elecnum",
        gwcode="ccode",
        vote_date="vote_date",
        day_known="day_known",
        executive="executive",
        direct="direct",
        regular="regular",
        as_scheduled="as_scheduled",
        held="held",
        announced_on="announced_on",
        incumbent_won=pl.col("victory") == "Y",
        leader_changed=pl.col("change") == "Y",
        voided="voided",
    ).cast(pl.Schema(VOTE_SCHEMA))
