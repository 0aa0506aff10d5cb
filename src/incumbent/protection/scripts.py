"""Reads strings that a script, a table of values or a style sheet puts together."""

from __future__ import annotations

import re

import numpy as np

from incumbent.protection.hexdumps import tries_within
from incumbent.protection.neighbours import DASHES
from incumbent.protection.tokens import Listed
from incumbent.protection.traits import DIGIT, windows
from incumbent.protection.views import View, joined, rewritten, rewritten_at, with_borders
from incumbent.protection.words import words

_PLUS = re.compile(
    r"[\"'`\\$](?:(?<=[\"'`])\s*(?:(?:(?:\+|\.\.?|&|\|\||\)?\s*\.concat\(|;?\s*[A-Za-z_$][\w$]{0,30}\s*\+=)\s*)?(?:\\?\r?\n\s*)?[\"'`]|\}|,\s*[\"'`])"
    r"|(?<=\\)\r?\n\s*|(?<=\$)\{\s*[\"'`])"
)
CODES = re.compile(
    r"(?<![\w.])(?:(?:0x[0-9a-fA-F]{2,5}|\d{2,5})\s*[,;\s]\s*){3,}(?:0x[0-9a-fA-F]{2,5}|\d{2,5})(?![\w.])"
)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){0,20000})"(\s*:)?', re.DOTALL)
_NAMED = re.compile(r"data-cfemail=[\"']([0-9a-fA-F]{6,})[\"']|email-protection#([0-9a-fA-F]{6,})")
_PUNYCODE = re.compile(r"(?<![\w-])xn--[a-z0-9-]{3,59}", re.IGNORECASE)


def concatenated(view: View) -> View | None:
    """The view with joined string literals as one: `"Ta" + "mi"`, line continuations, templates."""
    return rewritten(view, _PLUS, lambda _: "")


def characters(match: re.Match[str]) -> str | None:
    """The characters of a list of their codes; None where they are other numbers."""
    written = re.findall(r"0x[0-9a-fA-F]+|\d+", match.group())
    numbers = [int(number, 16 if number.startswith("0x") else 10) for number in written]
    if (
        not all(0x20 <= number < 0x3000 for number in numbers)
        or sum(number >= 0x41 for number in numbers) < 3
    ):
        return None
    text = "".join(map(chr, numbers))
    if all(number < 0x100 for number in numbers) and any(number > 0x7F for number in numbers):
        try:
            return bytes(numbers).decode("utf-8")
        except UnicodeDecodeError:
            return text
    return text if sum(one.isalpha() for one in text) * 2 > len(text) else None


def numbered(view: View) -> View | None:
    """The view with lists of character codes as the characters; None without any."""
    if not view.present & DIGIT:
        return None
    starts, ends = view.hex_runs
    if len(starts) < 4:
        return None
    lengths = ends - starts
    after = view.codes[np.minimum(ends, len(view.codes) - 1)]
    code = (lengths <= 5) & ((lengths >= 2) | (after == ord("x")))
    near = code[1:] & code[:-1] & (starts[1:] - ends[:-1] <= 5)
    row = np.flatnonzero(near[2:] & near[1:-1] & near[:-2])
    spans = windows(starts[row], ends[row], 60, len(view.text))
    return rewritten_at(view, CODES, characters, tries_within(starts, spans))


_CONTENT = re.compile(r"content\s*:\s*(?:\"([^\"\n\0]{0,200})\"|'([^'\n\0]{0,200})')")


def contents_joined(view: View) -> View | None:
    """All that a style sheet adds before and behind elements, one after the other; None where it adds less than two."""
    if view.ascii.count(b"content") < 2:
        return None
    spans = [match.span(match.lastindex or 0) for match in _CONTENT.finditer(view.text)]
    return joined(view, with_borders(view, spans), between="") if len(spans) > 1 else None


_NUMBER_FIELDS = Listed(
    words(
        "phone phones tel telephone mobile cell cc area areacode countrycode op number prefix телефон код telefon"
    )
)
_KEY = re.compile(r"[\"']?[^\W\d]\w{0,24}[\"']?\s*[:=]\s*[\"']?(?=\d)")


def numbers_joined(view: View) -> View | None:
    """The numbers of a telephone's fields without the fields' names between them; None without such fields."""
    if not view.present & DIGIT or not len(view.words.starts):
        return None
    met = view.words.places[_NUMBER_FIELDS.met(view.words)]
    return rewritten(view, _KEY, lambda _: "", windows(met, met, 120, len(view.text))) if len(met) else None


def values_joined(view: View) -> View | None:
    """All string values of JSON one after the other, keys left out."""
    spans = [match.span(1) for match in _STRING.finditer(view.text) if match[2] is None and match[1]]
    return joined(view, with_borders(view, spans), between=" ") if len(spans) > 1 else None


_ADDED = re.compile(r"\+(?<=\w\+)[\w.+-]{1,64}(?=@)")  # name+list@example.org is name's


def _unmasked(match: re.Match[str]) -> str | None:
    data = bytes.fromhex((match[1] or match[2])[: len(match[1] or match[2]) // 2 * 2])
    text = bytes(one ^ data[0] for one in data[1:]).decode("utf-8", "replace")
    return f' "{text}" '


def unmasked(view: View) -> View | None:
    """The view with XOR-ed e-mail addresses read, and without what an owner adds behind a plus; None without any."""
    read = rewritten(view, _NAMED, _unmasked) if b"email" in view.ascii else None
    whole = read or view
    short = rewritten(whole, _ADDED, lambda _: "") if b"+" in whole.ascii and b"@" in whole.ascii else None
    return short or read


def _from_punycode(match: re.Match[str]) -> str | None:
    try:
        return match.group()[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return None


def unpunycoded(view: View) -> View | None:
    """The view with punycode labels read; None without any."""
    return rewritten(view, _PUNYCODE, _from_punycode) if view.paired & DASHES else None
