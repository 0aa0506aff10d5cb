"""No file breaks the scanner: it ends in bounded time and memory, and stops publication with a reason."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from fuzz import hostile_files

PLAIN = Path(__file__).resolve().parents[1] / "unit" / "protection" / "fictional.yaml"
MEMORY = 1 << 30
SECONDS = 90  # of processor time, for a whole folder of hostile files

CHILD = """
import json, pathlib, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[4]),) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from incumbent import Scanner, load_plain_vault
scanner = Scanner(load_plain_vault(sys.argv[1]))
for folder in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    findings = scanner.scan_path(folder)
    print(json.dumps([folder.name, [[one.level.value, one.rule] for one in findings]]), flush=True)
"""


def scan_alone(folder: Path) -> dict[str, list[list[str]]]:
    """Level and rule of the findings in each subfolder, by one process within bounds."""
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, str(PLAIN), str(folder), str(MEMORY), str(SECONDS)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = dict(json.loads(line) for line in ran.stdout.splitlines())
    assert ran.returncode == 0, f"stopped after {list(told)[-1:]}: {ran.stderr[-2000:]}"
    return told


def _written(folder: Path, names) -> Path:
    for name in names:
        (folder / name).mkdir()
        hostile_files.write(folder / name, name)
    return folder


@pytest.fixture(scope="module")
def blocked(tmp_path_factory):
    return scan_alone(_written(tmp_path_factory.mktemp("blocked"), hostile_files.BLOCKED))


@pytest.fixture(scope="module")
def bounded(tmp_path_factory):
    return scan_alone(_written(tmp_path_factory.mktemp("bounded"), hostile_files.BOUNDED))


@pytest.mark.parametrize("name", hostile_files.BLOCKED)
def test_what_cannot_be_looked_into_blocks_with_a_reason(name, blocked):
    reasons = [rule for level, rule in blocked[name] if level == "block"]
    assert any(rule.startswith("unreadable: ") and len(rule) > len("unreadable: ") for rule in reasons)


@pytest.mark.parametrize("name", hostile_files.BOUNDED)
def test_every_other_hostile_file_ends_in_bounds(name, bounded):
    assert {level for level, _ in bounded[name]} <= {"block", "warn"}


def test_a_name_said_five_thousand_times_is_found_in_bounds(bounded):
    assert "block" in {level for level, _ in bounded["name_repeated"]}


def test_a_name_under_twenty_percent_signs_blocks(tmp_path):
    (tmp_path / "site").mkdir()
    deep = quote(hostile_files.NAME).replace("%", "%" + "25" * 20)
    (tmp_path / "site" / "a.txt").write_text(deep, encoding="utf-8")
    assert "block" in {level for level, _ in scan_alone(tmp_path)["site"]}


def test_a_line_of_a_gigabyte_blocks_and_is_not_read_into_memory(tmp_path):
    (tmp_path / "site").mkdir()
    with (tmp_path / "site" / "line.txt").open("wb") as file:
        file.truncate(1 << 30)
    assert [level for level, _ in scan_alone(tmp_path)["site"]] == ["block"]


def test_an_external_entity_is_not_followed(tmp_path):
    secret = tmp_path.parent / "outside.txt"
    secret.write_text(hostile_files.NAME, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    text = f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{secret}'>]><svg><title>&x;</title></svg>"
    (site / "a.svg").write_text(text, encoding="utf-8")
    assert not [rule for level, rule in scan_alone(tmp_path)["site"] if not rule.startswith("unreadable")]
