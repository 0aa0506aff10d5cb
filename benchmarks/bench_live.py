"""How large do ten years of daily pulls become, and how fast is one leader's year read?

200 leaders with 20 markets each, pulled every day for ten years: 14.6 million quotes. Prices are written for
all ten years. Raw answers are written for one whole month and counted 120 times; their bodies copy the form
and the changing fields of a recorded market (prices, sizes, volumes, times).

    python benchmarks/bench_live.py [--years 10] [--leaders 200] [--markets 20]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from incumbent.domain.snapshot import Snapshot
from incumbent.sources.archive import Archive, write_whole
from incumbent.sources.price_history import PriceHistory

START = datetime(2026, 1, 1, 6, tzinfo=UTC)


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def write_prices(folder: Path, days: int, markets: int, rng: np.random.Generator) -> None:
    """The files that daily pulls leave behind, written a month at a time in the archive's own form."""
    names = [f"polymarket:{1_000_000 + n}" for n in range(markets)]
    rules = [rng.bytes(8).hex() for _ in names]
    mid = rng.uniform(0.05, 0.95, markets)
    month: list[pl.DataFrame] = []
    for day in range(days):
        moment = START + timedelta(days=day)
        mid = np.clip(mid + rng.normal(0, 0.01, markets), 0.01, 0.99)
        spread = rng.integers(1, 30, markets) / 1000
        month.append(
            pl.DataFrame(
                {
                    "market": names,
                    "observed_at": [moment + timedelta(milliseconds=137 * n) for n in range(markets)],
                    "rule": rules,
                    "bid": np.maximum(np.round(mid - spread / 2, 3), 0.001),
                    "ask": np.minimum(np.round(mid + spread / 2, 3), 0.999),
                    "last": np.round(mid + rng.normal(0, 0.01, markets), 3).clip(0.001, 0.999),
                }
            )
        )
        if (moment + timedelta(days=1)).month != moment.month or day == days - 1:
            _write_month(folder, moment, pl.concat(month))
            month = []


def _write_month(folder: Path, moment: datetime, table: pl.DataFrame) -> None:
    path = folder / "prices" / f"year={moment:%Y}" / f"month={moment:%m}" / "prices.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    missing = pl.lit(None, dtype=pl.Float64)
    instant = pl.col("observed_at").dt.cast_time_unit("ms").dt.replace_time_zone("UTC")
    whole = table.select(
        "market",
        instant
        if table["observed_at"].dtype == pl.Datetime("us")
        else pl.col("observed_at").dt.cast_time_unit("ms"),
        pl.col("observed_at").dt.cast_time_unit("ms").alias("fetched_at"),
        "rule",
        pl.lit("open").alias("settlement"),
        "bid",
        "ask",
        missing.alias("mid"),
        "last",
        missing.alias("stated"),
    )
    write_whole(whole.sort("market", "observed_at"), path, rows_together=5_000)


def raw_answer(name: int, text: str, moment: datetime, rng: np.random.Generator, volume: float) -> Snapshot:
    """One market's whole answer, as long and as changeable as a recorded one."""
    bid = float(rng.integers(10, 900)) / 1000
    body = {
        "id": str(name),
        "question": f"Example out by the end of year {name}?",
        "conditionId": f"0x{name:064x}",
        "slug": f"example-out-{name}",
        "description": text,
        "outcomes": '["Yes", "No"]',
        "outcomePrices": json.dumps([str(bid), str(round(1 - bid, 3))]),
        "volume": str(volume),
        "volumeNum": volume,
        "volume24hr": float(rng.random() * 1000),
        "volume1wk": float(rng.random() * 10000),
        "liquidity": str(rng.random() * 10000),
        "updatedAt": moment.isoformat(),
        "bestBid": bid,
        "bestAsk": bid + 0.01,
        "lastTradePrice": bid,
        "oneDayPriceChange": round(float(rng.normal(0, 0.01)), 4),
        "clobTokenIds": json.dumps([str(name) * 11, str(name + 1) * 11]),
        "unchanging": [f"setting-{n}" for n in range(120)],
    }
    address = f"https://gamma-api.polymarket.com/markets/slug/example-out-{name}"
    content = json.dumps(body).encode()
    return Snapshot(address, content, moment, 200, {"content-type": "application/json"})


def write_answers(archive: Archive, markets: int, rng: np.random.Generator) -> int:
    """One whole month of answers, packed as the archive packs a month that is over; returns raw bytes."""
    words = ["the", "market", "will", "resolve", "to", "yes", "if", "announced", "by", "credible", "sources"]
    texts = [" ".join(rng.choice(words, 180)) for _ in range(markets)]
    volumes = rng.random(markets) * 1e6
    raw = 0
    for day in range(31):
        moment = START + timedelta(days=day)
        volumes += rng.random(markets) * 100
        pull = [
            raw_answer(
                1_000_000 + n, texts[n], moment + timedelta(milliseconds=137 * n), rng, float(volumes[n])
            )
            for n in range(markets)
        ]
        raw += sum(len(one.content) for one in pull)
        archive.add(pull)
    started = time.perf_counter()
    archive.pack_months_before(date(2026, 2, 1))
    print(f"packing one month took {time.perf_counter() - started:.1f} s")
    return raw


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--leaders", type=int, default=200)
    parser.add_argument("--markets", type=int, default=20)
    wanted = parser.parse_args()
    markets, days = wanted.leaders * wanted.markets, round(365.25 * wanted.years)
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_prices(folder, days, markets, rng)
        prices = folder_bytes(folder / "prices")
        print(f"prices: {markets * days:,} quotes, {prices / 1e6:,.0f} MB")
        raw = write_answers(Archive(folder), markets, rng)
        answers = folder_bytes(folder / "answers")
        print(f"answers, one month: {raw / 1e6:,.0f} MB raw, {answers / 1e6:,.1f} MB kept")
        total = prices + answers * 12 * wanted.years
        print(f"ten years together: {total / 1e9:.2f} GB (target 2 GB)")
        _time_reading(folder, wanted.years, wanted.markets)


def _time_reading(folder: Path, years: int, markets: int) -> None:
    history = PriceHistory(folder)
    seconds: list[float] = []
    before = time.process_time()
    for year in range(years):
        first = date(2026 + year, 1, 1)
        leader = [f"polymarket:{1_000_000 + 100 * year + n}" for n in range(markets)]
        started = time.perf_counter()
        rows = history.of_markets(leader, since=first, until=date(first.year, 12, 31))
        seconds.append(time.perf_counter() - started)
        assert len(rows) in {365 * markets, 366 * markets}
    ordered = sorted(seconds)
    print(
        f"one leader's year: median {ordered[len(ordered) // 2] * 1000:.0f} ms, "
        f"slowest {ordered[-1] * 1000:.0f} ms, first {seconds[0] * 1000:.0f} ms (target 200 ms); "
        f"{(time.process_time() - before) / years * 1000:.0f} ms of one core each"
    )


if __name__ == "__main__":
    main()
