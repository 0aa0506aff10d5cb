"""What nobody means as a disguise: accents as bytes, spaces in names, streets in another case."""

import base64
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image
from tests.vaults import people_found, scanner_of

from incumbent.protection.match import Hit
from incumbent.protection.merging import merged

PEOPLE = """
people:
- {id: french, name: Thibault Quéménéven, aliases: [Quéménéven]}
- {id: turkish, name: Çağrı Işıkdemiroğlu, aliases: [Işıkdemiroğlu]}
- {id: pole, name: Bogumiła Wrzeszczyńska, aliases: [Wrzeszczyńska]}
- {id: arab, name: Wasim Al-Qartoubi, aliases: [Al-Qartoubi]}
- {id: persian, name: مهناز گلپایگان‌زاده, aliases: [گلپایگان‌زاده]}
- id: home
  name: Никто Никакович
  addresses: ["Энск, Кривокосовый пер., д. 9, кв. 31"]
  phones: ["+31745558297"]
  gps: [{lat: 43.28417, lon: 45.72163}]
  birth_date: 1988-03-25
  emails: [nik.nikak@example.org]
  plates: [У638МР95]
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (r'name="Qu\xe9m\xe9n\xe9ven"', "french"),
        ("/people/Qu%E9m%E9n%E9ven.html", "french"),
        ("Hier Qu=E9m=E9n=E9ven est venu", "french"),
        ("I=FE=FDkdemiro=F0lu geldi", "turkish"),
    ],
)
def test_an_accent_that_is_one_escaped_byte_is_read_as_one(scanner, text, person):
    assert people_found(scanner, text) == {person}


@pytest.mark.parametrize("text", ["Wrzeszczy?ska", "Wrzeszczy\ufffdska"])
def test_a_letter_that_was_lost_is_a_slip(scanner, text):
    assert people_found(scanner, f"Wczoraj {text} była tam") == {"pole"}


@pytest.mark.parametrize("text", ["ᗯᖇZEᔕZCZYᑎᔕKᗩ", "Wrzeszczyɲsĸa", "Işıƙɗemiroğlu", "Iᔕıkdemiroğlu"])
def test_letters_of_other_alphabets_that_look_alike_are_read(scanner, text):
    assert people_found(scanner, text) in ({"pole"}, {"turkish"})


@pytest.mark.parametrize("text", ["Wrzeszcz?yes", "Kto to jest?Wrzeszczak", "wrzeszcz?no:on"])
def test_a_question_between_words_is_no_lost_letter(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize("text", ["said Al Qartoubi today", "said El-Qartoubi today", "Аль Картуби сказал"])
def test_an_article_stands_apart_or_is_spelt_otherwise(scanner, text):
    assert people_found(scanner, text) == {"arab"}


@pytest.mark.parametrize("text", ["گلپایگان زاده رفت", "دیروز گلپایگان\u00a0زاده آمد"])
def test_a_space_stands_for_the_sign_that_parts_a_persian_name(scanner, text):
    assert people_found(scanner, text) == {"persian"}


@pytest.mark.parametrize("text", ["گلپایگان شهری است", "Al Qaryatayn", "El Karto", "the al article"])
def test_one_part_of_a_name_is_free(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Кривокосовый переулок, 9",
        "в Кривокосовом переулке, дом 9",
        "по Кривокосовому переулку, д. 9",
        "Krivokosovy pereulok 9",
    ],
)
def test_an_abbreviated_kind_of_street_is_written_out(scanner, text):
    assert people_found(scanner, text) == {"home"}


@pytest.mark.parametrize("text", ["Кривокосовый переулок, 19", "в Кривокосовом переулке 90 домов"])
def test_another_house_of_a_street_is_free(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "sinh ngày 25 tháng 3 năm 1988",
        "25 THÁNG 3, 1988",
        "в марте 1988 года, 25-го числа",
        "in March 1988, the 25th",
        "25 March of the year 1988",
        '{"day": 25, "month": "March", "year": 1988}',
        '{"year": 1988, "month": "марта", "day": 25}',
    ],
)
def test_a_birth_date_is_read_in_another_order(scanner, text):
    assert people_found(scanner, text) == {"home"}


@pytest.mark.parametrize(
    "text",
    [
        "25 tháng 4 năm 1988",
        "in March 1988, 25 people came",
        "в марте 1988 года, 26-го числа",
        '{"day": 25, "month": "May", "year": 1988}',
    ],
)
def test_another_date_is_free(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize("text", ["nik.nikak+list@example.org", "nik.nikak%2Bnews.2%40example.org"])
def test_what_an_owner_adds_to_an_address_hides_nothing(scanner, text):
    assert people_found(scanner, text) == {"home"}


def test_an_address_of_somebody_else_is_free(scanner):
    assert people_found(scanner, "nik.nikak+list@example.com, nik+list@example.org") == set()


@pytest.mark.parametrize("text", ["the car U638MR95 stood", "Y638MR 95"])
def test_a_plate_is_written_by_its_sound(scanner, text):
    assert people_found(scanner, text) == {"home"}


def test_a_phone_in_hexadecimal_digits_is_read(scanner):
    assert people_found(scanner, b"+31745558297".hex()) == {"home"}
    assert people_found(scanner, b"31745558297".hex()) == {"home"}


def test_a_photograph_in_the_base64_of_addresses_is_looked_into(scanner):
    exif, photograph = Image.Exif(), BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 17.0, 3.0), 3: "E", 4: (45.0, 43.0, 18.0)})
    Image.new("RGB", (8, 8)).save(photograph, "JPEG", exif=exif)
    text = base64.urlsafe_b64encode(photograph.getvalue()).decode()
    assert people_found(scanner, f'{{"picture": "{text}"}}', "json") == {"home"}


def test_rich_text_is_refused(scanner):
    findings = scanner.scan_bytes("letter.rtf", rb"{\rtf1\ansi\ansicpg1251 \'c4\'f3\'ea}")
    assert [finding.rule for finding in findings] == ["unreadable: no-handler"]


def test_number_words_without_end_are_no_fault(scanner):
    assert scanner.scan_text("nine hundred thousand " * 4000) == []


def test_a_slip_is_told_only_where_nothing_whole_covers_it():
    starts = range(0, 40, 10)
    whole = [Hit(start, end, 0, "alias") for start, end in pairwise(starts)]
    inside = [Hit(hit.start + 1, hit.end - 1, 0, "near") for hit in whole]
    free = [Hit(9, 11, 0, "near"), Hit(31, 35, 0, "near"), Hit(2, 5, 1, "near")]
    assert set(merged([*whole, *inside, *free])) == {*whole, *free}


FURTHER = """
people:
- {id: czech, name: Zuzana Krejčiříková, aliases: [Krejčiříková]}
- {id: chechen, name: Турпал Эльмурзаев, aliases: [Эльмурзаев], birth_date: '1995-11-07'}
- {id: arab, name: حسن التكراوي, aliases: [التكراوي]}
"""


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("se Zuzanou Krejčiříkovou", "czech"),
        ("u Krejčiříkové", "czech"),
        ("pan Krejčiřík", "czech"),
        ("Елмурзаев сказал", "chechen"),
        ("Elmuzaev said", "chechen"),
        ('{"birthYear": 1995, "birthMonth": 11, "birthDay": 7}', "chechen"),
        ('{"year_of_birth": 1995, "month_of_birth": 11, "day_of_birth": 7}', "chechen"),
        ("7 η Νοεμβρίου 1995", "chechen"),
        ("قالت التكراوية", "arab"),
    ],
)
def test_cases_slips_and_fields_that_a_language_has_are_read(tmp_path, text, person):
    assert people_found(scanner_of(tmp_path, FURTHER), text) == {person}


@pytest.mark.parametrize("text", ["pan Krejčí", "Krejčová", "Мурзаев Али", '{"birthYear": 1995, "day": 8}'])
def test_what_only_begins_like_it_is_free(tmp_path, text):
    assert people_found(scanner_of(tmp_path, FURTHER), text) == set()
