"""The texts in a PDF: every object and stream, drawn text with its kerning joined, attachments, revisions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from incumbent.protection.characters import INLINE_JOINT
from incumbent.protection.images import image_kind
from incumbent.protection.texts import UnreadableError, units_of_piece
from incumbent.protection.units import Unit

_KIND = "pdf"
_MOST_OBJECTS = 50_000
_MOST_REVISIONS = 12
_MOST_STREAM = 16_000_000
_DEEPEST = 60
_END_WITHIN = 2048  # bytes before the end in which a whole file has its end mark
_WORD_GAP = -180  # kerning from which on a reader sees a space, in thousandths of the letter size
_BF_CHAR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
_BF_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def _open(data: bytes) -> Any:
    pikepdf: Any = import_module("pikepdf")
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        msg = "encrypted"
        raise UnreadableError(msg) from None
    except Exception:
        msg = "damaged"
        raise UnreadableError(msg) from None


def _text(digits: bytes) -> str:
    raw = bytes.fromhex(re.sub(rb"\s", b"", digits).decode("ascii"))
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _glyphs(font: Any) -> tuple[dict[int, str], int]:
    """Glyph code → letters by the font's ToUnicode map, and the bytes of a code."""
    table: dict[int, str] = {}
    size = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    if "/ToUnicode" not in font:
        return table, size
    for section in _SECTION.finditer(font["/ToUnicode"].read_bytes()[:_MOST_STREAM]):
        if section[1] == b"bfchar":
            for match in _BF_CHAR.finditer(section[2]):
                table[int(match[1], 16)] = _text(match[2])
            continue
        for match in _BF_RANGE.finditer(section[2]):
            first, last = int(match[1], 16), min(int(match[2], 16), int(match[1], 16) + 65535)
            if match[3] is not None:
                start = _text(match[3])
                for code in range(first, last + 1):
                    table[code] = (
                        start[:-1] + chr((ord(start[-1]) + code - first) % 0x110000) if start else ""
                    )
            else:
                for code, one in zip(
                    range(first, last + 1), re.findall(rb"<([0-9A-Fa-f]+)>", match[4]), strict=False
                ):
                    table[code] = _text(one)
    return table, size


def _shown(raw: bytes, font: tuple[dict[int, str], int]) -> str:
    table, size = font
    if table:
        codes = [int.from_bytes(raw[at : at + size], "big") for at in range(0, len(raw), size)]
        return "".join(table.get(code, " ") for code in codes)
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")


def _drawn(pikepdf: Any, owner: Any, resources: Any) -> str:
    """Text that a content stream draws: inside a line joined, between lines parted."""
    fonts: dict[str, tuple[dict[int, str], int]] = {}
    for name, font in dict(resources.get("/Font", {})).items() if resources is not None else ():
        fonts[str(name)] = _glyphs(font)
    current: tuple[dict[int, str], int] = ({}, 1)
    out: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(owner):
        sign = str(operator)
        if sign == "Tf" and operands:
            current = fonts.get(str(operands[0]), ({}, 1))
        elif sign in ("Tj", "'", '"') and operands:
            out.append(("\n" if sign != "Tj" else "") + _shown(bytes(operands[-1]), current) + INLINE_JOINT)
        elif sign == "TJ" and operands:
            for piece in operands[0]:
                if isinstance(piece, pikepdf.String):
                    out.append(_shown(bytes(piece), current))
                elif float(piece) < _WORD_GAP:
                    out.append(" ")
            out.append(INLINE_JOINT)
        elif sign in ("T*", "BT") or (sign in ("Td", "TD") and len(operands) > 1 and float(operands[1])):
            out.append("\n")
        elif sign == "Tm":
            out.append(INLINE_JOINT)
    return "".join(out)


def _strings(pikepdf: Any, thing: Any, depth: int = 0) -> Iterator[str]:
    """Strings and names of an object, as deep as it goes but not through references."""
    if depth > _DEEPEST:
        msg = "too-deep"
        raise UnreadableError(msg)
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        yield _shown(bytes(thing), ({}, 1))
    elif isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            if not getattr(one, "is_indirect", False):
                yield from _strings(pikepdf, one, depth + 1)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, one in thing.items():
            yield str(key)
            if not getattr(one, "is_indirect", False):
                yield from _strings(pikepdf, one, depth + 1)


class Pdf:
    """One revision of a PDF.

    Parameters
    ----------
    data : bytes
    """

    def __init__(self, data: bytes) -> None:
        self._pikepdf: Any = import_module("pikepdf")
        self._file = _open(data)
        if len(self._file.objects) > _MOST_OBJECTS:
            msg = "too-many-objects"
            raise UnreadableError(msg)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Locator and text of what is drawn and of all strings."""
        for number, page in enumerate(self._file.pages, 1):
            yield f"page {number}", _drawn(self._pikepdf, page, page.obj.get("/Resources"))
        strings: list[str] = []
        for thing in self._file.objects:
            strings += _strings(self._pikepdf, thing)
            if isinstance(thing, self._pikepdf.Stream) and "/Resources" in thing:
                yield "form", _drawn(self._pikepdf, thing, thing.get("/Resources"))
        yield "strings", "\n".join(strings)

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of every stream that is not pixels; images in formats of their own as files."""
        for thing in self._file.objects:
            if not isinstance(thing, self._pikepdf.Stream):
                continue
            if str(thing.get("/Subtype", "")) == "/Image":
                raw = thing.read_raw_bytes()
                if image_kind(raw):
                    yield "image", raw
                continue
            if "/Length1" in thing or str(thing.get("/Subtype", "")) in (
                "/Type1C",
                "/CIDFontType0C",
                "/OpenType",
            ):
                continue
            try:
                yield (
                    "attachment" if str(thing.get("/Type", "")) == "/EmbeddedFile" else "stream",
                    thing.read_bytes(),
                )
            except self._pikepdf.PdfError:
                msg = "damaged"
                raise UnreadableError(msg) from None


def revisions(data: bytes) -> Iterator[bytes]:
    """The file, and each state that an incremental save left in it."""
    yield data
    ends = [match.end() for match in re.finditer(rb"%%EOF", data)]
    for end in ends[:-1][-_MOST_REVISIONS:]:
        yield data[:end] + b"\n"


def pdf_units(data: bytes) -> Iterator[Unit]:
    """Units of a PDF's own texts; its streams come from `pdf_members`.

    Raises
    ------
    UnreadableError
        If it is encrypted, damaged, or beyond bounds.
    """
    if b"%%EOF" not in data[-_END_WITHIN:]:
        msg = "no-end"
        raise UnreadableError(msg)
    yield from units_of_piece(data if len(data) < _MOST_STREAM else b"", _KIND, "bytes")
    for number, state in enumerate(revisions(data)):
        try:
            file = Pdf(state)
        except UnreadableError:
            if number == 0:
                raise
            continue
        for locator, text in file.texts():
            yield Unit(text, _KIND, f"revision {number} {locator}")


def pdf_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of the streams in every revision, each once."""
    seen: set[int] = set()
    for number, state in enumerate(revisions(data)):
        try:
            file = Pdf(state)
        except UnreadableError:
            if number == 0:
                raise
            continue
        for name, content in file.streams():
            if hash(content) not in seen:
                seen.add(hash(content))
                yield name, content
