"""Binary files that carry a text where no reader looks: what a canary is hidden in.

They are written byte by byte: what reads them must not be what wrote them.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from struct import pack

_DESCRIPTION = 0x010E  # EXIF tag of the image's description
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>{}</w:p></w:body></w:document>'
)


def png(text: str) -> bytes:
    """A picture of one point with a text chunk."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    note = chunk(b"iTXt", b"Author\0\0\0\0\0" + text.encode())
    return b"\x89PNG\r\n\x1a\n" + head + note + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def tiff(text: str) -> bytes:
    """A TIFF directory with a description, as EXIF has it."""
    value = text.encode() + b"\0"
    return b"II*\0" + pack("<IHHHIII", 8, 1, _DESCRIPTION, 2, len(value), 26, 0) + value


def jpeg(text: str, comment: str) -> bytes:
    """A JPEG file of no picture, with an EXIF description and a comment."""
    exif = b"Exif\0\0" + tiff(text)
    note = comment.encode()
    segments = b"\xff\xe1" + pack(">H", len(exif) + 2) + exif + b"\xff\xfe" + pack(">H", len(note) + 2) + note
    return b"\xff\xd8" + segments + b"\xff\xd9"


def gif(text: str) -> bytes:
    """A GIF file with a comment."""
    note = text.encode()
    return b"GIF89a" + pack("<HHBBB", 1, 1, 0, 0, 0) + b"\x21\xfe" + bytes([len(note)]) + note + b"\0\x3b"


def webp(text: str) -> bytes:
    """A WebP file with an XMP packet."""
    packet = f"<x:xmpmeta><dc:creator>{text}</dc:creator></x:xmpmeta>".encode()
    packet += b" " * (len(packet) % 2)
    body = b"WEBPXMP " + pack("<I", len(packet)) + packet
    return b"RIFF" + pack("<I", len(body)) + body


def pdf(text: str) -> bytes:
    """A PDF file whose title was the text in an earlier revision and is none in the last."""
    title = b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Title " + title + b">>",
    ]
    out, places = b"%PDF-1.4\n", list[int]()
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    first = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size 4/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % first
    again = len(out)
    out += b"3 0 obj\n<</Title()>>\nendobj\n"
    second = len(out)
    out += b"xref\n3 1\n%010d 00000 n \n" % again
    return out + b"trailer\n<</Size 4/Root 1 0 R/Info 3 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        first,
        second,
    )


def zipped(name: str, content: bytes) -> bytes:
    """A ZIP archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def docx(first: str, second: str) -> bytes:
    """A text document in which a word is written in two runs."""
    runs = f"<w:r><w:t>{first}</w:t></w:r><w:r><w:t>{second}</w:t></w:r>"
    return zipped("word/document.xml", _DOCUMENT.format(runs).encode())


def files_with(name: str, family: str) -> Iterator[tuple[str, bytes]]:
    """File name and content of every kind of binary file, each with a name hidden in it."""
    half = len(family) // 2
    yield "canary.png", png(name)
    yield "canary.jpg", jpeg(name, "x")
    yield "canary-comment.jpg", jpeg("x", name)
    yield "canary.gif", gif(name)
    yield "canary.tif", tiff(name)
    yield "canary.webp", webp(name)
    yield "canary.pdf", pdf(name)
    yield "canary.zip", zipped("a.txt", name.encode())
    yield "canary-in-zip.zip", zipped("a.zip", zipped("b.html", f"<p>{name}</p>".encode()))
    yield "canary.docx", docx(family[:half], family[half:])
    yield "canary.svgz", gzip.compress(f"<svg><title>{name}</title></svg>".encode(), mtime=0)
