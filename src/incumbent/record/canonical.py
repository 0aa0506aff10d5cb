"""How an entry is written as one line of bytes, sealed with its hash."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import cast

from incumbent.domain.errors import RefusedError

HASH_KEY = "_hash"
# "_" sorts before every lower-case letter, so the hash is always the line's first member
_PREFIX = b'{"_hash":"'
_CUT = len(_PREFIX) + 64 + len(b'",')
_LARGEST_FLOAT = 1e9  # below it six decimals survive a round trip through a double


def canonical_text(value: object) -> str:
    """JSON with sorted keys, no spaces, and every non-integer number with exactly six decimals.

    Parameters
    ----------
    value : mapping, sequence, str, bool, int, float or None
        Mappings have text keys; floats are finite and below 1e9 in size.

    Raises
    ------
    RefusedError
        If a value has no canonical form.

    Examples
    --------
    >>> canonical_text({"b": 0.5, "a": [1, None, True]})
    '{"a":[1,null,true],"b":0.500000}'
    """
    if isinstance(value, float):
        return _float_text(value)
    if value is None or isinstance(value, str | bool | int):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        return "{" + ",".join(f"{_key(key)}:{canonical_text(members[key])}" for key in sorted(members)) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        items = cast("Sequence[object]", value)
        return "[" + ",".join([canonical_text(item) for item in items]) + "]"
    msg = f"{type(value).__name__} has no canonical form: use text, numbers, lists and mappings."
    raise RefusedError(msg)


def _key(key: object) -> str:
    if not isinstance(key, str):
        msg = f"the key {key!r} is not text: keys of an entry must be text."
        raise RefusedError(msg)
    return json.dumps(key, ensure_ascii=False)


def _float_text(value: float) -> str:
    if not math.isfinite(value) or abs(value) >= _LARGEST_FLOAT:
        msg = f"{value} cannot be recorded: numbers must be finite and below 1e9 in size."
        raise RefusedError(msg)
    text = f"{value:.6f}"
    return "0.000000" if text == "-0.000000" else text


def sealed_line(body: Mapping[str, object]) -> tuple[bytes, str]:
    """The canonical line of an entry without its hash, sealed with it.

    Returns
    -------
    (bytes, str)
        The line without its line feed, and the hash.
    """
    if not body or any(not ("a" <= key[:1] <= "z") for key in body):
        msg = "an entry's names must begin with a lower-case letter: its hash must sort before them."
        raise RefusedError(msg)
    try:
        bare = canonical_text(body).encode()
    except UnicodeEncodeError as broken:
        msg = (
            f"a text holds half a character ({broken.reason}): it cannot be written as UTF-8. Type it again."
        )
        raise RefusedError(msg) from broken
    digest = hashlib.sha256(bare).hexdigest()
    return _PREFIX + digest.encode() + b'",' + bare[1:], digest


def line_hash(line: bytes) -> str:
    """SHA-256 of a line with its leading hash member cut out, whatever that member says."""
    return hashlib.sha256(b"{" + line[_CUT:]).hexdigest()


def stated_hash(line: bytes) -> str | None:
    """The hash a line states of itself, or None if it does not begin with one."""
    if not line.startswith(_PREFIX) or line[_CUT - 2 : _CUT] != b'",':
        return None
    return line[len(_PREFIX) : _CUT - 2].decode("ascii", "replace")
