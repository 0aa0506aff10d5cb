"""Prices are kept once, by month, and come back as they were known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from incumbent.domain.market import MarketState, PriceKind, PricePoint, Settlement
from incumbent.sources.price_history import PriceHistory, PriceRow, row_of_state, rows_of_points

START = datetime(2025, 12, 30, 6, tzinfo=UTC)
MARKET = "polymarket:1"


def row(day: int, bid: float | None = 0.2, **more: object) -> PriceRow:
    moment = START + timedelta(days=day)
    return replace(PriceRow(MARKET, moment, moment, "r", "open", bid, 0.4), **more)


def test_prices_come_back_in_order_of_time_over_months_and_years(tmp_path: Path):
    history = PriceHistory(tmp_path)
    rows = [row(day, bid=0.1 + day / 100) for day in range(5)]
    history.add([rows[3], rows[0], rows[4]])
    history.add([rows[1], rows[2]])
    assert history.of_markets([MARKET]) == rows
    months = sorted(path.parent.name for path in tmp_path.glob("prices/*/*/prices.parquet"))
    assert months == ["month=01", "month=12"]


def test_a_repeated_pull_changes_no_byte(tmp_path: Path):
    history = PriceHistory(tmp_path)
    history.add([row(0), row(1)])
    path = next(tmp_path.glob("prices/*/*/prices.parquet"))
    before = path.read_bytes()
    history.add([row(1), row(0)])
    assert path.read_bytes() == before


def test_a_missing_price_stays_missing(tmp_path: Path):
    PriceHistory(tmp_path).add([row(0, bid=None)])
    assert PriceHistory(tmp_path).of_markets([MARKET])[0].bid is None


def test_a_price_fetched_later_was_not_known_before(tmp_path: Path):
    history = PriceHistory(tmp_path)
    history.add([row(0), row(1, fetched_at=START + timedelta(days=30))])
    assert len(history.of_markets([MARKET], as_of=date(2026, 1, 10))) == 1
    assert len(history.of_markets([MARKET], as_of=date(2026, 3, 1))) == 2


def test_a_span_of_days_includes_both_ends(tmp_path: Path):
    history = PriceHistory(tmp_path)
    history.add([row(day) for day in range(5)])
    found = history.of_markets([MARKET], since=date(2025, 12, 31), until=date(2026, 1, 1))
    assert [one.observed_at.day for one in found] == [31, 1]


def test_other_markets_stay_out(tmp_path: Path):
    history = PriceHistory(tmp_path)
    history.add([row(0), row(0, market="kalshi:X")])
    assert [one.market for one in history.of_markets(["kalshi:X"])] == ["kalshi:X"]
    assert PriceHistory(tmp_path / "none").of_markets([MARKET]) == []


def test_points_of_one_moment_are_one_row():
    points = [
        PricePoint("1", START, PriceKind.BID, 0.1),
        PricePoint("1", START, PriceKind.ASK, 0.3),
        PricePoint("1", START + timedelta(days=1), PriceKind.STATED, 0.2),
    ]
    rows = rows_of_points(MARKET, points, START + timedelta(days=9))
    assert [(one.bid, one.ask, one.stated) for one in rows] == [(0.1, 0.3, None), (None, None, 0.2)]


def test_a_state_without_rule_text_has_no_rule_in_its_row():
    state = MarketState("manifold", "m", "Q", "", START, Settlement.OPEN, mid=0.5)
    assert row_of_state(state).rule is None
    assert row_of_state(replace(state, rule_text="If so.")).rule is not None
