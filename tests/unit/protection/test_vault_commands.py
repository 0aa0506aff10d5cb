"""A vault can be filled, changed, shared and emptied; what is printed never says who is in it."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from incumbent import load_vault
from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.protection.age import new_identity
from incumbent.workflows import vault as vaults
from incumbent.workflows.checklist import checklist
from incumbent.workflows.protect import scan, scan_with_vault

PLAIN = Path(__file__).with_name("fictional.yaml")


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, Path]:
    key = tmp_path / "key.txt"
    vaults.create_vault(tmp_path / "vault", key)
    vaults.import_plain(tmp_path / "vault", key, PLAIN)
    return tmp_path / "vault", key


def _site(folder: Path, text: str = "С Кардухаевым говорили.") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "post.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    return folder


def test_an_imported_person_is_found(home: tuple[Path, Path], tmp_path: Path) -> None:
    assert scan_with_vault(_site(tmp_path / "site"), *home).level == "block"


def test_no_file_of_the_vault_or_its_reports_is_readable(home: tuple[Path, Path], tmp_path: Path) -> None:
    scan_with_vault(_site(tmp_path / "site"), *home)
    written = [file for file in tmp_path.rglob("*") if file.is_file() and "site" not in file.parts]
    assert len(written) >= 3
    for file in written:
        text = file.read_bytes()
        assert "ардуха".encode() not in text
        assert "ардуха" not in file.name


def test_an_added_person_needs_a_name_form(home: tuple[Path, Path]) -> None:
    with pytest.raises(RefusedError, match="a name form is missing"):
        vaults.add(*home, {"id": "second"})


def test_add_asks_for_fields_and_prints_none_of_them(home: tuple[Path, Path]) -> None:
    answers = "Инвенция Придуманова\nfemale\n\nAnna\nПридуманова\n" + "\n" * 12
    arguments = ["protect", "add", "second", "--vault", str(home[0]), "--key", str(home[1])]
    result = CliRunner().invoke(app, arguments, input=answers)
    assert result.exit_code == 0
    assert "stored" in result.output
    assert {person.id for person in load_vault(*home).people} == {"fictional-01", "second"}


def test_edit_changes_one_field_and_keeps_the_rest(home: tuple[Path, Path]) -> None:
    vaults.edit(*home, "fictional-01", {"aliases": ["Кардухаев", "Мурашка"]})
    (person,) = load_vault(*home).people
    assert person.aliases == ("Кардухаев", "Мурашка")
    assert person.name_parts.given == "Мурад"


def test_a_forgotten_person_is_gone(home: tuple[Path, Path]) -> None:
    vaults.forget(home[0], "fictional-01")
    assert load_vault(*home).people == ()


def test_a_file_with_a_name_in_capitals_is_read_and_one_in_a_folder_below_refused(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    vault = home[0]
    (vault / "fictional-01.age").rename(vault / "FICTIONAL-01.AGE")
    assert scan_with_vault(_site(tmp_path / "site"), *home).level == "block"
    (vault / "more").mkdir()
    (vault / "FICTIONAL-01.AGE").rename(vault / "more" / "fictional-01.age")
    with pytest.raises(RefusedError, match="Move them into the vault's own folder"):
        scan_with_vault(tmp_path / "site", *home)


def test_a_person_whose_file_has_a_name_in_capitals_is_changed_and_forgotten_in_it(
    home: tuple[Path, Path],
) -> None:
    vault = home[0]
    (vault / "fictional-01.age").rename(vault / "FICTIONAL-01.AGE")
    vaults.edit(*home, "fictional-01", {"aliases": ["Мурашка"]})
    vaults.recipients(*home, "fictional-01", add=[new_identity()[1]])
    with pytest.raises(RefusedError, match="in the vault already"):
        vaults.add(*home, {"id": "fictional-01", "name": "Somebody Else"})
    assert [person.aliases for person in load_vault(*home).people] == [("Мурашка",)]
    vaults.forget(vault, "fictional-01")
    assert list(vault.iterdir()) == []


def test_nobody_of_another_vault_is_forgotten(home: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "somebody.age").write_bytes(b"x")
    with pytest.raises(RefusedError, match="nothing was deleted"):
        vaults.forget(home[0], "../other/somebody")
    assert (other / "somebody.age").exists()


def test_a_file_vouched_for_is_looked_at_again_without_the_word(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    site = _site(tmp_path / "site", "Never mind.")
    strange = bytes(range(256)) * 4
    (site / "strange.bin").write_bytes(strange)
    word = frozenset({hashlib.sha256(strange).hexdigest()})
    assert scan_with_vault(site, *home, opaque=word).level == "pass"
    assert scan_with_vault(site, *home).level == "block"


def test_marks_of_what_was_clean_are_the_writers_own(home: tuple[Path, Path], tmp_path: Path) -> None:
    scan_with_vault(_site(tmp_path / "site", "Never mind."), *home)
    (marks,) = tmp_path.rglob("clean-marks.txt")
    assert marks.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("page", ["cp1251", "utf-16"])
def test_a_plain_vault_in_another_code_page_is_refused_without_a_value(tmp_path: Path, page: str) -> None:
    source = tmp_path / "plain.yaml"
    source.write_bytes(PLAIN.read_text(encoding="utf-8").replace("ё", "е").encode(page, "ignore"))
    with pytest.raises(RefusedError, match="save it as UTF-8") as told:
        vaults.import_plain(tmp_path / "vault", tmp_path / "key.txt", source)
    assert "ардуха" not in str(told.value)
    assert told.value.__cause__ is None


def test_a_key_in_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="nothing was changed"):
        vaults.create_vault(tmp_path / "vault", tmp_path / "nowhere" / "key.txt")
    assert not (tmp_path / "vault").exists()
    vaults.create_vault(tmp_path / "private" / "vault", tmp_path / "private" / "key.txt")
    assert (tmp_path / "private" / "key.txt").is_file()


def test_a_second_recipient_can_open_and_a_removed_one_cannot(home: tuple[Path, Path]) -> None:
    secret, public = new_identity()
    first = vaults.recipients(*home, "fictional-01")
    vaults.recipients(*home, "fictional-01", add=[public])
    assert len(load_vault(home[0], secret).people) == 1
    vaults.recipients(*home, "fictional-01", remove=first)
    with pytest.raises(RefusedError, match="wrong key"):
        load_vault(*home)


def test_the_last_recipient_cannot_be_removed(home: tuple[Path, Path]) -> None:
    only = vaults.recipients(*home, "fictional-01")
    with pytest.raises(RefusedError, match="nobody could open"):
        vaults.recipients(*home, "fictional-01", remove=only)


def test_an_allowed_finding_passes_until_it_expires(home: tuple[Path, Path], tmp_path: Path) -> None:
    site = _site(tmp_path / "site")
    blocked = scan_with_vault(site, *home)
    vaults.allow(*home, blocked.findings[0].id, "agreed with him", "2030-01-31")
    vault = load_vault(*home)
    assert scan(site, vault, today=date(2030, 1, 31)).level == "pass"
    assert scan(site, vault, today=date(2030, 2, 1)).level == "block"


def test_an_allow_entry_does_not_fit_other_words(home: tuple[Path, Path], tmp_path: Path) -> None:
    blocked = scan_with_vault(_site(tmp_path / "site"), *home)
    vaults.allow(*home, blocked.findings[0].id, "agreed with him", "2030-01-31")
    other = _site(tmp_path / "site", "С Кардухаевым и Кардухаевой говорили.")
    assert scan(other, load_vault(*home), today=date(2030, 1, 1)).level == "block"


def test_explain_finds_the_words_in_the_private_report(home: tuple[Path, Path], tmp_path: Path) -> None:
    finding = scan_with_vault(_site(tmp_path / "site"), *home).findings[0]
    assert "Кардухаевым" in str(vaults.explain(*home, finding.id)["excerpt"])


def test_explain_keeps_quiet_where_no_person_watches(home: tuple[Path, Path], tmp_path: Path) -> None:
    finding = scan_with_vault(_site(tmp_path / "site"), *home).findings[0]
    arguments = ["protect", "explain", finding.id, "--vault", str(home[0]), "--key", str(home[1])]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "ардуха" not in result.output


def test_lint_and_expand_print_no_value(home: tuple[Path, Path]) -> None:
    places = ["--vault", str(home[0]), "--key", str(home[1])]
    for command in (["lint"], ["expand", "fictional-01", "--show"]):
        result = CliRunner().invoke(app, ["protect", *command, *places])
        assert result.exit_code == 0
        assert "ардуха" not in result.output.lower()
        assert "karduh" not in result.output.lower()


def test_lint_warns_of_a_telling_pseudonym(home: tuple[Path, Path]) -> None:
    warnings = vaults.edit(*home, "fictional-01", {"pseudonym": ["Ramzan Kadyrov"]})
    assert any("well-known" in warning for warning in warnings)
    warnings = vaults.edit(*home, "fictional-01", {"pseudonym": ["Мурат"]})
    assert any("initial letter" in warning for warning in warnings)


def test_a_warm_scan_reads_the_cache_and_still_finds_what_is_new(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    site = _site(tmp_path / "site", "nobody")
    cold = scan_with_vault(site, *home)
    warm = scan_with_vault(site, *home)
    assert cold.receipt is not None
    assert warm.receipt is not None
    assert cold.receipt.tree == warm.receipt.tree
    (site / "new.html").write_text("<p>Кардухаеву</p>", encoding="utf-8")
    assert scan_with_vault(site, *home).level == "block"


def test_a_checklist_holds_for_one_text_only(tmp_path: Path) -> None:
    post, signed = tmp_path / "post.md", tmp_path / "signed.json"
    post.write_text("words", encoding="utf-8")
    assert all(checklist(post, signed, ["all"]).values())
    post.write_text("other words", encoding="utf-8")
    assert not any(checklist(post, signed).values())
    assert json.loads(signed.read_text(encoding="utf-8"))


def _edit(home: tuple[Path, Path], answers: str, *fields: str) -> Result:
    asked = [part for field in fields for part in ("--field", field)]
    arguments = ["protect", "edit", "fictional-01", "--vault", str(home[0]), "--key", str(home[1]), *asked]
    return CliRunner().invoke(app, arguments, input=answers)


def test_relatives_points_and_documents_are_asked_for_and_found_afterwards(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    relatives = "uncle: Зелимхан Выдумкаев, Выдумкаев; aunt: Малика Выдумкаева"
    answers = f"{relatives}\n43.2701, 45.6902; 50.1, 30.2\n96 05 123456\n"
    result = _edit(home, answers, "relatives", "gps", "documents")
    assert result.exit_code == 0, result.output
    (person,) = load_vault(*home).people
    assert [(one.relation, one.name, one.aliases) for one in person.relatives] == [
        ("uncle", "Зелимхан Выдумкаев", ("Выдумкаев",)),
        ("aunt", "Малика Выдумкаева", ()),
    ]
    for text in ("Выдумкаеву звонили", "43.2702 N, 45.6901 E", "паспорт 9605 № 123456"):
        assert scan_with_vault(_site(tmp_path / "other", text), *home).level == "block", text


@pytest.mark.parametrize(("field", "answer"), [("gps", "сорок три"), ("nickname", "x")])
def test_a_wrong_point_or_field_is_refused_and_not_repeated(
    home: tuple[Path, Path], field: str, answer: str
) -> None:
    before = load_vault(*home).commitment
    result = _edit(home, f"{answer}\n", field)
    assert result.exit_code == 1
    assert answer not in f"{result.exception}"
    assert load_vault(*home).commitment == before


def test_importing_somebody_again_keeps_the_ids_of_findings_and_what_was_allowed(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    site = _site(tmp_path / "site")
    first = scan_with_vault(site, *home).findings
    vaults.allow(*home, first[0].id, "an invented namesake", "2999-12-31")
    vaults.import_plain(*home, PLAIN)
    again = scan_with_vault(site, *home).findings
    assert {one.id for one in again} == {one.id for one in first[1:]}


def test_nobody_is_imported_over_a_file_that_the_key_does_not_open(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(new_identity()[0], encoding="utf-8")
    before = (home[0] / "fictional-01.age").read_bytes()
    with pytest.raises(RefusedError, match="your key does not open"):
        vaults.import_plain(home[0], other, PLAIN)
    assert (home[0] / "fictional-01.age").read_bytes() == before


def test_an_unknown_key_is_told_by_the_known_one_that_it_resembles(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    plain = tmp_path / "plain.yaml"
    plain.write_text("id: p2\nname: Инвенция Придуманова\nalisases: [Придуманова]\nvisimbieva: 1\n")
    with pytest.raises(RefusedError, match="did you mean aliases") as refused:
        vaults.import_plain(*home, plain)
    assert "visimbieva" not in str(refused.value)
    assert "alisases" not in str(refused.value)


def test_a_plus_adds_aliases_and_without_it_what_is_gone_is_counted(home: tuple[Path, Path]) -> None:
    edit = [
        "protect",
        "edit",
        "fictional-01",
        "--field",
        "aliases",
        "--vault",
        str(home[0]),
        "--key",
        str(home[1]),
    ]
    before = load_vault(*home).people[0].aliases
    assert CliRunner().invoke(app, edit, input="+ Kardukhaev; Karduchajew\n").exit_code == 0
    assert load_vault(*home).people[0].aliases == (*before, "Kardukhaev", "Karduchajew")
    told = CliRunner().invoke(app, edit, input="Kardukhaev\n").output
    assert f"aliases: {len(before) + 1} value(s) no longer protected" in told
    assert load_vault(*home).people[0].aliases == ("Kardukhaev",)


def test_a_person_just_added_is_not_said_to_lack_what_was_stored(home: tuple[Path, Path]) -> None:
    warned = vaults.add(*home, {"id": "second", "name": "Инвенция Придуманова", "gender": "female"})
    assert not [one for one in warned if one.startswith("secret")]


def test_a_file_that_nobody_could_look_into_is_not_allowed_as_a_person_is(
    home: tuple[Path, Path], tmp_path: Path
) -> None:
    site = _site(tmp_path / "site", "nobody")
    (site / "talk.mp3").write_bytes(b"ID3 invented")
    (found,) = scan_with_vault(site, *home).findings
    with pytest.raises(RefusedError, match="vouch for it by its hash"):
        vaults.allow(*home, found.id, "heard it", "2999-12-31")
