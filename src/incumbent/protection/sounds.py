"""Which sounds the letters of a name may stand for, in the language that it seems to be written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from incumbent.protection.lattice import bounded, ways

UNWRITTEN = "*"  # a short vowel that Arabic, Persian and Hebrew leave out
VOWELLESS = frozenset({"arabic", "hebrew"})
_LONGEST = 5
_SCRIPTS = {
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "georgian": "\u10a0-\u10ff",
    "armenian": "\u0530-\u058f",
    "hebrew": "\u0590-\u05ff",
    "arabic": "\u0600-\u06ff",
    "hangul": "\uac00-\ud7a3",
    "kana": "\u3041-\u30ff",
    "latin": "a-z\u00c0-\u024f\u1e00-\u1eff",
}
_OF_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_LATIN = ("polish", "czech", "hungarian", "turkish", "romanian", "vietnamese", "german", "french", "spanish")
# Groups of letters that tell the language of a word without accents.
_SIGNS = {
    "polish": re.compile("sz|cz|rz|wicz|[sc]k[ia]$|owa$|aw$"),
    "hungarian": re.compile("sz|zs|cs|gy|ny[aeiou]|ly"),
    "german": re.compile("sch|tz|ck|ei|eu|[bdgklmnrt]z"),
    "french": re.compile("qu|eau|ou|ch|oi|eux|ais|ille|gn"),
    "vietnamese": re.compile("^ng|^nh|uy[en]|^tr|^ph|^kh"),
    "turkish": re.compile("oglu$|^c[aeiu]"),
    "spanish": re.compile("ez$|ll|j[aou]|ñ|gue"),
    "romanian": re.compile("escu$|eanu$|c[ei]"),
}
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ơư]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_CONSONANTS = "bvwgdžzkqlmnprstfxhcčšʒǯjγθðŋ"
_BARE = re.compile(rf"(?<=[{_CONSONANTS}])(?=[{_CONSONANTS}])")
_ARABIC_ARTICLE = re.compile("^(?:ال|وال)(?=.{4})")
_VOWEL_POINTS = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200c\u200d]")


class Heard(NamedTuple):
    """A word that may be written by its sound.

    Parameters
    ----------
    word : str
    articled : bool
        An Arabic article belongs to it.
    person : int
        The person's place in the vault.
    company : tuple of str
        Other words of the name, of which one must stand close by; none where the word is protected alone.
    """

    word: str
    articled: bool
    person: int
    company: tuple[str, ...] = ()


@cache
def tables(name: str) -> dict[str, dict[str, str]]:
    """Every table of a file of this package: its title, its pieces and their renderings, parted by spaces."""
    found: dict[str, dict[str, str]] = {}
    text = files("incumbent.protection").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = {}
        elif not line.startswith("#"):
            pairs = (pair.partition("=") for pair in line.split())
            found[list(found)[-1]].update((piece, said.replace("|", " ")) for piece, _, said in pairs)
    return found


def script_of(word: str) -> str:
    """The alphabet of a word, by its first letters; nothing where it is none of those known."""
    return next((name for name, letters in _OF_SCRIPT.items() if letters.search(word)), "")


def without_accents(word: str) -> str:
    """The word without accents."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in parts if unicodedata.category(one) != "Mn"))


def _languages(word: str) -> Iterable[tuple[str, str]]:
    """The languages that a word in Latin letters may be of, and the word as each would have it."""
    known = tables("orthographies.txt")
    if _VIETNAMESE.search(word):
        yield "vietnamese", unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))
        return
    accented = {letter for letter in word if not letter.isascii()}
    if not accented:
        yield "plain", word
        yield from ((name, word) for name, signs in _SIGNS.items() if signs.search(word))
        return
    likely = [name for name in _LATIN if all(letter in known[name] for letter in accented)]
    yield from ((name, word) for name in likely)
    if not likely:
        yield "plain", without_accents(word)


def _unified(word: str, script: str) -> str:
    if script == "greek":
        parts = unicodedata.normalize("NFD", word.replace("ς", "σ"))
        return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0313\u0314\u0342\u0345]", "", parts))
    if script in VOWELLESS:
        plain = _VOWEL_POINTS.sub("", word).translate(str.maketrans("ךםןףץ", "כמנפצ"))
        return _ARABIC_ARTICLE.sub("", plain)
    return unicodedata.normalize("NFD" if script == "hangul" else "NFC", word)


_KANA = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}


def _syllable(sign: str) -> str:
    """A Japanese syllable in Latin letters; a small one with a sign before it."""
    name = unicodedata.name(sign, "").split(" ")
    if "LETTER" not in name or sign in "っッ":
        return ""
    return ("<" if "SMALL" in name else "") + name[-1].lower()


def _of_kana(word: str) -> Iterable[str]:
    """A word of Japanese syllables as others write it, and as the Japanese do."""
    syllables = [_syllable(sign) for sign in word]
    for table in (_KANA, dict[str, str]()):
        whole = "".join(table.get(one, one) for one in syllables)
        plain = re.sub("(?<=[hj])i<y", "", whole).replace("i<", "").replace("<", "")
        yield plain if table else plain.replace("z", "dz")


def _readings(letters: str, script: str) -> Iterable[tuple[str, str]]:
    """The languages that a word may be of, and the word as each has it."""
    if script == "latin":
        yield from _languages(letters)
    elif script == "kana":
        yield from (("plain", spelt) for spelt in _of_kana(letters))
    else:
        yield script, letters


@cache
def sounds_of(word: str, most: int) -> tuple[str, ...]:
    """Rows of sounds that a word may stand for, the likeliest first for each language.

    Parameters
    ----------
    word : str
        Small letters of one alphabet.
    most : int
        Rows at most for a language; twice as many for a name that is in neither Latin nor Cyrillic letters.

    Returns
    -------
    tuple of str
        Each character a sound as in `orthographies.txt`, or `UNWRITTEN`.
    """
    script = script_of(word)
    letters = _unified(re.sub("[-\u2010\u2011’'`ʼ]", "", word), script)
    if not script or not letters:
        return ()
    found: dict[str, None] = {}
    most = most if script in ("latin", "cyrillic") else 2 * most
    for language, spelt in _readings(letters, script):
        for row in bounded(ways(spelt, tables("orthographies.txt")[language], _LONGEST), most):
            squeezed = re.sub(r"(.)\1+", r"\1", row)
            found[_BARE.sub(UNWRITTEN, squeezed) if script in VOWELLESS else squeezed] = None
    return tuple(found)
