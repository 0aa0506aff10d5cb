"""What is found in a file does not hang on the files and passages beside it."""

import itertools

import pytest

from incumbent import Scanner, load_plain_vault

PEOPLE = """
people:
- {id: chosen, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: born, name: Н Н, birth_date: 1988-03-25, phones: ["+31745558297"]}
"""
FILES = {
    "tag.json": '{"h": "<b>x</b>"}',
    "pieces.json": '["Верши", "горская"]',
    "mixed.json": '{"h": "<p>hi</p>", "a": ["Верши", "горская"]}',
    "tag.js": "h = '<i>'",
    "line.js": "h = '<i>'; a = 'Верши\\\ngорская'",
    "template.js": "h = '<i>'; a = `Вер${'шиго'}рская`",
    "tag.css": "/* <b> */",
    "content.css": "/* <b> */ a::after { content: 'Верши' 'горская' }",
    "open.html": "<p>so far <!-- and never closed",
    "attribute.html": '<img alt="Верши<b>горская</b>">',
    "hidden.html": "<p>a<span hidden>x</span>b</p>",
    "parted.html": "<p>Верши<span hidden>нет</span>горская</p>",
    "spaced.txt": "В e р ш и г o р с к а я",
    "mixing.txt": "Taк и былo",
    "half.txt": "Верши",
    "rest.txt": "горская",
    "far.json": '{"a": "Верши" + "нин", "b": "' + "слово " * 60 + '<i>Вершигорская"}',
    "born.csv": "25;03;1988",
    "digits.txt": "1988",
    "bdo.html": '<bdo dir="rtl" ',
    "values.json": '{"a": "Верши"}',
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    path = tmp_path_factory.mktemp("vault") / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    return load_plain_vault(path)


@pytest.fixture(scope="module")
def alone(vault):
    return {name: _ids(Scanner(vault).scan_bytes(name, text.encode())) for name, text in FILES.items()}


def _ids(findings):
    return sorted(one.id for one in findings)


@pytest.mark.parametrize("pair", list(itertools.permutations(FILES, 2)), ids="+".join)
def test_two_files_together_have_the_findings_of_each_alone(vault, alone, pair):
    scanner = Scanner(vault)
    found = scanner.scan_files([(name, FILES[name].encode()) for name in pair])
    assert _ids(found) == sorted(alone[pair[0]] + alone[pair[1]])


@pytest.mark.parametrize("name", ["pieces.json", "mixed.json", "line.js", "template.js", "content.css"])
def test_a_tag_beside_a_name_in_pieces_hides_nothing(alone, name):
    assert alone[name]
