"""Take the pictures of docs/screenshots anew, to be looked at one by one before they are kept.

    python docs/generate_screenshots.py EXAMPLE ARABIC WORLD

Each is the folder of a built site: of examples/desk (`incumbent build`), of the tests' site in Arabic,
and of a desk made by `incumbent new --world`. Needs Chromium and Firefox ESR.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

PLACE = Path(__file__).parent / "screenshots"
CHROMIUM = "/usr/bin/chromium"
NO_SVG = 'user_pref("svg.disabled", true);\nuser_pref("javascript.enabled", false);\n'


@dataclass(frozen=True)
class Shot:
    """One picture: its name, which site's page, width and height in pixels."""

    name: str
    site: str
    page: str
    width: int
    height: int
    dark: bool = False
    opened: bool = False


SHOTS = (
    Shot("front-desktop", "example", "index.html", 1200, 1500),
    Shot("front-phone", "example", "index.html", 360, 1500),
    Shot("leader-desktop", "example", "leaders/putin.html", 1200, 2000),
    Shot("leader-phone", "example", "leaders/putin.html", 360, 1900),
    Shot("leader-russian-phone", "example", "ru/leaders/putin.html", 360, 1900),
    Shot("dated-dark", "example", "leaders/putin/2018-03-01.html", 900, 1700, dark=True),
    Shot("interview-phone", "example", "posts/2018-04-03.html", 360, 1500),
    Shot("post-with-blocks-phone", "example", "posts/two-voices.html", 360, 1500),
    Shot("gallery-phone-dark", "example", "gallery.html", 360, 1000, dark=True),
    Shot("track-record-desktop", "example", "track-record.html", 1200, 2700),
    Shot("missing-phone", "example", "404.html", 360, 640),
    Shot("arabic-phone", "arabic", "leaders/orlan.html", 360, 1900),
    Shot("world-desktop", "world", "index.html", 1100, 1080),
    Shot("world-front-phone", "world", "index.html", 360, 1100),
    Shot("world-phone", "world", "world/chance.html", 360, 1100),
    Shot("world-dark", "world", "world/chance.html", 900, 1100, dark=True),
)


def keep(picture: Image.Image, name: str) -> None:
    """Few colours are enough, and a small file."""
    picture.convert("RGB").quantize(96).save(PLACE / f"{name}.png", optimize=True)


def from_chromium(browser: Any, folder: Path, shot: Shot) -> None:
    """The top of a page."""
    scheme = "dark" if shot.dark else "light"
    viewport = {"width": shot.width, "height": shot.height}
    page = browser.new_context(viewport=viewport, color_scheme=scheme, java_script_enabled=False).new_page()
    page.goto((folder / shot.page).as_uri())
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        keep(Image.open(file.name), shot.name)
    page.context.close()


def on_paper(browser: Any, folder: Path) -> None:
    """A dated page as it is printed."""
    page = browser.new_context(viewport={"width": 760, "height": 1900}).new_page()
    page.emulate_media(media="print")
    page.goto((folder / "leaders/putin/2018-03-01.html").as_uri())
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        keep(Image.open(file.name), "dated-print")


def without_svg(folder: Path) -> None:
    """Firefox as Tor Browser is at "Safest"."""
    with tempfile.TemporaryDirectory() as profile:
        (Path(profile) / "user.js").write_text(NO_SVG)
        target = Path(profile) / "shot.png"
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", profile, "--window-size=420,1900"]
        page = (folder / "leaders/putin.html").as_uri()
        subprocess.run([*command, "--screenshot", str(target), page], check=True, capture_output=True)
        keep(Image.open(target), "firefox-no-svg-no-scripts")


if __name__ == "__main__":
    from playwright.sync_api import sync_playwright

    folders = dict(
        zip(("example", "arabic", "world"), (Path(name).resolve() for name in sys.argv[1:]), strict=True)
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            from_chromium(browser, folders[shot.site], shot)
        on_paper(browser, folders["example"])
        browser.close()
    without_svg(folders["example"])
