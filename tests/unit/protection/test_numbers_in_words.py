"""Telephone numbers and birth dates in the words of many languages and as programs keep them."""

from datetime import date

import pytest
from tests.vaults import people_found, scanner_of

from incumbent.protection.calendars import Day, other_notations

PEOPLE = """
people:
- {id: her, name: Никто Никакович, phones: ["+79285560347"], birth_date: 1989-07-23}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        "Ruf an: neun zwei acht, fünf fünf sechs, null drei vier sieben",
        "Er hat 928 fünfundfünfzig sechs null drei siebenundvierzig",
        "neuf cent vingt-huit, cinq cent cinquante-six, zéro trois, quarante-sept",
        "nueve dos ocho cinco cinco seis cero tres cuatro siete",
        "novecentos vinte e oito, cinco cinco seis, zero três, quarenta e sete",
        "nove due otto cinque cinque sei zero tre quattro sette",
        "dziewięćset dwadzieścia osiem pięćset pięćdziesiąt sześć zero trzy czterdzieści siedem",
        "дев'ятсот двадцять вісім п'ятсот п'ятдесят шість нуль три сорок сім",
        "dokuz yüz yirmi sekiz beş yüz elli altı sıfır üç kırk yedi",
        "تسعة اثنان ثمانية خمسة خمسة ستة صفر ثلاثة أربعة سبعة",
        "نه دو هشت پنج پنج شش صفر سه چهار هفت",
        "ცხრა ორი რვა ხუთი ხუთი ექვსი ნული სამი ოთხი შვიდი",
        "исс шиъ бархӏ пхиъ пхиъ ялх ноль кхоъ диъ ворхӏ",
        "negen twee acht vijf vijf zes nul drie vier zeven",
        "九二八 五五六 〇三四七",
        "玖贰捌伍伍陆零叁肆柒",
        "9 2 8 five 5 6 0 3 4 seven",
        "+7 928 556 ноль три 47",
        "928-fifty five-6-0347",
    ],
)
def test_a_number_in_words_is_read(scanner, text):
    assert people_found(scanner, text) == {"her"}


@pytest.mark.parametrize(
    "text",
    [
        "am dreiundzwanzigsten Juli neunzehnhundertneunundachtzig",
        "le vingt-trois juillet mille neuf cent quatre-vingt-neuf",
        "el veintitrés de julio de mil novecientos ochenta y nueve",
        "ventitre luglio millenovecentoottantanove",
        "dwudziestego trzeciego lipca tysiąc dziewięćset osiemdziesiątego dziewiątego roku",
        "двадцять третього липня тисяча дев'ятсот вісімдесят дев'ятого року",
        "yirmi üç Temmuz bin dokuz yüz seksen dokuz",
        "الثالث والعشرين من يوليو عام 1989",
        "一九八九年七月二十三日",
        "平成元年7月23日",
        "1989 წლის 23 ივლისს",
        "23 ივლისს 1989",
        "1989. gada 23. jūlijā",
        "23. juulil 1989",
        "23 ביולי 1989",
        "23 تموز 1989",
        "1989-yil 23-iyul",
        "1 مرداد 1368",
        "1368/05/01",
        "20 Dhu 1409, i.e. 1409-12-20",
        "23 กรกฎาคม, 23/7/2532",
        "var b = new Date(1989, 6, 23);",
        "LocalDate.of(1989, Month.JULY, 23)",
        '{"birth": {"d": 23, "m": 7, "y": 1989}}',
        '{"birth_month": 7, "birth_day": 23, "birth_year": 1989}',
        '{"born": 617155200}',
        '{"birthDate": {"$date": 617155200000}}',
        '{"date_of_birth": 32712}',
        "born 1989-204",
        "born 1989-W29-7",
    ],
)
def test_a_birth_date_of_another_language_calendar_or_program_is_read(scanner, text):
    assert people_found(scanner, text) == {"her"}


@pytest.mark.parametrize(
    "text",
    [
        "neun zwei acht fünf fünf sechs null drei vier acht",
        "deux ou trois, quatre ou cinq, six cents personnes",
        "one two three four five six seven eight nine",
        "九二八 五五六 〇三四八, 一九八九年七月二十四日",
        "9 2 8 five 5 6 0 3 4 eight",
        "il y a vingt-trois ans en juillet",
        "el veintitrés de julio de mil novecientos ochenta y ocho",
        "new Date(1989, 8, 23)",
        "1368/05/02, 1 مرداد 1369",
        '{"created": 617155200, "size": 32712}',
        '{"born": 617500800}',
        "page 1989-205, room 1989-W30-7",
        '{"d": 23, "m": 8, "y": 1989}',
        "juillet 1989, julio de mil novecientos ochenta y nueve",
    ],
)
def test_other_numbers_and_days_pass(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    ("day", "persian", "islamic"),
    [
        (date(1979, 2, 11), Day(1357, 11, 22), Day(1399, 3, 14)),
        (date(2021, 3, 20), Day(1399, 12, 30), Day(1442, 8, 6)),
        (date(2000, 1, 1), Day(1378, 10, 11), Day(1420, 9, 24)),
    ],
)
def test_days_of_other_calendars_are_those_of_history(day, persian, islamic):
    assert {persian, islamic} <= set(other_notations(day))
