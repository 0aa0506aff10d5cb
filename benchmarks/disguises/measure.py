"""How often is a disguise seen through, and how often is a clean passage blocked?"""

from __future__ import annotations

import math
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disguises.catalogue import BARS, Case
from disguises.clean import Clean


@dataclass
class Count:
    """Hits among tries, and what was missed."""

    hits: int = 0
    tries: int = 0
    missed: list[Any] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Share of hits."""
        return self.hits / self.tries if self.tries else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.tries:
            return math.nan, math.nan
        z, n, p = 1.96, self.tries, self.rate
        middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))

    def add(self, hit: bool, what: object) -> None:
        """One more try."""
        self.tries += 1
        self.hits += hit
        if not hit:
            self.missed.append(what)


def findings_of(answer: Any) -> list[Any]:
    """The findings in whatever a scan returns."""
    return list(getattr(answer, "findings", answer))


def blocks(findings: Iterable[Any], person: str | None = None, warned: bool = False) -> bool:
    """Whether a finding blocks (or, with `warned`, at least warns), for this person where one is named."""
    levels = {"block", "warn"} if warned else {"block"}
    return any(
        str(getattr(one.level, "value", one.level)) in levels and (person is None or one.person == person)
        for one in findings
    )


@dataclass(frozen=True)
class Refusal:
    """A scan that ended in an exception: nothing is published, nobody is named."""

    error: str
    level: str = "block"
    person: str = "nobody"


def scan_text(scanner: Any, text: str, kind: str) -> list[Any]:
    """Findings in a text; a scan that raises blocks without naming anybody."""
    try:
        return findings_of(scanner.scan_text(text, kind=kind))
    except Exception as error:
        return [Refusal(type(error).__name__)]


def scan_file(scanner: Any, folder: Path, case: Case, number: int) -> list[Any]:
    """Findings in one file that stands alone in a folder."""
    home = folder / f"{number:05}"
    home.mkdir()
    name = ".draft" if case.kind == "hidden" else f"item.{case.kind}"
    (home / name).write_bytes(case.raw or b"")
    try:
        return findings_of(scanner.scan_path(home))
    except Exception as error:
        return [Refusal(type(error).__name__)]


def recall(cases: list[Case], scanner: Any, by_person: bool = True) -> dict[str, Count]:
    """Counts of every disguise; a file counts as seen only if the finding names the person."""
    counts: dict[str, Count] = defaultdict(Count)
    with tempfile.TemporaryDirectory(prefix="disguises-") as folder:
        for number, case in enumerate(cases):
            if case.raw is None:
                found = scan_text(scanner, case.text, case.kind)
            else:
                found = scan_file(scanner, Path(folder), case, number)
            seen = blocks(found, case.person if by_person else None, case.tier == "warned")
            counts[case.disguise].add(seen, case)
    return counts


def rival_recall(cases: list[Case], detect: Callable[[str], bool]) -> dict[str, Count]:
    """Counts of every disguise in text for a detector that only says yes or no; a file is read as it stands."""
    counts: dict[str, Count] = defaultdict(Count)
    for case in cases:
        text = case.text if case.raw is None else case.raw.decode("utf-8", errors="ignore")
        counts[case.disguise].add(detect(text), case)
    return counts


def false_alarms(passages: list[Clean], blocked: Callable[[Clean], bool]) -> dict[str, Count]:
    """Counts of every class: a hit is a passage that passes."""
    counts: dict[str, Count] = defaultdict(Count)
    for passage in passages:
        counts[passage.kind_of_passage].add(not blocked(passage), passage)
    return counts


def total(counts: Iterable[Count]) -> Count:
    """All counts as one."""
    whole = Count()
    for count in counts:
        whole.hits += count.hits
        whole.tries += count.tries
    return whole


def by_tier(counts: dict[str, Count], tiers: dict[str, str]) -> dict[str, Count]:
    """Counts of every tier."""
    return {
        tier: total(count for name, count in counts.items() if tiers[name] == tier)
        for tier in (*BARS, "warned", "beyond")
    }
