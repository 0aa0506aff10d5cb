"""A desk's run and publication as real processes, killed at random moments, and what they leave.

The clock of a run is held still, so that two runs of one desk can be compared byte for byte.
"""

import multiprocessing
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from tests.desks import FILES, write_desk

from incumbent import record
from incumbent.workflows.committed_texts import texts_to_commit
from incumbent.workflows.desk import read_desk
from incumbent.workflows.protect import hash_of_tree
from incumbent.workflows.publish import Keys, publish
from incumbent.workflows.run import run

REPOSITORY = Path(__file__).resolve().parents[1]
VAULT = REPOSITORY / "examples" / "desk-vault"
POST = "posts/quiet-month.md"
LEADER = "leaders/ada.toml"
TARGET = "../www/site"

RUN_ON_A_DAY = """
import sys
from pathlib import Path
from tests.killing import run_on
run_on(Path(sys.argv[1]), sys.argv[2])
"""

PUBLISH_ON_A_DAY = """
import sys
from pathlib import Path
from tests.killing import publish_on
publish_on(Path(sys.argv[1]), sys.argv[2])
"""

SETTLED_IN_NOVEMBER = """
[[questions]]
id = "mid-november"
target_date = 2026-11-20
text = "Is Ada Example president at the end of 20 November 2026?"
rule = "The date of hand-over in the official gazette."
"""


@dataclass(frozen=True, slots=True)
class State:
    """What a process left: the record's segments, and the hash of each tree; None for one not there."""

    record: dict[str, bytes]
    site: str | None
    delivered: str | None

    def lies_between(self, old: "State", new: "State") -> bool:
        """Whether each part is the old one or the new one; the record may have taken the first batches."""
        grown = old.record.items() <= self.record.items() <= new.record.items()
        return (
            grown
            and {self.site} <= {old.site, new.site}
            and {self.delivered} <= {old.delivered, new.delivered}
        )


def begun_desk(folder: Path, *, protected: bool = False) -> Path:
    """A desk that is delivered to a folder; with a changed name in its post if `protected`."""
    settings = FILES["desk.toml"].replace('"en", "ru"', '"en"') + f'publish_target = "{TARGET}"\n'
    post = FILES[POST].replace("tags: [notes]", "pseudonyms: [Timur]") if protected else FILES[POST]
    leader = FILES[LEADER] + SETTLED_IN_NOVEMBER
    return write_desk(folder, {**FILES, "desk.toml": settings, POST: post, LEADER: leader})


def run_on(desk: Path, day: str) -> None:
    """The month's run, its clock held at noon of a day."""
    run(desk, now=_noon(day))


def publish_on(desk: Path, day: str) -> None:
    """The publication with a scan, its clock held at noon of a day."""
    clock = _noon(day)
    keys = Keys(VAULT / "vault", VAULT / "FICTIONAL-test-key.txt")
    publish(read_desk(desk, clock.date()), desk, keys, recorded_at=clock)


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def run_command(desk: Path, day: str) -> list[str]:
    """The month's run on a day."""
    return [sys.executable, "-c", RUN_ON_A_DAY, str(desk), day]


def publish_command(desk: Path, day: str) -> list[str]:
    """The publication with a scan on a day."""
    return [sys.executable, "-c", PUBLISH_ON_A_DAY, str(desk), day]


def write_on(desk: Path) -> None:
    """A new sentence in the post; its salt is drawn now, so that records can be compared byte for byte."""
    post = desk / POST
    post.write_text(post.read_text(encoding="utf-8") + "\nA second look.\n", encoding="utf-8")
    texts = texts_to_commit(read_desk(desk, date(2026, 12, 1)), desk / "record")
    assert texts
    record.commit_all(desk / "record", texts)


def live_command(desk: Path) -> list[str]:
    """The month's run as an author types it, by the clock on the wall."""
    return [sys.executable, "-m", "incumbent", "run", str(desk), "--offline"]


def whole(command: Sequence[str]) -> float:
    """Let a command end; the seconds it took."""
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - began


def killed(command: Sequence[str], after_s: float) -> bool:
    """Kill a command after some seconds; False if it had ended before."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=REPOSITORY
    ) as process:
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    assert process.returncode == 0
    return False


_ALREADY_IMPORTED = (
    "tests.killing",
    "altair",
    "lightgbm",
    "pelican",
    "pikepdf",
    "pymorphy3",
    "scipy.optimize",
    "scipy.stats",
    "incumbent.site.pages",
)


def began(act: Callable[[Path, str], None], desk: Path, day: str) -> ForkServerProcess:
    """A process that begins an act at once: it is forked from one that has imported what the act needs."""
    process = _forked().Process(target=act, args=(desk, day))
    process.start()
    return process


@cache
def _forked() -> ForkServerContext:
    """Where processes are forked, once everything is imported there: from then on only the act takes time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_ALREADY_IMPORTED))
    waiting = context.Process(target=_nothing)
    waiting.start()
    waiting.join()
    return context


def _nothing() -> None:
    """The work of a process that is only waited for."""


def ended(act: Callable[[Path, str], None], desk: Path, day: str) -> float:
    """Let an act end; the seconds it took."""
    process = began(act, desk, day)
    beginning = time.monotonic()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - beginning


def cut_off(act: Callable[[Path, str], None], desk: Path, day: str, after_s: float) -> bool:
    """Kill an act after some seconds; False if it had ended before."""
    process = began(act, desk, day)
    process.join(after_s)
    process.kill()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def left_on(desk: Path) -> State:
    """What stands on a desk: the record's entries, the site's tree and the delivered one."""
    segments = {path.name: path.read_bytes() for path in (desk / "record").glob("*.jsonl")}
    return State(segments, _hash(desk / "site"), _hash(desk.parent / "www" / "site"))


def forecasts_on(desk: Path) -> list[dict[str, Any]]:
    """What the record says, without its stamps, its salted hashes and the hashes that follow from them."""
    stamps = {"_hash", "previous", "recorded_at"}
    said = [{k: v for k, v in entry.items() if k not in stamps} for entry in record.read(desk / "record")]
    for entry in said:
        for salted in (*entry.get("questions", ()), *entry.get("commitments", ())):
            salted.pop("rule", None)
            salted.pop("sha256", None)
    return said


def site_is_whole(desk: Path) -> bool:
    """Whether the site, if there is one, is byte for byte the tree that its folder is named after."""
    if not (desk / "site").exists():
        return True
    site = (desk / "site").resolve()
    return site.name == f".site-{hash_of_tree(site)[:16]}"


def left_lying(desk: Path) -> list[str]:
    """Names of files that a whole run would have cleared away."""
    names = [path.name for path in (*desk.iterdir(), *(desk / "record").iterdir())]
    names += [path.name for path in (desk / ".drawings").glob("*.part")]
    names += [path.name for path in (desk.parent / "www").glob("*passing*")]
    unfinished = (".staging-", ".site.new", "intent.json")
    return [
        name
        for name in names
        if name != ".staging-lock"
        and (name.startswith(unfinished) or name.endswith((".unfinished", ".part")))
    ]


def copied(desk: Path, place: Path) -> Path:
    """A desk with all that stands beside it, copied to a new place."""
    shutil.copytree(desk.parent, place, symlinks=True)
    return place / desk.name


def _hash(folder: Path) -> str | None:
    return hash_of_tree(folder.resolve()) if folder.exists() else None
