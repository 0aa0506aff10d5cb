"""How a drawing becomes files: small PNGs for light and dark at two densities, and an SVG."""

from __future__ import annotations

import colorsys
import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image, ImageColor

from incumbent.site.chart_style import DARK_PAPER, PAPER

COLOURS = 32
PART = ".part"
"""Ending of a drawing that is being stored; one that stays was left by a kill."""
_PAPER = ImageColor.getrgb(PAPER)
_DARK_PAPER = ImageColor.getrgb(DARK_PAPER)
_KEPT = ("light.png", "light_2x.png", "drawing.svg")
_SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One drawing's files.

    Parameters
    ----------
    light, light_2x, dark, dark_2x : bytes
        PNG.
    svg : bytes
    width, height : int
        Of the PNG at single density.
    """

    light: bytes
    light_2x: bytes
    dark: bytes
    dark_2x: bytes
    svg: bytes
    width: int
    height: int


def _no_pictures() -> dict[str, Rendered]:
    return {}


@dataclass(slots=True)
class Studio:
    """Draws each distinct specification once, however many pages and languages show it.

    Parameters
    ----------
    folder : Path or None
        Where drawings outlive a build, by hash of their specification: only new ones are drawn.
    done : dict of str to Rendered
    """

    folder: Path | None = None
    done: dict[str, Rendered] = field(default_factory=_no_pictures)

    def render(self, spec: Mapping[str, Any]) -> Rendered:
        """The drawing's files; the SVG still without title and description."""
        text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self.done:
            self.done[key] = self._kept(key) or self._drawn(key, text)
        return self.done[key]

    def card(self, spec: Mapping[str, Any], width: int, height: int) -> bytes:
        """A drawing as one PNG of exactly this size."""
        text = json.dumps([spec, width, height], sort_keys=True, ensure_ascii=False)
        name = f"{hashlib.sha256(text.encode()).hexdigest()}.png"
        if self.folder is not None and (file := self.folder / name).is_file():
            return file.read_bytes()
        card = _card(spec, width, height)
        self._keep(name, card)
        return card

    def _keep(self, name: str, content: bytes) -> None:
        """Store whole or not at all: a process killed here must leave no half picture to a later build."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{os.getpid()}{PART}"
        beside.write_bytes(content)
        beside.replace(self.folder / name)

    def _kept(self, key: str) -> Rendered | None:
        if self.folder is None or not (file := self.folder / f"{key}.zip").is_file():
            return None
        with zipfile.ZipFile(file) as kept:
            light, light_2x, svg = (kept.read(name) for name in _KEPT)
        return _assembled(light, light_2x, svg)

    def _drawn(self, key: str, spec: str) -> Rendered:
        drawn = _render(spec)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as kept:
            for name, content in zip(_KEPT, (drawn.light, drawn.light_2x, drawn.svg), strict=True):
                kept.writestr(name, content)
        self._keep(f"{key}.zip", packed.getvalue())
        return drawn


def _render(spec: str) -> Rendered:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec)
    double = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=2))).convert("RGB")
    single = double.reduce(2)
    return _assembled(_png(single), _png(double), svg.encode())


def _card(spec: Mapping[str, Any], width: int, height: int) -> bytes:
    import vl_convert

    picture = Image.open(io.BytesIO(vl_convert.vegalite_to_png(json.dumps(spec), scale=1))).convert("RGB")
    return _png(picture.crop((0, 0, width, height)))


def _assembled(light: bytes, light_2x: bytes, svg: bytes) -> Rendered:
    with Image.open(io.BytesIO(light)) as picture:
        width, height = picture.size
    return Rendered(light, light_2x, _darkened(light), _darkened(light_2x), svg, width, height)


def _png(image: Image.Image) -> bytes:
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    start = 3 * int(str(few.getpixel((0, 0))))
    palette[start : start + 3] = _PAPER  # the corner is paper: the page's own colour, to the last bit
    few.putpalette(palette)
    sink = io.BytesIO()
    few.save(sink, "PNG", optimize=True)
    return sink.getvalue()


def _darkened(png: bytes) -> bytes:
    """The same picture on dark paper: only the palette changes, each colour's lightness turned round."""
    start = png.index(b"PLTE")
    length = int.from_bytes(png[start - 4 : start], "big")
    palette = png[start + 4 : start + 4 + length]
    turned = b"PLTE" + b"".join(_turned(*palette[at : at + 3]) for at in range(0, length, 3))
    return png[:start] + turned + zlib.crc32(turned).to_bytes(4, "big") + png[start + 8 + length :]


def _turned(red: int, green: int, blue: int) -> bytes:
    if (red, green, blue) == _PAPER:
        return bytes(_DARK_PAPER)
    hue, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    back = colorsys.hls_to_rgb(hue, 0.92 - 0.83 * lightness, saturation * 0.9)
    return bytes(round(channel * 255) for channel in back)


def told_svg(svg: bytes, title: str, description: str) -> bytes:
    """The SVG with a role, title and description, for reading aloud.

    Parameters
    ----------
    svg : bytes
    title, description : str
    """
    root = ElementTree.fromstring(svg)
    root.set("role", "img")
    root.set("aria-labelledby", "title desc")
    for position, (name, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{_SVG}}}{name}", {"id": name})
        element.text = text
        root.insert(position, element)
    return ElementTree.tostring(root, xml_declaration=True, encoding="utf-8")


def write_pictures(folder: Path, name: str, rendered: Rendered, title: str, description: str) -> None:
    """Write one figure's pictures into a folder: NAME.png, NAME@2x.png, their dark twins, NAME.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        f"{name}.png": rendered.light,
        f"{name}@2x.png": rendered.light_2x,
        f"{name}-dark.png": rendered.dark,
        f"{name}-dark@2x.png": rendered.dark_2x,
        f"{name}.svg": told_svg(rendered.svg, title, description),
    }
    for file_name, content in files.items():
        (folder / file_name).write_bytes(content)
