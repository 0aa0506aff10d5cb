"""No protected value in anything the tool writes: output, errors, files it leaves; crashing or not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from disguises import files
from disguises.draw import Draw

from fuzz import hostile_files
from incumbent import Scanner, load_plain_vault
from incumbent.protection.age import encrypted, new_identity

PERSON = """
id: fictional-02
pseudonym: [Oskar]
name: Зелимхан Адамович Турпуханов
name_parts: {given: Зелимхан, patronymic: Адамович, family: Турпуханов}
gender: male
aliases: [Турпуханов, Turpukhanov]
phones: ["+7 928 555 07 71"]
emails: [zeli.turp@example.org]
handles: ["@turp_lynx_555"]
addresses: ["Тверь, улица Заречная, 118"]
relatives: [{relation: uncle, name: Висхан Бардукаев}]
birth_date: "1983-11-24"
workplaces: ["мастерская «Рубеж-17»"]
gps: [{lat: 56.858674, lon: 35.917637}]
plates: [К269СО95]
documents: ["2443 780387"]
"""
VALUES = (
    "Турпуханов", "Turpukhanov", "Зелимхан", "928 555 07 71", "9285550771", "zeli.turp", "turp_lynx_555",
    "Заречная", "Бардукаев", "1983-11-24", "24.11.1983", "Рубеж-17", "56.858", "35.917", "К269СО95",
    "2443 780387", "fictional-02",
)  # fmt: skip
PAGE = (
    "<html><body><p>Мы говорили с Зелимханом Турпухановым, +7 928 555 07 71, zeli.turp@example.org, "
    "@turp_lynx_555.</p><!-- 24.11.1983, К269СО95, 2443 780387, 56.85867, 35.91763, Тверь, улица Заречная, "
    "118 --></body></html>"
)
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
if int(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
sys.argv = ["incumbent", *sys.argv[2:]]
from incumbent.cli.app import main
main()
"""


@pytest.fixture
def place(tmp_path):
    """A vault, its key, and empty folders in which whatever is written can be found."""
    secret, public = new_identity()
    for name in ("vault", "site", "temporary", "home", "work"):
        (tmp_path / name).mkdir()
    (tmp_path / "vault" / "one.age").write_bytes(encrypted(PERSON.encode(), [public]))
    (tmp_path / "key.txt").write_text(secret + "\n", encoding="utf-8")
    return tmp_path


def _run(place: Path, *asked: str, memory: int = 0) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {
        "TMPDIR": str(place / "temporary"),
        "HOME": str(place / "home"),
        "XDG_CACHE_HOME": str(place / "home" / "cache"),
        "PYTHONFAULTHANDLER": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(memory), *asked],
        capture_output=True,
        check=False,
        cwd=place / "work",
        env=environment,
    )


def _scan(place: Path, *more: str, memory: int = 0) -> subprocess.CompletedProcess[bytes]:
    vault, key = str(place / "vault"), str(place / "key.txt")
    return _run(
        place, "protect", "scan", str(place / "site"), "--vault", vault, "--key", key, *more, memory=memory
    )


def _written(place: Path, ran: subprocess.CompletedProcess[bytes]) -> bytes:
    """Everything that a run printed and every file it left, with their names."""
    kept = [ran.stdout, ran.stderr]
    for folder in ("temporary", "home", "work"):
        for path in (place / folder).rglob("*"):
            kept.append(str(path.relative_to(place)).encode())
            kept.append(path.read_bytes() if path.is_file() else b"")
    return b"\n".join(kept)


def _leaks(written: bytes) -> list[str]:
    lowered = written.decode("utf-8", "replace").casefold()
    wide = written.decode("utf-16-le", "replace").casefold()
    escaped = {value: json.dumps(value).strip('"').casefold() for value in VALUES}
    return [
        value
        for value in VALUES
        if value.casefold() in lowered or value.casefold() in wide or escaped[value] in lowered
    ]


def test_the_check_itself_sees_a_leak():
    assert _leaks("… Турпуханова …".encode()) == ["Турпуханов"]
    assert _leaks(json.dumps("Бардукаев").encode()) == ["Бардукаев"]


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_scan_that_finds_everything_says_nothing_of_it(place, form):
    (place / "site" / "Зелимхан Турпуханов").mkdir()
    (place / "site" / "Зелимхан Турпуханов" / "page.html").write_text(PAGE, encoding="utf-8")
    for name, maker in files.FILES.items():
        suffix, raw = maker(Draw(1), "Turpukhanov")
        (place / "site" / f"{name}-turpukhanov.{suffix}").write_bytes(raw)
    ran = _scan(place, "--format", form)
    assert ran.returncode == 1
    assert _leaks(_written(place, ran)) == []


def test_a_scan_of_hostile_files_that_name_somebody_says_nothing_of_it(place):
    for name in (
        "deep_base64",
        "pdf_cycle",
        "json_nested_lists",
        "not_text",
        "video",
        "zip_bomb",
    ):
        file, build = (hostile_files.BLOCKED | hostile_files.BOUNDED)[name]
        path = place / "site" / f"Турпуханов-{name}-{file}"
        path.write_bytes(build() + "Зелимхан Турпуханов 1983-11-24".encode())
    ran = _scan(place)
    assert ran.returncode == 1
    assert _leaks(_written(place, ran)) == []


@pytest.mark.parametrize("megabytes", [120, 200, 280])
def test_a_scan_that_runs_out_of_memory_says_nothing_of_it(place, megabytes):
    (place / "site" / "page.html").write_text(PAGE * 2_000, encoding="utf-8")
    ran = _scan(place, memory=megabytes << 20)
    assert ran.returncode != 0
    assert _leaks(_written(place, ran)) == []


def test_a_wrong_key_says_nothing(place):
    (place / "key.txt").write_text(new_identity()[0], encoding="utf-8")
    ran = _scan(place)
    assert ran.returncode == 1
    assert _leaks(_written(place, ran)) == []


@pytest.mark.parametrize(
    "content",
    [
        PERSON.replace("plates:", "Турпуханов:"),
        PERSON.replace('"1983-11-24"', "[1983-11-24, {Турпуханов: Рубеж-17}]"),
        PERSON.replace("gps: [{lat: 56.858674", "gps: [{lat: Турпуханов"),
        PERSON.replace("name_parts: {", "name_parts: {{"),
        PERSON.replace("name: Зелимхан", "name: 'Зелимхан"),
        PERSON + "\n--- !!python/object/apply:os.system [Турпуханов]\n",
        "Турпуханов",
        "- Турпуханов\n- Бардукаев",
        PERSON.replace("gender: male", "gender: Турпуханов"),
    ],
)
def test_a_vault_that_is_at_fault_is_refused_without_a_value_of_it(place, content):
    secret, public = new_identity()
    (place / "key.txt").write_text(secret, encoding="utf-8")
    (place / "vault" / "one.age").write_bytes(encrypted(content.encode(), [public]))
    (place / "site" / "page.html").write_text(PAGE, encoding="utf-8")
    ran = _scan(place)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert _leaks(_written(place, ran)) == []


def test_a_truncated_vault_says_nothing(place):
    whole = (place / "vault" / "one.age").read_bytes()
    (place / "vault" / "one.age").write_bytes(whole[: len(whole) // 2])
    ran = _scan(place)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert _leaks(_written(place, ran)) == []


def test_nothing_that_holds_a_value_shows_it_when_printed(place):
    (place / "plain.yaml").write_text(PERSON, encoding="utf-8")
    vault = load_plain_vault(place / "plain.yaml")
    scanner = Scanner(vault)
    findings = scanner.scan_text(PAGE, kind="html", file="Турпуханов.html")
    assert findings
    shown = [repr(one) + str(one) for one in (vault, *vault.people, scanner, findings, *findings)]
    assert _leaks("\n".join(shown).encode()) == []
