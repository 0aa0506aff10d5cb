"""Names of other people that look like a protected one do not block."""

import pytest
from tests.vaults import scanner_of

from incumbent.protection.scanner import Level

PEOPLE = """
people:
- {id: one, name: Рустам Хамидов, aliases: [Хамидов]}
- {id: two, name: Саид Тарамов, aliases: [Тарамов]}
- {id: three, name: Pham Van Duc, aliases: [Van Duc]}
- {id: four, name: Fatima Zaharova, aliases: [Zaharova]}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    "text", ["Хамид ушёл", "сказала Хамиду", "Hamid said", "Marat left", "Марат и Тарам"]
)
def test_the_given_name_in_a_family_name_is_free(scanner, text):
    assert scanner.scan_text(text, kind="text") == []


@pytest.mark.parametrize("text", ["Хамидова", "с Хамидовыми", "Hamidov", "о Тарамове", "Taramowa"])
def test_the_family_name_itself_blocks_in_every_case(scanner, text):
    assert [finding.level for finding in scanner.scan_text(text, kind="text")] == [Level.BLOCK]


@pytest.mark.parametrize("text", ["Тарасов пришёл", "Мария Тарасова", "Tarasov came", "дом Серова"])
def test_a_slip_that_a_dictionary_has_is_for_a_person_to_decide(scanner, text):
    assert {finding.level for finding in scanner.scan_text(text, kind="text")} == {Level.WARN}


@pytest.mark.parametrize("text", ["Тармов пришёл", "Taranov wrote, no: Taramvo", "Zaharovva", "Захарова"])
def test_a_slip_that_no_dictionary_has_blocks(scanner, text):
    assert Level.BLOCK in {finding.level for finding in scanner.scan_text(text, kind="text")}


@pytest.mark.parametrize(
    ("text", "met"), [("Van Duc", True), ("van Đức", True), ("Duc", False), ("le Duc", False)]
)
def test_a_short_name_behind_a_particle_is_protected_with_it(scanner, text, met):
    assert bool(scanner.scan_text(f"they met {text} there", kind="text")) is met
