"""In which files can a string hide? Pictures, PDF, office files, archives: each made around one string."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable

from disguises.draw import Draw, FileMaker
from disguises.pdfs import PDFS
from disguises.pictures import PICTURES, jpeg_segment

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
    picture = jpeg_segment(0xFE, lambda value: value.encode())(draw, text)[1]
    return "docx", _zip({"[Content_Types].xml": _TYPES.encode(), "word/media/image1.jpeg": picture})


def _zip_in_zip(draw: Draw, text: str) -> tuple[str, bytes]:
    return "zip", _zip({"a.zip": _zip({"b.zip": _zip({"c.txt": text.encode()})})})


def _svg(text: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg'><title>{text}</title></svg>".encode()


def _tar(draw: Draw, text: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("notes.txt")
        info.size = len(text.encode())
        archive.addfile(info, io.BytesIO(text.encode()))
    return "tar", out.getvalue()


def _text(suffix: str, write: Callable[[str], bytes]) -> FileMaker:
    return lambda draw, text: (suffix, write(text))


FILES: dict[str, FileMaker] = {
    **PICTURES,
    **PDFS,
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
