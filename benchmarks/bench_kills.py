"""What `run` and `publish` leave when killed: the old state or the new one, and a next run that mends.

Run as `make bench-kills`; `--kills` shortens it. Each kill is a SIGKILL of a whole process at a moment
drawn evenly from the time that the command needs. Afterwards each part (the record's segments, the site,
the delivered copy) must be the old or the new one, byte for byte; the command is then given again, and
must end as one that was never killed, with nothing left lying. `--only world` does so with a month's run of
a desk of the whole world (`--leaders` of them, each with quotes), which takes longer and is not run unasked.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import numpy as np  # noqa: E402
from tests import killing  # noqa: E402

from benchmarks.bench_world_run import write_quotes  # noqa: E402
from incumbent import record  # noqa: E402
from incumbent.workflows.new_desk import new_world_desk  # noqa: E402
from incumbent.workflows.world_desk import WorldSettings  # noqa: E402

Command = Callable[[Path], list[str]]


def _on_2_december(desk: Path) -> list[str]:
    return killing.run_command(desk, "2026-12-02")


def _published_in_november(desk: Path) -> list[str]:
    return killing.publish_command(desk, "2026-11-03")


def prepared(place: Path, *, protected: bool) -> Path:
    """A desk with one month behind it, and something new to say."""
    desk = killing.begun_desk(place / "desk", protected=protected)
    killing.whole(killing.run_command(desk, "2026-11-02"))
    if protected:
        killing.whole(_published_in_november(desk))
    killing.write_on(desk)
    return desk


def _on_1_march(desk: Path) -> list[str]:
    return killing.run_command(desk, "2025-03-01")


def prepared_world(place: Path, leaders: int) -> Path:
    """A desk of the world, five quotes a leader, with one month behind it."""
    settings = WorldSettings("The World in Office", "A. Writer", ("en",))
    desk = new_world_desk(place / "desk", settings, date(2025, 1, 1)).desk
    followed = sorted(path.stem for path in (desk / "leaders").glob("*.toml"))[:leaders]
    for path in (desk / "leaders").glob("*.toml"):
        if path.stem not in followed:
            path.unlink()
    listed = "leaders = [" + ", ".join(f'"{name}"' for name in followed) + "]"
    settings_file = desk / "desk.toml"
    said = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(
        re.sub(r"^leaders = \[[^]]*\]", listed, said, flags=re.MULTILINE), encoding="utf-8"
    )
    write_quotes(desk, 5 * len(followed), followed, np.random.default_rng(1))
    killing.whole(killing.run_command(desk, "2025-02-01"))
    return desk


def kills(name: str, desk: Path, command: Command, count: int, rng: random.Random) -> bool:
    """Kill the command `count` times on copies of a desk; print what was left, and whether all was right."""
    old = killing.left_on(desk)
    reference = killing.copied(desk, desk.parent.parent / f"{name}-reference")
    seconds = killing.whole(command(reference))
    new = killing.left_on(reference)
    left: Counter[str] = Counter()
    right = mended = 0
    for number in range(count):
        place = desk.parent.parent / f"{name}-{number}"
        tried = killing.copied(desk, place)
        moment = rng.uniform(0, seconds)
        was_killed = killing.killed(command(tried), moment)
        found = killing.left_on(tried)
        sound = (
            found.lies_between(old, new)
            and killing.site_is_whole(tried)
            and record.verify(tried / "record").holds
        )
        right += sound
        state = "ended before" if not was_killed else _named(found, old, new)
        left[state] += 1
        seconds = killing.whole(command(tried))  # how long it takes now: the machine may be busy
        ends_alike = killing.left_on(tried) == new and not killing.left_lying(tried)
        mended += ends_alike
        told = f"{state}{'' if sound else ', NOT SOUND'}, then {'mended' if ends_alike else 'NOT MENDED'}"
        print(f"  {name} {number + 1}/{count} after {moment:.2f} s: {told}", flush=True)
        shutil.rmtree(place)
    states = ", ".join(f"{times} {state}" for state, times in left.most_common())
    print(f"{name} ({seconds:.1f} s, killed {count} times): old or new {right}; left {states}")
    print(f"{name}: the next one ends like one never killed {mended} of {count}", flush=True)
    return right == mended == count


def _named(found: killing.State, old: killing.State, new: killing.State) -> str:
    if found == old:
        return "all old"
    return "all new" if found == new else "some parts old, some new"


def live_kills(desk: Path, count: int, rng: random.Random) -> bool:
    """Kill `incumbent run` as typed: its stamps differ, so each part must be whole and say the same."""
    reference = killing.copied(desk, desk.parent.parent / "live-reference")
    seconds = killing.whole(killing.live_command(reference))
    right = 0
    for number in range(count):
        place = desk.parent.parent / f"live-{number}"
        tried = killing.copied(desk, place)
        moment = rng.uniform(0, seconds)
        killing.killed(killing.live_command(tried), moment)
        held = record.verify(tried / "record").holds and killing.site_is_whole(tried)
        seconds = killing.whole(killing.live_command(tried))
        same = killing.forecasts_on(tried) == killing.forecasts_on(reference)
        whole = killing.site_is_whole(tried) and record.verify(tried / "site" / "record").holds
        kept = held and same and whole and not killing.left_lying(tried)
        right += kept
        told = "whole, then the same" if kept else "NOT KEPT"
        print(f"  incumbent run {number + 1}/{count} after {moment:.2f} s: {told}", flush=True)
        shutil.rmtree(place)
    print(
        f"incumbent run ({seconds:.1f} s, killed {count} times): record and site whole, and "
        f"the next one ends with the same forecasts, {right} of {count}",
        flush=True,
    )
    return right == count


def main() -> int:
    """Measure each, and end with 1 if one was not kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--only", choices=("run", "publish", "live", "world"), action="append")
    asked.add_argument("--leaders", type=int, default=195)
    given = asked.parse_args()
    rng = random.Random(20261122)
    kept = True
    for name in given.only or ("run", "publish", "live"):
        with tempfile.TemporaryDirectory(prefix="kills-") as folder:
            place = Path(folder) / "desks"
            if name == "world":
                kept &= kills(name, prepared_world(place, given.leaders), _on_1_march, given.kills, rng)
            else:
                kept &= _measured(name, place, given.kills, rng)
    return 0 if kept else 1


def _measured(name: str, place: Path, count: int, rng: random.Random) -> bool:
    if name == "live":
        return live_kills(killing.begun_desk(place / "desk"), count, rng)
    if name == "publish":
        return kills(name, prepared(place, protected=True), _published_in_november, count, rng)
    return kills(name, prepared(place, protected=False), _on_2_december, count, rng)


if __name__ == "__main__":
    sys.exit(main())
