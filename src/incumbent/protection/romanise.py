"""Writes a name of another script in Latin letters, by schemes and as the press does.

Every scheme of `iuliia` and the press tables below give consistent spellings; a lattice of each letter's
renderings gives the mixed ones that people really write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from incumbent.protection.lattice import bounded, ways

_VOWELS = "аеёиоуыэюяьъіїє"
_ENGLISH = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ӏ": "",
}  # fmt: skip
_J = {"й": "j", "ё": "jo", "ю": "ju", "я": "ja", "+е": "je"}

# What the press of a language writes where it departs from English; "+е" is е at the start and after a vowel.
_PRESS: dict[str, dict[str, str]] = {
    "english": {"+е": "ye"},
    "english, loose": {"+е": "ye", "х": "h", "дж": "j", "щ": "sch"},
    "english, old": {"х": "h", "в$": "ff", "у": "oo", "дж": "dj"},
    "german": {**_J, "в": "w", "ж": "sch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch",
    "щ": "schtsch",
               "дж": "dsch"},
    "german, zh": {**_J, "в": "w", "ж": "sh", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "дж": "dsch"},
    "polish": {**_J, "в": "w", "ж": "ż", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "дж": "dż",
               "е": "ie", "л": "ł"},
    "polish, plain": {**_J, "в": "w", "ж": "z", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz",
    "дж": "dz"},
    "french": {"у": "ou", "ж": "j", "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia",
    "й": "ï",
               "+е": "ïe", "ё": "io", "дж": "dj"},
    "dutch": {**_J, "у": "oe", "х": "ch", "ж": "zj", "ч": "tsj", "ш": "sj", "щ": "sjtsj", "дж": "dzj"},
    "czech": {**_J, "х": "ch", "ж": "ž", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "дж": "dž"},
    "hungarian": {**_J, "х": "h", "ж": "zs", "ц": "c", "ч": "cs", "ш": "s", "с": "sz", "щ": "scs",
    "дж": "dzs"},
    "swedish": {**_J, "х": "ch", "ж": "zj", "з": "z", "ч": "tj", "ш": "sj", "щ": "sjtj", "дж": "dzj"},
    "norwegian": {**_J, "х": "kh", "ж": "sj", "з": "z", "ч": "tsj", "ш": "sj", "щ": "sjtsj", "дж": "dzj"},
    "danish": {**_J, "х": "kh", "ж": "zj", "ч": "tj", "ш": "sj", "щ": "sjtj", "ю": "iu"},
    "finnish": {**_J, "х": "h", "ж": "ž", "ч": "tš", "ш": "š", "щ": "štš", "дж": "dž"},
    "italian": {**_J, "х": "ch", "ж": "ž", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "дж": "gi"},
    "italian, press": {"х": "kh", "ч": "c", "ш": "sc", "дж": "g", "й": "i", "я": "ia", "ю": "iu"},
    "spanish": {"х": "j", "ж": "zh", "ч": "ch", "й": "i", "+е": "ye", "дж": "dzh", "ш": "sh"},
    "spanish, plain": {"х": "j", "ж": "zh", "ч": "ch", "й": "i", "дж": "y"},
    "italian, by ear": {"ж": "gi", "дж": "gi", "х": "kh", "ч": "ci", "ш": "sci"},
    "portuguese": {"х": "kh", "ж": "j", "ш": "ch", "ч": "tch", "у": "u", "я": "ia", "ю": "iu", "й": "i",
    "дж": "dj"},
    "turkish": {"х": "h", "ж": "j", "ч": "ç", "ш": "ş", "щ": "şç", "дж": "c", "ц": "ts", "ы": "ı"},
    "azerbaijani": {"х": "x", "ж": "j", "ч": "ç", "ш": "ş", "дж": "c", "г": "q"},
    "romanian": {"х": "h", "ж": "j", "ч": "ci", "ш": "ș", "ц": "ț", "я": "ia", "ю": "iu", "й": "i",
    "дж": "gi"},
    "serbian": {**_J, "х": "h", "ж": "ž", "ч": "č", "ш": "š", "щ": "šč", "ц": "c", "дж": "dž"},
    "lithuanian": {**_J, "х": "ch", "ж": "ž", "ч": "č", "ш": "š", "ц": "c", "я": "ia", "ю": "iu"},
    "latvian": {**_J, "х": "h", "ж": "ž", "ч": "č", "ш": "š", "ц": "c"},
    "estonian": {**_J, "х": "hh", "ж": "ž", "ч": "tš", "ш": "š", "щ": "štš", "с": "ss"},
    "albanian": {**_J, "х": "h", "ж": "zh", "ч": "ç", "ц": "c", "дж": "xh"},
    "chat": {"х": "x", "ж": "j", "ч": "ch", "ш": "w", "я": "ya", "ю": "u", "ц": "c", "в": "v"},
}  # fmt: skip

# Renderings of one letter, the usual first, already without what the fold takes away (w=v, j=y=i, q=k).
_LATTICE: dict[str, str] = {
    "а": "a", "б": "b", "в": "v", "в$": "v f", "г": "g h gh", "д": "d", "е": "e ie", "ё": "e io o ie",
    "з": "z s",
    "ж": "zh i z g sh sch zs zi", "и": "i", "й": "i -", "к": "k c", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p",
    "р": "r", "с": "s sz", "т": "t", "у": "u ou oe", "ф": "f ph", "х": "kh h ch x k i", "ц": "ts c z tz cz",
    "ч": "ch tch c cz tsch cs ti tsi tsh", "ш": "sh s sch sz ch si",
    "щ": "shch sch sh szcz schtsch chtch sc siti sht s",
    "ъ": "- i", "ы": "i", "ь": "- i", "э": "e", "ю": "iu u iou", "я": "ia a", "ӏ": "-", "і": "i", "ї": "i ii",
    "є": "ie e", "ґ": "g", "ў": "u v", "қ": "k kh g", "ғ": "gh g", "ҳ": "h kh kh", "ҷ": "i ch zh dz",
    "ә": "a e",
    "ө": "o u", "ү": "u", "ұ": "u", "ң": "ng n", "ӣ": "i", "ӯ": "u o", "һ": "h", "җ": "i zh",
    "дж": "i dzh di dz g dsch dsh dg dsi c gi dzs zh", "кс": "x ks", "хь": "h kh x", "гӏ": "gh g", "къ": "k kh",
    "кх": "kh k", "аь": "ae a", "оь": "oe o", "уь": "ue u", "ие": "ie iie e",
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t th", "ი": "i", "კ": "k",
    "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh z i", "რ": "r", "ს": "s", "ტ": "t", "უ": "u ou",
    "ფ": "p ph f",
    "ქ": "k", "ღ": "gh g", "ყ": "k gh", "შ": "sh ch sch", "ჩ": "ch tch tsch", "ც": "ts c z", "ძ": "dz",
    "წ": "ts c z",
    "ჭ": "ch tch tsch", "ხ": "kh h ch", "ჯ": "i dzh di dz z", "ჰ": "h",
    "α": "a", "β": "v b", "γ": "g i", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th t", "ι": "i",
    "κ": "k c",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "τ": "t", "υ": "i u",
    "φ": "f ph", "χ": "ch h kh", "ψ": "ps", "ω": "o", "ου": "ou u",
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e ie", "զ": "z", "է": "e", "ը": "i e", "թ": "t",
    "ժ": "zh i",
    "ի": "i", "լ": "l", "խ": "kh h ch", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh", "ճ": "ch tch",
    "մ": "m",
    "յ": "i", "ն": "n", "շ": "sh ch", "ո": "o vo", "չ": "ch tch", "պ": "p", "ջ": "i dzh", "ռ": "r", "ս": "s",
    "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "ւ": "v", "փ": "p", "ք": "k", "օ": "o", "ֆ": "f", "ու": "u ou",
    "և": "ev",
}  # fmt: skip
_MOST_MIXED = 320
_LATIN_DIGRAPHS = {"ş": "sh", "ç": "ch", "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ñ": "ny",
"ž": "zh",
                   "š": "sh", "č": "ch", "đ": "dj", "ğ": "gh", "ə": "a", "ż": "zh", "ț": "ts",
                   "ș": "sh"}  # fmt: skip
_BACK: dict[str, str] = {
    "shch": "щ", "sch": "ш щ", "sh": "ш", "ch": "ч х", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц",
    "ya": "я", "ja": "я",
    "yu": "ю", "ju": "ю", "yo": "ё йо", "ye": "е", "ph": "ф", "th": "т", "ou": "у", "ee": "и", "oo": "у",
    "dj": "дж",
    "dzh": "дж", "gh": "г", "sz": "ш", "cz": "ч", "rz": "ж", "ia": "ия я", "iy": "ий", "a": "а", "b": "б",
    "c": "к ц",
    "d": "д", "e": "е э", "f": "ф", "g": "г", "h": "х г", "i": "и", "j": "дж ж й", "k": "к", "l": "л ль",
    "m": "м",
    "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в у",
    "x": "кс х",
    "y": "и й ы", "z": "з",
}  # fmt: skip


_HEARD_E = re.compile(f"(?:^|[{_VOWELS}])е")


class _Scheme:
    """A table of letters and pairs of them.

    Parameters
    ----------
    table : mapping of str to str
        A letter or pair and what is written for it; `+е` is е at the start and after a vowel, `в$` a last letter.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._letters = {ord(one): written for one, written in table.items() if len(one) == 1}
        self._pairs = [one for one in table if len(one) == 2 and one[0] != "+" and one[1] != "$"]
        self._hears = "+е" in table

    def spelt(self, word: str) -> str:
        """The word as the table writes it."""
        if (self._hears and _HEARD_E.search(word)) or any(pair in word for pair in self._pairs):
            return _by_table(word, self._table)
        return word.translate(self._letters)


def _by_table(word: str, table: Mapping[str, str]) -> str:
    spelt: list[str] = []
    at = 0
    while at < len(word):
        pair, letter = word[at : at + 2], word[at]
        if pair in table:
            spelt.append(table[pair])
            at += 2
            continue
        special = "+е" if letter == "е" and (at == 0 or word[at - 1] in _VOWELS) else ""
        last = letter + "$" if at == len(word) - 1 else ""
        spelt.append(table.get(special) or table.get(last) or table.get(letter, letter))
        at += 1
    return "".join(spelt)


@cache
def _schemes() -> tuple[_Scheme, ...]:
    """Press tables and every scheme of iuliia as one letter-and-pair table each."""
    tables = [{**_ENGLISH, **press} for press in _PRESS.values()]
    for entry in sorted(files("iuliia").joinpath("schemas").iterdir(), key=lambda one: one.name):
        if not entry.name.endswith(".json"):
            continue
        scheme = json.loads(entry.read_text(encoding="utf-8"))
        table: dict[str, str] = {**_ENGLISH, **scheme["mapping"]}
        earlier: dict[str, str] = scheme.get("prev_mapping") or {}
        if "ае" in earlier:
            table["+е"] = earlier["ае"]
        tables.append(table)
    return tuple(map(_Scheme, tables))


def english() -> dict[str, str]:
    """The plain English table, letter by letter."""
    return dict(_ENGLISH)


def spellings(word: str, *, mixed: bool = True) -> frozenset[str]:
    """Latin spellings of a word of another script; for a Latin word its plain and digraph spellings.

    Parameters
    ----------
    word : str
        Small letters.
    mixed : bool
        Add the spellings that mix schemes (bounded).
    """
    if word.isascii():
        return frozenset({word})
    if not any(letter in _LATTICE for letter in word):
        digraphs = "".join(_LATIN_DIGRAPHS.get(letter, letter) for letter in word)
        return frozenset({word, digraphs})
    consistent = {scheme.spelt(word) for scheme in _schemes()} if word[0] < "\u0530" else set[str]()
    if mixed or not consistent:
        consistent.update(bounded(ways(word, _LATTICE, 2), _MOST_MIXED))
    return frozenset(consistent)


def main_spellings(word: str) -> frozenset[str]:
    """The spellings of the English and German press and of passports: typing errors start from these."""
    return frozenset(scheme.spelt(word) for scheme in _main_schemes())


@cache
def _main_schemes() -> tuple[_Scheme, ...]:
    names = ("english", "english, loose", "german", "polish, plain")
    passport = {**_ENGLISH, "й": "i", "ё": "e", "ъ": "ie", "ю": "iu", "я": "ia"}
    return tuple(_Scheme(table) for table in (passport, *({**_ENGLISH, **_PRESS[name]} for name in names)))


def cyrillic_spellings(word: str, most: int = 24) -> frozenset[str]:
    """Cyrillic spellings of a Latin word."""
    return frozenset(bounded(ways(word, _BACK, 4), most))
