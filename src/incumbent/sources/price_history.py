"""What stood at which price, and when: quotes of markets by day, as partitioned Parquet read by duckdb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incumbent.domain.market import MarketState, PriceKind, PricePoint
from incumbent.sources.archive import write_whole

if TYPE_CHECKING:
    import polars as pl

_GLOB = "prices/year=*/month=*/prices.parquet"
_COLUMNS = (
    "market",
    "observed_at",
    "fetched_at",
    "rule",
    "settlement",
    "bid",
    "ask",
    "mid",
    "last",
    "stated",
)
_ROWS_TOGETHER = 5_000  # few enough that one leader's rows need little unpacking
_KEY = ("market", "observed_at", "fetched_at")


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One market's prices of Yes at one moment.

    Parameters
    ----------
    market : str
        `venue:market_id`.
    observed_at, fetched_at : datetime
        When it stood, and when we learnt it: later for a history fetched in one piece.
    rule : str or None
        First 16 hex digits of the SHA-256 of the rule text; None when the answer carried none.
    settlement : str or None
        Value of `Settlement`; None when the answer did not say.
    bid, ask, mid, last, stated : float or None
        In [0, 1].
    """

    market: str
    observed_at: datetime
    fetched_at: datetime
    rule: str | None = None
    settlement: str | None = None
    bid: float | None = None
    ask: float | None = None
    mid: float | None = None
    last: float | None = None
    stated: float | None = None


RULE_DIGITS = 16


def row_of_state(market: MarketState) -> PriceRow:
    """What one answer said about a market, as a row."""
    return PriceRow(
        market=f"{market.venue}:{market.market_id}",
        observed_at=market.observed_at,
        fetched_at=market.observed_at,
        rule=market.rule_sha256[:RULE_DIGITS] if market.rule_text else None,
        settlement=market.settlement.value,
        bid=market.bid,
        ask=market.ask,
        mid=market.mid,
        last=market.last_trade,
    )


def rows_of_points(market: str, points: Iterable[PricePoint], fetched_at: datetime) -> list[PriceRow]:
    """A fetched history as rows: the points of one moment together."""
    moments: dict[datetime, dict[PriceKind, float]] = {}
    for point in points:
        moments.setdefault(point.observed_at, {})[point.kind] = point.price
    return [
        PriceRow(
            market,
            moment,
            fetched_at,
            bid=prices.get(PriceKind.BID),
            ask=prices.get(PriceKind.ASK),
            mid=prices.get(PriceKind.MID),
            last=prices.get(PriceKind.LAST),
            stated=prices.get(PriceKind.STATED),
        )
        for moment, prices in sorted(moments.items())
    ]


class PriceHistory:
    """Prices under one folder, one file a month, sorted by market and time.

    Parameters
    ----------
    folder : Path
        E.g. `desk/pulled`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, rows: Sequence[PriceRow]) -> None:
        """Keep rows; one that is already there is not doubled, so a repeated pull changes nothing."""
        import polars as pl

        table = _table(rows).with_columns(pl.col("observed_at").dt.strftime("%Y-%m").alias("month"))
        for (month,), part in table.partition_by("month", as_dict=True, include_key=False).items():
            year, number = str(month).split("-")
            path = self.folder / "prices" / f"year={year}" / f"month={number}" / "prices.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            known = [pl.read_parquet(path, hive_partitioning=False)] if path.exists() else []
            merged = pl.concat([*known, part]).unique(_KEY, keep="first", maintain_order=True)
            write_whole(merged.sort(_KEY), path, rows_together=_ROWS_TOGETHER)

    def of_markets(
        self,
        markets: Iterable[str],
        *,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
    ) -> list[PriceRow]:
        """Prices of some markets in order of time.

        Parameters
        ----------
        markets : iterable of str
            `venue:market_id`.
        since, until : date or None
            First and last day observed (UTC).
        as_of : date or None
            Only what had been fetched by the end of this day.
        """
        values: list[Any] = sorted(set(markets))
        # IN, not list_contains: only IN lets whole row groups be passed over
        clauses = [f"market IN ({', '.join('?' * len(values))})" if values else "false"]
        if since is not None:
            clauses.append("observed_at >= ?")
            values.append(datetime.combine(since, time(), UTC))
        for bound, column in ((until, "observed_at"), (as_of, "fetched_at")):
            if bound is not None:
                clauses.append(f"{column} < ?")
                values.append(datetime.combine(bound + timedelta(days=1), time(), UTC))
        rows = self._query(clauses, values, since, until)
        return [PriceRow(row[0], _moment(row[1]), _moment(row[2]), *row[3:]) for row in rows]

    def _query(
        self, clauses: list[str], values: list[Any], since: date | None, until: date | None
    ) -> list[tuple[Any, ...]]:
        files = [path for path in sorted(self.folder.glob(_GLOB)) if _may_hold(path, since, until)]
        if not files:
            return []
        import duckdb

        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            source = connection.read_parquet([str(path) for path in files], hive_partitioning=False)
            connection.register("prices", source)
            # as milliseconds: duckdb's own moments with a zone take longer to build than the query
            columns = ["market", "epoch_ms(observed_at)", "epoch_ms(fetched_at)", *_COLUMNS[3:]]
            sql = f"SELECT {', '.join(columns)} FROM prices WHERE {' AND '.join(clauses)}"
            return connection.execute(f"{sql} ORDER BY market, observed_at, fetched_at", values).fetchall()


def _may_hold(path: Path, since: date | None, until: date | None) -> bool:
    """By the month in its name: the files of other years are not opened."""
    year, month = (int(part.split("=")[1]) for part in path.parts[-3:-1])
    after = until is not None and (year, month) > (until.year, until.month)
    before = since is not None and (year, month) < (since.year, since.month)
    return not (after or before)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def _table(rows: Sequence[PriceRow]) -> pl.DataFrame:
    import polars as pl

    moment, price = pl.Datetime("ms", "UTC"), pl.Float64()
    kinds: dict[str, Any] = {
        "market": pl.String(),
        "observed_at": moment,
        "fetched_at": moment,
        "rule": pl.String(),
        "settlement": pl.String(),
    }
    schema = {name: kinds.get(name, price) for name in _COLUMNS}
    return pl.DataFrame({name: [getattr(row, name) for row in rows] for name in _COLUMNS}, schema=schema)
