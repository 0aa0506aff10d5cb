"""How many disguises does the protection see through, how often does it cry wolf, and how fast is it?

Prints recall for each disguise with its count and 95 % interval, and false alarms for each class of clean
passages, beside an exact search and Presidio's deny list holding the same vault, in one run. The reserved
seed draws names and sentences that no other seed shows; its single misses are never printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from disguises import big_site, catalogue, clean, measure, rivals, vaults
from disguises.draw import RESERVED_SEED, Draw
from disguises.people import make_people


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=RESERVED_SEED)
    parser.add_argument("--people", type=int, default=48)
    parser.add_argument("--file-people", type=int, default=8, help="people whose names are hidden in files")
    parser.add_argument("--clean", type=int, default=60, help="clean passages of every class")
    parser.add_argument("--only", default="", help="only disguises whose name contains this")
    parser.add_argument("--show-misses", type=int, default=0, help="misses shown of each disguise")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--all", action="store_true", help="print every disguise, not only those below 1")
    parser.add_argument("--json", type=Path, help="write all counts to this file")
    return parser.parse_args()


def _line(name: str, count: measure.Count, *rates: float) -> str:
    low, high = count.interval
    beside = "".join(f"{rate:9.3f}" for rate in rates)
    return f"{name:44}{count.hits:6}/{count.tries:<6}{count.rate:7.4f}  [{low:.3f}, {high:.3f}]{beside}"


def _throughput(detect: Any, texts: list[str]) -> float:
    """Megabytes for each second of processor time; no text twice, the first three to warm up."""
    for text in texts[:3]:
        detect(text)
    start = time.process_time()
    for text in texts[3:]:
        detect(text)
    return sum(len(text.encode()) for text in texts[3:]) / 1e6 / (time.process_time() - start)


def _running_texts(seed: int) -> list[str]:
    """Running text of many languages, 20,000 characters a piece."""
    draw = Draw(seed)
    return [big_site.prose(draw, 20_000) for _ in range(60)]


def _dense_texts(passages: list[clean.Clean]) -> list[str]:
    """Clean passages packed together, near misses and escapes in every line; about 9 kB a piece."""
    pieces = [passage.text for passage in passages if passage.kind in {"text", "markdown", "html"}]
    pieces = [piece for piece in pieces if "base64" not in piece]
    size = max(1, len(pieces) // 20)
    return ["\n".join(pieces[at::size] * 4) for at in range(size)]


def main() -> int:
    asked = _arguments()
    if asked.show_misses and asked.seed == RESERVED_SEED:
        print("misses of the reserved seed are not shown: choose another --seed", file=sys.stderr)
        return 2
    draw = Draw(asked.seed)
    people = [(person, vaults.make_details(draw, person)) for person in make_people(draw, asked.people)]
    entries = [vaults.vault_entry(*pair, number) for number, pair in enumerate(people)]
    cases = list(catalogue.text_cases(draw, people)) + list(
        catalogue.file_cases(draw, people[: asked.file_people])
    )
    cases += catalogue.further_cases(draw, people)
    cases = [case for case in cases if asked.only in case.disguise]
    passages = list(clean.clean_passages(draw, people, asked.clean))
    tiers = {case.disguise: case.tier for case in cases}
    print(
        f"seed {asked.seed}{' (reserved)' if draw.reserved else ''}: {len(people)} invented people, "
        f"{len(tiers)} disguises, {len(cases)} cases, {len(passages)} clean passages"
    )

    from incumbent.protection import Scanner, load_plain_vault

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vault.yaml"
        vaults.write_vault(path, entries)
        start = time.perf_counter()
        scanner = Scanner(load_plain_vault(path))
        ready = time.perf_counter() - start
    start = time.perf_counter()
    counts = measure.recall(cases, scanner)
    took = time.perf_counter() - start
    alarms = measure.false_alarms(
        passages, lambda one: measure.blocks(measure.scan_text(scanner, one.text, one.kind))
    )
    beside: dict[str, dict[str, measure.Count]] = {}
    wolf: dict[str, dict[str, measure.Count]] = {}
    if not asked.no_rivals:
        for name, make in (("exact", rivals.exact_search), ("presidio", rivals.presidio_deny_list)):
            detect = make(entries)
            beside[name] = measure.rival_recall(cases, detect)
            wolf[name] = measure.false_alarms(passages, lambda one, detect=detect: detect(one.text))

    print(f"\n{'recall by tier':44}{'hits':>6}/{'n':<6}{'recall':>7}  {'95 %':16}{'  bar':>9}", *beside)
    summed = measure.by_tier(counts, tiers)
    other = {name: measure.by_tier(one, tiers) for name, one in beside.items()}
    for tier, count in summed.items():
        if count.tries:
            rates = [one[tier].rate for one in other.values()]
            print(_line(tier, count, catalogue.BARS.get(tier, float("nan")), *rates))
    below = sorted(
        (name for name in counts if asked.all or counts[name].rate < 1), key=lambda n: counts[n].rate
    )
    print(f"\n{'disguise' if asked.all else 'disguises below 1':44}{'hits':>6}/{'n':<6}{'recall':>7}")
    for name in below:
        rates = [one[name].rate for one in beside.values()]
        print(_line(f"{name} ({tiers[name]})", counts[name], *rates))
        for case in counts[name].missed[: asked.show_misses]:
            print(f"      {case.person} {case.kind}: {case.text[:150]!r}")

    print(f"\n{'clean passages that pass, by class':44}{'pass':>6}/{'n':<6}{'share':>7}")
    for name, count in alarms.items():
        print(_line(name, count, *(one[name].rate for one in wolf.values())))
        for passage in count.missed[: asked.show_misses]:
            print(f"      {passage.kind}: {passage.text[:150]!r}")
    whole = measure.total(alarms.values())
    print(_line("all clean passages", whole, *(measure.total(one.values()).rate for one in wolf.values())))

    print(f"\nscanner ready in {ready:.2f} s; {len(cases)} cases in {took:.1f} s")
    print("throughput, MB for a second of processor time:")
    for name, texts in (("running text", _running_texts(asked.seed)), ("dense", _dense_texts(passages))):
        speed = _throughput(lambda text: scanner.scan_text(text, kind="text"), texts)
        line = f"  {name:16}{speed:6.2f} (bar 5)"
        if not asked.no_rivals:
            slow = _throughput(rivals.presidio_deny_list(entries), texts)
            line += (
                f"; Presidio's deny list, the same vault and text: {slow:.2f} ({speed / slow:.1f} x; bar 10)"
            )
        print(line)
    if asked.json:
        rows = {name: [tiers[name], count.hits, count.tries] for name, count in sorted(counts.items())}
        asked.json.write_text(json.dumps({"recall": rows}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
