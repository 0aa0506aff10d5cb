"""Whatever stops a run, the record is the old one or the new one, and the loser is told."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.record import plain_checker
from incumbent.record.disk import LocalDisk
from incumbent.record.lock import sole_writer
from records import NOON, forecast_draft, write_record

TESTS = Path(__file__).resolve().parents[2]
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


APPEND_TEN_TIMES = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from records import NOON, some_drafts
from incumbent import record
for _ in range(10):
    try:
        record.append(Path(sys.argv[1]), some_drafts(40), recorded_at=NOON)
        print("appended")
    except Exception as refusal:
        print(refusal)
"""


class FailingDisk(LocalDisk):
    """A disk that does `good` writes and then fails, before or after the bytes are in place."""

    def __init__(self, good: int, *, after: bool) -> None:
        self.left, self.after = good, after

    def replace(self, path, content):
        if self.left == 0 and not self.after:
            raise OSError(5, "Input/output error")
        super().replace(path, content)
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "Input/output error")


def _agreed_count(folder: Path) -> int:
    report = record.verify(folder)
    assert report.holds, report.problem
    good, head, wrong = plain_checker.check(folder)
    assert (good, head, wrong) == (report.count, report.head, "")
    return report.count


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("good", [0, 1, 2])
def test_a_disk_that_fails_at_any_step_leaves_the_old_or_the_new_record(tmp_path, good, after):
    folder = write_record(tmp_path / "record", 3)
    with pytest.raises(RefusedError, match="Input/output error"):
        record.append(folder, [forecast_draft()], recorded_at=NOON, disk=FailingDisk(good, after=after))
    landed = good + after >= 2  # the segment is the second write
    assert _agreed_count(folder) == 3 + landed
    record.append(folder, [forecast_draft()], recorded_at=NOON)
    assert _agreed_count(folder) == 4 + landed
    assert not (folder / "intent.json").exists()


def test_failing_fsync_is_told_and_leaves_the_old_record(tmp_path, monkeypatch):
    folder = write_record(tmp_path / "record", 3)

    def refuse(_handle):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RefusedError, match="disk refused"):
        record.append(folder, [forecast_draft()], recorded_at=NOON)
    monkeypatch.undo()
    assert _agreed_count(folder) == 3
    assert [path.name for path in folder.glob("*.unfinished")] == []


def test_a_second_run_at_the_same_time_is_refused(tmp_path):
    folder = write_record(tmp_path / "record", 1)
    with sole_writer(folder), pytest.raises(RefusedError, match="another run"):
        record.append(folder, [forecast_draft()], recorded_at=NOON)
    assert _agreed_count(folder) == 1


def test_runs_at_once_lose_nothing_that_was_confirmed(tmp_path):
    folder = tmp_path / "record"
    folder.mkdir()
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", APPEND_TEN_TIMES, str(folder), str(TESTS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [run.communicate(timeout=120)[0].splitlines() for run in runs]
    confirmed = sum(line == "appended" for lines in outputs for line in lines)
    refusals = [line for lines in outputs for line in lines if line != "appended"]
    assert _agreed_count(folder) == 40 * confirmed
    assert all("another run" in line for line in refusals)


def test_a_full_disk_leaves_the_old_record(tmp_path):
    folder = write_record(tmp_path / "record", 3)
    program = (
        "import resource, sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "from records import NOON, some_drafts\n"
        "from incumbent import record\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "record.append(Path(sys.argv[1]), some_drafts(100), recorded_at=NOON)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(TESTS)], capture_output=True, text=True, check=False
    )
    assert "the disk refused to record" in run.stderr
    assert _agreed_count(folder) == 3
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 20000


@pytest.mark.skipif(sys.platform == "win32", reason="ids are those of POSIX")
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    folder = write_record(tmp_path / "record", 2)
    for path in [folder, *folder.iterdir()]:
        path.chmod(path.stat().st_mode & ~0o222 | 0o555)
    tmp_path.chmod(0o755)
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "from records import NOON, forecast_draft\n"
        "from incumbent import record\n"
        "os.getuid() == 0 and os.setuid(65534)\n"
        "try:\n"
        "    record.append(Path(sys.argv[1]), [forecast_draft()], recorded_at=NOON)\n"
        "except Exception as told:\n"
        "    print(type(told).__name__, told)\n"
    )
    reachable = folder
    while reachable != reachable.parent:  # the temporary folder's parents must let the other user through
        reachable = reachable.parent
        if not reachable.stat().st_mode & 0o001:
            reachable.chmod(reachable.stat().st_mode | 0o011)
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(TESTS)], capture_output=True, text=True, check=False
    )
    assert run.stdout.startswith("RefusedError the disk refused"), run.stderr
    assert _agreed_count(folder) == 2


@pytest.mark.parametrize("seed", range(12))
def test_a_run_killed_at_any_moment_leaves_whole_batches(tmp_path, seed):
    folder = tmp_path / "record"
    run = subprocess.Popen(
        [sys.executable, "-c", APPEND_FOR_EVER, str(folder), str(TESTS)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    time.sleep(0.004 * seed)
    run.send_signal(signal.SIGKILL)
    confirmed = run.stdout.read().count("appended")
    run.wait()
    folder.mkdir(exist_ok=True)
    count = _agreed_count(folder)
    assert count % 40 == 0
    assert count >= 40 * confirmed
    record.append(folder, [forecast_draft()], recorded_at=NOON)
    assert _agreed_count(folder) == count + 1


def test_an_intent_does_not_excuse_a_tail_cut_off(tmp_path):
    folder = write_record(tmp_path / "record", 2, 2)
    checkpoint = json.loads((folder / "checkpoint.json").read_bytes())
    intent = {
        "schema": "incumbent-intent-1",
        "before": checkpoint,
        "after": {**checkpoint, "count": 5, "segment": "00000005.jsonl"},
        "sha256": "00" * 32,
    }
    text = json.dumps(intent, sort_keys=True, separators=(",", ":"))
    (folder / "intent.json").write_text(text + "\n", encoding="utf-8")
    assert _agreed_count(folder) == 4
    (folder / "00000003.jsonl").unlink()
    assert record.verify(folder).first_bad_entry == 3


def test_an_intent_of_another_record_is_found(tmp_path):
    folder, other = write_record(tmp_path / "a", 2), write_record(tmp_path / "b", 3)
    with pytest.raises(RefusedError):
        record.append(other, [forecast_draft()], recorded_at=NOON, disk=FailingDisk(1, after=False))
    (folder / "intent.json").write_bytes((other / "intent.json").read_bytes())
    assert "not of one record" in (record.verify(folder).problem or "")
    (folder / "intent.json").write_bytes(b"{}\n")
    assert "not in the form" in (record.verify(folder).problem or "")


def test_a_slipped_in_segment_with_an_intent_of_other_bytes_is_found(tmp_path):
    folder = write_record(tmp_path / "record", 2)
    with pytest.raises(RefusedError):
        record.append(folder, [forecast_draft()], recorded_at=NOON, disk=FailingDisk(1, after=True))
    segment = folder / "00000003.jsonl"
    assert _agreed_count(folder) == 3
    segment.write_bytes(segment.read_bytes().replace(b'"seed":1', b'"seed":2'))
    assert record.verify(folder).first_bad_entry == 3
