"""Which dates a rule text names: proposals for a deadline, for the author to confirm."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NAMES = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMES})\.?,?\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def dates_named(text: str) -> tuple[date, ...]:
    """Dates printed with day, month and year, in the order in which they stand; each once.

    Examples
    --------
    >>> dates_named("Yes if she resigns between market creation and July 31, 2026, 11:59 PM ET.")
    (datetime.date(2026, 7, 31),)
    """
    found = [
        *((m.start(), _date(m[3], _month(m[1]), m[2])) for m in _MONTH_FIRST.finditer(text)),
        *((m.start(), _date(m[3], _month(m[2]), m[1])) for m in _DAY_FIRST.finditer(text)),
        *((m.start(), _date(m[1], int(m[2]), m[3])) for m in _ISO.finditer(text)),
    ]
    in_order = [day for _, day in sorted(found, key=lambda pair: pair[0]) if day is not None]
    return tuple(dict.fromkeys(in_order))


def _month(name: str) -> int:
    return 1 + next(index for index, full in enumerate(_MONTHS) if full.startswith(name[:3].lower()))


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
