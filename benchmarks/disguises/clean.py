"""What must pass? Passages without a protected value, in classes, many of them near misses."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disguises.carriers import ENGLISH, NUMBERS_EN, NUMBERS_RU, PLAIN, RUSSIAN
from disguises.declension import russian_family, russian_given
from disguises.draw import Draw
from disguises.people import Person
from disguises.romanisation import romanise_name
from disguises.vaults import Details


@dataclass(frozen=True)
class Clean:
    """One passage that must not be blocked."""

    kind_of_passage: str
    kind: str
    text: str


_COMMON = [
    "Иванов",
    "Петров",
    "Сидоров",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Соколов",
    "Морозов",
    "Волков",
    "Лебедев",
    "Козлов",
]
_COMMON_WORDS = (
    "Горы были в тумане, волков не видели с зимы, у козлов кончилось сено, морозов не обещали.",
    "Пол скрипел, труба гудела, в коре дерева жили жуки, а за баней стоял старый сарай.",
    "Ястребов и соколов в заповеднике пересчитали; лебедей прилетело больше, чем в прошлом году.",
    "В селе Верхнее варили смолу, судили о кузнецах и попах, лосей кормили с руки.",
    "Юшка остыла, чудеса кончились, щегол запел, хариус клюнул, ярмарка закрылась.",
    "Рудники закрыли, булыжник убрали, шемаю продали, жигули угнали, яры осыпались.",
)
OTHER_PEOPLE = (
    "Zelda Worthington",
    "Marcus Aurelius",
    "Ольга Трифонова",
    "Sławomir Nowak",
    "Jean Dupont",
    "Hans Gruber",
    "Виктор Цой",
    "Taras Bulba",
    "Lev Tolstoy",
    "Эльдар Рязанов",
    "Ivan Ivanov",
    "Mehmet Yılmaz",
    "Анна Каренина",
    "Giorgi Beridze",
    "王小明",
    "Fatima Zahra",
    "Mohammed Ali",
    "Reza Pahlavi",
    "Karimov Islom",
    "Магомед Алиев",
)
_PUBLIC = (
    "Владимир Путин",
    "Рамзан Кадыров",
    "Vladimir Putin",
    "Ramzan Kadyrov",
    "Дмитрий Песков",
    "Sergey Lavrov",
    "Angela Merkel",
    "Recep Tayyip Erdoğan",
    "Xi Jinping",
    "習近平",
    "Шавкат Мирзиёев",
    "Emmanuel Macron",
    "Александр Лукашенко",
    "Volodymyr Zelenskyy",
    "Андрій Єрмак",
    "Бидзина Иванишвили",
    "Ali Khamenei",
    "بشار الأسد",
    "علی خامنه‌ای",
    "Michelle Bachelet",
    "Бату Хасиков",
    "Магомед Даудов",
    "Адам Делимханов",
)
ESSAYS = (
    (
        "The committee met for the third time this month. It weighed the polls, the odds and the calendar, and found that "
        "the chance of an early vote had fallen. Nobody resigned; two ministers travelled."
    ),
    (
        "A bookmaker shortened the price after the speech, then lengthened it again. The market moved by four points in an "
        "hour and came back by evening. Volume stayed thin, as before every holiday."
    ),
    (
        "Комитет собрался третий раз за месяц. Обсуждали опросы, котировки и календарь; досрочных выборов не ждут. "
        "Никто не ушёл в отставку, два министра уехали в командировку."
    ),
    (
        "Букмекер снизил коэффициент после речи, потом снова поднял. За час рынок сдвинулся на четыре пункта и к вечеру "
        "вернулся. Объёмы остались небольшими, как перед любым праздником."
    ),
    "Der Ausschuss tagte zum dritten Mal in diesem Monat und prüfte Umfragen, Quoten und Kalender. Niemand trat zurück.",
    "Le comité s'est réuni pour la troisième fois ce mois-ci; les sondages et les cotes n'ont guère bougé.",
    "El comité se reunió por tercera vez este mes; las encuestas y las cuotas apenas se movieron.",
    "Komitet zebrał się po raz trzeci w tym miesiącu. Sondaże i kursy prawie się nie zmieniły, nikt nie ustąpił.",
    "Komite bu ay üçüncü kez toplandı; anketler ve oranlar pek değişmedi, kimse istifa etmedi.",
    "اجتمعت اللجنة للمرة الثالثة هذا الشهر، ولم تتغير استطلاعات الرأي كثيرا، ولم يستقل أحد.",
    "کمیته برای سومین بار در این ماه تشکیل جلسه داد و نظرسنجی‌ها چندان تغییر نکرد.",
    "委员会本月第三次开会，民调和赔率几乎没有变化，没有人辞职，两位部长出访。",
    "კომიტეტი ამ თვეში მესამედ შეიკრიბა; გამოკითხვები თითქმის არ შეცვლილა.",
    "Qo‘mita bu oy uchinchi marta yig‘ildi; so‘rovlar deyarli o‘zgarmadi.",
    "Комітет зібрався втретє за місяць; опитування й котирування майже не змінилися.",
    "Комитет карарах кхузза гулбелла, цхьа а отставке ца вахара.",
)
_CODE = (
    "def mean(values: list[float]) -> float:\n    return sum(values) / len(values)\n",
    "for (let i = 0; i < rows.length; i += 1) { total += rows[i].price * rows[i].count; }",
    "SELECT leader_id, max(price) FROM quotes WHERE observed_on <= '2017-05-01' GROUP BY 1;",
    "git log --oneline --since=2017-01-01 | awk '{print $1}' | sort -u > hashes.txt",
    '#include <stdio.h>\nint main(void) { printf("%d\\n", 42); return 0; }',
    "kubectl get pods -n prod -o json | jq '.items[].metadata.name'",
)
_MINIFIED = (
    (
        '!function(e,t){{"object"==typeof exports?module.exports=t():e.n=t()}}(this,function(){{var e={n},t=[{n},{m}];'
        "return t.map(function(n){{return n*e}}).reduce(function(e,t){{return e+t}},0)}});"
    ),
    (
        "a{{color:#{h}}}.b-{n}{{margin:0 {m}px;background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)}}@media(max-width:"
        "{m}px){{.c{{display:none}}}}"
    ),
)


def _sentence(draw: Draw, slot: str, russian: bool) -> str:
    return draw.one(RUSSIAN["nom"] if russian else ENGLISH).format(slot)


def _given_alone(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    if not person.cyrillic:
        return "text", draw.one(PLAIN[person.language]).format(person.native.given)
    if draw.random.random() < 0.5:
        return "text", _sentence(draw, romanise_name(person.native.given, "bbc"), False)
    case = draw.any(("nom", "gen", "dat", "acc", "ins"))
    return "text", draw.one(RUSSIAN[case]).format(russian_given(person.native.given, person.gender)[case])


def _given_other_family(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    family = draw.any(_COMMON)
    if not person.cyrillic:
        return "text", _sentence(draw, f"{person.latin.given} {romanise_name(family, 'bbc')}", False)
    bent = russian_family(family, person.gender)["nom"]
    return "text", _sentence(draw, f"{person.native.given} {bent}", True)


def _common_family(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    if person.culture == "chinese":
        return "text", draw.one(PLAIN["zh"]).format(person.native.family + "先生")
    family = draw.any(_COMMON)
    case = draw.any(("nom", "gen", "dat", "acc", "ins"))
    return "text", draw.one(RUSSIAN[case]).format(russian_family(family, "male")[case])


def _free_family(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    """The family name alone of a person whose family name is common enough not to stand in `aliases`."""
    if person.family_alone:
        return _common_family(draw, person, details)
    return "text", draw.one(PLAIN[person.language]).format(person.native.family)


def _phone(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    digits = draw.digits(10)
    shown = draw.any((f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}", f"+{digits}", digits))
    near = details.phone[:-1] + str((int(details.phone[-1]) + 3) % 10)
    return "text", draw.one(NUMBERS_RU + NUMBERS_EN).format(draw.any((shown, "+" + details.country + near)))


def _year(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    year = details.birth[0]
    return "text", draw.any(
        (
            f"Он родился в {year} году.",
            f"Born in {year}, he left at eighteen.",
            f"Урожай {year} года был плохим.",
        )
    )


def _other_date(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    year, month, day = details.birth
    return "text", draw.any(
        (
            f"The vote was held on {year}-{month:02}-{day - 5:02}.",
            f"Выборы прошли {day - 7:02}.{month:02}.{year}.",
            f"On {day}.{month:02}. the office is closed.",
            f"С {day:02}.{month:02}.{year + 7} по {day:02}.{month:02}.{year + 9}.",
        )
    )


def _town(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    street = details.street[0]
    return "text", draw.any(
        (
            f"В городе {details.town} прошёл митинг.",
            f"Улица {street} закрыта на ремонт.",
            f"{details.town}, 5 мая.",
            f"На улице {street[:-2]}ой, {details.house + 300}, открылась аптека.",
            f"He moved to {romanise_name(details.town, 'bbc')}.",
        )
    )


def _pseudonym(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    from disguises.vaults import PSEUDONYMS

    name = PSEUDONYMS[int(person.id[1:]) % len(PSEUDONYMS)]
    return "text", _sentence(draw, f"{name}*", False) + " *The name has been changed."


def _far_gps(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    latitude, longitude = details.gps[0] + draw.any((0.02, -0.05, 1.3)), details.gps[1] + 0.03
    return draw.any(
        (
            ("text", f"{latitude:.5f}, {longitude:.5f}"),
            ("json", json.dumps({"lat": latitude, "lon": longitude})),
        )
    )


def _other_document(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    digits = draw.digits(10)
    return "text", draw.any(
        (
            f"Приказ № {digits[:6]} от 5 мая",
            f"ISBN 978-5-{digits[:4]}-{digits[4:8]}-{digits[8]}",
            f"Order {digits}",
            f"дело {digits[:4]} {digits[4:]}",
            f"автомобиль А{digits[:3]}ВВ77",
        )
    )


def _other_email(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    name = draw.any(("press", "editor", "office", "info", "tips"))
    host = details.email.split("@")[1]
    return "text", draw.any(
        (f"Write to {name}@{host}.", f"{name} [at] {host}", f'<a href="mailto:{name}@{host}">')
    ).format()


def _hashes(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    raw = draw.random.randbytes(32)
    return "text", draw.any(
        (hashlib.sha256(raw).hexdigest(), base64.b64encode(raw).decode(), f"sha1:{raw[:20].hex()}")
    )


def _base64_image(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    body = base64.b64encode(b"\x89PNG\r\n\x1a\n" + draw.random.randbytes(3000)).decode()
    return "html", f'<img alt="chart" src="data:image/png;base64,{body}">'


def _digits(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    rows = "\n".join(f"{draw.digits(6)},{draw.random.random():.9f},{draw.digits(13)}" for _ in range(40))
    return draw.any(
        (
            ("csv", "id,p,stamp\n" + rows),
            ("text", draw.digits(400)),
            ("json", json.dumps([float(draw.random.random()) for _ in range(80)])),
        )
    )


def _minified(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    text = draw.any(_MINIFIED).format(n=draw.digits(3), m=draw.digits(2), h=draw.digits(6))
    return ("css" if text.startswith("a{") else "js"), text * 5


def _svg(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    path = " ".join(
        f"L{draw.random.uniform(0, 900):.2f} {draw.random.uniform(0, 400):.2f}" for _ in range(120)
    )
    return (
        "svg",
        f"<svg xmlns='http://www.w3.org/2000/svg'><title>Chance</title><path d='M0 0 {path}'/></svg>",
    )


def _near_family(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    """Another family name that begins or ends like a protected one, two or more letters away."""
    if person.culture not in {"russian", "chechen"}:
        return "text", _sentence(draw, draw.any(OTHER_PEOPLE), False)
    stem = person.dictionary_family
    other = draw.any((stem[:2] + "ыкалдыев", "Бур" + stem[-4:], stem[:3] + "ченко", "Тау" + stem[-3:]))
    return "text", _sentence(draw, other, True)


def _page(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    paragraphs = "".join(f"<p>{draw.one(ESSAYS)}</p>" for _ in range(4))
    return "html", (
        "<!doctype html><html lang='en'><head><title>Chances</title><meta charset='utf-8'></head><body><h1>May"
        f"</h1>{paragraphs}<table><tr><td>2017-05-{draw.random.randint(10, 28)}</td><td>85.71</td></tr></table></body></html>"
    )


def _feed(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    return "atom", (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Chances</title><entry><id>urn:uuid:"
        f"{draw.random.randbytes(16).hex()}</id><updated>2017-05-01T00:00:00Z</updated><content type='html'>&lt;p&gt;"
        f"{draw.one(ESSAYS)}&lt;/p&gt;</content></entry></feed>"
    )


def _file_names(draw: Draw, person: Person, details: Details) -> tuple[str, str]:
    name = draw.any(("chart-{}.svg", "IMG_{}.jpg", "2017-05-{}-odds.html", "feed.{}.xml")).format(
        draw.digits(2)
    )
    return draw.any((("filename", name), ("url", f"https://example.org/2017/{name}?v={draw.digits(8)}")))


CLASSES: dict[str, Callable[[Draw, Person, Details], tuple[str, str]]] = {
    "given_name_alone": _given_alone,
    "given_name_with_other_family": _given_other_family,
    "common_family_alone": _common_family,
    "family_alone_not_in_aliases": _free_family,
    "near_family_name": _near_family,
    "other_people": lambda draw, p, d: (
        "text",
        _sentence(draw, draw.any(OTHER_PEOPLE), draw.random.random() < 0.5),
    ),
    "public_figures": lambda draw, p, d: (
        "text",
        _sentence(draw, draw.any(_PUBLIC), draw.random.random() < 0.5),
    ),
    "dictionary_words": lambda draw, p, d: ("text", draw.one(_COMMON_WORDS)),
    "essays_in_many_languages": lambda draw, p, d: (draw.any(("text", "markdown")), draw.one(ESSAYS)),
    "pages": _page,
    "feeds": _feed,
    "other_phones": _phone,
    "other_emails": _other_email,
    "other_documents_and_plates": _other_document,
    "birth_year_alone": _year,
    "other_dates": _other_date,
    "towns_and_streets": _town,
    "pseudonyms": _pseudonym,
    "far_positions": _far_gps,
    "code": lambda draw, p, d: ("js", draw.one(_CODE)),
    "minified": _minified,
    "hashes": _hashes,
    "base64_images": _base64_image,
    "long_digit_runs": _digits,
    "charts": _svg,
    "file_names_and_links": _file_names,
}


def clean_passages(draw: Draw, people: list[tuple[Person, Details]], each: int) -> Iterator[Clean]:
    """`each` passages of every class, none of which holds a protected value."""
    for name, make in CLASSES.items():
        for number in range(each):
            person, details = people[number % len(people)]
            kind, text = make(draw, person, details)
            yield Clean(name, kind, text)
