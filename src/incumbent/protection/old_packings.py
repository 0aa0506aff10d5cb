"""Reads packings that were usual once: base32, uuencode, ASCII85, rows of binary or octal numbers."""

from __future__ import annotations

import base64
import binascii
import re

import numpy as np

from incumbent.protection.blobs import packed_text
from incumbent.protection.neighbours import CAPITAL_PACKED
from incumbent.protection.traits import DIGIT, UPPER, long_runs, windows
from incumbent.protection.views import View, rewritten

_BASE32 = re.compile(r"(?<![A-Za-z0-9+/=])[A-Z2-7]{16,}={0,6}(?![A-Za-z0-9+/=])")
_ASCII85 = re.compile(r"<~([!-uz\s]{5,20000}?)~>")
_UU = re.compile(
    r"^begin(?:-base64)? \d{3,4} [^\n]{1,120}\n((?:[ -`]{1,62}\r?\n){1,2000})(?:`\r?\n)?end", re.MULTILINE
)
_BITS = re.compile(r"(?<!\d)(?:[01]{8}[\s,;]{0,2}){5,}(?!\d)")
_OCTAL = re.compile(r"(?<![\w.])(?:0o?)?[0-7]{3}(?:[\s,;\\]{1,2}(?:0o?)?[0-7]{3}){4,}(?![\w.])")
_LEAST = 16
_EIGHT_BITS = 11_111_111 + 100_000_000  # the highest such run's value, with a one before it


def _spaced(text: str | None) -> str | None:
    return f" {text} " if text is not None else None


def _of_base32(match: re.Match[str]) -> str | None:
    run = match.group().rstrip("=")
    if run.isdigit() or not any(one.isdigit() for one in run):
        return None
    try:
        return _spaced(packed_text(base64.b32decode(run + "=" * (-len(run) % 8))))
    except binascii.Error:
        return None


def _of_ascii85(match: re.Match[str]) -> str | None:
    try:
        return _spaced(packed_text(base64.a85decode(match[1].strip())))
    except ValueError:
        return None


def _of_uu(match: re.Match[str]) -> str | None:
    try:
        return _spaced(packed_text(b"".join(binascii.a2b_uu(line) for line in match[1].splitlines())))
    except binascii.Error:
        return None


def _of_bits(match: re.Match[str]) -> str | None:
    bits = re.sub(r"\D", "", match.group())
    return _spaced(packed_text(bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))))


def _of_octal(match: re.Match[str]) -> str | None:
    numbers = [int(one, 8) for one in re.findall(r"[0-7]{3}(?![0-7])", match.group())]
    if max(numbers) > 0xFF or min(numbers) < 0x20:
        return None
    return _spaced(packed_text(bytes(numbers)))


def unpacked_as_once(view: View) -> View | None:
    """The view with such packings replaced by the text in them; None where there is none."""
    text, current = view.ascii, view
    if view.paired & CAPITAL_PACKED:  # before the others move what its places were counted in
        starts, ends = long_runs((view.traits & (UPPER | DIGIT)) != 0, _LEAST)
        if len(starts):
            current = rewritten(current, _BASE32, _of_base32, windows(starts, ends, 8, len(text))) or current
    if b"<~" in text and b"~>" in text:
        current = rewritten(current, _ASCII85, _of_ascii85) or current
    if b"begin" in text and b"\nend" in text:
        current = rewritten(current, _UU, _of_uu) or current
    values = view.digits.values
    if len(values) >= 5:
        eight = (values >= 100_000_000) & (values <= _EIGHT_BITS)
        if np.count_nonzero(eight) >= 5:
            current = rewritten(current, _BITS, _of_bits) or current
        three = (values >= 1000) & (values < 1778)
        if (three[4:] & three[3:-1] & three[2:-2] & three[1:-3] & three[:-4]).any() or b"0o" in text:
            current = rewritten(current, _OCTAL, _of_octal) or current
    return current if current is not view else None
