"""Where in a picture can a string hide? Its tags, its texts, its comments, what stands after its end."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from disguises.draw import Draw, FileMaker
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin


def _picture(draw: Draw) -> Image.Image:
    return Image.frombytes("RGB", (24, 18), draw.random.randbytes(24 * 18 * 3))


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _exif(tag: int, value: object, ifd: int | None = None) -> Image.Exif:
    exif = Image.Exif()
    if ifd is None:
        exif[tag] = value
    else:
        exif.get_ifd(ifd)[tag] = value
    return exif


def _jpeg_exif(tag: int, ifd: int | None = None, encoding: str = "utf-8") -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        value: object = text.encode(encoding) if encoding != "utf-8" or tag == 0x9286 else text
        if tag == 0x9286:
            value = b"UNICODE\0" + text.encode("utf-16-le")
        elif isinstance(value, str) and not value.isascii():
            value = text.encode()
        return "jpg", _saved(_picture(draw), "JPEG", exif=_exif(tag, value, ifd).tobytes())

    return maker


def gps_exif(latitude: float, longitude: float) -> bytes:
    """EXIF with a position, as a phone writes it."""

    def dms(value: float) -> tuple[TiffImagePlugin.IFDRational, ...]:
        degrees, minutes = int(value), int(value % 1 * 60)
        seconds = round((value * 3600) % 60 * 100)
        return tuple(
            TiffImagePlugin.IFDRational(*pair) for pair in ((degrees, 1), (minutes, 1), (seconds, 100))
        )

    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: dms(latitude), 3: "E", 4: dms(longitude)})
    return exif.tobytes()


def jpeg_segment(marker: int, payload: Callable[[str], bytes]) -> FileMaker:
    """A JPEG with a segment around the string."""

    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        raw, body = _saved(_picture(draw), "JPEG"), payload(text)
        return "jpg", raw[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + raw[2:]

    return maker


def xmp(text: str) -> bytes:
    """An XMP packet that names the string as its author."""
    return (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>"
        f"{text}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _iptc(text: str) -> bytes:
    value = text.encode()
    record = b"\x1c\x01\x5a\x00\x03\x1b%G" + b"\x1c\x02\x50" + struct.pack(">H", len(value)) + value
    record += b"\0" * (len(record) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record


def _png_text(compressed: bool, international: bool) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        info = PngImagePlugin.PngInfo()
        if international:
            info.add_itxt("Comment", text, zip=compressed)
        else:
            info.add_text("Author", text.encode("utf-8"), zip=compressed)
        return "png", _saved(_picture(draw), "PNG", pnginfo=info)

    return maker


def _png_exif(draw: Draw, text: str) -> tuple[str, bytes]:
    return "png", _saved(_picture(draw), "PNG", exif=_exif(0x013B, text.encode()).tobytes())


def _thumbnail(draw: Draw, text: str) -> tuple[str, bytes]:
    inner = jpeg_segment(0xFE, lambda value: value.encode())(draw, text)[1]
    exif = _exif(0x010E, "x")
    raw = exif.tobytes()
    return jpeg_segment(0xE1, lambda value: raw + inner)(draw, text)


def _trailing(form: str, suffix: str) -> FileMaker:
    return lambda draw, text: (suffix, _saved(_picture(draw), form) + b"\0\0" + text.encode())


def _gif_comment(draw: Draw, text: str) -> tuple[str, bytes]:
    return "gif", _saved(_picture(draw).convert("P"), "GIF", comment=text.encode())


def _webp(kind: str) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        if kind == "xmp":
            return "webp", _saved(_picture(draw), "WEBP", xmp=xmp(text))
        return "webp", _saved(_picture(draw), "WEBP", exif=_exif(0x013B, text.encode()).tobytes())

    return maker


def _tiff(draw: Draw, text: str) -> tuple[str, bytes]:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info.tagtype[0x013B] = 7
    info[0x013B] = text.encode()
    return "tiff", _saved(_picture(draw), "TIFF", tiffinfo=info)


def _stored_zlib(draw: Draw, text: str) -> tuple[str, bytes]:
    payload = zlib.compress(text.encode())
    raw = _saved(_picture(draw), "PNG")
    body = b"zTXtAuthor\0\0" + payload
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return "png", raw[:33] + chunk + raw[33:]


PICTURES: dict[str, FileMaker] = {
    "exif_artist": _jpeg_exif(0x013B),
    "exif_copyright": _jpeg_exif(0x8298),
    "exif_description": _jpeg_exif(0x010E),
    "exif_user_comment": _jpeg_exif(0x9286, ExifTags.IFD.Exif),
    "exif_owner": _jpeg_exif(0xA430, ExifTags.IFD.Exif),
    "exif_windows_author": _jpeg_exif(0x9C9D, encoding="utf-16-le"),
    "exif_png": _png_exif,
    "exif_webp": _webp("exif"),
    "exif_thumbnail_comment": _thumbnail,
    "xmp_jpeg": jpeg_segment(0xE1, lambda text: b"http://ns.adobe.com/xap/1.0/\0" + xmp(text)),
    "xmp_webp": _webp("xmp"),
    "iptc_jpeg": jpeg_segment(0xED, _iptc),
    "jpeg_comment": jpeg_segment(0xFE, lambda text: text.encode()),
    "jpeg_after_end": _trailing("JPEG", "jpg"),
    "png_after_end": _trailing("PNG", "png"),
    "png_text": _png_text(False, False),
    "png_text_compressed": _stored_zlib,
    "png_international": _png_text(False, True),
    "png_international_compressed": _png_text(True, True),
    "gif_comment": _gif_comment,
    "tiff_artist": _tiff,
}
