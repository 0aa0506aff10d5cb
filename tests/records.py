"""Invented records, and every way to touch one that a check must find."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from incumbent import record
from incumbent.domain.record import Draft, ForecastDraft

NOON = datetime(2021, 5, 1, 12, tzinfo=UTC)


def forecast_draft(
    leader: str = "mara-quill",
    origin: date = date(2021, 5, 1),
    chances: tuple[tuple[date, float], ...] = ((date(2021, 6, 1), 0.98), (date(2022, 5, 1), 0.857143)),
    *,
    mode: str = "live",
    seed: int = 1,
) -> ForecastDraft:
    """One forecast about an invented leader."""
    return {
        "kind": "forecast",
        "mode": "live" if mode == "live" else "replay",
        "forecast": {
            "leader_id": leader,
            "leader": "Мара Квилл",
            "country": "Norland",
            "gwcode": 999,
            "office": "president",
            "origin_date": origin.isoformat(),
            "event": "effective",
            "target": "exit",
            "parameter_set": "base-rate-2021-01",
            "horizons": [
                {
                    "target_date": day.isoformat(),
                    "probability": chance,
                    "low": round(chance * 0.9, 6),
                    "high": round(1 - (1 - chance) * 0.9, 6),
                    "causes": {"regular": round(1 - chance, 6), "death": 0.0},
                }
                for day, chance in chances
            ],
            "sources": [],
            "left_out": [],
            "base": [
                {"target_date": day.isoformat(), "probability": round(chance / 2, 6)}
                for day, chance in chances
            ],
        },
        "inputs": [],
        "parameter_set": "base-rate-2021-01",
        "software_version": "0.1.0",
        "seed": seed,
    }


def some_drafts(count: int) -> list[Draft]:
    """Forecasts that differ from each other."""
    start = date(2015, 1, 1)
    return [
        forecast_draft(
            f"leader-{number % 190}",
            start + timedelta(days=number),
            ((start + timedelta(days=number + 30), round(0.3 + (number % 7000) / 10000, 6)),),
            mode="replay",
            seed=number,
        )
        for number in range(count)
    ]


def write_record(folder: Path, *batch_sizes: int) -> Path:
    """A record with batches of these sizes."""
    drafts = some_drafts(sum(batch_sizes))
    for number, size in enumerate(batch_sizes):
        done = sum(batch_sizes[:number])
        record.append(folder, drafts[done : done + size], recorded_at=NOON + timedelta(days=number))
    return folder


class LinedRecord:
    """A record as lines in memory: each mutation is written out to one segment's place and undone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = sorted(folder.glob("*.jsonl"))
        self.bytes = [segment.read_bytes() for segment in self.segments]
        self.first = [int(segment.stem) for segment in self.segments]

    def mutate(self, rng: random.Random) -> tuple[str, int]:
        """Touch one place; returns what was done, and the number of the first entry it spoils."""
        which = rng.randrange(len(self.segments))
        ways: list[Callable[[int, random.Random], tuple[str, bytes, int]]] = [
            self._flip_byte,
            self._insert_byte,
            self._drop_byte,
            self._drop_line,
            self._swap_lines,
            self._double_line,
            self._cut_tail,
            self._replace_last_byte,
        ]
        while True:
            way = ways[rng.randrange(len(ways))]
            if way == self._cut_tail:
                which = len(self.segments) - 1
            name, content, spoiled = way(which, rng)
            if content != self.bytes[which]:
                self.segments[which].write_bytes(content)
                return f"{name} in {self.segments[which].name}", spoiled

    def restore(self) -> None:
        """Undo every mutation."""
        for segment, content in zip(self.segments, self.bytes, strict=True):
            if not segment.exists() or segment.read_bytes() != content:
                segment.write_bytes(content)

    def _flip_byte(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        content = bytearray(self.bytes[which])
        place = rng.randrange(len(content))
        content[place] ^= rng.randrange(1, 256)
        return f"byte {place} changed", bytes(content), self._entry_at(which, place)

    def _insert_byte(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        content = self.bytes[which]
        place = rng.randrange(len(content))
        entry = self._entry_at(which, place)
        return (
            f"byte {place} inserted",
            content[:place] + bytes([rng.randrange(256)]) + content[place:],
            entry,
        )

    def _drop_byte(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        content = self.bytes[which]
        place = rng.randrange(len(content))
        return f"byte {place} dropped", content[:place] + content[place + 1 :], self._entry_at(which, place)

    def _drop_line(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        lines = self._lines(which)
        line = rng.randrange(len(lines))
        return f"line {line} dropped", b"".join(lines[:line] + lines[line + 1 :]), self.first[which] + line

    def _swap_lines(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        lines = self._lines(which)
        one, other = sorted(rng.randrange(len(lines)) for _ in range(2))
        lines[one], lines[other] = lines[other], lines[one]
        return f"lines {one} and {other} swapped", b"".join(lines), self.first[which] + one

    def _double_line(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        lines = self._lines(which)
        line = rng.randrange(len(lines))
        doubled = b"".join([*lines[: line + 1], lines[line], *lines[line + 1 :]])
        return f"line {line} doubled", doubled, self.first[which] + line + 1

    def _cut_tail(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        content = self.bytes[which]
        place = rng.randrange(len(content))
        return f"cut off at byte {place}", content[:place], self._entry_at(which, place)

    def _replace_last_byte(self, which: int, rng: random.Random) -> tuple[str, bytes, int]:
        """White space most often: it is what a reader of JSON passes over."""
        content, last = self.bytes[which], rng.choice([b" ", b"\t", b"\r", bytes([rng.randrange(256)])])
        return f"last byte made {last!r}", content[:-1] + last, self._entry_at(which, len(content) - 1)

    def _lines(self, which: int) -> list[bytes]:
        return self.bytes[which].splitlines(keepends=True)

    def _entry_at(self, which: int, place: int) -> int:
        return self.first[which] + self.bytes[which].count(b"\n", 0, place)


def copied(folder: Path, to: Path) -> Path:
    """A copy of a record."""
    shutil.copytree(folder, to)
    return to
