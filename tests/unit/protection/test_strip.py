"""Pictures of which only the pixels are kept."""

import io

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from incumbent.domain.errors import RefusedError
from incumbent.protection.strip import LONGEST_SIDE, has_metadata, stripped

SECRET = "Ada Example 555-0100"


def _photograph(orientation: int = 1, image_format: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (40, 20), "blue")
    picture.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[2] = (64.0, 8.0, 46.0)
    out = io.BytesIO()
    picture.save(out, image_format, exif=exif, comment=SECRET.encode(), quality=95)
    return out.getvalue()


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("image_format", ["JPEG", "WEBP", "TIFF"])
def test_nothing_but_pixels_is_left(image_format: str) -> None:
    original = _photograph(image_format=image_format)
    assert SECRET.encode() in original
    clean = stripped(original).content
    assert SECRET.encode() not in clean
    assert dict(_opened(clean).getexif()) == {}
    assert has_metadata(original)
    assert not has_metadata(clean)


def test_bytes_after_the_end_are_left_behind() -> None:
    assert SECRET.encode() not in stripped(_photograph() + SECRET.encode()).content


def test_text_chunks_of_a_png_are_left_behind() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_itxt("Author", SECRET, zip=True)
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG", pnginfo=note)
    clean = stripped(out.getvalue())
    assert clean.name.endswith(".png")
    assert set(_opened(clean.content).info) == set()


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    clean = stripped(_photograph(orientation=6))
    assert (clean.width, clean.height) == (20, 40)


def test_a_colour_profile_is_applied_and_left_behind() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (10, 200, 30)).save(out, "PNG", icc_profile=profile)
    clean = _opened(stripped(out.getvalue()).content)
    assert "icc_profile" not in clean.info
    assert all(abs(a - b) < 8 for a, b in zip(clean.getpixel((4, 4)), (10, 200, 30), strict=True))


def test_the_name_tells_of_the_pixels_alone() -> None:
    assert stripped(_photograph()).name == stripped(_photograph() + b"later").name


def test_a_large_picture_is_scaled_down() -> None:
    out = io.BytesIO()
    Image.new("RGB", (LONGEST_SIDE * 2, 10)).save(out, "PNG")
    assert stripped(out.getvalue()).width == LONGEST_SIDE


@pytest.mark.parametrize("content", [b"", b"no picture", _photograph()[:200], b"<svg/>", b"%!PS-Adobe-3.0"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError, match="no picture"):
        stripped(content)


def test_a_file_that_cannot_be_read_counts_as_telling() -> None:
    assert has_metadata(b"no picture")
