"""Writes numbers in Chinese signs, and years of reigns, as digits."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.tokens import Mask
from incumbent.protection.traits import DIGIT, Places
from incumbent.protection.views import Change, View, changed, narrowed

_HAN = dict(
    zip("〇零○一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两兩", "000123456789122334566789" + "22", strict=True)
)
_HAN_RUN = re.compile(f"[{''.join(_HAN)}十廿卅百千]{{1,40}}")
_HAN_TENS = re.compile(f"([{''.join(_HAN)}]?)([十廿卅])([{''.join(_HAN)}]?)")
_ERA = re.compile(r"(民國|民国|平成|昭和|令和|大正)\s?(\d{1,3}|元)(?=\s?年)")
_ERAS = {"民國": 1911, "民国": 1911, "平成": 1988, "昭和": 1925, "令和": 2018, "大正": 1911}
_LAST_HAN = 0x9FFF
_COUNTERS = (
    "号號番巷弄室楼樓栋棟座单單层層年月日點点"  # what a single number sign counts in dates and addresses
)
_BESIDE_SIGN = np.array([-3, -2, -1, 1, 2, 3])  # where another digit makes a single sign part of a number


def _han_number(match: re.Match[str]) -> str:
    """Digits of a row of Chinese number signs."""

    def ten(found: re.Match[str]) -> str:
        tens = {"十": 1, "廿": 2, "卅": 3}[found[2]] * int(_HAN.get(found[1], "1"))
        return str(tens) + _HAN.get(found[3], "0")

    run = _HAN_TENS.sub(ten, match.group())
    return "".join(_HAN.get(sign, sign) for sign in run if sign not in "百千")


_SIGN, _OF_ERA, _COUNTED = 1, 2, 3


@cache
def _signs_known() -> npt.NDArray[np.uint8]:
    """Which characters are number signs, and which end the name of a reign."""
    table = np.zeros(_LAST_HAN + 1, dtype=np.uint8)
    table[[ord(one) for one in _COUNTERS]] = _COUNTED
    table[[ord(era[-1]) for era in _ERAS]] = _OF_ERA
    table[[ord(sign) for sign in (*_HAN, *"十廿卅百千")]] = _SIGN
    return table


def _counting(kinds: npt.NDArray[np.uint8], digits: Mask) -> Places:
    """Places of number signs that are part of a number or count something: a single one among words is a word."""
    signs = np.flatnonzero(kinds == _SIGN)
    beside = signs[:, None] + _BESIDE_SIGN
    apart = ((beside < 0) | (beside >= len(kinds))) | ~(digits | (kinds == _SIGN)).take(beside, mode="clip")
    counts = kinds.take(signs + 1, mode="clip") == _COUNTED
    return signs[counts | ~apart.all(axis=1)]


def _names_reign(text: str, kinds: npt.NDArray[np.uint8]) -> bool:
    """Whether the name of a reign stands in a text."""
    return any(text[end - 1 : end + 1] in _ERAS for end in np.flatnonzero(kinds == _OF_ERA).tolist() if end)


def counted_signs(view: View) -> View | None:
    """The view with Chinese number signs as digits, and years of reigns as years; None without any."""
    if view.text.isascii():
        return None
    kinds = _signs_known().take(view.codes, mode="clip")
    changes: list[Change] = []
    end = 0
    for place in _counting(kinds, (view.traits & DIGIT) != 0).tolist():
        if place >= end and (match := _HAN_RUN.match(view.text, place)):
            end = match.end()
            changes.append((place, end, _han_number(match)))
    counted = changed(view, changes)
    whole = counted or view
    years = [
        (*match.span(), str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))))
        for match in (_ERA.finditer(whole.text) if _names_reign(view.text, kinds) else ())
    ]
    found = changed(whole, years) or counted
    return narrowed(found) if found else None
