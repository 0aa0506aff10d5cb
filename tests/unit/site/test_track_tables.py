"""The track record's tables: misses first, live apart from replay, every chance in one file."""

import csv
import io
from datetime import date

import numpy as np
import pytest

from incumbent.score.track_record import score_record
from incumbent.site.track_tables import paths_table, tables
from incumbent.site.wording import words_of
from records import forecast_draft

DAY, LATER = date(2021, 1, 1), date(2021, 3, 1)


def _said(chance, mode):
    draft = forecast_draft("ada", date(2020, 10, 1), ((DAY, chance), (LATER, chance / 2)), mode=mode)
    without = [{"target_date": DAY.isoformat(), "probability": 0.5}]
    draft["forecast"]["sources"] = [
        {"id": "bets", "kind": "bookmaker", "weight": 1.0, "horizons_without": without}
    ]
    return {**draft, "questions": [{"id": "new-year", "target_date": DAY.isoformat()}], "regime": "personal"}


@pytest.fixture(scope="module")
def found():
    """One live forecast that missed, one replay that did not; each answers a question and another date."""
    resolution = {
        "kind": "resolution",
        "leader_id": "ada",
        "event": "effective",
        "target": "exit",
        "outcomes": [{"target_date": day.isoformat(), "outcome": "out"} for day in (DAY, LATER)],
        "source": "https://example.org/gazette",
        "known_at": "2021-04-01",
    }
    drafts = [_said(0.9, "live"), _said(0.1, "replay"), resolution]
    chained = {"_hash": "", "previous": "", "recorded_at": "", "schema": ""}
    entries = [{**draft, **chained, "sequence": number} for number, draft in enumerate(drafts, start=1)]
    return score_record(entries, generator=np.random.default_rng(1))


def test_misses_stand_first_and_tables_without_rows_are_left_out(found):
    names = [figure.name for figure in tables("live", found["live"], words_of("en"), str, {})]
    assert names == [
        "live-misses",
        "live-scores",
        "live-horizons",
        "live-regimes",
        "live-leaders",
        "live-sources",
    ]
    assert [figure.name for figure in tables("replay", found["replay"], words_of("en"), str, {})] == [
        "replay-scores",
        "replay-horizons",
        "replay-regimes",
        "replay-leaders",
        "replay-sources",
    ]


def test_a_miss_shows_what_was_said_first_and_last_and_what_happened(found):
    misses = next(tables("live", found["live"], words_of("ru"), str, {}))
    assert misses.cells(words_of("ru")) == [["Мара Квилл", "1 января 2021", "90", "90", "ушёл", "0,810"]]


def test_every_chance_of_live_and_replay_is_in_one_file(found):
    rows = list(csv.DictReader(io.StringIO(paths_table(found, words_of("en")).csv())))
    assert [(r["mode"], r["target_date"], r["question"], r["probability"], r["entry"]) for r in rows] == [
        ("live", "2021-01-01", "new-year", "0.9", "1"),
        ("live", "2021-03-01", "", "0.45", "1"),
        ("replay", "2021-01-01", "new-year", "0.1", "2"),
        ("replay", "2021-03-01", "", "0.05", "2"),
    ]


def test_a_source_is_worth_what_the_score_loses_without_it(found):
    *_, worth = tables("live", found["live"], words_of("en"), str, {})
    assert worth.rows[0]["value"] == pytest.approx(0.5**2 - 0.9**2)


def test_russian_tables_name_leaders_as_the_desk_does_and_forms_of_rule_in_russian(found):
    words, own = words_of("ru"), {"Мара Квилл": "Марра Квилль"}
    by_name = {figure.name: figure for figure in tables("live", found["live"], words, str, own)}
    for name, first in (
        ("misses", "Марра Квилль"),
        ("leaders", "Марра Квилль"),
        ("regimes", "личная власть"),
    ):
        assert [row[0] for row in by_name[f"live-{name}"].cells(words)] == [first]
        assert first not in by_name[f"live-{name}"].csv()
