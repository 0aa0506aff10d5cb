"""How one value of a desk file must look: the field types that every schema is built of."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Annotated, Any, Final, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from incumbent.evidence.price import NEITHER_0_NOR_1

FAULT_TYPE: Final = "desk"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_ONION = re.compile(r"http://[a-z2-7]{56}\.onion(/[^\s]*)?")
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}")
_YES_NO = {"yes": True, "no": False}
_MEANS = re.compile(r"stays|goes|later|other|until:\d{4}-\d{2}-\d{2}|leader:[a-z0-9][a-z0-9._-]{0,79}")


def refuse(must_be: str, mend: str) -> NoReturn:
    """Raise a validation error in the words of a `Fault`: what the value must be, and how to mend it."""
    raise PydanticCustomError(FAULT_TYPE, "must be {must_be}. {mend}", {"must_be": must_be, "mend": mend})


def _iso_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    must_be = "a date of the calendar, written year-month-day"
    refuse(must_be, "Write 3 April 2017 as 2017-04-03.")


def _identifier(value: Any) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    must_be = "an id: lower-case Latin letters, digits, '.', '_' or '-', starting with a letter or digit"
    refuse(must_be, "Choose a short name such as putin or truss-2022-10-20; keep it for ever.")


def _web_address(value: Any) -> str:
    if isinstance(value, str) and not re.search(r"\s", value):
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme in {"http", "https"} and parts.hostname:
            return value
    must_be = "the address of the page where this was read, starting with https:// or http://"
    refuse(must_be, "Copy the address from the browser; a fact without a source cannot be shown.")


def _language(value: Any) -> str:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        return value
    refuse("a language code such as en or ru", 'Write the two-letter code, as in "ru".')


def _zone(value: Any) -> str:
    try:
        if isinstance(value, str):
            ZoneInfo(value)
            return value
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    refuse("the time zone of the capital, such as Europe/Moscow", "Look it up in the IANA list.")


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _YES_NO:
        return _YES_NO[value.lower()]
    refuse("yes or no", "Write yes or no, or leave the cell empty.")


def _number(value: Any) -> float:
    if isinstance(value, bool):
        refuse("a number", "Write digits with a point, as in 62.5.")
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        refuse("a number", "Write digits with a point, as in 62.5; no % sign and no comma.")
    return number


def _percent(value: Any) -> float:
    number = _number(value)
    if not 0 <= number <= 100:
        refuse("a percentage from 0 to 100", "Write 62 for 62 %, without the sign.")
    return number


def _chance(value: Any) -> float:
    text = value.strip() if isinstance(value, str) else value
    is_percent = isinstance(text, str) and text.endswith("%")
    number = _number(text[:-1].strip() if is_percent and isinstance(text, str) else text)
    number = number / 100 if is_percent else number
    if not 0 < number < 1:
        must_be = f"a chance {NEITHER_0_NOR_1}, or one written with a % sign"
        refuse(must_be, "Write 0.62 or 62 %; nobody's certainty (0 or 1) can be weighed.")
    return number


def _whole(value: Any) -> int:
    number = _number(value)
    if number < 1 or number != int(number):
        refuse("a whole number from 1", "Write digits only, as in 1600.")
    return int(number)


def _means(value: Any) -> str:
    if isinstance(value, str) and _MEANS.fullmatch(value):
        return value
    must_be = "stays, goes, until:YEAR-MONTH-DAY, later, leader:ID or other"
    refuse(must_be, "Say what this outcome would mean for the leader; 'other' when for nobody here.")


def _onion_address(value: Any) -> str:
    if isinstance(value, str) and _ONION.fullmatch(value):
        return value.rstrip("/")
    refuse("an onion address: http:// and 56 letters or digits before .onion", "Copy it from the service.")


def _file_name(value: Any) -> str:
    if isinstance(value, str) and _FILE_NAME.fullmatch(value):
        return value
    refuse("the name of a file, without its folder", "Write it as `incumbent add-image` said it.")


def _single_line(value: str) -> str:
    if any(ord(sign) < 32 for sign in value):
        refuse("text on one line", "Remove the line break or control sign.")
    return value


OnionAddress = Annotated[
    str, BeforeValidator(_onion_address), WithJsonSchema({"type": "string", "format": "uri"})
]
FileName = Annotated[str, BeforeValidator(_file_name), WithJsonSchema({"type": "string"})]
IsoDate = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
Identifier = Annotated[
    str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})
]
WebAddress = Annotated[
    str, BeforeValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})
]
Language = Annotated[
    str, BeforeValidator(_language), WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"})
]
Zone = Annotated[str, BeforeValidator(_zone), WithJsonSchema({"type": "string"})]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Percent = Annotated[
    float, BeforeValidator(_percent), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Chance = Annotated[
    float,
    BeforeValidator(_chance),
    WithJsonSchema({"type": ["number", "string"], "exclusiveMinimum": 0, "exclusiveMaximum": 1}),
]
Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Positive = Annotated[Number, Field(gt=0)]
YearlyRate = Annotated[Number, Field(ge=0.001)]
"""Once in a thousand years at the rarest: below that no quote could be told from rounding."""
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 1})]
Means = Annotated[
    str, BeforeValidator(_means), WithJsonSchema({"type": "string", "pattern": f"^({_MEANS.pattern})$"})
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_single_line)
]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
