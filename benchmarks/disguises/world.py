"""Names, numbers and dates as other languages, scripts and programs write them; what a page puts together.

Written ending by ending and letter by letter by hand, apart from the scanner's tables.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from disguises import carriers, letters, values
from disguises.draw import Draw
from disguises.people import Person
from disguises.vaults import Details

Surface = Callable[[Draw, Person], "tuple[str, str] | None"]


def _by_letters(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text.lower()).replace("-", "")


def _of_russian(table: dict[str, str]) -> Surface:
    """A Russian or Chechen family name that is protected alone, in another alphabet."""

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "ru" or not person.family_alone:
            return None
        return "text", f"2019: {_by_letters(person.dictionary_family, table)} (1)"

    return surface


def _of_culture(culture: str, write: Callable[[Person], str]) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.culture != culture or not (person.family_alone or culture == "chinese"):
            return None
        return "text", draw.one(carriers.PLAIN["ru"]).format(write(person))

    return surface


def _turkish_in_russian(person: Person) -> str:
    spelt = _by_letters(person.native.family.replace("I", "ı").replace("İ", "i"), letters.OSMAN)
    for two, one in letters.IOTATED:
        spelt = spelt.replace(two, one)
    return spelt.capitalize()


def _chinese_in_russian(person: Person) -> str:
    given, parts = person.latin.given, []
    while given:
        part = next(
            one
            for one in sorted(letters.CHINA, key=len, reverse=True)
            if given.lower().startswith(one.lower())
        )
        parts.append(letters.CHINA[part])
        given = given[len(part) :]
    return f"{letters.CHINA[person.latin.family]} {''.join(parts).capitalize()}"


def _other_vowels(draw: Draw, person: Person) -> tuple[str, str] | None:
    """An Arabic family name as somebody else would romanise it."""
    if person.culture != "arabic":
        return None
    family = person.latin.family.replace("al-", "el-").replace("i", "y", 1)[::-1].replace("a", "e", 1)[::-1]
    return "text", draw.one(carriers.ENGLISH).format(family)


def _family(write: Callable[[str], str], kind: str) -> Surface:
    """A text around a family name that is protected alone."""

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if not person.family_alone or person.culture == "chinese" or not person.native.family.isalpha():
            return None
        return kind, write(person.native.family)

    return surface


def _glued_initial(draw: Draw, person: Person) -> tuple[str, str] | None:
    family = person.latin.family.lower()
    if not person.family_alone or not family.isascii() or not family.isalpha() or len(family) < 6:
        return None
    return "filename", f"photos/{person.latin.given[0].lower()}{family}_02.png"


NAMES: dict[str, tuple[str, Surface]] = {
    "world_russian_in_greek": ("beyond", _of_russian(letters.GREEK)),
    "world_russian_in_georgian": ("beyond", _of_russian(letters.GEORGIAN)),
    "world_russian_in_armenian": ("beyond", _of_russian(letters.ARMENIAN)),
    "world_russian_in_arabic": ("beyond", _of_russian(letters.ARABIC)),
    "world_georgian_in_russian": (
        "single",
        _of_culture("georgian", lambda p: _by_letters(p.native.family, letters.KARTULI).capitalize()),
    ),
    "world_turkish_in_russian": ("single", _of_culture("turkish", _turkish_in_russian)),
    "world_chinese_in_russian": ("single", _of_culture("chinese", _chinese_in_russian)),
    "world_arabic_other_vowels": ("beyond", _other_vowels),
    "world_concat_call": ("single", _family(lambda f: f"n='{f[:3]}'.concat('{f[3:]}')", "js")),
    "world_plus_is": ("single", _family(lambda f: f'let n="{f[:3]}";\nn += "{f[3:]}";', "js")),
    "world_content_of_two_rules": (
        "single",
        _family(
            lambda f: f'.a:before{{content:"{f[:4]}"}} .b{{color:red}} .a:after{{content:"{f[4:]}"}}', "css"
        ),
    ),
    "world_markdown_letter_a_row": (
        "single",
        _family(lambda f: f"| {f[0]} |\n|---|\n" + "\n".join(f"| {c} |" for c in f[1:]), "markdown"),
    ),
    "world_markdown_letter_an_item": (
        "single",
        _family(lambda f: "\n".join(f"{n}. {c}" for n, c in enumerate(f, 1)), "markdown"),
    ),
    "world_note_number_inside": ("single", _family(lambda f: f"<p>{f[:4]}<sup>3</sup>{f[4:]}</p>", "html")),
    "world_own_entities": (
        "single",
        _family(lambda f: f'<!DOCTYPE p [<!ENTITY a "{f[:4]}"><!ENTITY b "{f[4:]}">]><p>&a;&b;</p>', "html"),
    ),
    "world_latex_hyphens": ("single", _family(lambda f: f"\\author{{{f[:3]}\\-{f[3:]}}}", "text")),
    "world_initial_glued": ("single", _glued_initial),
}

_DIGIT_WORDS = {
    "german": "null eins zwei drei vier fünf sechs sieben acht neun",
    "french": "zéro un deux trois quatre cinq six sept huit neuf",
    "spanish": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "polish": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "ukrainian": "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "turkish": "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
    "arabic": "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة",
    "italian": "zero uno due tre quattro cinque sei sette otto nove",
    "georgian": "ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა",
}
_ENGLISH_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_MONTHS = {
    "georgian": ("{d} {m} {y}", "იანვარს თებერვალს მარტს აპრილს მაისს ივნისს ივლისს აგვისტოს სექტემბერს ოქტომბერს ნოემბერს დეკემბერს"),
    "hebrew": ("{d} ב{m} {y}", "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
    "latvian": ("{y}. gada {d}. {m}", "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"),
    "serbian": ("{d}. {m} {y}.", "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра"),
    "estonian": ("{d}. {m} {y}", "jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril oktoobril novembril detsembril"),
    "kazakh": ("{y} жылғы {d} {m}", "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    "urdu": ("{d} {m} {y}", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
}  # fmt: skip
_GERMAN_UNITS = [
    "-",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_GERMAN_TENS = [
    "-",
    "-",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]
_CHINESE_DIGITS = "〇一二三四五六七八九"


def _said(language: str) -> values.Writer:
    names = _DIGIT_WORDS[language].split()
    return lambda draw, person, details: (" ".join(names[int(digit)] for digit in details.phone), "text")


def _mixed_words(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    at = draw.random.randrange(2, len(details.phone) - 1)
    shown = [*details.phone]
    shown[at] = _ENGLISH_DIGITS[int(shown[at])]
    return " ".join(shown), "text"


def _in_german(number: int) -> str:
    if number < 20:
        return "eins" if number == 1 else _GERMAN_UNITS[number]
    unit = f"{_GERMAN_UNITS[number % 10]}und" if number % 10 else ""
    return unit + _GERMAN_TENS[number // 10]


def _german_date(draw: Draw, person: Person, details: Details) -> tuple[str, str] | None:
    year, month, day = details.birth
    if not 1910 < year < 2000:
        return None
    ordinal = _in_german(day) + ("sten" if day >= 20 else "ten")
    ordinal = {1: "ersten", 3: "dritten", 7: "siebten", 8: "achten"}.get(day, ordinal)
    return f"am {ordinal} {values.GERMAN_MONTHS[month - 1]} neunzehnhundert{_in_german(year % 100)}", "text"


def _date(write: Callable[[date], str], kind: str = "text") -> values.Writer:
    return lambda draw, person, details: (write(date(*details.birth)), kind)


def _month_of(language: str) -> values.Writer:
    form, names = _MONTHS[language]
    return _date(lambda day: form.format(d=day.day, m=names.split()[day.month - 1], y=day.year))


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())


def _minutes(lat: float, lon: float) -> str:
    return f"{int(lat):02}{lat % 1 * 60:06.3f},N,{int(lon):03}{lon % 1 * 60:06.3f},E"


def _where(write: Callable[[float, float], str], kind: str = "text") -> values.Writer:
    return lambda draw, person, details: (write(*details.gps), kind)


def _parts_of_phone(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    phone = details.phone
    return json.dumps(
        {"cc": int(details.country), "area": phone[:3], "number": [phone[3:6], phone[6:]]}
    ), "json"


VALUES: dict[str, tuple[str, values.Writer]] = {
    **{f"world_phone_{language}": ("single", _said(language)) for language in _DIGIT_WORDS},
    "world_phone_one_word": ("single", _mixed_words),
    "world_phone_chinese": ("single", lambda draw, p, d: ("".join(_CHINESE_DIGITS[int(x)] for x in d.phone), "text")),
    "world_phone_fields": ("single", _parts_of_phone),
    **{f"world_date_{language}": ("single", _month_of(language)) for language in _MONTHS},
    "world_date_german_words": ("single", _german_date),
    "world_date_chinese_digits": ("single", _date(lambda day: "".join(_CHINESE_DIGITS[int(x)] for x in str(day.year)) + f"年{day.month}月{day.day}日")),
    "world_date_seconds": ("single", _date(lambda day: json.dumps({"birth_date": _seconds(day)}), "json")),
    "world_date_milliseconds": ("single", _date(lambda day: json.dumps({"dob": _seconds(day) * 1000}), "json")),
    "world_date_javascript": ("single", _date(lambda day: f"new Date({day.year}, {day.month - 1}, {day.day})", "js")),
    "world_date_day_of_year": ("single", _date(lambda day: f"{day.year}-{day.timetuple().tm_yday:03}")),
    "world_date_buddhist": ("single", _date(lambda day: f"{day.day}/{day.month}/{day.year + 543}")),
    "world_date_short_keys": ("single", _date(lambda day: json.dumps({"d": day.day, "m": day.month, "y": day.year}), "json")),
    "world_gps_microdegrees": ("single", _where(lambda a, o: json.dumps({"lat_e6": int(a * 1e6), "lon_e6": int(o * 1e6)}), "json")),
    "world_gps_nmea": ("single", _where(_minutes)),
}  # fmt: skip
