"""How is a value that breaks its schema told to an author who is no programmer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from incumbent.domain.errors import Fault
from incumbent.evidence.desk_text import Cells, Keys

M = TypeVar("M", bound=BaseModel)

_LONGEST_VALUE = 60


def keys_checked(model: type[M], keys: Keys, faults: list[Fault]) -> M | None:
    """The keys as `model`; None when they break it, every breach being added to `faults`."""
    try:
        return model.model_validate(keys.values)
    except ValidationError as error:
        faults.extend(
            _fault(model, detail, keys.file, keys.line_of(detail["loc"])) for detail in error.errors()
        )
        return None


def row_checked(
    model: type[M], file: str, row: Cells, faults: list[Fault]
) -> tuple[M | None, frozenset[str]]:
    """The row as `model`, and the columns that break it; every breach is added to `faults`.

    A row with broken cells is still returned when the rest of it can be checked: stand-ins take the
    place of its broken cells, so that an author learns of everything in one run. Such a row must not
    be used for anything but finding more faults in its other columns.
    """
    try:
        return model.model_validate(row.values), frozenset()
    except ValidationError as error:
        details = error.errors()
    faults.extend(_fault(model, detail, file, row.line) for detail in details)
    broken = frozenset(str(detail["loc"][0]) for detail in details)
    kept = {name: cell for name, cell in row.values.items() if name not in broken}
    standing_in = {name: text for name, text in _STAND_INS.items() if name in broken}
    try:
        return model.model_validate({**kept, **standing_in}), broken
    except ValidationError:
        return None, broken


_STAND_INS = {
    "id": "stand-in",
    "leader": "stand-in",
    "date_precision": "day",
    "source_url": "https://example.org",
    "event": "effective",
    "source": "stand-in",
    "source_kind": "bookmaker",
    "outcome": "stand-in",
    "price": "0.5",
    "complete": "no",
    "pollster": "stand-in",
    "base": "stand-in",
    "support": "0",
    "who": "stand-in",
    "chance": "0.5",
    "method": "stand-in",
    "text": "stand-in",
}
"""For cells on which no other check depends; a row with another broken cell is not checked further."""


def _fault(model: type[BaseModel], detail: ErrorDetails, file: str, line: int | None) -> Fault:
    must_be, mend = _told(model, detail)
    column = _place(detail["loc"])
    value = None if detail["type"] in {"missing", "extra_forbidden"} else _shown(detail["input"])
    return Fault(file, must_be, mend, line=line, column=column, value=value)


def _told(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, str]:
    """What the value must be, and how to mend it."""
    context: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "desk":
            return context["must_be"], context["mend"]
        case "extra_forbidden":
            known = ", ".join(_keys_at(model, detail["loc"]))
            return f"a key known here ({known})", "Correct the spelling, or remove it."
        case "enum" | "literal_error":
            return f"one of {str(context['expected']).replace(chr(39), '')}", "Write one of these words."
        case "greater_than" | "greater_than_equal":
            least = f"greater than {context['gt']:g}" if "gt" in context else f"at least {context['ge']:g}"
            return least, "Write a larger number."
        case "string_too_long":
            return f"at most {context['max_length']} characters", "Shorten it; long texts belong in a post."
        case kind:
            return _TOLD.get(kind, ("as the reference of the desk's files shows", "Compare with an example."))


_TOLD = {
    "missing": ("filled in", "Add it; without it nobody can tell what the fact is."),
    "string_too_short": ("not empty", "Write something, or remove the key."),
    "too_short": ("not empty", "Write at least one."),
    "string_type": ("text", 'Put it between "quotation marks".'),
    "list_type": ("a list", 'Write ["one", "two"]; tables repeat as [[name]].'),
    "bool_type": ("true or false", "Write true or false, without quotation marks."),
    "bool_parsing": ("true or false", "Write true or false, without quotation marks."),
    "model_type": ("a group of keys", "Write a line such as [name], and its keys below."),
}


def _keys_at(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys known in the table in which the unknown one stands."""
    for name in location[:-1]:
        if isinstance(name, str) and name in model.model_fields:
            inner = model.model_fields[name].annotation
            parts: list[Any] = [inner, *get_args(inner)]
            model = next((p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)), model)
    return list(model.model_fields)


def _place(location: Sequence[str | int]) -> str | None:
    names = [f"{part + 1}." if isinstance(part, int) else part for part in location]
    return " ".join(names) or None


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
