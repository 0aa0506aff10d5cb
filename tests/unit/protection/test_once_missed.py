"""Disguises that were listed as missed are seen through; text that only looks like them passes."""

import base64
import gzip
import zlib

import pytest
from tests.vaults import people_found, scanner_of

from incumbent import Scanner, load_plain_vault

PEOPLE = """
people:
- {id: chosen, name: Полина Вершигорская, aliases: [Вершигорская]}
- {id: french, name: Zélie Guirdamaïev, aliases: [Guirdamaïev]}
- {id: turkish, name: Ayşe Güldağlıoğlu, aliases: [Güldağlıoğlu]}
- {id: born, name: Никто Никакович, birth_date: 1988-03-25, phones: ["+31745558297"], plates: [А471КН95]}
- {id: home, name: Ничей Никакович, addresses: ["г. Энск, ул. Вишнёвая, д. 47"]}
"""
NAME = "Вершигорская"
UTF_8 = NAME.encode()
LETTER = "Пишет Вершигорская снова".encode()
ALPHABET = "".join(map(chr, range(0x400, 0x500)))
PHONE = "+31745558297"


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


def _groups(data, size, between=" "):
    digits = data.hex()
    return between.join(digits[at : at + size] for at in range(0, len(digits), size))


def _swapped(data):
    return b"".join(data[at : at + 2][::-1] for at in range(0, len(data), 2))


def _dump(data, size):
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    return "\n".join(f"{at * 16:08x}: {_groups(row, size)}  {'.' * 16}" for at, row in enumerate(rows))


def _listed(data):
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    return "\n".join(
        f"{at * 16:08x}  {_groups(row[:8], 2)}  {_groups(row[8:], 2)}  |{'.' * 16}|"
        for at, row in enumerate(rows)
    )


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"&#{ord(letter):09};" for letter in NAME),
        "".join(f"&#x{ord(letter):012x};" for letter in NAME),
        "".join(f"\\u{{{ord(letter):08x}}}" for letter in NAME),
    ],
)
def test_an_entity_of_many_digits_is_read(scanner, text):
    assert people_found(scanner, text) == {"chosen"}


@pytest.mark.parametrize(
    "text",
    [
        _groups(UTF_8, 4),
        _groups(UTF_8, 8),
        _groups(NAME.encode("utf-16-be"), 4),
        _groups(NAME.encode("utf-16-le"), 4, ", "),
        _groups(_swapped(UTF_8), 4),
        " ".join(f"0X{byte:02X}" for byte in UTF_8),
        " ".join(f"U+{ord(letter):04X}" for letter in NAME),
        _dump(LETTER, 4),
        _dump(LETTER, 2),
        _listed(LETTER),
    ],
)
def test_hexadecimal_groups_and_dumps_are_read(scanner, text):
    assert people_found(scanner, f"Look:\n{text}\n") == {"chosen"}


@pytest.mark.parametrize("space", ["\u200a", "\u2009", "\u202f", "\u2028", "\v", "\f", "\x1c", "\x85"])
def test_a_typographic_space_inside_a_name_does_not_hide_it(scanner, space):
    assert people_found(scanner, f"пришла Верши{space}горская домой") == {"chosen"}


@pytest.mark.parametrize("before", ["key_", "my_key_", "token-", "a/b_"])
def test_packed_text_behind_an_underscore_is_read(scanner, before):
    assert people_found(scanner, before + base64.b64encode(UTF_8).decode()) == {"chosen"}


@pytest.mark.parametrize(
    "words", ["Goodbyeall", "Goodbyeall\nRegardsall", "underneath\nGoodbyes\nRegardsall"]
)
@pytest.mark.parametrize("width", [60, 76])
def test_words_below_a_wrapped_packed_text_do_not_hide_it(scanner, words, width):
    packed = (
        base64.b64encode(f"Здравствуйте, пишет {NAME} ещё раз, до встречи.".encode()).decode().rstrip("=")
    )
    wrapped = "\n".join(packed[at : at + width] for at in range(0, len(packed), width))
    assert people_found(scanner, f"{wrapped}\n{words}\n") == {"chosen"}


@pytest.mark.parametrize(("name", "person"), [("Guirdamaïev", "french"), ("Güldağlıoğlu", "turkish")])
@pytest.mark.parametrize("page", ["latin-1", "cp1250", "cp437", "cp850", "mac-roman"])
def test_an_accented_name_whose_utf_8_was_shown_as_another_page_is_read(scanner, name, person, page):
    shown = name.encode().decode(page, "replace")
    if "\ufffd" in shown:
        shown = "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in name.encode())
    assert people_found(scanner, f"Hier, {shown} a parlé.") == {person}


def test_an_accented_name_misread_twice_is_read(scanner):
    once = "Guirdamaïev".encode().decode("latin-1")
    assert people_found(scanner, once.encode().decode("latin-1")) == {"french"}


def test_a_turkish_name_shown_as_a_western_one_is_read(scanner):
    assert people_found(scanner, "Güldağlıoğlu".encode("cp1254").decode("latin-1")) == {"turkish"}


@pytest.mark.parametrize(
    "text",
    ["Bишнeвaя, 47", "Вишневая, ４７", "Вишневая№47", "47 Vishnyovaya St", "Wischnjowaja-Straße 47"],
)
def test_an_address_in_other_letters_or_digits_is_found(scanner, text):
    assert people_found(scanner, f"Живёт: {text}.") == {"home"}


@pytest.mark.parametrize("text", ["Bишнeвaя, 48", "Вишневая, ４８", "Вишневая№4", "Bишнeвaя роща, 4 дома"])
def test_another_house_of_the_street_passes(scanner, text):
    assert people_found(scanner, f"Живёт: {text}.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "March twenty-fifth, 1988",
        "twenty-fifth of March 1988",
        "the twenty-fifth day of March, nineteen eighty-eight",
        "March 25, nineteen eighty-eight",
        "March the twenty-fifth, nineteen hundred and eighty-eight",
        "25th of March, eighty-eight",
        "25 марта восемьдесят восьмого",
        "двадцать пятого марта восемьдесят восьмого года",
        "двадцать пятого третьего восемьдесят восьмого",
    ],
)
def test_a_date_spelled_out_is_found(scanner, text):
    assert people_found(scanner, f"Born: {text}.") == {"born"}


@pytest.mark.parametrize(
    "text",
    [
        "twenty-fifth of March 1989",
        "March 25, nineteen eighty-nine",
        "25 марта восемьдесят девятого",
        "In March twenty-five men, in 1988 none",
        "двадцать пять раз в марте 1988 года",
    ],
)
def test_another_date_spelled_out_passes(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize("value", [PHONE, "25.03.1988", "А471КН95"])
@pytest.mark.parametrize(
    "page",
    [
        '<p>See <bdo dir="rtl">{}</bdo>.</p>',
        "<p>See <bdo dir=rtl><b>{}</b></bdo>.</p>",
        '<p>See <span style="unicode-bidi: bidi-override; direction: rtl">{}</span>.</p>',
        "<style>.r {{ unicode-bidi: bidi-override; direction: rtl }}</style><p class=r>{}</p>",
    ],
)
def test_digits_turned_by_tag_or_style_are_read(scanner, page, value):
    assert people_found(scanner, page.format(value[::-1]), "html") == {"born"}


def test_digits_the_wrong_way_round_pass_where_nothing_turns_them(scanner):
    assert people_found(scanner, f'<p dir="rtl">{PHONE[::-1]}</p>', "html") == set()


@pytest.mark.parametrize(
    "text",
    [
        "1991 1992 1993 1994 1995 2021 2022 2023",
        "00000000: 7f45 4c46 0201 0100  .ELF....",
        "Tökéletes, créée, ağırlığı, déjà, Ísafjörður, Þórður, Ålesund, tyždeň",
        "Дорога\u00a0была долгой; в\u202fмае 10\u202f000",
    ],
)
def test_what_only_looks_like_one_passes(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Кадуев", set()),
        ("Бадуева", set()),
        ("Хадуеву", set()),
        ("Садоев", {"warn"}),
        ("Саидуев", {"warn"}),
        ("Сдауев", {"block"}),
        ("Садтев", {"block"}),
        ("Садуеву", {"block"}),
    ],
)
def test_another_name_a_letter_away_from_a_short_one_does_not_block(short, name, levels):
    assert {finding.level.value for finding in short.scan_text(f"Так сказал {name} вчера.")} == levels


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    return scanner_of(
        tmp_path_factory.mktemp("vault"),
        "people:\n- {id: short, name: Ахмед Садуев, gender: male, aliases: [Садуев]}\n",
    )


def test_a_packed_compressed_text_across_the_border_of_a_long_text_is_read(scanner):
    words = [f"слово{number * 7919 % 100_003}" for number in range(40_000)]
    inner = " ".join([*words[:9_000], NAME, *words[9_000:9_100]])
    packed = base64.b64encode(gzip.compress(inner.encode())).decode()
    before, after = " ".join(words)[:240_000], " ".join(words)[:200_000]
    for shown in (packed, "\n".join(packed[at : at + 76] for at in range(0, len(packed), 76))):
        assert 15_000 < len(shown) < 200_000
        found = scanner.scan_bytes("a.txt", f"{before}\n{shown}\n{after}".encode())
        assert {finding.person for finding in found} == {"chosen"}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"A line. " * 700 + NAME.encode("utf-16-le"), "alias"),
        (
            b"A line. " * 700 + zlib.compress("".join(map(chr, range(0x400, 0x500))).encode()),
            "unreadable: no-handler",
        ),
    ],
)
def test_what_is_no_text_further_down_is_read_or_refused(scanner, data, rule):
    assert rule in {finding.rule for finding in scanner.scan_bytes("a.dat", data)}


def test_a_script_with_a_few_control_characters_passes(scanner):
    script = b"var known = 1;\n" * 500 + b"var signs = '\x00\x01\x02\x1b\x1c';" + b"f(known);\n" * 500
    assert not scanner.scan_bytes("a.js", script)


@pytest.fixture(scope="module")
def dotless(tmp_path_factory):
    return scanner_of(
        tmp_path_factory.mktemp("vault"),
        "people:\n- {id: one, name: Олег Валешин, aliases: [Валешин]}\n"
        "- {id: home, name: Ничей Никакович, addresses: ['ул. Вишневая, 47']}\n",
    )


@pytest.mark.parametrize("spelt", ["Valyoshin", "Valjoschin", "Valioshin", "Valyoshina", "Валёшину"])
def test_a_name_that_the_vault_writes_without_dots_is_found_as_it_is_said(dotless, spelt):
    assert {one.person for one in dotless.scan_text(f"So says {spelt} today.")} == {"one"}


@pytest.mark.parametrize("spelt", ["47 Vishnyovaya St", "Wischnjowaja-Straße 47"])
def test_a_street_that_the_vault_writes_without_dots_is_found_as_it_is_said(dotless, spelt):
    assert {one.person for one in dotless.scan_text(f"At {spelt}.")} == {"home"}


@pytest.mark.parametrize("page", ["cp866", "iso8859-5", "koi8-r", "cp1251"])
@pytest.mark.parametrize("shape", ["%{:02X}", "={:02X}", "\\x{:02x}"])
def test_escaped_bytes_of_an_old_code_page_are_read(scanner, page, shape):
    escaped = "".join(shape.format(byte) for byte in NAME.upper().encode(page))
    assert people_found(scanner, f"to=1&x {escaped} ") == {"chosen"}


@pytest.mark.parametrize("page", ["cp866", "iso8859-5", "koi8-r", "cp1251"])
def test_packed_text_in_an_old_code_page_is_read(scanner, page):
    packed = base64.b64encode(f"Пишет {NAME} снова".encode(page)).decode()
    assert people_found(scanner, packed) == {"chosen"}


@pytest.mark.parametrize(
    "text",
    [
        "двадцать восемь августа тысяча девятьсот ноль два года",
        "August twenty-eight, nineteen hundred oh two",
    ],
)
def test_a_year_with_a_zero_in_it_is_read(tmp_path, text):
    (tmp_path / "old.yaml").write_text(
        "people:\n- {id: old, name: Никто Никакович, birth_date: 1902-08-28}\n", encoding="utf-8"
    )
    found = Scanner(load_plain_vault(tmp_path / "old.yaml")).scan_text(text)
    assert {one.person for one in found} == {"old"}
