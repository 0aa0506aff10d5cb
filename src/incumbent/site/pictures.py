"""How a drawing becomes files: small PNGs for light and dark at two densities, and an SVG."""

from __future__ import annotations

import colorsys
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image

COLOURS = 32
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
    done : dict of str to Rendered
        By hash of the specification; hand the same one to later builds and they redraw only what changed.
    """

    done: dict[str, Rendered] = field(default_factory=_no_pictures)

    def render(self, spec: Mapping[str, Any]) -> Rendered:
        """The drawing's files; the SVG still without title and description."""
        text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self.done:
            self.done[key] = _render(text)
        return self.done[key]


def _render(spec: str) -> Rendered:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec)
    double = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=2))).convert("RGB")
    single = double.reduce(2)
    light, light_2x = _quantized(single), _quantized(double)
    return Rendered(
        light=_png(light),
        light_2x=_png(light_2x),
        dark=_png(_darkened(light)),
        dark_2x=_png(_darkened(light_2x)),
        svg=svg.encode(),
        width=single.width,
        height=single.height,
    )


def _quantized(image: Image.Image) -> Image.Image:
    return image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _darkened(image: Image.Image) -> Image.Image:
    """The same picture on dark paper: every palette colour's lightness is turned round, its hue kept."""
    palette = image.getpalette() or []
    turned: list[int] = []
    for start in range(0, len(palette), 3):
        turned.extend(_turned(*palette[start : start + 3]))
    dark = image.copy()
    dark.putpalette(turned)
    return dark


def _turned(red: int, green: int, blue: int) -> tuple[int, int, int]:
    hue, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    back = colorsys.hls_to_rgb(hue, 0.92 - 0.83 * lightness, saturation * 0.9)
    return round(back[0] * 255), round(back[1] * 255), round(back[2] * 255)


def _png(image: Image.Image) -> bytes:
    sink = io.BytesIO()
    image.save(sink, "PNG", optimize=True)
    return sink.getvalue()


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
