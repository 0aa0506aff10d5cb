"""A file that is not wholly UTF-8 is read as a browser may show it."""

import pytest

from incumbent import Scanner, load_plain_vault

PEOPLE = """
people:
- {id: one, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: two, name: Zélie Guirdamaïev, aliases: [Guirdamaïev]}
- {id: three, name: Ayşe Güldağlıoğlu, aliases: [Güldağlıoğlu]}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    path = tmp_path_factory.mktemp("vault") / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    return Scanner(load_plain_vault(path))


def _found(scanner, name, data):
    return {finding.person for finding in scanner.scan_files([(name, data)])}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Верши\u200bгорская", "one"),
        ("Верши\u00adгорская", "one"),
        ("Bepшигopcкaя", "one"),
        ("Guirdamaïev", "two"),
        ("Güldağlıoğlu", "three"),
    ],
)
@pytest.mark.parametrize("stray", [b"\xff", b"\xd0", b" \xe2\x28 "])
def test_one_broken_byte_hides_nothing_in_a_page_of_utf_8(scanner, text, person, stray):
    page = f"<p>{text}</p>".encode() + stray
    assert person in _found(scanner, "a.html", page)


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3"])
def test_a_broken_byte_inside_a_name_does_not_hide_it(scanner, broken):
    whole = "<p>Вершигорская</p>".encode()
    middle = whole.index("горская".encode())
    assert "one" in _found(scanner, "a.html", whole[:middle] + broken + whole[middle:])


@pytest.mark.parametrize(
    ("text", "page", "person"),
    [
        ("Guirdamaïev", "latin-1", "two"),
        ("Guirdamaïev", "cp1252", "two"),
        ("Güldağlıoğlu", "cp1254", "three"),
        ("Güldağlıoğlu", "iso8859-9", "three"),
    ],
)
def test_a_western_page_is_read_as_one(scanner, text, page, person):
    article = "<p>The road was long, and nobody asked anything of anybody.</p>" * 5
    assert person in _found(scanner, "a.html", f"{article}<p>{text}</p>".encode(page))


@pytest.mark.parametrize("page", ["utf-8", "cp1251", "cp1252"])
def test_a_page_about_nobody_passes(scanner, page):
    words = (
        "Déjà vu, naïve cafés." if page == "cp1252" else "Дорога была долгой, и никто ни о чём не спрашивал."
    )
    assert not _found(scanner, "a.html", f"<p>{words}</p>".encode(page) * 40)
