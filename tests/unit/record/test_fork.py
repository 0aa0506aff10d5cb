"""Two clones that both appended: the fork is named, and one's entries are put after the other's."""

import fcntl
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.record.checkpoint import file_bytes, read_checkpoint
from incumbent.record.fork import Fork, fork_point, rebase
from incumbent.record.witnesses import store_calendar_proof
from records import NOON, copied, forecast_draft, some_drafts, write_record

LATER = NOON + timedelta(days=40)


@pytest.fixture
def clones(tmp_path):
    """Two clones that share three entries; ours added a forecast and a correction of it, theirs two notes."""
    ours = write_record(tmp_path / "ours" / "record", 3)
    theirs = copied(ours, tmp_path / "theirs" / "record")
    correction = {"kind": "correction", "corrects": 4, "reason": "typing error"}
    earlier = {"kind": "correction", "corrects": 2, "reason": "the poll was read twice"}
    record.append(ours, [forecast_draft(), correction, earlier], recorded_at=NOON)
    record.append(
        theirs, [{"kind": "note", "text": "one"}, {"kind": "note", "text": "two"}], recorded_at=NOON
    )
    return ours, theirs


def test_the_fork_point_is_the_last_shared_entry(clones):
    ours, theirs = (record.read(clone) for clone in clones)
    fork = fork_point(ours, theirs)
    assert fork == Fork(shared=3, ours=3, theirs=2)
    assert fork.parted


def test_a_clone_that_is_merely_behind_has_not_parted(tmp_path):
    ours = write_record(tmp_path / "ours", 3)
    theirs = copied(ours, tmp_path / "theirs")
    record.append(theirs, some_drafts(2), recorded_at=NOON)
    assert not fork_point(record.read(ours), record.read(theirs)).parted
    assert rebase(ours, theirs, recorded_at=LATER) == []
    assert record.read(ours) == record.read(theirs)


@pytest.fixture
def clones_with_a_text(tmp_path):
    """Two clones that hold the same committed text, and its commitment."""
    ours = write_record(tmp_path / "ours" / "record", 2)
    commitment = record.commit(ours, "post", "a-post", "What a reader asked to have deleted.")
    note = {"kind": "note", "text": "published", "commitments": [commitment]}
    record.append(ours, [note], recorded_at=NOON)
    return ours, copied(ours, tmp_path / "theirs" / "record"), commitment["sha256"]


@pytest.mark.parametrize("redacted_by_us", [True, False])
@pytest.mark.parametrize("other_adds", [True, False])
def test_a_redacted_text_does_not_come_back_from_the_other_clone(
    clones_with_a_text, redacted_by_us, other_adds
):
    ours, theirs, digest = clones_with_a_text
    redacting, other = (ours, theirs) if redacted_by_us else (theirs, ours)
    record.redact(redacting, [digest], "consent withdrawn", recorded_at=NOON)
    if other_adds:
        record.append(other, [forecast_draft()], recorded_at=NOON)
    rebase(ours, theirs, recorded_at=LATER)
    report = record.verify(ours)
    assert not (ours / "payloads" / f"{digest}.json").exists()
    assert report.holds
    assert any("was redacted by" in note for note in report.notes)


def test_a_copy_without_its_texts_is_not_rebased_onto(clones_with_a_text):
    ours, theirs, _ = clones_with_a_text
    added = record.commit(theirs, "post", "another", "Known to the other author only.")
    record.append(theirs, [{"kind": "note", "text": "t", "commitments": [added]}], recorded_at=NOON)
    shutil.rmtree(theirs / "payloads")
    before = {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()}
    with pytest.raises(RefusedError, match="would not hold"):
        rebase(ours, theirs, recorded_at=LATER)
    assert {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()} == before
    assert [path.name for path in ours.parent.iterdir()] == ["record"]


def test_nothing_is_moved_when_the_other_clone_added_nothing(tmp_path):
    ours = write_record(tmp_path / "ours", 3)
    theirs = copied(ours, tmp_path / "theirs")
    record.append(ours, some_drafts(2), recorded_at=NOON)
    before = {path: path.read_bytes() for path in ours.iterdir()}
    assert rebase(ours, theirs, recorded_at=LATER) == []
    assert {path: path.read_bytes() for path in ours.iterdir()} == before


def test_our_entries_come_after_theirs_and_say_what_they_were(clones):
    ours, theirs = clones
    old = record.read(ours)[3:]
    moved = rebase(ours, theirs, recorded_at=LATER)
    entries = record.read(ours)
    assert entries[:5] == record.read(theirs)
    assert entries[5:] == moved
    assert [entry["rebased_from"] for entry in moved] == [entry["_hash"] for entry in old]
    assert {entry["recorded_at"] for entry in moved} == {"2021-06-10T12:00:00Z"}
    assert record.verify(ours, strict=True).holds
    assert [path.name for path in ours.parent.iterdir()] == ["record"]


def test_references_among_our_entries_move_along(clones):
    ours, theirs = clones
    moved = rebase(ours, theirs, recorded_at=LATER)
    assert [entry.get("corrects") for entry in moved] == [None, 6, 2]


def test_what_a_witness_saw_is_not_moved(clones):
    from opentimestamps.core.notary import PendingAttestation
    from opentimestamps.core.serialize import BytesSerializationContext
    from opentimestamps.core.timestamp import Timestamp

    def promise(digest):
        stamp, context = Timestamp(digest), BytesSerializationContext()
        stamp.attestations.add(PendingAttestation("https://calendar.example.org"))
        stamp.serialize(context)
        return context.getbytes()

    ours, theirs = clones
    checkpoint = read_checkpoint(ours)
    assert checkpoint is not None
    store_calendar_proof(ours, checkpoint, "calendar.example.org", promise)
    with pytest.raises(RefusedError, match="a witness has seen our entries up to 6"):
        rebase(ours, theirs, recorded_at=LATER)
    moved = rebase(theirs, ours, recorded_at=LATER)
    assert [entry["sequence"] for entry in moved] == [7, 8]
    assert record.verify(theirs).holds
    assert file_bytes(checkpoint) == (theirs / "witnesses" / "00000006" / "checkpoint.json").read_bytes()


def test_records_of_different_desks_are_refused(tmp_path):
    ours = write_record(tmp_path / "ours", 2)
    record.append(tmp_path / "theirs", [{"kind": "note", "text": "another desk"}], recorded_at=NOON)
    with pytest.raises(RefusedError, match="different desks"):
        rebase(ours, tmp_path / "theirs", recorded_at=LATER)


def test_a_broken_clone_is_refused(clones):
    ours, theirs = clones
    (theirs / "checkpoint.json").unlink()
    with pytest.raises(record.RecordBrokenError, match=r"checkpoint\.json is missing"):
        rebase(ours, theirs, recorded_at=LATER)


def test_texts_of_both_clones_are_kept(clones):
    ours, theirs = clones
    mine = record.commit(ours, "post", "mine", "ours alone")
    record.append(ours, [{"kind": "note", "text": "post", "commitments": [mine]}], recorded_at=NOON)
    their = record.commit(theirs, "post", "their", "theirs alone")
    record.append(theirs, [{"kind": "note", "text": "post", "commitments": [their]}], recorded_at=NOON)
    rebase(ours, theirs, recorded_at=LATER)
    report = record.verify(ours)
    assert (report.holds, report.notes) == (True, ())
    assert len(list((ours / "payloads").iterdir())) == 2


@pytest.fixture
def killed_between_renames(clones, monkeypatch):
    """A rebase killed after it moved the old record aside, before the new one took its place."""
    ours, theirs = clones
    rename = Path.rename

    def killed(path, target):
        if path.name == "record.rebased":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        rebase(ours, theirs, recorded_at=LATER)
    monkeypatch.undo()
    assert not ours.exists()
    return ours, theirs


def test_a_rebase_killed_between_its_renames_is_told_and_nothing_begins_anew(killed_between_renames):
    ours, _ = killed_between_renames
    assert "a rebase was stopped" in (record.verify(ours).problem or "")
    with pytest.raises(record.RecordBrokenError, match="a rebase was stopped"):
        record.append(ours, [forecast_draft()], recorded_at=LATER)
    with pytest.raises(record.RecordBrokenError, match="a rebase was stopped"):
        record.read(ours)
    assert not ours.exists()


def test_a_rebase_killed_between_its_renames_is_finished_by_the_next(killed_between_renames):
    ours, theirs = killed_between_renames
    assert len(rebase(ours, theirs, recorded_at=LATER)) == 3
    assert record.verify(ours, strict=True).count == 8
    assert [path.name for path in ours.parent.iterdir()] == ["record"]


def test_a_run_that_waited_for_a_record_exchanged_meanwhile_is_refused(tmp_path, monkeypatch):
    folder, other = write_record(tmp_path / "record", 2), write_record(tmp_path / "other", 3)
    lock = fcntl.flock

    def exchanged_first(handle, kind):
        folder.rename(tmp_path / "old")
        other.rename(folder)
        return lock(handle, kind)

    monkeypatch.setattr(fcntl, "flock", exchanged_first)
    with pytest.raises(RefusedError, match="exchanged by another run"):
        record.append(folder, [forecast_draft()], recorded_at=LATER)
    monkeypatch.undo()
    assert record.verify(folder).count == 3
    assert record.verify(tmp_path / "old").count == 2


def test_a_conflict_that_git_left_names_the_fork(clones, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    ours, theirs = clones
    desk = tmp_path / "desk"

    def git(*arguments, check=True):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *identity, "-C", desk, *arguments], check=check, capture_output=True)

    desk.mkdir()
    git("init", "-q", "-b", "main")
    write_record(desk / "record", 3)
    git("add", ".")
    git("commit", "-qm", "shared")
    for clone, branch in ((theirs, "theirs"), (ours, "ours")):
        git("checkout", "-q", "-b", branch, "main")
        for path in clone.iterdir():
            (desk / "record" / path.name).write_bytes(path.read_bytes())
        git("add", ".")
        git("commit", "-qm", branch)
    assert git("merge", "theirs", check=False).returncode == 1
    report = record.verify(desk / "record")
    assert report.first_bad_entry == 4
    assert "two clones both appended here" in (report.problem or "")
