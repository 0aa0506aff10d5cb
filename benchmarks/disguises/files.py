"""In which files can a string hide? Images, PDF, office files, archives: each made around one string."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from disguises.draw import Draw
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

FileMaker = Callable[[Draw, str], tuple[str, bytes]]


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


def _jpeg_segment(marker: int, payload: Callable[[str], bytes]) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        raw, body = _saved(_picture(draw), "JPEG"), payload(text)
        return "jpg", raw[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + raw[2:]

    return maker


def _xmp(text: str) -> bytes:
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
    inner = _jpeg_segment(0xFE, lambda value: value.encode())(draw, text)[1]
    exif = _exif(0x010E, "x")
    raw = exif.tobytes()
    return _jpeg_segment(0xE1, lambda value: raw + inner)(draw, text)


def _trailing(form: str, suffix: str) -> FileMaker:
    return lambda draw, text: (suffix, _saved(_picture(draw), form) + b"\0\0" + text.encode())


def _gif_comment(draw: Draw, text: str) -> tuple[str, bytes]:
    return "gif", _saved(_picture(draw).convert("P"), "GIF", comment=text.encode())


def _webp(kind: str) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        if kind == "xmp":
            return "webp", _saved(_picture(draw), "WEBP", xmp=_xmp(text))
        return "webp", _saved(_picture(draw), "WEBP", exif=_exif(0x013B, text.encode()).tobytes())

    return maker


def _tiff(draw: Draw, text: str) -> tuple[str, bytes]:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info.tagtype[0x013B] = 7
    info[0x013B] = text.encode()
    return "tiff", _saved(_picture(draw), "TIFF", tiffinfo=info)


def _pdf(build: Callable[[pikepdf.Pdf, str], None], **options: object) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(300, 300))
        build(pdf, text)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, **options)
        return "pdf", out.getvalue()

    return maker


def _content(pdf: pikepdf.Pdf, body: bytes, font: pikepdf.Object | None = None) -> None:
    page = pdf.pages[0]
    base = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font if font is not None else base))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 20 200 Td " + body + b" ET")


def _pdf_text(pdf: pikepdf.Pdf, text: str) -> None:
    _content(pdf, f"(Interview with {text}) Tj".encode("latin-1"))


def _pdf_kerned(pdf: pikepdf.Pdf, text: str) -> None:
    pieces = " ".join(f"({letter}) -{20 + 5 * (index % 3)}" for index, letter in enumerate(text))
    _content(pdf, f"[{pieces}] TJ".encode("latin-1"))


def _pdf_pieces(pdf: pikepdf.Pdf, text: str) -> None:
    pieces = " ".join(f"({letter}) Tj 6 0 Td" for letter in text)
    _content(pdf, pieces.encode("latin-1"))


def _pdf_black_box(pdf: pikepdf.Pdf, text: str) -> None:
    _content(pdf, f"({text}) Tj ET 0 0 0 rg 10 190 250 30 re f BT".encode("latin-1"))


def _pdf_glyph_ids(pdf: pikepdf.Pdf, text: str) -> None:
    glyphs = {letter: index + 3 for index, letter in enumerate(dict.fromkeys(text))}
    lines = "\n".join(f"<{glyph:04X}> <{ord(letter):04X}>" for letter, glyph in glyphs.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/X"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/X"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([descendant]),
        ToUnicode=pdf.make_stream(table.encode()),
    )
    _content(pdf, f"<{''.join(f'{glyphs[letter]:04X}' for letter in text)}> Tj".encode(), font)


def _pdf_info(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.docinfo["/Author"] = text


def _pdf_metadata(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root.Metadata = pdf.make_stream(_xmp(text), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def _pdf_attachment(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, f"notes\n{text}\n".encode())


def _pdf_annotation(pdf: pikepdf.Pdf, text: str) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=text
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _pdf_outline(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def _pdf_earlier_revision(draw: Draw, text: str) -> tuple[str, bytes]:
    """The name stands in a revision that a later one, appended to the file, no longer shows."""
    raw = _pdf(_pdf_info, object_stream_mode=pikepdf.ObjectStreamMode.disable)(draw, text)[1]
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        number, size = pdf.trailer.Info.objgen[0], int(pdf.trailer.Size)
        root = pdf.trailer.Root.objgen[0]
    previous = int(raw.rsplit(b"startxref", 1)[1].split()[0])
    body = f"{number} 0 obj\n<</Author (nobody)>>\nendobj\n".encode()
    start = len(raw) + 1
    table = (
        f"xref\n{number} 1\n{start:010} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Info {number} 0 R"
        f"/Prev {previous}>>\nstartxref\n{start + len(body)}\n%%EOF\n"
    )
    return "pdf", raw + b"\n" + body + table.encode()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' "
    "ContentType='application/xml'/><Override PartName='/word/document.xml' ContentType='application/vnd."
    "openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
)


def _zip(entries: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2017, 5, 1, 0, 0, 0)), content)
        archive.comment = comment
    return out.getvalue()


def _docx(part: str, write: Callable[[str], str]) -> FileMaker:
    def maker(draw: Draw, text: str) -> tuple[str, bytes]:
        body = f"<w:document xmlns:w='{_WORD}'><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>"
        entries = {"[Content_Types].xml": _TYPES, "word/document.xml": body, part: write(text)}
        return "docx", _zip({name: content.encode() for name, content in entries.items()})

    return maker


def _runs(text: str) -> str:
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{x}</w:t></w:r>" for x in text)
    return f"<w:document xmlns:w='{_WORD}'><w:body><w:p>{runs}</w:p></w:body></w:document>"


def _deleted(text: str) -> str:
    return (
        f"<w:document xmlns:w='{_WORD}'><w:body><w:p><w:del w:author='editor'><w:r><w:delText>{text}"
        "</w:delText></w:r></w:del></w:p></w:body></w:document>"
    )


def _core(text: str) -> str:
    return (
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>{text}</dc:creator></cp:coreProperties>"
    )


def _comments(text: str) -> str:
    return (
        f"<w:comments xmlns:w='{_WORD}'><w:comment w:author='{text}' w:id='0'><w:p><w:r><w:t>ok</w:t></w:r></w:p>"
        "</w:comment></w:comments>"
    )


def _docx_image(draw: Draw, text: str) -> tuple[str, bytes]:
    picture = _jpeg_segment(0xFE, lambda value: value.encode())(draw, text)[1]
    return "docx", _zip({"[Content_Types].xml": _TYPES.encode(), "word/media/image1.jpeg": picture})


def _zip_in_zip(draw: Draw, text: str) -> tuple[str, bytes]:
    return "zip", _zip({"a.zip": _zip({"b.zip": _zip({"c.txt": text.encode()})})})


def _svg(text: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg'><title>{text}</title></svg>".encode()


def _stored_zlib(draw: Draw, text: str) -> tuple[str, bytes]:
    payload = zlib.compress(text.encode())
    raw = _saved(_picture(draw), "PNG")
    body = b"zTXtAuthor\0\0" + payload
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return "png", raw[:33] + chunk + raw[33:]


def _tar(draw: Draw, text: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("notes.txt")
        info.size = len(text.encode())
        archive.addfile(info, io.BytesIO(text.encode()))
    return "tar", out.getvalue()


def _text(suffix: str, write: Callable[[str], bytes]) -> FileMaker:
    return lambda draw, text: (suffix, write(text))


LATIN_ONLY = frozenset({"pdf_text", "pdf_kerned", "pdf_letter_by_letter", "pdf_black_box"})

FILES: dict[str, FileMaker] = {
    "exif_artist": _jpeg_exif(0x013B),
    "exif_copyright": _jpeg_exif(0x8298),
    "exif_description": _jpeg_exif(0x010E),
    "exif_user_comment": _jpeg_exif(0x9286, ExifTags.IFD.Exif),
    "exif_owner": _jpeg_exif(0xA430, ExifTags.IFD.Exif),
    "exif_windows_author": _jpeg_exif(0x9C9D, encoding="utf-16-le"),
    "exif_png": _png_exif,
    "exif_webp": _webp("exif"),
    "exif_thumbnail_comment": _thumbnail,
    "xmp_jpeg": _jpeg_segment(0xE1, lambda text: b"http://ns.adobe.com/xap/1.0/\0" + _xmp(text)),
    "xmp_webp": _webp("xmp"),
    "iptc_jpeg": _jpeg_segment(0xED, _iptc),
    "jpeg_comment": _jpeg_segment(0xFE, lambda text: text.encode()),
    "jpeg_after_end": _trailing("JPEG", "jpg"),
    "png_after_end": _trailing("PNG", "png"),
    "png_text": _png_text(False, False),
    "png_text_compressed": _stored_zlib,
    "png_international": _png_text(False, True),
    "png_international_compressed": _png_text(True, True),
    "gif_comment": _gif_comment,
    "tiff_artist": _tiff,
    "pdf_text": _pdf(_pdf_text),
    "pdf_kerned": _pdf(_pdf_kerned),
    "pdf_letter_by_letter": _pdf(_pdf_pieces),
    "pdf_black_box": _pdf(_pdf_black_box),
    "pdf_glyph_ids": _pdf(_pdf_glyph_ids),
    "pdf_info": _pdf(_pdf_info),
    "pdf_xmp": _pdf(_pdf_metadata),
    "pdf_attachment": _pdf(_pdf_attachment),
    "pdf_annotation": _pdf(_pdf_annotation),
    "pdf_outline": _pdf(_pdf_outline),
    "pdf_object_streams": _pdf(_pdf_info, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "pdf_earlier_revision": _pdf_earlier_revision,
    "docx_runs": _docx("word/document.xml", _runs),
    "docx_deleted_text": _docx("word/document.xml", _deleted),
    "docx_author": _docx("docProps/core.xml", _core),
    "docx_comment_author": _docx("word/comments.xml", _comments),
    "docx_image_comment": _docx_image,
    "zip_text": lambda draw, text: ("zip", _zip({"a/notes.txt": text.encode()})),
    "zip_entry_name": lambda draw, text: ("zip", _zip({f"{text}.txt": b"text"})),
    "zip_comment": lambda draw, text: ("zip", _zip({"a.txt": b"text"}, text.encode())),
    "zip_in_zip": _zip_in_zip,
    "svgz_title": _text("svgz", lambda text: gzip.compress(_svg(text), mtime=0)),
    "svg_file": _text("svg", _svg),
    "text_utf16": _text("txt", lambda text: text.encode("utf-16")),
    "text_cp1251": _text(
        "txt", lambda text: f"Как рассказывает {text}".encode("cp1251", "xmlcharrefreplace")
    ),
    "gzip_text": _text("gz", lambda text: gzip.compress(text.encode(), mtime=0)),
    "hidden_file": _text("hidden", lambda text: text.encode()),
    "tar_text": _tar,
}
