"""Pictures: the same bytes every time, dark twins with the same shape, an SVG that can be read aloud."""

import io
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

import invented_site
from incumbent.site.chart_style import DARK_PAPER, PAPER
from incumbent.site.evidence_chart import evidence_chart
from incumbent.site.figure import Column, Figure, Kind
from incumbent.site.figures import curve_figure, history_figure
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


def texts(spec) -> list[str]:
    return [found.text for found in ElementTree.fromstring(Studio().render(spec).svg).iter() if found.text]


NAMES = {"ours": "Our curve", "base": "Base rate", "others": "Quoted by others", "old": "Quoted long ago"}


def beside_others(*said_on: date):
    """A chart with a quote of each of these days, on dates far apart."""
    said = leader_histories(invented_site.content())[0].headline.latest
    columns = (
        Column("number", "No.", Kind.COUNT),
        Column("known_at", "Said on", Kind.DAY),
        Column("target_date", "On", Kind.DAY),
        Column("probability", "Chance", Kind.CHANCE),
    )
    rows = tuple(
        {
            "number": number,
            "known_at": day,
            "target_date": said.origin_date + timedelta(days=500 * number),
            "probability": 0.7,
        }
        for number, day in enumerate(said_on, start=1)
    )
    curve = curve_figure(said, "x", words_of("en"), "x")
    return evidence_chart(curve, Figure("x", "", "", columns, rows), said.origin_date, NAMES)


def test_a_picture_names_each_of_its_lines_and_dots_and_no_other():
    origin = leader_histories(invented_site.content())[0].headline.latest.origin_date
    recent, old = origin - timedelta(days=10), origin - timedelta(days=400)
    assert {*texts(beside_others(recent))} & {*NAMES.values()} == {*NAMES.values()} - {NAMES["old"]}
    assert {*texts(beside_others(old))} & {*NAMES.values()} == {*NAMES.values()} - {NAMES["others"]}
    assert {*texts(beside_others(recent, old))} >= {*NAMES.values()}


def test_a_quote_of_long_ago_bears_its_day_in_the_picture():
    origin = leader_histories(invented_site.content())[0].headline.latest.origin_date
    recent, old = origin - timedelta(days=10), origin - timedelta(days=400)
    assert {"1", f"2 ({old})"} <= {*texts(beside_others(recent, old))}


def test_the_newest_step_reaches_to_the_pictures_end(spec):
    *_, newest, end = spec["datasets"]["rows"]
    assert newest["origin_date"] < end["origin_date"]
    assert {**end, "origin_date": ""} == {**newest, "origin_date": ""}
    assert spec["datasets"]["newest"] == [newest]


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
