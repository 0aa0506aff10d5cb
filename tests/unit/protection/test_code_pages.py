"""A file that is not wholly UTF-8 is read as a browser may show it."""

import pytest
from tests.vaults import scanner_of

PEOPLE = """
people:
- {id: one, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: two, name: Zélie Guirdamaïev, aliases: [Guirdamaïev]}
- {id: three, name: Ayşe Güldağlıoğlu, aliases: [Güldağlıoğlu]}
- {id: four, name: سليم الزرقماني, aliases: [الزرقماني]}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


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


@pytest.mark.parametrize("name", ["Вершигорская", "ВЕРШИГОРСКАЯ", "Вершигорской", "Полина Вершигорская"])
@pytest.mark.parametrize("page", ["cp866", "iso8859-5", "koi8-r", "mac-cyrillic", "cp1251"])
@pytest.mark.parametrize("long", [True, False])
def test_a_page_in_an_old_cyrillic_code_is_read(scanner, name, page, long):
    around = "Дорога была долгой, и никто ни о чём не спрашивал. " * (9 if long else 0)
    assert "one" in _found(scanner, "a.txt", f"{around}{name}. {around}".encode(page))


@pytest.mark.parametrize("page", ["cp1256", "iso8859-6"])
def test_a_page_in_an_arabic_code_is_read(scanner, page):
    assert "four" in _found(scanner, "a.html", ("<p>" + "سافر " * 30 + "الزرقماني" + "</p>").encode(page))


@pytest.mark.parametrize("page", ["cp866", "iso8859-5", "koi8-r", "mac-cyrillic", "cp1250", "cp852"])
def test_a_page_about_nobody_in_another_code_passes(scanner, page):
    words = (
        "Дорога была долгой, а Вершинская и Полинина молчали."
        if "8" in page
        else "Dlouhá cesta, žádné otázky."
    )
    assert not _found(scanner, "a.html", f"<p>{words}</p>".encode(page, "ignore") * 40)


def test_text_in_one_code_below_text_in_another_is_read(scanner):
    above = "Дорога была долгой, и никто ни о чём не спрашивал. ".encode() * 5
    assert "one" in _found(scanner, "a.txt", above + "Вершигорская".encode("cp866"))
