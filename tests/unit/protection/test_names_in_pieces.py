"""A name in pieces is named, not refused: a filler between its parts is never empty."""

from incumbent import Scanner, load_plain_vault

PERSON = """
id: fictional-04
name: Павло Бонодрчук
name_parts: {given: Павло, patronymic: Богданович, family: Бонодрчук}
"""


def test_an_initial_like_the_family_names_first_letter_is_no_empty_filler(tmp_path):
    (tmp_path / "plain.yaml").write_text(PERSON, encoding="utf-8")
    scanner = Scanner(load_plain_vault(tmp_path / "plain.yaml"))
    findings = scanner.scan_text('var who = "Павло Бонодрчу" + "к";', kind="html_script")
    assert {finding.person for finding in findings} == {"fictional-04"}
