"""A photograph of which only the pixels are kept."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incumbent.domain.errors import RefusedError

if TYPE_CHECKING:
    from PIL import Image, ImageCms

JPEG_QUALITY = 88
LONGEST_SIDE = 2000
_MOST_PIXELS = 120_000_000
_KEPT_INFO = {
    "jfif",
    "jfif_version",
    "jfif_unit",
    "jfif_density",
    "dpi",
    "gamma",
    "srgb",
    "transparency",
    "adobe",
    "adobe_transform",
    "progressive",
    "progression",
}
_READ = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")


@dataclass(frozen=True, slots=True)
class StrippedImage:
    """Pixels alone.

    Parameters
    ----------
    content : bytes
        A JPEG, or a PNG where the picture has see-through parts or few colours.
    name : str
        Of the content's hash: a camera's file name can tell who took it and when.
    width, height : int
    """

    content: bytes
    name: str
    width: int
    height: int


def stripped(content: bytes) -> StrippedImage:
    """Decode a picture, turn it upright, scale it down, and encode its pixels anew.

    Nothing of the old file is carried over: no EXIF, XMP, IPTC, comment, thumbnail, colour profile
    (its colours are converted to sRGB) or bytes after the end. Faces, places and reflections stay.

    Parameters
    ----------
    content : bytes
        JPEG, PNG, WebP, GIF (first frame), TIFF or BMP.

    Raises
    ------
    RefusedError
        If it is no such picture, is damaged, or has more than 120 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=_READ) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                msg = f"{opened.width} x {opened.height} pixels: at most 120 million. Scale it down."
                raise RefusedError(msg)
            opened.load()
            picture = _in_srgb(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        msg = "This is no picture that can be read. Bring it as JPEG, PNG, WebP, TIFF or BMP, undamaged."
        raise RefusedError(msg) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    flat = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    if flat.mode == "RGBA":
        flat.save(out, "PNG", optimize=True)
    else:
        flat.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    clean = out.getvalue()
    suffix = "png" if flat.mode == "RGBA" else "jpg"
    return StrippedImage(clean, f"{hashlib.sha256(clean).hexdigest()[:12]}.{suffix}", *flat.size)


def has_metadata(content: bytes) -> bool:
    """True if a picture carries anything beside its pixels, or cannot be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=_READ) as opened:
            extra = set(opened.info) - _KEPT_INFO
            return bool(extra) or len(opened.getexif()) > 0
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return True


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB (RGBA if parts of it are see-through), its colour profile applied."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    wanted = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, _srgb(), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile: take the colours as they are
        if isinstance(converted, Image.Image):
            return converted
    return picture.convert(wanted)


def _srgb() -> ImageCms.ImageCmsProfile:
    """The colours every screen assumes."""
    from PIL import ImageCms

    core: Any = getattr(ImageCms, "createProfile")("sRGB")  # noqa: B009  # its own stub is incomplete
    return ImageCms.ImageCmsProfile(core)
