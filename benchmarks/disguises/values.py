"""How are phones, e-mails, dates, places, plates and documents written so that a search misses them?"""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Callable

from disguises.draw import Draw
from disguises.people import Person
from disguises.romanisation import romanise_name
from disguises.vaults import Details

Writer = Callable[[Draw, Person, Details], tuple[str, str] | None]

_RU_DIGITS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_EN_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_RU_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GERMAN_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_FR_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_PL_MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
_UK_MONTHS = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
]
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_PLATE_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


def _groups(digits: str, sizes: tuple[int, ...], glue: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return glue.join(part for part in [*parts, digits[at:]] if part)


def _phone(write: Callable[[str, str], str], kind: str = "text", russian_only: bool = False) -> Writer:
    def writer(draw: Draw, person: Person, details: Details) -> tuple[str, str] | None:
        if russian_only and details.country != "7":
            return None
        return write(details.country, details.phone), kind

    return writer


def _other_digits(zero: int) -> Callable[[str, str], str]:
    return lambda country, phone: "".join(chr(zero + int(digit)) for digit in country + phone)


PHONES: dict[str, Writer] = {
    "phone_e164": _phone(lambda c, p: f"+{c}{p}"),
    "phone_spaces": _phone(lambda c, p: f"+{c} " + _groups(p, (3, 3, 2, 2), " ")),
    "phone_hyphens": _phone(lambda c, p: f"+{c}-" + _groups(p, (3, 3, 2, 2), "-")),
    "phone_brackets": _phone(lambda c, p: f"+{c} ({p[:3]}) " + _groups(p[3:], (3, 2, 2), "-")),
    "phone_national": _phone(lambda c, p: f"8 {p[:3]} {p[3:6]}-{p[6:8]}-{p[8:]}", russian_only=True),
    "phone_national_bare": _phone(lambda c, p: "8" + p, russian_only=True),
    "phone_zero_zero": _phone(lambda c, p: f"00{c} {_groups(p, (3, 7), ' ')}"),
    "phone_without_country": _phone(lambda c, p: _groups(p, (3, 3, 4), " ")),
    "phone_dots": _phone(lambda c, p: f"+{c}." + _groups(p, (3, 3, 2, 2), ".")),
    "phone_no_break_spaces": _phone(lambda c, p: f"+{c}\u00a0" + _groups(p, (3, 3, 2, 2), "\u00a0")),
    "phone_thin_spaces": _phone(lambda c, p: f"+{c}\u2009" + _groups(p, (3, 3, 2, 2), "\u2009")),
    "phone_long_dashes": _phone(lambda c, p: f"+{c}–" + _groups(p, (3, 3, 2, 2), "—")),
    "phone_slashes": _phone(lambda c, p: f"+{c}/" + _groups(p, (3, 3, 4), "/")),
    "phone_odd_groups": _phone(lambda c, p: f"{c} " + _groups(p, (1, 4, 1, 4), " ")),
    "phone_letter_spaced": _phone(lambda c, p: " ".join(c + p)),
    "phone_tel_link": _phone(lambda c, p: f'<a href="tel:+{c}{p}">call</a>', "html"),
    "phone_whatsapp_link": _phone(lambda c, p: f"https://wa.example.org/{c}{p}", "url"),
    "phone_zero_width": _phone(lambda c, p: "\u200b".join("+" + c + p)),
    "phone_arabic_digits": _phone(_other_digits(0x660)),
    "phone_persian_digits": _phone(_other_digits(0x6F0)),
    "phone_devanagari_digits": _phone(_other_digits(0x966)),
    "phone_fullwidth_digits": _phone(_other_digits(0xFF10)),
    "phone_mathematical_digits": _phone(_other_digits(0x1D7CE)),
    "phone_entities": _phone(lambda c, p: "".join(f"&#{ord(x)};" for x in c + p), "html"),
    "phone_over_tags": _phone(lambda c, p: f"<b>+{c}</b> <i>{p[:3]}</i> <span>{p[3:]}</span>", "html"),
    "phone_table_cells": _phone(lambda c, p: f"<tr><td>+{c} {p[:3]}</td><td>{p[3:]}</td></tr>", "html"),
    "phone_json_number": _phone(lambda c, p: f'{{"phone": {c}{p}}}', "json"),
    "phone_letter_o": _phone(lambda c, p: f"+{c} {p[:3]} {p[3:]}".replace("0", "O").replace("1", "l")),
    "phone_spelled_russian": _phone(lambda c, p: " ".join(_RU_DIGITS[int(x)] for x in p)),
    "phone_spelled_english": _phone(lambda c, p: " ".join(_EN_DIGITS[int(x)] for x in p)),
    "phone_spelled_hyphens": _phone(lambda c, p: "-".join(_EN_DIGITS[int(x)] for x in p)),
    "phone_spelled_mixed": _phone(
        lambda c, p: f"{p[:3]} " + " ".join(_RU_DIGITS[int(x)] for x in p[3:6]) + f" {p[6:8]} {p[8:]}"
    ),
}


def _email(write: Callable[[str, str], str], kind: str = "text") -> Writer:
    def writer(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
        local, host = details.email.split("@")
        return write(local, host), kind

    return writer


def _xor(text: str, key: int) -> str:
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


EMAILS: dict[str, Writer] = {
    "email_plain": _email(lambda a, h: f"{a}@{h}"),
    "email_capitals": _email(lambda a, h: f"{a}@{h}".upper()),
    "email_at_dot": _email(lambda a, h: f"{a} at {h.replace('.', ' dot ')}"),
    "email_brackets": _email(lambda a, h: f"{a} [at] {h.replace('.', ' [dot] ')}"),
    "email_round_brackets": _email(lambda a, h: f"{a}(at){h.replace('.', '(dot)')}"),
    "email_russian_words": _email(lambda a, h: f"{a} собака {h.replace('.', ' точка ')}"),
    "email_russian_brackets": _email(lambda a, h: f"{a} (собака) {h.replace('.', ' (точка) ')}"),
    "email_spaced": _email(lambda a, h: f"{a} @ {h.replace('.', ' . ')}"),
    "email_local_dots_spelled": _email(lambda a, h: f"{a}@{h}".replace(".", " dot ").replace("@", " at ")),
    "email_remove_this": _email(lambda a, h: f"{a}@NOSPAM.{h}"),
    "email_fullwidth_at": _email(lambda a, h: f"{a}＠{h}"),
    "email_entities": _email(lambda a, h: "".join(f"&#{ord(x)};" for x in f"{a}@{h}"), "html"),
    "email_mailto": _email(lambda a, h: f'<a href="mailto:{a}%40{h}?subject=x">write</a>', "html"),
    "email_cloudflare": _email(
        lambda a, h: f'<a class="__cf_email__" data-cfemail="{_xor(f"{a}@{h}", 0x3C)}">[email]</a>', "html"
    ),
    "email_split_attributes": _email(lambda a, h: f'<a data-user="{a}" data-domain="{h}">mail</a>', "html"),
    "email_script_joined": _email(lambda a, h: f"var m = '{a}' + '@' + '{h}';", "html_script"),
    "email_reversed": _email(lambda a, h: f"{a}@{h}"[::-1]),
    "email_over_tags": _email(lambda a, h: f"{a}<span>@</span><b>{h[:4]}</b>{h[4:]}", "html"),
    "email_zero_width": _email(lambda a, h: f"{a[:2]}\u200b{a[2:]}@{h}"),
    "email_base64": _email(lambda a, h: base64.b64encode(f"{a}@{h}".encode()).decode()),
    "email_rot13": _email(lambda a, h: codecs.encode(f"{a}@{h}", "rot13")),
}


def _handle(write: Callable[[str], str], kind: str = "text") -> Writer:
    return lambda draw, person, details: (write(details.handle), kind)


HANDLES: dict[str, Writer] = {
    "handle_at": _handle(lambda h: f"@{h}"),
    "handle_bare": _handle(lambda h: h),
    "handle_capitals": _handle(lambda h: h.upper()),
    "handle_link": _handle(lambda h: f"https://t.example.org/{h}", "url"),
    "handle_link_in_html": _handle(lambda h: f'<a href="//vk.example.org/{h}?from=feed">page</a>', "html"),
    "handle_hyphen": _handle(lambda h: "@" + h.replace("_", "-")),
    "handle_dot": _handle(lambda h: "@" + h.replace("_", ".")),
    "handle_json": _handle(lambda h: f'{{"user":"{h}"}}', "json"),
    "handle_filename": _handle(lambda h: f"{h}_avatar.png", "filename"),
    "handle_zero_width": _handle(lambda h: f"@{h[:3]}\u200c{h[3:]}"),
}


def _date(write: Callable[[int, int, int], str], kind: str = "text") -> Writer:
    return lambda draw, person, details: (write(*details.birth), kind)


def _suffix(day: int) -> str:
    return "th" if 11 <= day % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


DATES: dict[str, Writer] = {
    "date_iso": _date(lambda y, m, d: f"{y}-{m:02}-{d:02}"),
    "date_dots": _date(lambda y, m, d: f"{d:02}.{m:02}.{y}"),
    "date_dots_short": _date(lambda y, m, d: f"{d}.{m}.{y}"),
    "date_dots_year_two_digits": _date(lambda y, m, d: f"{d:02}.{m:02}.{y % 100:02} г.р."),
    "date_slashes_day_first": _date(lambda y, m, d: f"{d:02}/{m:02}/{y}"),
    "date_slashes_month_first": _date(lambda y, m, d: f"{m}/{d}/{y}"),
    "date_slashes_year_first": _date(lambda y, m, d: f"{y}/{m:02}/{d:02}"),
    "date_hyphens_day_first": _date(lambda y, m, d: f"{d:02}-{m:02}-{y}"),
    "date_compact": _date(lambda y, m, d: f"{y}{m:02}{d:02}"),
    "date_iso_time": _date(lambda y, m, d: f'{{"born": "{y}-{m:02}-{d:02}T00:00:00Z"}}', "json"),
    "date_russian": _date(lambda y, m, d: f"{d} {_RU_MONTHS[m - 1]} {y} года"),
    "date_russian_ordinal": _date(lambda y, m, d: f"{d}-го {_RU_MONTHS[m - 1]} {y}-го"),
    "date_ukrainian": _date(lambda y, m, d: f"{d} {_UK_MONTHS[m - 1]} {y} року"),
    "date_polish": _date(lambda y, m, d: f"{d} {_PL_MONTHS[m - 1]} {y} r."),
    "date_german": _date(lambda y, m, d: f"{d}. {GERMAN_MONTHS[m - 1]} {y}"),
    "date_french": _date(lambda y, m, d: f"{d} {_FR_MONTHS[m - 1]} {y}"),
    "date_english": _date(lambda y, m, d: f"{d} {_EN_MONTHS[m - 1]} {y}"),
    "date_english_month_first": _date(lambda y, m, d: f"{_EN_MONTHS[m - 1]} {d}, {y}"),
    "date_english_ordinal": _date(lambda y, m, d: f"the {d}{_suffix(d)} of {_EN_MONTHS[m - 1]}, {y}"),
    "date_english_short": _date(lambda y, m, d: f"{d} {_EN_MONTHS[m - 1][:3]} {y}"),
    "date_english_hyphens": _date(lambda y, m, d: f"{d:02}-{_EN_MONTHS[m - 1][:3].upper()}-{y}"),
    "date_roman_month": _date(lambda y, m, d: f"{d}.{_ROMAN[m - 1]}.{y}"),
    "date_no_break_spaces": _date(lambda y, m, d: f"{d}\u00a0{_RU_MONTHS[m - 1]}\u00a0{y}"),
    "date_arabic_digits": _date(
        lambda y, m, d: f"{d:02}/{m:02}/{y}".translate({48 + i: 0x660 + i for i in range(10)})
    ),
    "date_over_tags": _date(lambda y, m, d: f"<b>{d}</b> <i>{_RU_MONTHS[m - 1]}</i> {y}", "html"),
    "date_html_time": _date(lambda y, m, d: f'<time datetime="{y}-{m:02}-{d:02}">a day</time>', "html"),
}


def _dms(value: float) -> tuple[int, int, float]:
    degrees = int(value)
    minutes = (value - degrees) * 60
    return degrees, int(minutes), (minutes - int(minutes)) * 60


def _gps(write: Callable[[float, float], str], kind: str = "text") -> Writer:
    def writer(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
        # Somebody else's device: up to about 150 m away.
        latitude = details.gps[0] + draw.random.uniform(-0.001, 0.001)
        longitude = details.gps[1] + draw.random.uniform(-0.0012, 0.0012)
        return write(latitude, longitude), kind

    return writer


def _dms_text(latitude: float, longitude: float, form: str) -> str:
    (d1, m1, s1), (d2, m2, s2) = _dms(latitude), _dms(longitude)
    return form.format(d1=d1, m1=m1, s1=s1, d2=d2, m2=m2, s2=s2)


def _dms_writer(form: str, kind: str = "text") -> Writer:
    return _gps(lambda a, o: _dms_text(a, o, form), kind)


GPS: dict[str, Writer] = {
    "gps_decimal": _gps(lambda a, o: f"{a:.5f}, {o:.5f}"),
    "gps_decimal_space": _gps(lambda a, o: f"{a:.5f} {o:.5f}"),
    "gps_decimal_letters": _gps(lambda a, o: f"{a:.5f}N {o:.5f}E"),
    "gps_decimal_degrees": _gps(lambda a, o: f"N {a:.5f}°, E {o:.5f}°"),
    "gps_decimal_comma": _gps(lambda a, o: f"{a:.5f}; {o:.5f}".replace(".", ",")),
    "gps_lon_first_geojson": _gps(lambda a, o: f'{{"type":"Point","coordinates":[{o:.6f},{a:.6f}]}}', "json"),
    "gps_json": _gps(lambda a, o: f'{{"lat": {a:.6f}, "lon": {o:.6f}}}', "json"),
    "gps_json_strings": _gps(lambda a, o: f'{{"longitude":"{o:.6f}","latitude":"{a:.6f}"}}', "json"),
    "gps_dms": _dms_writer("{d1}°{m1:02}'{s1:04.1f}\"N {d2}°{m2:02}'{s2:04.1f}\"E"),
    "gps_dms_primes": _dms_writer("{d1}° {m1}′ {s1:.1f}″ N, {d2}° {m2}′ {s2:.1f}″ E"),
    "gps_dms_russian": _dms_writer("{d1}°{m1:02}′{s1:04.1f}″ с. ш. {d2}°{m2:02}′{s2:04.1f}″ в. д."),
    "gps_dms_words": _dms_writer("{d1} deg {m1} min {s1:.1f} sec north, {d2} deg {m2} min {s2:.1f} sec east"),
    "gps_minutes": _gps(lambda a, o: f"{int(a)}°{(a % 1) * 60:.3f}'N {int(o)}°{(o % 1) * 60:.3f}'E"),
    "gps_geo_uri": _gps(lambda a, o: f'<a href="geo:{a:.5f},{o:.5f}">map</a>', "html"),
    "gps_map_at": _gps(lambda a, o: f"https://maps.example.org/@{a:.5f},{o:.5f},17z", "url"),
    "gps_map_query": _gps(lambda a, o: f"https://maps.example.org/?q={a:.5f},{o:.5f}", "url"),
    "gps_map_query_percent": _gps(lambda a, o: f"https://maps.example.org/?ll={o:.5f}%2C{a:.5f}", "url"),
    "gps_map_hash": _gps(lambda a, o: f"https://osm.example.org/#map=17/{a:.5f}/{o:.5f}", "url"),
    "gps_map_parameters": _gps(lambda a, o: f"https://osm.example.org/?mlat={a:.5f}&mlon={o:.5f}", "url"),
    "gps_data_attributes": _gps(lambda a, o: f'<div data-lat="{a:.5f}" data-lng="{o:.5f}"></div>', "html"),
    "gps_meta_icbm": _gps(lambda a, o: f'<meta name="ICBM" content="{a:.5f}, {o:.5f}">', "html"),
    "gps_svg_free_csv": _gps(lambda a, o: f"name,lat,lon\nhouse,{a:.5f},{o:.5f}\n", "csv"),
}


def _plate(write: Callable[[str], str]) -> Writer:
    return lambda draw, person, details: (write(details.plate), "text")


PLATES: dict[str, Writer] = {
    "plate_plain": _plate(lambda p: p),
    "plate_spaces": _plate(lambda p: f"{p[0]} {p[1:4]} {p[4:6]} {p[6:]}"),
    "plate_latin": _plate(lambda p: p.translate(_PLATE_LATIN)),
    "plate_latin_spaces": _plate(lambda p: f"{p[0]} {p[1:4]} {p[4:6]} {p[6:]}".translate(_PLATE_LATIN)),
    "plate_small_letters": _plate(lambda p: p.lower()),
    "plate_hyphens": _plate(lambda p: f"{p[0]}-{p[1:4]}-{p[4:6]}-{p[6:]}"),
    "plate_region": _plate(lambda p: f"{p[:6]} {p[6:]} RUS"),
    "plate_mixed_scripts": _plate(lambda p: p[:4] + p[4:].translate(_PLATE_LATIN)),
    "plate_zero_width": _plate(lambda p: p[:3] + "\u200b" + p[3:]),
}


def _document(write: Callable[[str], str], kind: str = "text") -> Writer:
    return lambda draw, person, details: (write(details.document.replace(" ", "")), kind)


DOCUMENTS: dict[str, Writer] = {
    "document_plain": _document(lambda d: f"{d[:4]} {d[4:]}"),
    "document_spaces": _document(lambda d: f"{d[:2]} {d[2:4]} {d[4:]}"),
    "document_bare": _document(lambda d: d),
    "document_series": _document(lambda d: f"паспорт серии {d[:4]} № {d[4:]}"),
    "document_series_words": _document(lambda d: f"серия {d[:2]} {d[2:4]} номер {d[4:]}"),
    "document_hyphens": _document(lambda d: f"{d[:4]}-{d[4:]}"),
    "document_fullwidth": _document(lambda d: "".join(chr(0xFF10 + int(x)) for x in d)),
    "document_filename": _document(lambda d: f"scan_{d[:4]}_{d[4:]}.pdf", "filename"),
}


def _address(write: Callable[[str, str, int, str], str], kind: str = "text") -> Writer:
    return lambda draw, person, details: (
        write(details.street[0], details.street[1], details.house, details.town),
        kind,
    )


ADDRESSES: dict[str, Writer] = {
    "address_plain": _address(lambda r, e, h, t: f"{t}, улица {r}, {h}"),
    "address_abbreviated": _address(lambda r, e, h, t: f"{t}, ул. {r}, д. {h}"),
    "address_without_town": _address(lambda r, e, h, t: f"ул. {r}, {h}"),
    "address_house_word": _address(lambda r, e, h, t: f"улица {r}, дом {h}"),
    "address_no_comma": _address(lambda r, e, h, t: f"ул {r} {h}"),
    "address_declined": _address(lambda r, e, h, t: f"на улице {r[:-2]}ой, {h}"),
    "address_flat": _address(lambda r, e, h, t: f"ул. {r}, д. {h}, кв. 12"),
    "address_latin": _address(lambda r, e, h, t: f"{h} {e} Street"),
    "address_latin_ulitsa": _address(lambda r, e, h, t: f"ulitsa {e}, {h}"),
    "address_zero_width": _address(lambda r, e, h, t: f"улица {r[:3]}\u200b{r[3:]}, {h}"),
    "address_over_tags": _address(lambda r, e, h, t: f"<b>улица {r}</b>, <i>{h}</i>", "html"),
}


def _relative(write: Callable[[str, str], str]) -> Writer:
    return lambda draw, person, details: (write(details.relative_given, details.relative_family), "text")


RELATIVES: dict[str, Writer] = {
    "relative_plain": _relative(lambda g, f: f"{g} {f}"),
    "relative_order": _relative(lambda g, f: f"{f} {g}"),
    "relative_latin": _relative(lambda g, f: f"{romanise_name(g, 'bbc')} {romanise_name(f, 'bbc')}"),
    "relative_zero_width": _relative(lambda g, f: f"{g} {f[:3]}\u200d{f[3:]}"),
}


def _work(text: str) -> str:
    return re.sub("[«»]", '"', text)


WORKPLACES: dict[str, Writer] = {
    "workplace_plain": lambda draw, person, details: (details.workplace, "text"),
    "workplace_quotes": lambda draw, person, details: (_work(details.workplace), "text"),
    "workplace_capitals": lambda draw, person, details: (details.workplace.upper(), "text"),
}

# What no list in the specification names: counted, held against no bar.
BEYOND = frozenset({"email_rot13", "email_remove_this", "phone_letter_o", "email_split_attributes"})
