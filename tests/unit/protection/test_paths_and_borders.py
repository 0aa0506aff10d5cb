"""Packed names in paths, names across sections and long tags, and dates of a table are found."""

import base64

import pytest
from tests.vaults import scanner_of

PEOPLE = """
people:
- {id: chosen, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: born, name: Н Н, birth_date: 1988-03-25}
"""
NAME = "Вершигорская"
PACKED = base64.b64encode(NAME.encode()).decode()
LETTER = base64.b64encode(f"Здравствуйте, пишет {NAME} снова.".encode()).decode()
WRAPPED = "\n".join(LETTER[start : start + 60] for start in range(0, len(LETTER), 60)).rstrip("=")


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"<a href='/user/{PACKED}'>", "html"),
        (f"https://t.example.org/p/{PACKED}", "url"),
        (f"https://t.example.org/user/{PACKED}/edit", "url"),
        (f"img/posts/{PACKED}.txt", "filename"),
        (f"{WRAPPED}\nGoodbye", "text"),
        (f"{WRAPPED}\nRegardsall\n", "text"),
        ("<![CDATA[Верши]]>горская", "atom"),
        (f'Верши<img src="data:image/png;base64,{"iVBORw0K" * 1200}">горская', "html"),
        ("<script>Верши<b>горская</b>", "html"),
    ],
)
def test_a_name_in_a_path_or_across_a_border_is_found(scanner, text, kind):
    assert {one.person for one in scanner.scan_text(text, kind=kind)} == {"chosen"}


@pytest.mark.parametrize(
    "text",
    ["25;03;1988", "1988;03;25", "25;марта;1988", "Mar 25 '88", "March the 25th 1988"],
)
def test_a_date_of_a_table_or_in_english_is_found(scanner, text):
    assert {one.person for one in scanner.scan_text(text)} == {"born"}
