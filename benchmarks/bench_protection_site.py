"""How long does a scan of a 200 MB site take, cold and warm, and how much memory?

Writes a site of 20,000 text files and 2,000 pictures and a vault of 100 invented people, then runs
`incumbent protect scan` on it twice as an author would, watching the memory of all its processes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import yaml
from disguises import big_site, vaults
from disguises.draw import Draw
from disguises.people import make_people

from incumbent.protection.age import encrypted, new_identity


def _write_vault(folder: Path, draw: Draw, count: int) -> Path:
    secret, public = new_identity()
    (folder / "vault").mkdir()
    for number, person in enumerate(make_people(draw, count)):
        entry = vaults.vault_entry(person, vaults.make_details(draw, person), number)
        plain = yaml.safe_dump(entry, allow_unicode=True).encode()
        (folder / "vault" / f"{person.id}.age").write_bytes(encrypted(plain, [public]))
    (folder / "key.txt").write_text(secret + "\n", encoding="utf-8")
    return folder / "key.txt"


def _memory(root: psutil.Process) -> int:
    """Bytes held by a process and its children, shared pages shared out."""
    total = 0
    for process in (root, *root.children(recursive=True)):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def _processor_seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _timed(command: list[str], folder: Path) -> tuple[float, float, int, str]:
    start, spent = time.perf_counter(), _processor_seconds()
    log = folder / "output.txt"
    with log.open("wb") as output:
        running = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        peak = 0
        while running.poll() is None:
            try:
                peak = max(peak, _memory(psutil.Process(running.pid)))
            except psutil.Error:
                break
            time.sleep(0.2)
        running.wait()
    took, spent = time.perf_counter() - start, _processor_seconds() - spent
    return took, spent, peak, log.read_text(encoding="utf-8", errors="replace")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--options", default="", help="further options of `protect scan`")
    asked = parser.parse_args()
    share = asked.megabytes / 200
    draw = Draw(asked.seed)
    with tempfile.TemporaryDirectory(prefix="site-") as name:
        folder = Path(name)
        key = _write_vault(folder, draw, asked.people)
        texts, pictures = int(20_000 * share), int(2_000 * share)
        size = big_site.write_site(folder / "site", draw, asked.megabytes, texts, pictures)
        print(
            f"{size / 1e6:.0f} MB, {texts} text files, {pictures} pictures, {asked.people} people", flush=True
        )
        command = [sys.executable, "-m", "incumbent", "protect", "scan", str(folder / "site")]
        command += ["--vault", str(folder / "vault"), "--key", str(key), *asked.options.split()]
        for label, bar in (("cold", 30), ("warm", 3)):
            took, spent, peak, said = _timed(command, folder)
            told = said.strip().splitlines()[0] if said.strip() else "nothing"
            print(
                f"{label}: {took:.1f} s (bar {bar} s on 2 cores), {spent:.1f} s of processor time, "
                f"peak memory {peak / 1e6:.0f} MB (bar 500); "
                f"it said: {told}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
