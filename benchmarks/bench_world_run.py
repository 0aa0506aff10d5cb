"""How long does a month's run of the whole world take, from quotes to pages?

A desk of every leader of the packaged register and 1,000 quotes of its leaders, of the month before. Two
runs, as an author makes them: the first draws every picture, the second is the month after. Time is processor
time, since the machine may be busy; memory is the largest resident set of the process.

    python -m benchmarks.bench_world_run [--quotes 1000] [--languages 2]
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from incumbent.evidence.desk_rows import TABLES
from incumbent.workflows.new_desk import new_world_desk
from incumbent.workflows.world_desk import WorldSettings, registered_leaders

MONTHS = ((2025, 2, 1), (2025, 3, 1))
RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from incumbent.workflows.run import run
year, month, day = (int(part) for part in sys.argv[2:5])
report = run(Path(sys.argv[1]), now=datetime(year, month, day, 6, tzinfo=UTC))
print(len(report.recorded), sum(1 for e in report.recorded if e["forecast"]["sources"]))
"""


def write_quotes(folder: Path, number: int, leaders: Sequence[str], rng: np.random.Generator) -> None:
    """Prices of markets "out by the end of the year", each leader's in turn."""
    columns = list(TABLES["evidence/prices.csv"].model_fields)
    path = folder / "evidence" / "prices.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        for place in range(number):
            observed = date(2025, 1, 1) + timedelta(days=int(rng.integers(0, 28)))
            writer.writerow(quote(place, leaders[place % len(leaders)], observed, float(rng.uniform(2, 40))))


def quote(place: int, leader: str, observed: date, chance: float) -> dict[str, object]:
    """One row of evidence/prices.csv."""
    return {
        "id": f"price-{place}",
        "leader": leader,
        "known_at": observed,
        "source_url": f"https://example.org/market/{place}",
        "question": "out_by",
        "event": "effective",
        "deadline": date(2025, 12, 31),
        "price": f"{chance / 100:.3f}",
        "source": f"exchange-{place % 5}",
        "source_kind": "exchange",
        "date_precision": "day",
        "observed_on": observed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, default=1000)
    parser.add_argument("--languages", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        settings = WorldSettings("The World in Office", "A. Writer", ("en", "ru")[: wanted.languages])
        desk = new_world_desk(Path(name) / "desk", settings, date(2025, 1, 1)).desk
        leaders = [leader.leader_id for leader in registered_leaders()]
        write_quotes(desk, wanted.quotes, leaders, np.random.default_rng(1))
        spent = 0.0
        for month in MONTHS:
            started = time.perf_counter()
            command = [sys.executable, "-c", RUN, str(desk), *(str(part) for part in month)]
            said = subprocess.run(command, capture_output=True, text=True, check=False)
            if said.returncode:
                sys.exit(said.stderr)
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            processor, spent = used.ru_utime + used.ru_stime - spent, used.ru_utime + used.ru_stime
            recorded, with_quotes = said.stdout.split()
            print(
                f"{date(*month)}: {recorded} forecasts, {with_quotes} with quotes: {processor:.1f} s CPU, "
                f"{time.perf_counter() - started:.1f} s by the clock, {used.ru_maxrss / 1024:.0f} MiB"
            )
        pages = list((desk / "site").rglob("*.html"))
        largest = max(path.stat().st_size for path in pages)
        size = sum(path.stat().st_size for path in (desk / "record").glob("*.jsonl"))
        print(f"{len(pages)} pages, the largest {largest / 1024:.0f} KiB; record {size / 2e6:.2f} MB a month")


if __name__ == "__main__":
    main()
