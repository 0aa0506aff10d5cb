"""A picture, document or archive that stands packed in a page is looked into like a file."""

import base64
import io
import zipfile

import pytest
from PIL import Image, PngImagePlugin
from tests.vaults import scanner_of

NAME = "Вершигорская"


PEOPLE = """
people:
- {id: one, name: Полина Вершигорская, aliases: [Вершигорская], gps: [{lat: 51.50012, lon: 31.29876}]}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


def _saved(kind, **more):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    return out.getvalue()


def _photograph():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.4), 3: "E", 4: (31.0, 17.0, 55.5)}
    return _saved("JPEG", exif=exif)


def _png():
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", NAME, zip=True)
    return _saved("PNG", pnginfo=info)


def _archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("note.txt", NAME)
    return out.getvalue()


FILES = {"image/jpeg": _photograph(), "image/png": _png(), "application/zip": _archive()}
PAGES = {
    "a.html": '<img src="data:{kind};base64,{packed}">',
    "a.css": "a {{ background: url(data:{kind};base64,{packed}) }}",
    "a.md": "![picture](data:{kind};base64,{packed})",
    "a.json": '{{"thumbnail": "{packed}"}}',
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:{kind};base64,{packed}"/></svg>',
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", PAGES)
def test_a_packed_file_is_looked_into(scanner, name, kind):
    page = PAGES[name].format(kind=kind, packed=base64.b64encode(FILES[kind]).decode())
    assert {one.person for one in scanner.scan_bytes(name, page.encode())} == {"one"}
    assert {one.person for one in scanner.scan_text(page, kind="html")} == {"one"}


def test_a_packed_file_in_short_lines_is_looked_into(scanner):
    packed = base64.encodebytes(FILES["image/png"]).decode()
    assert {one.person for one in scanner.scan_bytes("a.txt", f"See\n\n{packed}\nabove".encode())} == {"one"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_packed_picture_of_nobody_passes(scanner, kind):
    packed = base64.b64encode(_saved(kind)).decode()
    assert not scanner.scan_bytes("a.html", f'<img src="data:image/x;base64,{packed}">'.encode())


def test_an_example_cut_short_passes(scanner):
    packed = base64.b64encode(_saved("PNG")).decode()
    assert not scanner.scan_bytes("a.md", f"It begins like this: {packed[: len(packed) - 9]}…".encode())


def test_a_packed_archive_that_cannot_be_read_is_refused(scanner):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("voice.mp3", b"\x00\x01\x02" * 400)
    page = f"data:application/zip;base64,{base64.b64encode(out.getvalue()).decode()}"
    assert {one.rule for one in scanner.scan_bytes("a.html", page.encode())} == {"unreadable: no-handler"}


def test_a_packed_document_that_cannot_be_opened_is_refused_in_a_text_too(scanner):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("voice.mp3", b"\x00\x01\x02" * 400)
    found = scanner.scan_text(base64.b64encode(out.getvalue()).decode(), kind="json")
    assert {(one.level.value, one.rule) for one in found} == {("block", "unreadable: no-handler")}
