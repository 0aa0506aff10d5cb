"""Pictures: the same bytes every time, dark twins with the same shape, an SVG that can be read aloud."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

import invented_site
from incumbent.site.chart_style import DARK_PAPER, PAPER
from incumbent.site.figures import history_figure
from incumbent.site.history import leader_histories
from incumbent.site.line_charts import history_chart
from incumbent.site.pictures import Rendered, Studio, told_svg
from incumbent.site.wording import words_of


@pytest.fixture(scope="module")
def spec():
    history = leader_histories(invented_site.content())[0].headline
    return history_chart(history_figure(history, words_of("en"), "x"), history.held_until)


@pytest.fixture(scope="module")
def drawn(spec) -> Rendered:
    return Studio().render(spec)


def corner(png: bytes) -> str:
    red, green, blue = Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0))
    return f"#{red:02x}{green:02x}{blue:02x}".upper()


def test_a_drawing_is_the_same_every_time(spec, drawn):
    assert Studio().render(spec) == drawn


def test_a_kept_drawing_is_the_drawing(spec, drawn, tmp_path):
    Studio(tmp_path).render(spec)
    assert Studio(tmp_path).render(spec) == drawn


def test_paper_is_the_page_s_own_colour(drawn):
    assert corner(drawn.light) == PAPER.upper()
    assert corner(drawn.dark) == DARK_PAPER.upper()


def test_the_dark_twin_differs_only_in_its_colours(drawn):
    light, dark = (Image.open(io.BytesIO(png)) for png in (drawn.light_2x, drawn.dark_2x))
    assert light.tobytes() == dark.tobytes()
    assert light.getpalette() != dark.getpalette()


def test_a_chart_is_small(drawn):
    assert len(drawn.light) < 12_000
    assert len(drawn.light_2x) < 24_000


def test_an_svg_says_what_it_shows(drawn):
    root = ElementTree.fromstring(told_svg(drawn.svg, "A title", "A sentence"))
    assert root.get("role") == "img"
    assert [child.text for child in root[:2]] == ["A title", "A sentence"]


def test_a_build_stopped_while_it_stores_a_drawing_leaves_no_half_of_it(spec, drawn, tmp_path, monkeypatch):
    with monkeypatch.context() as stopped:
        stopped.setattr(Path, "replace", _stop)
        with pytest.raises(KeyboardInterrupt):
            Studio(tmp_path).render(spec)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    assert Studio(tmp_path).render(spec) == drawn


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
