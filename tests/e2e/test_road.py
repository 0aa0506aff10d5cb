"""The road as a user walks it: estimate, verify, run, publish, on copies of the example desk."""

import csv
import json
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w

from incumbent.workflows.desk import read_desk

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "examples" / "desk"
VAULT = REPOSITORY / "examples" / "desk-vault"
KEYS = ["--vault", str(VAULT / "vault"), "--key", str(VAULT / "FICTIONAL-test-key.txt")]
AS_OF = date(2017, 8, 1)


def incumbent(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "incumbent", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the example desk, free to be spoilt."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "desk", symlinks=True))


def forget_after(desk: Path, day: date) -> None:
    """Delete every fact known after a day from a desk's files."""
    known = {quote.provenance.fact_id for quote in read_desk(desk, date(2026, 11, 22)).as_of(day).quotes}
    events = {event.fact_id for event in read_desk(desk, date(2026, 11, 22)).as_of(day).events}
    for table in (desk / "evidence").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        kept = [row for row in rows if {row["id"], row.get("book_id") or ""} & (known | events)]
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    path = desk / "leaders" / "putin.toml"
    leader = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("gates", "facts"):
        leader[name] = [item for item in leader[name] if item["known_at"] <= day]
    leader["spells"] = [spell for spell in leader["spells"] if spell["start"] <= day]
    path.write_text(tomli_w.dumps(leader), encoding="utf-8")


def test_an_estimate_has_the_published_shape() -> None:
    answer = incumbent("estimate", EXAMPLE, "putin", "--as-of", AS_OF, "--format", "json")
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["origin_date"] == "2017-08-01"
    events = {forecast["event"]: forecast for forecast in said["forecasts"]}
    assert set(events) == {"effective", "de_facto"}
    for forecast in said["forecasts"]:
        assert forecast["leader_id"] == "putin"
        assert forecast["gwcode"] == 365
        for horizon in forecast["horizons"]:
            assert 0 <= horizon["low"] <= horizon["probability"] <= horizon["high"] <= 1
            assert sum(horizon["causes"].values()) == pytest.approx(1 - horizon["probability"], abs=1e-5)
        chances = [horizon["probability"] for horizon in forecast["horizons"]]
        assert chances == sorted(chances, reverse=True)
    assert "2018-05-08" in {horizon["target_date"] for horizon in events["effective"]["horizons"]}
    assert "2024-12-31" in {horizon["target_date"] for horizon in events["de_facto"]["horizons"]}


def test_the_same_bytes_with_every_later_fact_deleted(desk: Path) -> None:
    asked = ["estimate", desk, "putin", "--as-of", AS_OF, "--format", "json"]
    before = incumbent(*asked)
    rows_before = sum(path.stat().st_size for path in (desk / "evidence").iterdir())
    forget_after(desk, AS_OF)
    assert sum(path.stat().st_size for path in (desk / "evidence").iterdir()) < rows_before
    after = incumbent(*asked)
    assert before.returncode == 0, before.stderr
    assert after.stdout == before.stdout


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_records_nothing_twice(desk: Path) -> None:
    before = _files(desk / "record")
    again = incumbent("run", desk, "--through", "2024-12")
    assert again.returncode == 0, again.stderr
    assert "recorded 0 forecasts and 0 resolutions" in again.stdout
    assert "waiting for your scan" in again.stdout
    assert _files(desk / "record") == before


@pytest.mark.parametrize("spoilt", ["byte", "dropped", "swapped", "doubled", "tail"])
def test_a_touched_record_is_named_and_run_refuses_to_go_on(desk: Path, spoilt: str) -> None:
    segment = min((desk / "record").glob("*.jsonl"))
    lines = segment.read_bytes().splitlines(keepends=True)
    first_bad = 5
    if spoilt == "byte":
        lines[4] = lines[4].replace(b"0.9", b"0.8", 1)
    elif spoilt == "dropped":
        del lines[4]
    elif spoilt == "swapped":
        lines[4], lines[5] = lines[5], lines[4]
    elif spoilt == "doubled":
        lines.insert(4, lines[3])
    else:
        first_bad = len(lines)
        del lines[-1]
    segment.write_bytes(b"".join(lines))
    verified = incumbent("verify", desk)
    assert verified.returncode == 1
    assert f"First bad entry: {first_bad}" in verified.stdout
    ran = incumbent("run", desk)
    assert ran.returncode == 1
    assert "does not hold" in ran.stderr
    assert not (desk / ".staged").exists()


def test_every_recorded_forecast_can_be_recomputed() -> None:
    answer = incumbent("verify", EXAMPLE, "--recompute")
    assert answer.returncode == 0, answer.stdout
    assert "were rebuilt and agree within 1e-6" in answer.stdout


def test_a_changed_input_is_named_when_recomputing(desk: Path) -> None:
    table = desk / "evidence" / "judgements.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("0.857142857142857", "0.714285714285714"), encoding="utf-8"
    )
    answer = incumbent("verify", desk, "--recompute")
    assert answer.returncode == 1
    assert "was changed since" in answer.stdout + answer.stderr


def _dative_of_the_protected_name() -> str:
    """The invented name of the example vault in the dative, read from the vault itself."""
    from incumbent.protection import load_vault

    person = load_vault(VAULT / "vault", VAULT / "FICTIONAL-test-key.txt").people[0]
    family = person.aliases[0]
    return f"{family}у" if family[-1] in "вн" else family


def test_a_protected_name_in_the_dative_stops_publication_and_is_told_to_nobody(desk: Path) -> None:
    name = _dative_of_the_protected_name()
    post = desk / "posts" / "two-voices.md"
    post.write_text(post.read_text(encoding="utf-8") + f"\n\nМы передали это {name}.\n", encoding="utf-8")
    answer = incumbent("publish", desk, *KEYS)
    assert answer.returncode == 1
    assert "publication stopped" in answer.stderr
    assert name[:-1].casefold() not in (answer.stdout + answer.stderr).casefold()
    assert not (desk / "site").exists()
    assert not (desk / ".staged").exists()


def test_nothing_is_published_without_keys_once_a_name_was_changed(desk: Path) -> None:
    answer = incumbent("publish", desk)
    assert answer.returncode == 1
    assert "nothing is published without a scan" in answer.stderr
    assert not (desk / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("estimate", EXAMPLE, "nobody"), 1, "there is no leader 'nobody' here"),
        (("estimate", EXAMPLE, "truss", "--as-of", "2023-01-01"), 1, "is in no office on 2023-01-01"),
        (("estimate", EXAMPLE, "putin", "--as-of", "2999-01-01"), 1, "lies ahead"),
        (("estimate", EXAMPLE, "putin", "--as-of", "yesterday"), 2, "yesterday"),
        (("estimate", "no-such-desk"), 1, "no-such-desk"),
        (("verify", "no-such-desk"), 1, "not a folder"),
    ],
)
def test_mistakes_are_refused_in_one_clear_message(arguments: tuple, code: int, complaint: str) -> None:
    answer = incumbent(*arguments)
    assert answer.returncode == code
    assert complaint in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_missing_record_is_never_called_whole(desk: Path) -> None:
    shutil.rmtree(desk / "record")
    answer = incumbent("verify", desk)
    assert answer.returncode == 1
    assert "there is no record" in answer.stderr


def test_a_lost_record_is_not_begun_anew_beside_a_published_site(desk: Path) -> None:
    shutil.rmtree(desk / "record")
    (desk / "receipt.json").write_text("{}", encoding="utf-8")
    answer = incumbent("run", desk)
    assert answer.returncode == 1
    assert "its record is gone" in answer.stderr
    assert not (desk / "record").exists()


def test_a_forgotten_pseudonym_does_not_open_the_way_around_the_scan(desk: Path) -> None:
    for post in (desk / "posts").glob("*.md"):
        lines = post.read_text(encoding="utf-8").splitlines(keepends=True)
        post.write_text("".join(line for line in lines if "pseudonym" not in line), encoding="utf-8")
    vault = desk.with_name("desk-private") / "vault"
    vault.mkdir(parents=True)
    (vault / "somebody.age").write_bytes(b"age-encryption.org/v1")
    answer = incumbent("publish", desk)
    assert answer.returncode == 1
    assert "nothing is published without a scan" in answer.stderr


def test_the_demo_empties_no_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    answer = incumbent("demo", EXAMPLE, "--to", tmp_path)
    assert answer.returncode == 1
    assert "nothing was removed" in answer.stderr
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"
