"""What single characters fold to: letters that names are compared by, and digits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]

INLINE_JOINT = "\x1f"  # stands where an inline tag was taken out: invisible, yet a possible word border
BLOCK_JOINT = "\x1e"  # stands where a block, cell or line ended

_SIZE = 0x110000
SEVERAL = 0xFFFF  # the character folds to more than one letter
INVISIBLE = 0xFFFE  # the character is not seen at all
_UNSEEN_LETTERS = (
    "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u0640\u2800"  # fillers, grapheme joiner, tatweel
)

_SAME = {
    "й": "и", "ё": "е", "ѐ": "е", "ѝ": "и", "ў": "у", "ї": "и", "і": "и", "ӥ": "и", "ӣ": "и", "ӯ": "у",
    "ґ": "г",
    "є": "е", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "ҳ": "х",
    "ҷ": "ч",
    "җ": "ж", "ѓ": "г", "ќ": "к", "ј": "и", "ӏ": "1", "Ӏ": "1",
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ə": "e", "ɨ": "i", "ŀ": "l", "ƙ": "k",
    "ɓ": "b", "ɗ": "d", "ɠ": "g", "ɦ": "h", "ƥ": "p", "ƭ": "t", "ƈ": "c", "ƴ": "y", "ƒ": "f", "ɲ": "n", "ĸ": "k", "ʒ": "z",
    "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ß": "ss", "ŋ": "ng", "ſ": "s",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه", "ھ": "ه", "ؤ": "و", "ئ": "ي", "ء": "", "گ": "ك", "پ": "ب", "ς": "σ",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
}  # fmt: skip
_MATHEMATICAL = (0x1D400, 0x1D6A4)  # alphabets of 26 letters one after the other
LATIN_SQUEEZE = {"w": "v", "j": "i", "y": "i", "q": "k"}


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def is_invisible(character: str) -> bool:
    """Whether a reader cannot see the character: formats, joiners, marks, fillers, our inline joint."""
    category = unicodedata.category(character)
    return category in ("Cf", "Mn", "Me", "Cs") or character in _UNSEEN_LETTERS or character == INLINE_JOINT


def plain(character: str) -> str:
    """Folded letters and ASCII digits of one character; nothing where it is neither."""
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        for piece in unicodedata.normalize("NFKD", _SAME.get(part, part)):
            if _is_mark(piece):
                continue
            if (digit := unicodedata.digit(piece, None)) is not None:
                folded.append(str(digit))
            elif piece.isalpha():
                folded.append(_SAME.get(piece, piece))
    return "".join(folded)


@cache
def alike(character: str) -> str:
    """Folded letters of one character as they are compared: squeezed Latin."""
    return "".join(LATIN_SQUEEZE.get(one, one) for one in plain(character))


def code_of(letter: str) -> int:
    """A letter's code: itself in the basic plane, folded into the private area beyond it."""
    number = ord(letter)
    return number if number < 0xE000 else 0xE000 + number % 0x1E00


@dataclass(frozen=True, slots=True)
class Tables:
    """The fold of every character; 0 drops it."""

    letters: Codes  # squeezed letters, digits dropped
    alnum: Codes  # plain letters and digits
    several: dict[int, str]


@cache
def tables() -> Tables:
    """The fold of every character."""
    letters = np.zeros(_SIZE, dtype=np.uint16)
    alnum = np.zeros(_SIZE, dtype=np.uint16)
    several: dict[int, str] = {}
    for number in _assigned():
        character = chr(number)
        if is_invisible(character):
            letters[number] = INVISIBLE
            continue
        folded = plain(character)
        if len(folded) == 1:
            alnum[number] = code_of(folded)
            letters[number] = 0 if folded.isdigit() else code_of(LATIN_SQUEEZE.get(folded, folded))
        elif folded:
            alnum[number] = SEVERAL
            letters[number] = 0 if unicodedata.category(character) == "So" else SEVERAL  # №, ™: no letters
            several[number] = folded
    for number in range(
        *_MATHEMATICAL
    ):  # holes of the blocks are written too: they show as the letter or a box
        if unicodedata.category(chr(number)) == "Cn":
            folded = chr(ord("a") + (number - _MATHEMATICAL[0]) % 26)
            alnum[number], letters[number] = code_of(folded), code_of(LATIN_SQUEEZE.get(folded, folded))
    for start, stop in ((0x3400, 0xA000), (0xAC00, 0xD7B0)):  # large blocks that fold to themselves
        letters[start:stop] = alnum[start:stop] = np.arange(start, stop)
    letters[ord("Ӏ")] = letters[ord("ӏ")] = code_of(
        "ӏ"
    )  # the Chechen palochka is a letter, written 1 as well
    return Tables(letters, alnum, several)


def _assigned() -> list[int]:
    """Code points worth a look: the first planes without the large blocks that fold to themselves."""
    return [
        number
        for start, stop in (
            (0, 0x3400),
            (0xA000, 0xAC00),
            (0xD7B0, 0xE000),
            (0xF900, 0x18000),
            (0x1B000, 0x1FC00),
        )
        for number in range(start, stop)
        if unicodedata.category(chr(number)) != "Cn"
    ] + list(range(0xE0000, 0xE01F0))


@cache
def lookalikes() -> dict[str, str]:
    """Letter of another script → the Latin letter it looks like (Unicode TR39)."""
    lines = files("incumbent.protection").joinpath("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {similar: letter for letter, similars in pairs for similar in similars}
