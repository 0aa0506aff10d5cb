"""What the record promises, measured: changes found, cost of appending, speed of checking, kills survived.

Run as `make bench-record`; `--mutations` and `--kills` shorten it.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from incumbent import record  # noqa: E402
from incumbent.record import plain_checker  # noqa: E402
from incumbent.record.disk import LocalDisk  # noqa: E402
from records import NOON, LinedRecord, forecast_draft, some_drafts  # noqa: E402

TOLERANCE = 0.1
"""How much more an append to the longest record may cost than one to none."""

APPEND_FOR_EVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from records import NOON, some_drafts
from incumbent import record
drafts = some_drafts(40)
print("ready", flush=True)
while True:
    record.append(Path(sys.argv[1]), drafts, recorded_at=NOON)
    print("appended", flush=True)
"""


def _filled(folder: Path, count: int, batch: int) -> Path:
    drafts = some_drafts(count)
    for start in range(0, count, batch):
        record.append(folder, drafts[start : start + batch], recorded_at=NOON)
    return folder


def _seconds(act: Callable[[], object], times: int) -> float:
    """Median over `times` runs."""
    spent: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def mutations(place: Path, count: int) -> bool:
    """Change a 5,000-entry record `count` times; both checkers must name the first bad entry."""
    lined = LinedRecord(_filled(place / "mutated", 5000, 250))
    rng = random.Random(20170801)
    found = named = agreed = 0
    for done in range(1, count + 1):
        _, spoiled = lined.mutate(rng)
        report = record.verify(lined.folder)
        good, _, wrong = plain_checker.check(lined.folder)
        lined.restore()
        found += not report.holds
        named += report.first_bad_entry == spoiled
        agreed += bool(wrong) and good + 1 == report.first_bad_entry
        if done % 500 == 0:
            print(f"{done} changes: found {found}, named {named}, agreed {agreed}", file=sys.stderr)
    print(
        f"mutations of a 5,000-entry record: {count}; found {found}, first bad entry named {named}, "
        f"plain checker agrees {agreed}"
    )
    return found == named == agreed == count


def appending(place: Path) -> bool:
    """Append one entry to records of every length in turn, so that a busy disk slows all of them alike."""
    draft = [forecast_draft()]
    lengths = {count: _filled(place / f"long-{count}", count, 5000) for count in (1, 1_000, 10_000, 100_000)}
    numbers = iter(range(10**6))
    spent: dict[int, list[tuple[float, float]]] = {count: [] for count in (0, *lengths)}
    for _ in range(300):
        for count, each in spent.items():
            folder = lengths.get(count) or place / f"new-{next(numbers)}"
            wall, worked = time.perf_counter(), time.process_time()
            record.append(folder, draft, recorded_at=NOON)
            each.append((time.perf_counter() - wall, time.process_time() - worked))
    walls = {count: statistics.median(wall for wall, _ in each) for count, each in spent.items()}
    works = {count: statistics.median(worked for _, worked in each) for count, each in spent.items()}
    for count, wall in walls.items():
        print(
            f"append one entry to {count:,}: {1000 * wall:.2f} ms, of them {1000 * works[count]:.2f} ms of "
            f"one core ({wall / walls[0]:.2f} of appending to none, {wall / walls[1]:.2f} to one)"
        )
    _explain_the_first(place)
    longest = max(lengths)
    met = max(walls[longest] / walls[0], works[longest] / works[0]) <= 1 + TOLERANCE
    print(
        f"appending to {longest:,} costs what appending to none costs, within {TOLERANCE:.0%}: "
        f"{'met' if met else 'NOT met'} ({walls[longest] / walls[0]:.2f} of the time, "
        f"{works[longest] / works[0]:.2f} of the processor)"
    )
    return met


def _explain_the_first(place: Path) -> None:
    """What an append to none spares at any length: there is no checkpoint yet whose place is given back."""
    disk, content = LocalDisk(), b"0" * 146
    fresh, kept = (place / f"written-{number}" for number in range(2))
    spent: dict[str, list[float]] = {"new": [], "replaced": []}
    disk.replace(kept, content)
    for _ in range(100):
        fresh.unlink(missing_ok=True)
        for name, path in (("new", fresh), ("replaced", kept)):
            start = time.perf_counter()
            disk.replace(path, content)
            spent[name].append(time.perf_counter() - start)
    new, replaced = (1000 * statistics.median(each) for each in spent.values())
    print(
        f"a file of a checkpoint's size: {new:.2f} ms to write, {replaced:.2f} ms to replace; every append "
        f"but the first replaces one ({replaced - new:.2f} ms)"
    )


def checking(place: Path) -> bool:
    """Check the long record by raw bytes and strictly."""
    long = place / "long-100000"
    count = record.verify(long).count
    size = sum(segment.stat().st_size for segment in long.glob("*.jsonl"))
    raw = count / _seconds(lambda: record.verify(long), 3)
    strict = count / _seconds(lambda: record.verify(long, strict=True), 1)
    plain = count / _seconds(lambda: plain_checker.check(long), 1)
    print(
        f"verify {count:,} entries of {size / count:.0f} bytes: {raw:,.0f} entries/s by raw bytes, "
        f"{strict:,.0f} strict, {plain:,.0f} by the plain checker"
    )
    return raw >= 20_000


def kills(place: Path, count: int) -> bool:
    """Kill a run that appends, at random moments; the record must hold whole batches, none confirmed lost."""
    rng = random.Random(20170802)
    whole = 0
    unfinished = 0
    for number in range(count):
        folder = place / f"killed-{number}"
        folder.mkdir()
        run = subprocess.Popen(
            [sys.executable, "-c", APPEND_FOR_EVER, str(folder), str(TESTS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(rng.uniform(0, 0.08))
        run.send_signal(signal.SIGKILL)
        confirmed = run.stdout.read().count("appended")
        run.wait()
        unfinished += (folder / "intent.json").exists()
        report = record.verify(folder)
        good, _, wrong = plain_checker.check(folder)
        kept = report.holds and not wrong and good == report.count
        record.append(folder, [forecast_draft()], recorded_at=NOON)
        after = record.verify(folder)
        whole += kept and report.count % 40 == 0 and report.count >= 40 * confirmed and after.holds
    print(f"kill -9 while appending: {count} times, record whole {whole}, batch left unfinished {unfinished}")
    return whole == count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        results = [
            appending(place),
            checking(place),
            kills(place, asked.kills),
            mutations(place, asked.mutations),
        ]
    print("all met" if all(results) else "NOT all met")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
