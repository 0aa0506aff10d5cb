"""Who is hidden? Invented people of eleven name cultures, with what a vault would hold of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from disguises import declension
from disguises.draw import Draw
from disguises.romanisation import romanise_name


@dataclass(frozen=True)
class Name:
    """A name in one script: each part in the order of the culture."""

    given: str
    family: str
    patronymic: str = ""
    family_first: bool = False

    @property
    def full(self) -> str:
        """Given and family name in the order of the culture."""
        if self.family_first:
            return self.family + ("" if self.family > "\u4e00" else " ") + self.given
        return f"{self.given} {self.family}"


@dataclass(frozen=True)
class Person:
    """One invented person; `unheld` are spellings a newspaper would print that the vault does not hold."""

    id: str
    culture: str
    language: str
    gender: str
    native: Name
    latin: Name
    family_alone: bool
    """True: the family name is rare and stands in `aliases`."""
    dictionary_family: str = ""
    unheld: tuple[str, ...] = ()
    vault: dict[str, Any] = field(default_factory=dict)

    @property
    def cyrillic(self) -> bool:
        """True where the vault's name is in Cyrillic, so that forms come by rule."""
        return self.language in {"ru", "uk"}


_RU_HEADS = [
    "Вер",
    "Лос",
    "Кор",
    "Заб",
    "Труб",
    "Мел",
    "Дор",
    "Пол",
    "Гор",
    "Сав",
    "Тел",
    "Руд",
    "Бул",
    "Шем",
    "Жиг",
    "Чуд",
    "Щег",
    "Хар",
    "Юш",
    "Яр",
]
_RU_TAILS = ["ен", "ун", "авш", "аж", "ошт", "ял", "ых", "евр", "ум", "идан", "об", "ужм", "ер", "агун", "ич"]
_CE_HEADS = [
    "Дук",
    "Тов",
    "Зак",
    "Хас",
    "Бер",
    "Эльм",
    "Мурз",
    "Баш",
    "Вис",
    "Кур",
    "Исм",
    "Гез",
    "Арс",
    "Таш",
    "Ум",
    "Джан",
]
_CE_TAILS = ["ад", "аг", "ул", "им", "анд", "амб", "ург", "ихан", "алт", "озур", "амирз"]
_UK_HEADS = ["Вер", "Клим", "Гор", "Бон", "Дя", "Сав", "Тер", "Жур", "Хом", "Лев", "Ост", "Щер"]
_UK_TAILS = ["ін", "ач", "иш", "овит", "ебан", "уж", "арм", "еньк", "одр"]
_PL_HEADS = ["Brzo", "Kra", "Wie", "Sta", "Jab", "Gro", "Trze", "Mal", "Pod", "Chę", "Ślą", "Żyt"]
_PL_TAILS = ["win", "szew", "łon", "jan", "gór", "biel", "mier", "dzisz", "kow", "trus"]
_POLISH_TO_CYRILLIC = (
    "szcz щ|sz ш|cz ч|rz ж|dzi дз|ch х|ski ский|ska ская|ie е|ś с|ę эн|ż ж|ł л|ó у|ą он|w в|j й|y ы|a а|b б|"
    "c ц|d д|e е|f ф|g г|h х|i и|k к|l л|m м|n н|o о|p п|r р|s с|t т|u у|z з"
)
_TR_HEADS = ["Kara", "Yıl", "Öz", "Taş", "Gül", "Ak", "Dem", "Çel", "Sağ", "Şen", "Köy", "Işık"]
_TR_TAILS = ["dağoğlu", "türkan", "kayasoy", "bulutay", "çınarcı", "gözeler", "tepeli", "dümenci", "koçyiğit"]
_KA_HEADS = (("კვარ", "Kvar", "Квар"), ("ბერ", "Ber", "Бер"), ("თოდ", "Tod", "Тод"), ("მაღ", "Magh", "Маг"))
_KA_MIDS = (
    ("აბი", "abi", "аби"),
    ("უა", "ua", "уа"),
    ("ელა", "ela", "ела"),
    ("იტა", "ita", "ита"),
    ("ანო", "ano", "ано"),
)
_KA_TAILS = (("შვილი", "shvili", "швили"), ("ძე", "dze", "дзе"))
_UZ_HEADS = ["Qodir", "Mamar", "Yo‘l", "G‘ul", "To‘x", "Shar", "Ergash", "Norqo‘"]
_UZ_TAILS = ["nazar", "murod", "baxt", "qul", "berdiy", "tosh"]
_ZH_FAMILIES = (("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("赵", "Zhao"))
_ZH_GIVEN = (
    ("晓", "Xiao", "Xiǎo"),
    ("雪", "Xue", "Xuě"),
    ("建", "Jian", "Jiàn"),
    ("梦", "Meng", "Mèng"),
    ("志", "Zhi", "Zhì"),
    ("春", "Chun", "Chūn"),
    ("峰", "Feng", "Fēng"),
    ("琴", "Qin", "Qín"),
    ("庆", "Qing", "Qìng"),
    ("伟", "Wei", "Wěi"),
)
_ZH_TONES = {"Wang": "Wáng", "Li": "Lǐ", "Zhang": "Zhāng", "Liu": "Liú", "Chen": "Chén", "Zhao": "Zhào"}

_RU_GIVEN = {
    "male": [
        "Андрей",
        "Игорь",
        "Павел",
        "Дмитрий",
        "Никита",
        "Степан",
        "Аркадий",
        "Фёдор",
        "Тимофей",
        "Матвей",
    ],
    "female": ["Ольга", "Зоя", "Мария", "Светлана", "Любовь", "Дарья", "Ксения", "Нина"],
}
_RU_FATHERS = ["Андрее", "Ивано", "Павло", "Степано", "Сергее", "Николае", "Тимофее", "Борисо"]
_CE_GIVEN = {
    "male": ["Аслан", "Зелимхан", "Муса", "Ислам", "Апти", "Турпал", "Магомед", "Шамиль", "Иса", "Бекхан"],
    "female": ["Хеда", "Марха", "Айшат", "Луиза", "Петимат", "Зарган", "Милана", "Седа"],
}
_CE_FATHERS = "Хасано Мусае Ахмадо Русланo Вахае Умаро Саидо Лечие".replace("o", "о").split()
_UK_GIVEN = {
    "male": ["Дмитро", "Тарас", "Андрій", "Остап", "Богдан", "Назар", "Павло", "Юрій"],
    "female": ["Оксана", "Леся", "Марія", "Соломія", "Ганна", "Ірина"],
}
_UK_FATHERS = ["Андріє", "Тарасо", "Петро", "Івано", "Богдано", "Степано"]
_PL_GIVEN = {
    "male": ["Andrzej", "Tomasz", "Krzysztof", "Marek", "Paweł", "Stefan", "Jakub", "Witold"],
    "female": ["Agnieszka", "Maria", "Jadwiga", "Halina", "Katarzyna", "Zofia"],
}
_TR_GIVEN = {
    "male": ["Emre", "Burak", "Yiğit", "Serkan", "Çağlar", "Ozan"],
    "female": ["Elif", "Zeynep", "Gülşen", "Ayşe", "İpek", "Sevgi"],
}
_KA_GIVEN = {
    "male": (("გიორგი", "Giorgi"), ("ლევან", "Levan"), ("ზურაბ", "Zurab"), ("ბადრი", "Badri")),
    "female": (("ნინო", "Nino"), ("თამარ", "Tamar"), ("ეკა", "Eka"), ("მანანა", "Manana")),
}
_UZ_GIVEN = {
    "male": ["Otabek", "Jasur", "Sherzod", "Bahodir", "Ulug‘bek", "Farrux"],
    "female": ["Gulnora", "Nilufar", "Dilnoza", "Zulfiya", "Shahnoza", "Madina"],
}
_AR_GIVEN = {
    "male": (
        ("خالد", "Khaled"),
        ("ياسر", "Yasser"),
        ("سامر", "Samer"),
        ("طارق", "Tariq"),
        ("مروان", "Marwan"),
    ),
    "female": (("رانيا", "Rania"), ("هدى", "Huda"), ("سعاد", "Suad"), ("لمياء", "Lamia"), ("نوال", "Nawal")),
}
_FA_GIVEN = {
    "male": (
        ("رضا", "Reza"),
        ("کاوه", "Kaveh"),
        ("بهرام", "Bahram"),
        ("مسعود", "Masoud"),
        ("پیمان", "Peyman"),
    ),
    "female": (("شیرین", "Shirin"), ("مریم", "Maryam"), ("نسرین", "Nasrin"), ("لاله", "Laleh")),
}
_AR_ROOTS = (
    ("قرش", "q", "r", "sh"),
    ("خلف", "kh", "l", "f"),
    ("شبق", "sh", "b", "q"),
    ("جمد", "j", "m", "d"),
)
_AR_MORE = (("غزل", "gh", "z", "l"), ("صبر", "s", "b", "r"), ("ذرق", "dh", "r", "q"), ("طلب", "t", "l", "b"))
_FA_STEMS = (
    ("قرابا", "Gharaba", "Qaraba", "Karaba"),
    ("خسروم", "Khosrom", "Khosrum", "Xosrom"),
    ("جهانگیر", "Jahangir", "Djahangir", "Dzhahangir"),
    ("فروزان", "Foruzan", "Forouzan", "Foroozan"),
    ("مهرانگ", "Mehrang", "Mihrang", "Mehraang"),
    ("تیمورل", "Teymurl", "Teymourl", "Timurl"),
)
_FA_TAILS = (("زاده", "zadeh", "zade"), ("پور", "pour", "pur"), ("نژاد", "nejad", "nezhad"))


def _gender(draw: Draw) -> str:
    return draw.any(("male", "female"))


def _father(stem: str, gender: str) -> str:
    return stem + ("вич" if gender == "male" else "вна")


def _slavic(draw: Draw, culture: str, number: int) -> Person:
    gender = _gender(draw)
    given_pool, fathers, heads, tails = {
        "russian": (_RU_GIVEN, _RU_FATHERS, _RU_HEADS, _RU_TAILS),
        "chechen": (_CE_GIVEN, _CE_FATHERS, _CE_HEADS, _CE_TAILS),
    }[culture]
    endings = ("ов", "ев", "ин", "овский") if culture == "russian" else ("аев", "иев", "уев", "ханов", "биев")
    masculine = draw.any(heads) + draw.any(tails) + draw.any(endings)
    family = declension.russian_family(masculine, gender)["nom"]
    given, father = draw.one(given_pool[gender]), _father(draw.one(fathers), gender)
    native = Name(given, family, father)
    latin = Name(romanise_name(given, "bbc"), romanise_name(family, "bbc"), romanise_name(father, "bbc"))
    return Person(
        f"p{number:02}",
        culture,
        "ru",
        gender,
        native,
        latin,
        number % 4 != 3,
        masculine,
        unheld=tuple(_unheld_cyrillic(native)),
    )


def _unheld_cyrillic(name: Name) -> list[str]:
    """Spellings that break the tables: a reporter's ear."""
    latin = romanise_name(name.given, "bbc") + " " + romanise_name(name.family, "bbc")
    swaps = (("kh", "ch"), ("ay", "ai"), ("ov", "off"), ("ev", "eff"), ("zh", "j"), ("ye", "ie"), ("u", "ou"))
    return [latin.replace(old, new) for old, new in swaps if old in latin][:3]


def _ukrainian(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    masculine = draw.any(_UK_HEADS) + draw.any(_UK_TAILS) + draw.any(("енко", "чук", "ський", "ук"))
    family = declension.ukrainian_family(masculine, gender)["nom"]
    given = draw.one(_UK_GIVEN[gender])
    native = Name(given, family, _father(draw.one(_UK_FATHERS), gender))
    latin = Name(_uk_latin(given), _uk_latin(family))
    russian = family.replace("ії", "ии").translate(str.maketrans("іїєґ", "ииег"))
    return Person(
        f"p{number:02}",
        "ukrainian",
        "uk",
        gender,
        native,
        latin,
        number % 4 != 3,
        masculine,
        unheld=(f"{given.translate(str.maketrans('іїєґ', 'ииег'))} {russian}",),
    )


def _uk_latin(word: str) -> str:
    table = dict(
        zip(
            "абвгґдежзиійклмнопрстуфхцчшщью",
            [
                "a",
                "b",
                "v",
                "h",
                "g",
                "d",
                "e",
                "zh",
                "z",
                "y",
                "i",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "-",
                "iu",
            ],
            strict=True,
        )
    ) | {"є": "ie", "ї": "i", "я": "ia", "-": ""}
    return "".join(table[letter].replace("-", "") for letter in word.lower()).capitalize()


def _polish(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    masculine = draw.any(_PL_HEADS) + draw.any(_PL_TAILS) + draw.any(("ski", "czyk", "icz", "ak"))
    name = Name(draw.one(_PL_GIVEN[gender]), declension.polish_family(masculine, gender)["nom"])
    cyrillic = name.family.lower()
    for pair in _POLISH_TO_CYRILLIC.split("|"):
        cyrillic = cyrillic.replace(*pair.split())
    return Person(
        f"p{number:02}",
        "polish",
        "pl",
        gender,
        name,
        name,
        number % 4 != 3,
        masculine,
        unheld=(cyrillic.capitalize(),) if number % 4 != 3 else (),
    )


def _turkish(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    name = Name(draw.one(_TR_GIVEN[gender]), draw.any(_TR_HEADS) + draw.any(_TR_TAILS))
    spelled = name.full
    for old, new in (("ş", "sh"), ("ç", "ch"), ("ğ", "gh"), ("ü", "ue"), ("ö", "oe")):
        spelled = spelled.replace(old, new)
    unheld = (spelled,) if spelled != name.full else ()
    return Person(f"p{number:02}", "turkish", "tr", gender, name, name, number % 4 != 3, unheld=unheld)


def _georgian(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    given, head = draw.one(_KA_GIVEN[gender]), draw.any(_KA_HEADS)
    mid, tail = draw.any(_KA_MIDS), draw.any(_KA_TAILS)
    native = Name(given[0], head[0] + mid[0] + tail[0])
    latin = Name(given[1], head[1] + mid[1] + tail[1])
    return Person(
        f"p{number:02}",
        "georgian",
        "ka",
        gender,
        native,
        latin,
        True,
        unheld=(head[2] + mid[2] + tail[2],),
    )


def _uzbek(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    family = draw.any(_UZ_HEADS) + draw.any(_UZ_TAILS) + ("ov" if gender == "male" else "ova")
    name = Name(draw.one(_UZ_GIVEN[gender]), family)
    loose = name.full.replace("q", "k").replace("Q", "K").replace("o‘", "u").replace("g‘", "g")
    return Person(
        f"p{number:02}",
        "uzbek",
        "uz",
        gender,
        name,
        name,
        True,
        unheld=(loose.replace("G‘", "G"),) if loose != name.full else (),
    )


def _chinese(draw: Draw, number: int) -> Person:
    family, first, second = draw.one(_ZH_FAMILIES), draw.one(_ZH_GIVEN), draw.one(_ZH_GIVEN)
    native = Name(first[0] + second[0], family[0], family_first=True)
    latin = Name(first[1] + second[1].lower(), family[1], family_first=True)
    toned = f"{_ZH_TONES[family[1]]} {first[2]}{second[2].lower()}"
    return Person(f"p{number:02}", "chinese", "zh", _gender(draw), native, latin, False, unheld=(toned,))


def _arabic(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    given = draw.one(_AR_GIVEN[gender])
    root, first, second, third = draw.any(_AR_ROOTS + _AR_MORE)
    long = draw.any((("و", "u"), ("ا", "a"), ("ي", "i")))
    native = Name(given[0], f"ال{root[0]}{root[1]}{long[0]}{root[2]}اني")
    body = f"{first}a{second}{long[1]}{third}ani"
    latin = Name(given[1], "al-" + body.capitalize())
    variants = {
        body.replace("q", "k"),
        body.replace("q", "g"),
        body.replace("sh", "ch"),
        body.replace("u", "ou"),
        body.replace("dh", "z"),
        body.replace("gh", "r"),
        body.replace("i", "ee"),
        body.replace("kh", "k"),
    } - {body}
    unheld = tuple(
        f"{given[1]} {draw.any(('al-', 'Al ', 'el-', 'Al-'))}{one.capitalize()}" for one in sorted(variants)
    )
    return Person(f"p{number:02}", "arabic", "ar", gender, native, latin, True, unheld=unheld)


def _persian(draw: Draw, number: int) -> Person:
    gender = _gender(draw)
    given, stem, tail = draw.one(_FA_GIVEN[gender]), draw.any(_FA_STEMS), draw.any(_FA_TAILS)
    joiner = "\u200c" if tail[0] == "زاده" else ""
    native = Name(given[0], stem[0] + joiner + tail[0])
    latin = Name(given[1], stem[1] + tail[1])
    unheld = (
        f"{given[1]} {stem[2]}{tail[1]}",
        f"{given[1]} {stem[1]}{tail[2]}",
        f"{given[1]} {stem[3]}{tail[2]}",
    )
    return Person(f"p{number:02}", "persian", "fa", gender, native, latin, True, unheld=unheld)


MAKERS: dict[str, Callable[[Draw, int], Person]] = {
    "russian": lambda draw, number: _slavic(draw, "russian", number),
    "chechen": lambda draw, number: _slavic(draw, "chechen", number),
    "ukrainian": _ukrainian,
    "polish": _polish,
    "turkish": _turkish,
    "georgian": _georgian,
    "uzbek": _uzbek,
    "chinese": _chinese,
    "arabic": _arabic,
    "persian": _persian,
}
# Russian and Chechen people are what the desk is about: they come twice as often.
ORDER = ("russian", "chechen", *MAKERS)


def make_people(draw: Draw, count: int) -> list[Person]:
    """Invented people in turn from every culture, no two with one family name."""
    people: list[Person] = []
    while len(people) < count:
        person = MAKERS[ORDER[len(people) % len(ORDER)]](draw, len(people))
        common = person.culture == "chinese"
        if common or all(other.native.family != person.native.family for other in people):
            people.append(person)
    return people
