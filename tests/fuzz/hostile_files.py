"""Files made to break a reader, each built when asked for."""

from __future__ import annotations

import base64
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, reduce
from pathlib import Path

NAME = "Кардухаев"  # of the invented vault in tests/unit/protection/fictional.yaml
_ZEROS = bytes(1 << 20)


@cache
def _deflated_zeros(megabytes: int, container: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, container)
    return b"".join(packer.compress(_ZEROS) for _ in range(megabytes)) + packer.flush()


def _zip(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


@cache
def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as entry:
        for _ in range(150):
            entry.write(_ZEROS)
    return out.getvalue()


def _zip_encrypted() -> bytes:
    raw = bytearray(_zip({"a.txt": b"x"}))
    raw[raw.index(b"PK\1\2") + 8] |= 1
    raw[raw.index(b"PK\3\4") + 6] |= 1
    return bytes(raw)


def _nested_zips(levels: int) -> bytes:
    content = _zip({"core.txt": b"x" * 1000})
    for _ in range(levels):
        content = _zip({f"{number}.zip": content for number in range(8)})
    return content


def _png(chunks: list[tuple[bytes, bytes]], width: int = 1, height: int = 1) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *chunks]
    parts += [(b"IDAT", zlib.compress(b"\0\0\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _pdf(objects: list[str], root: str = "1 0 R", more: str = "") -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size, start = len(objects) + 1, len(out)
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root {root}{more}>>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode("latin-1")


def _pdf_cycle() -> bytes:
    return _pdf(
        [
            "<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>",
            "<</Type/Pages/Count 2/Kids[2 0 R 4 0 R]/Parent 2 0 R>>",
            "<</First 3 0 R/Last 3 0 R/Next 3 0 R/Title(loop)>>",
            "<</Type/Page/Parent 4 0 R/Contents 5 0 R/Resources 4 0 R>>",
            "<</Length 5 0 R/Filter/FlateDecode>>\nstream\nabc\nendstream",
        ]
    )


def _pdf_previous_loop() -> bytes:
    raw = _pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"])
    start = int(raw.rsplit(b"startxref", 1)[1].split()[0])
    return raw.replace(b"/Root", f"/Prev {start}/Root".encode())


def _pdf_bomb() -> bytes:
    packed = _deflated_zeros(150, 15)
    head = _pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>"])
    page = b"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R>>\nendobj\n"
    stream = f"4 0 obj\n<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
    return head[: head.rfind(b"xref\n0")] + page + stream + packed + b"\nendstream\nendobj\n%%EOF\n"


def _deep(text: str, levels: int, wrap: Callable[[str], str]) -> str:
    for _ in range(levels):
        text = wrap(text)
    return text


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _laughs(root: str) -> bytes:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    return f"<!DOCTYPE {root} [<!ENTITY e0 'ha'>{entities}]><{root}>&e11;</{root}>".encode()


def _tags(tag: str, count: int, root: str = "") -> bytes:
    body = f"<{tag}>" * count + "x" + f"</{tag}>" * count
    return (f"<{root}>{body}</{root}>" if root else body).encode()


# What must be refused with a reason: nobody can look into it within bounds.
BLOCKED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip_bomb": ("a.zip", _zip_bomb),
    "zips_in_zips": ("a.zip", lambda: _nested_zips(6)),
    "zip_encrypted": ("a.zip", _zip_encrypted),
    "docx_bomb": ("a.docx", _zip_bomb),
    "svgz_bomb": ("a.svgz", lambda: _deflated_zeros(150, 31)),
    "gzip_in_gzip": (
        "a.svgz",
        lambda: reduce(lambda raw, _: gzip.compress(raw), range(40), b"x"),
    ),
    "png_text_bomb": ("a.png", lambda: _png([(b"zTXt", b"Comment\0\0" + _deflated_zeros(150, 15))])),
    "png_truncated": ("a.png", lambda: _png([])[:40]),
    "jpeg_truncated": ("a.jpg", lambda: b"\xff\xd8\xff\xe1\xff\xffExif\0\0MM\0*"),
    "pdf_truncated": ("a.pdf", lambda: _pdf_cycle()[:60]),
    "pdf_bomb": ("a.pdf", _pdf_bomb),
    "deep_base64": ("a.txt", lambda: _deep(NAME, 20, _b64).encode()),
    "deep_entities": ("a.html", ("&" + "amp;" * 20 + "#65;").encode),
    "not_text": ("a.txt", lambda: b"\0\1\2" * 1000),
    "unknown_type": ("a.sqlite", lambda: b"SQLite format 3\0" + b"\1" * 500),
    "video": ("a.mp4", lambda: b"\0\0\0\x18ftypmp42" + b"\1" * 500),
    "executable_called_text": ("a.md", lambda: b"\x7fELF\2\1\1" + b"\0" * 500),
}

# What may pass or be refused, as long as it ends in bounds.
BOUNDED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf_cycle": ("a.pdf", _pdf_cycle),
    "pdf_previous_loop": ("a.pdf", _pdf_previous_loop),
    "html_nested_tags": ("a.html", lambda: _tags("div", 10_000)),
    "html_nested_inline_tags": ("a.html", lambda: _tags("b", 10_000)),
    "html_unclosed_tags": ("a.html", lambda: b"<div><b>" * 50_000),
    "html_many_attributes": ("a.html", lambda: b"<a " + b"b='c' " * 50_000 + b">"),
    "html_open_comment": ("a.html", lambda: b"<!--" * 50_000),
    "html_nested_srcdoc": (
        "a.html",
        lambda: _deep(
            "x", 12, lambda t: f"<iframe srcdoc='{t.replace(chr(38), '&amp;').replace(chr(39), '&#39;')}'>"
        ).encode(),
    ),
    "svg_nested_groups": ("a.svg", lambda: _tags("g", 10_000, "svg")),
    "svg_laughs": ("a.svg", lambda: _laughs("svg")),
    "atom_laughs": ("a.atom", lambda: _laughs("feed")),
    "docx_laughs": ("a.docx", lambda: _zip({"word/document.xml": _laughs("document")})),
    "json_nested_lists": ("a.json", lambda: b"[" * 100_000 + b"]" * 100_000),
    "json_nested_strings": ("a.json", lambda: _deep("x", 10, json.dumps).encode()),
    "json_huge_number": ("a.json", lambda: b"[" + b"9" * 100_000 + b"]"),
    "csv_one_column": ("a.csv", lambda: b'"' * 100_001),
    "markdown_brackets": ("a.md", lambda: b"[" * 50_000 + b"](" * 50_000),
    "css_nested_blocks": ("a.css", lambda: b"a{" * 20_000),
    "sourcemap_wrong_types": ("a.map", lambda: b'{"sourcesContent": {"a": [1, null]}, "names": 5}'),
    "ampersands": ("a.html", lambda: b"&#" * 100_000),
    "percents": ("a.txt", lambda: b"%D0" * 60_000),
    "backslashes": ("a.js", lambda: b"\\u" * 100_000),
    "row_of_backslashes": ("a.js", lambda: b"\\" * 400_000),
    "braces": ("a.js", lambda: b"\\u{" * 60_000),
    "one_letter": ("a.txt", lambda: b"a" * 400_000),
    "one_letter_spaced": ("a.txt", lambda: b"a " * 200_000),
    "digits": ("a.txt", lambda: b"7" * 400_000),
    "number_words_glued": ("a.txt", ("адзінтры" * 12_500).encode),
    "digits_spaced": ("a.txt", lambda: b"7 " * 200_000),
    "spelled_digits": ("a.txt", lambda: b"seven " * 60_000),
    "hex_run": ("a.txt", lambda: b"d0" * 200_000),
    "base64_run": ("a.txt", lambda: b"QUFB" * 100_000),
    "combining_marks": ("a.txt", ("a" + "\u0301" * 200_000).encode),
    "zero_widths": ("a.txt", ("\u200b" * 100_000).encode),
    "direction_overrides": ("a.txt", ("\u202e" * 60_000 + "x").encode),
    "at_signs": ("a.txt", lambda: b"[at] " * 60_000),
    "dates": ("a.txt", lambda: b"1.1." * 80_000),
    "degrees": ("a.txt", lambda: "1°1′1″N ".encode() * 20_000),
    "name_in_pieces": ("a.txt", lambda: "Карду-\n".encode() * 30_000),
    "name_repeated": ("a.txt", lambda: f"{NAME} ".encode() * 5_000),
    "png_sixty_thousand_square": ("a.png", lambda: _png([], 60_000, 60_000)),
    "quoted_printable": ("a.txt", lambda: b"=D0=" * 80_000),
    "mime_words": ("a.txt", lambda: b"=?utf-8?B?" * 40_000),
    "surrogates": ("a.json", lambda: b'"' + b"\\ud800" * 50_000 + b'"'),
    "hosts": ("a.txt", lambda: b"xn--" * 60_000),
    "empty": ("a.html", lambda: b""),
}


def write(folder: Path, name: str) -> None:
    """Put one of these files into a folder."""
    file, build = (BLOCKED | BOUNDED)[name]
    (folder / file).write_bytes(build())
