"""Nobody in a vault gets into a scanned tree; nothing that is printed says who is in the vault."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent import Scanner, load_plain_vault, load_vault
from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.protection.age import encrypted, new_identity
from incumbent.protection.receipt import receipt_from_json
from incumbent.workflows.protect import ProtectionError, hash_of_tree, scan_tree

REPOSITORY = Path(__file__).resolve().parents[3]
VAULT = REPOSITORY / "examples" / "desk-vault" / "vault"
KEY = REPOSITORY / "examples" / "desk-vault" / "FICTIONAL-test-key.txt"
PLAIN = Path(__file__).with_name("fictional.yaml")
DATIVE = "Мы позвонили Кардухаеву вечером."


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(load_plain_vault(PLAIN))


def _site(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "post.html").write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
    return folder


def test_dative_of_the_real_name_stops_publication(tmp_path: Path) -> None:
    with pytest.raises(ProtectionError, match="1 blocking finding") as stopped:
        scan_tree(_site(tmp_path / "site", DATIVE), VAULT, KEY)
    assert "ардуха" not in str(stopped.value)


def test_a_clean_tree_gets_a_receipt_over_itself(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", "Timur from Karsk-Yurt (Тимур из Карск-Юрта) called.")
    receipt = scan_tree(site, VAULT, KEY)
    assert receipt.tree == hash_of_tree(site)
    assert receipt.canaries > 10
    assert receipt_from_json(receipt.to_json()) == receipt


def test_the_command_prints_no_value_and_exits_one(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", DATIVE)
    shutil.copy(site / "post.html", site / "Кардухаев.html")
    arguments = ["protect", "scan", str(site), "--vault", str(VAULT), "--key", str(KEY), "--format", "json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    printed = json.loads(result.output)
    assert printed["level"] == "block"
    assert {"id", "artefact", "rule"} == set(printed["findings"][0])
    assert "ардуха" not in result.output
    assert "fictional-01" not in result.output


def test_finding_ids_stay_the_same_from_run_to_run(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", DATIVE)
    runs = [Scanner(load_vault(VAULT, KEY)).scan_path(site) for _ in range(2)]
    assert [finding.id for finding in runs[0]] == [finding.id for finding in runs[1]]


def test_a_wrong_key_is_refused(tmp_path: Path) -> None:
    secret, _ = new_identity()
    with pytest.raises(RefusedError, match="wrong key, or damaged"):
        load_vault(VAULT, secret)


def test_a_truncated_vault_file_is_refused(tmp_path: Path) -> None:
    whole = (VAULT / "fictional-01.age").read_bytes()
    (tmp_path / "one.age").write_bytes(whole[:-20])
    with pytest.raises(RefusedError, match="wrong key, or damaged"):
        load_vault(tmp_path, KEY)


def test_an_unknown_key_is_refused_without_being_repeated(tmp_path: Path) -> None:
    secret, public = new_identity()
    (tmp_path / "one.age").write_bytes(
        encrypted("id: a\nКардухаев: secret-value\nname: X Y".encode(), [public])
    )
    with pytest.raises(RefusedError, match="unknown key") as refused:
        load_vault(tmp_path, secret)
    assert "ардуха" not in str(refused.value)
    assert "secret-value" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Кардухаев", "text"),
        ("с Кардухаевыми", "text"),
        ("Kardukhaev", "text"),
        ("Kardouchajewowi", "text"),
        ("КАРДУХАЕВА", "text"),
        ("Кард<b>уха</b>ев", "html"),
        ("<td>Мурад</td>\n<td>Кардухаев</td>", "html"),
        ("&#1050;ардухаев", "html"),
        ("%D0%9A%D0%B0%D1%80%D0%B4%D1%83%D1%85%D0%B0%D0%B5%D0%B2", "url"),
        ("\\u041aардухаев", "json"),
        ("Кар\u200bду\u00adхаев", "text"),
        ("К а р д у х а е в", "text"),
        ("murad-kardukhaev-2017", "filename"),
        ("0JrQsNGA0LTRg9GF0LDQtdCy", "text"),
    ],
)
def test_a_disguised_family_name_blocks(scanner: Scanner, text: str, kind: str) -> None:
    findings = scanner.scan_text(text, kind=kind)
    assert [(finding.level.value, finding.person) for finding in findings][:1] == [("block", "fictional-01")]


@pytest.mark.parametrize(
    "text",
    ["Мурад пришёл домой", "Timur", "Карск-Юрт", "Мурад Асланбекович", "Кардинал ухаживал", "card, duh, aev"],
)
def test_what_is_free_passes(scanner: Scanner, text: str) -> None:
    assert scanner.scan_text(text) == []


def test_an_unknown_kind_is_refused(scanner: Scanner) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        scanner.scan_text("x", kind="music")


def test_a_file_without_a_handler_blocks(scanner: Scanner) -> None:
    findings = scanner.scan_bytes("talk.mp3", b"ID3\0\0")
    assert [finding.level.value for finding in findings] == ["block"]


def test_the_span_points_at_the_words_in_the_unit(scanner: Scanner) -> None:
    text = "<p>Кард<b>уха</b>ев пришёл</p>"
    (finding,) = scanner.scan_text(text, kind="html")
    assert text[slice(*finding.span)] == "Кард<b>уха</b>ев"
