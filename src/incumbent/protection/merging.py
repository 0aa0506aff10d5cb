"""Which hits are told, where several lie in one place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from incumbent.protection.match import SLIP, Hit


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that lie within another of the same person and rule; no slip of what is there whole."""
    ordered = sorted(hits, key=lambda hit: (hit.person, hit.rule, hit.start, -hit.end, hit.warns))
    kept: list[Hit] = []
    for hit in ordered:
        last = kept[-1] if kept else None
        if last and (last.person, last.rule) == (hit.person, hit.rule) and hit.end <= last.end:
            continue
        kept.append(hit)
    furthest: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for hit in sorted((hit for hit in kept if hit.rule != SLIP and not hit.warns), key=lambda one: one.start):
        ends = furthest[hit.person]
        ends.append((hit.start, max(hit.end, ends[-1][1] if ends else 0)))
    return [hit for hit in kept if hit.rule != SLIP or not _covered(hit, furthest[hit.person])]


def _covered(hit: Hit, furthest: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the hits that begin no later, of which the furthest ends are given, covers a hit."""
    place = bisect_right(furthest, hit.start, key=lambda one: one[0])
    return place > 0 and furthest[place - 1][1] >= hit.end
