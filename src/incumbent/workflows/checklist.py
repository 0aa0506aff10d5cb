"""What no scanner sees, and who signed it off for a post."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from incumbent.domain.errors import RefusedError
from incumbent.protection.checklist import ITEMS, missing, text_hash


def checklist(post: Path, signed_off: Path, sign: Sequence[str] = ()) -> dict[str, bool]:
    """What no scanner sees and whether somebody signed it off for this text.

    Parameters
    ----------
    post : Path
    signed_off : Path
        JSON file of sign-offs by text hash.
    sign : sequence of str
        Items to sign off now; `all` for every one.

    Raises
    ------
    RefusedError
        If an item is none of the list, or the file of sign-offs cannot be read.
    """
    text = post.read_text(encoding="utf-8")
    signed = _signed(signed_off)
    wanted = list(ITEMS) if "all" in sign else list(sign)
    if unknown := [key for key in wanted if key not in ITEMS]:
        msg = f"{len(unknown)} item(s) are not on the checklist: must be of {', '.join(ITEMS)}."
        raise RefusedError(msg)
    if wanted:
        signed[text_hash(text)] = sorted({*signed.get(text_hash(text), []), *wanted})
        signed_off.write_text(json.dumps(signed, indent=1) + "\n", encoding="utf-8")
    open_items = missing(signed, text)
    return {key: key not in open_items for key in ITEMS}


def _signed(path: Path) -> dict[str, list[str]]:
    """The items signed off for each text, by its hash."""
    if not path.exists():
        return {}
    try:
        return TypeAdapter(dict[str, list[str]]).validate_json(path.read_bytes())
    except ValidationError:
        msg = (
            f"{path} is no file of sign-offs: must be JSON, a list of items for each text's hash. "
            "Put back a copy of it, or delete it and sign off again."
        )
        raise RefusedError(msg) from None
