"""How a Chinese name is written in Latin letters and in Cyrillic ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from incumbent.protection.words import words

_HAN = re.compile("[\u3400-\u9fff]+")
_DOUBLE_SURNAMES = frozenset(
    words(
        "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 东方 東方 令狐 宇文 长孙 長孫 端木 南宫 南宮 황보 남궁 제갈 선우 독고 사공 서문"
    )
)
_INITIALS = {
    "": "", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "ang": "ан", "en": "энь",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "iang": "ян",
    "in": "инь", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "uang": "уан", "un": "унь", "v": "юй", "ve": "юэ", "ue": "юэ",
}  # fmt: skip
_ALONE = {
    "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yang": "ян", "yin": "инь", "ying": "ин",
    "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай",
    "wei": "вэй", "wan": "вань", "wang": "ван", "wen": "вэнь", "weng": "вэн", "er": "эр", "a": "а", "ai": "ай", "an": "ань",
    "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "ou": "оу",
}  # fmt: skip
_HISSING, _FRONT = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"}), frozenset("jqx")
_MOST = 8


def _end(initial: str, final: str) -> str:
    """How a final is written behind an initial; empty where the two do not go together."""
    front = initial in _FRONT
    if front != (front and final[0] in "iuv"):
        return ""
    if front and final[0] == "u":
        return {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}.get(final, "")
    if final == "i" and initial in _HISSING:
        return "ы" if initial in ("z", "c", "s") else "и"
    return _FINALS[final]


@cache
def _syllables() -> dict[str, str]:
    """Every syllable of pinyin, as Palladius writes it in Cyrillic letters."""
    pairs = ((initial, final) for initial in _INITIALS if initial for final in _FINALS)
    return {**_ALONE, **{one + two: _INITIALS[one] + _end(one, two) for one, two in pairs if _end(one, two)}}


def _split(word: str, most: int = _MOST) -> tuple[str, ...]:
    """The syllables of a word of pinyin; none where it is no such word."""
    if not word:
        return ()
    known = _syllables()
    for size in range(min(6, len(word)), 0, -1):
        head = word[:size]
        if head not in known:
            continue
        if size == len(word):
            return (head,)
        if most and (rest := _split(word[size:], most - 1)):
            return (head, *rest)
    return ()


def is_chinese(word: str) -> bool:
    """Whether a word is written in Chinese signs."""
    return _HAN.fullmatch(word) is not None


def parted_name(name: str) -> tuple[str, str]:
    """Family and given name of a Chinese or Korean name without a space."""
    size = 2 if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else 1
    return name[:size], name[size:]


@cache
def _library() -> Any:
    """The library without its dictionary of phrases, which takes 47 MB: names are no phrases."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    return import_module("pypinyin")


def pinyin(word: str) -> frozenset[str]:
    """Readings of Chinese signs in pinyin without tones.

    Parameters
    ----------
    word : str
        Chinese signs.
    """
    library = _library()
    readings = library.pinyin(word, style=library.Style.NORMAL, heteronym=True, v_to_u=False)
    found = {""}
    for each in readings:
        found = {start + one for start in found for one in each[:2]}
    return frozenset(found if len(found) <= _MOST else {"".join(each[0] for each in readings)})


def palladius(word: str) -> Iterable[str]:
    """A word of pinyin in Cyrillic letters; nothing where it is no such word.

    Parameters
    ----------
    word : str
        Small Latin letters without tones.
    """
    if parts := _split(word):
        known = _syllables()
        plain = "".join(known[part] for part in parts)
        yield plain
        yield re.sub("нь(?=[аеиоуэюя])", "нъ", plain)
        yield plain.replace("уй", "уэй")
        yield plain.replace("нь", "н")
        yield plain.replace("э", "е")
