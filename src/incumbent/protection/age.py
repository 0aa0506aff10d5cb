"""Encryption with age, behind types: the library brings none."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from incumbent.domain.errors import RefusedError

_PREFIX = "AGE-SECRET-KEY-"


def _pyrage() -> Any:
    return import_module("pyrage")


def new_identity() -> tuple[str, str]:
    """A new secret key and its public recipient."""
    identity = _pyrage().x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def identities_from(text: str) -> list[object]:
    """Identities from the text of a key file.

    Raises
    ------
    RefusedError
        If it holds no age secret key; the message does not repeat it.
    """
    keys = [line.strip() for line in text.splitlines() if line.strip().startswith(_PREFIX)]
    try:
        found: list[object] = [_pyrage().x25519.Identity.from_str(key) for key in keys]
    except Exception:
        found = []
    if not found:
        msg = f"the key file holds no age secret key (a line {_PREFIX}1…). Name the right file."
        raise RefusedError(msg) from None
    return found


def is_key(text: str) -> bool:
    """Whether a text is itself a secret key."""
    return text.strip().startswith(_PREFIX)


def public_of(identity: object) -> str:
    """The recipient of an identity."""
    known: Any = identity
    return str(known.to_public())


def encrypted(content: bytes, recipients: Sequence[str]) -> bytes:
    """Content encrypted to recipients.

    Raises
    ------
    RefusedError
        If a recipient is none.
    """
    age = _pyrage()
    try:
        known = [age.x25519.Recipient.from_str(one) for one in recipients]
    except Exception:
        msg = "a recipient is no age public key (age1…). Give the public part of a key."
        raise RefusedError(msg) from None
    return age.encrypt(content, known)


def decrypted(content: bytes, identities: Sequence[object]) -> bytes | None:
    """The content, or None where no identity opens it or it is damaged."""
    try:
        return _pyrage().decrypt(content, list(identities))
    except Exception:
        return None
