"""Where in a PDF can a string hide? In glyphs, under boxes, in attachments, in an earlier revision."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from disguises.draw import Draw, FileMaker
from disguises.pictures import xmp


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
    pdf.Root.Metadata = pdf.make_stream(xmp(text), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


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


LATIN_ONLY = frozenset({"pdf_text", "pdf_kerned", "pdf_letter_by_letter", "pdf_black_box"})

PDFS: dict[str, FileMaker] = {
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
}
