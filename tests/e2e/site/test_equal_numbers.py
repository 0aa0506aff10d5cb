"""Every place that shows a number shows the one that the record holds, its range too."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from example_site import EXAMPLE, TODAY
from PIL import Image
from shown_numbers import (
    Asked,
    Triple,
    chances_fed,
    drawn_in,
    last_drawn,
    newest,
    recorded,
    tables,
    told,
    written_in,
)

from incumbent.domain.desk import Desk
from incumbent.site.cards import card_files
from incumbent.site.edition import Edition, plan_site
from incumbent.site.pages import leader_page
from incumbent.site.pictures import Rendered, Studio
from incumbent.workflows.build import built_at, site_content, stripped_images
from incumbent.workflows.desk import read_desk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


class Handed(Studio):
    """Keeps what is handed to the drawing, and draws nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[dict[str, Any]] = []
        self.charts: list[dict[str, Any]] = []

    def render(self, spec: Mapping[str, Any]) -> Rendered:
        self.charts.append(dict(spec))
        return Rendered(b"", b"", b"", b"", b"", 1, 1)

    def card(self, spec: Mapping[str, Any], *_size: int) -> bytes:
        self.cards.append(dict(spec))
        return b""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return read_desk(EXAMPLE, TODAY)


@pytest.fixture(scope="module")
def editions(desk: Desk) -> list[tuple[Edition, Handed]]:
    """Each language's edition with a studio of its own that only keeps what it is handed."""
    content = site_content(desk, EXAMPLE / "record", stripped_images(EXAMPLE / "images"))
    count = len(desk.settings.languages)
    studios = [Handed() for _ in range(count)]
    return [
        (plan_site(content, built_at(content.entries), studio).editions[place], studio)
        for place, studio in enumerate(studios)
    ]


@pytest.fixture(scope="module")
def asked(editions: list[tuple[Edition, Handed]]) -> list[Asked]:
    """Every question that the record answers, the headline's first of each leader."""
    shown = [
        (leader, place, one.question)
        for leader in editions[0][0].histories
        for place, one in enumerate(leader.questions)
    ]
    return [
        recorded(
            EXAMPLE / "record",
            leader.leader.leader_id,
            question.question_id,
            str(question.target_date),
            place,
        )
        for leader, place, question in shown
    ]


def places_apart(site: Path, asked: list[Asked]) -> list[str]:
    """The places that show something else than the record holds."""
    last = [(place, shown, one.whole[-1]) for one in asked for place, shown in newest(site, one)]
    every = [(place, shown, one.whole) for one in asked for place, shown in tables(site, one)]
    return [f"{place}: {shown}, recorded {held}" for place, shown, held in [*last, *every] if shown != held]


def test_pages_tables_csv_and_json_show_what_the_record_holds(example, asked):
    assert len(asked) > 9
    assert places_apart(example, asked) == []


def another(found: re.Match[str]) -> str:
    """The words that were found, with another number in them."""
    before, number, after = found.groups()
    return f"{before}{(int(number) + 1) % 10 ** len(number)}{after}"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("ru/index.html", r"(headline.*?>)(\d+)( из 100)"),
        ("ru/index.html", r"(от )(\d+)( до \d+ из 100)"),
        ("index.html", r"(range from-)(\d+)( )"),
        ("embed/putin.html", r"(Likely range \d+ to )(\d+)( in 100)"),
        ("data/putin-end-2024-history.csv", r"(2018-04-01,0\.)(\d)(\d)"),
    ],
)
def test_one_number_changed_by_hand_is_found(example, asked, tmp_path, page, words):
    changed = tmp_path / "site"
    changed.mkdir()
    for name in ("index.html", "leaders", "embed", "data", "api", "ru"):
        (shutil.copy if (example / name).is_file() else shutil.copytree)(example / name, changed / name)
    text, count = re.subn(words, another, (changed / page).read_text(encoding="utf-8"), count=1)
    assert count == 1
    (changed / page).write_text(text, encoding="utf-8")
    assert len(places_apart(changed, asked)) == 1


def test_the_feed_says_what_the_record_holds(example, asked):
    held = {
        (one.leader_id, day, one.question_id): number[0]
        for one in asked
        for day, number in zip(one.days, one.whole, strict=True)
    }
    fed = chances_fed(example)
    assert len(fed) == 30
    assert fed == {key: held[key] for key in fed}


def test_texts_and_labels_tell_what_the_record_holds(example, asked):
    assert [f"{one.stem}: {place}" for one in asked for place, does in told(example, one) if not does] == []


def test_charts_are_drawn_from_what_the_record_holds(asked, editions):
    for edition, studio in editions:
        by_rows: dict[str, list[list[Triple]]] = {}
        for leader in edition.histories:
            studio.charts.clear()
            leader_page(edition, leader)
            histories = [c for c in studio.charts if "origin_date" in c["datasets"].get("rows", [{}])[0]]
            by_rows[leader.leader.leader_id] = [drawn_in(chart) for chart in histories]
        drawn = [one for one in asked if len(one.days) > 1]
        held = {name: [one.whole for one in drawn if one.leader_id == name] for name in by_rows}
        assert by_rows == held


def test_the_newest_step_reaches_the_pictures_end_with_its_likely_range(example, asked):
    charts = {one.stem: one.whole[-1] for one in asked if len(one.days) > 1}
    assert len(charts) > 8
    for prefix in ("", "ru/"):
        drawn = {stem: last_drawn(example / prefix / "charts" / f"{stem}.svg") for stem in charts}
        assert drawn == charts


def test_cards_say_in_the_picture_what_the_record_holds(example, asked, editions):
    held = [one.whole[-1] for one in asked if one.is_headline]
    for edition, studio in editions:
        names = card_files(edition)
        assert [written_in(card) for card in studio.cards] == held
        for name in names:
            with Image.open(example / name) as picture:
                assert picture.size == (1200, 630)
