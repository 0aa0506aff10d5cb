"""What a forecast of a past day sees does not depend on any row of the published files that came later."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from tests.truncated_inputs import truncate

from incumbent.model.history import history_of
from incumbent.model.situations import Situations, month_of
from incumbent.workflows.panel import load_panel


@pytest.fixture(scope="module")
def whole(data_folder):
    return load_panel(data_folder)[0]


def situations_on(panel, origin):
    """The situation of every leader who began before the day, by state; offices that rotate left out."""
    history = history_of(panel, month_of(origin), hindsight=False, first_month=month_of(origin))
    starts = panel.spells["start_date"].to_list()
    begun = np.array([starts[spell] < origin for spell in history.spell])
    found = history.situations.take(begun & (history.situations.rotating == 0))
    return found.take(np.argsort(found.state))


ORIGINS = [(1975, 2), (1990, 7), (2005, 4), (2012, 10), (2022, 7), (2024, 4)]
CODED_LATER = {
    92: "who took leave and came back never left: nobody knew on 2024-04-01 that he would",
    860: "a later text names the first round, of a month before the second",
}
"""States whose rows of 2022 and 2024 rest on a text shown later."""


@pytest.mark.parametrize("origin", [date(year, month, 1) for year, month in ORIGINS])
def test_every_file_cut_at_the_origin_leaves_every_situation_as_it_was(whole, data_folder, tmp_path, origin):
    truncate(data_folder, tmp_path, origin)
    known = situations_on(load_panel(tmp_path)[0], origin)
    seen = situations_on(whole, origin)
    seen = seen.take(~np.isin(seen.state, list(CODED_LATER)))
    assert len(seen) > 140
    # whoever left on the first of the month itself is still there in the cut files
    same = np.isin(known.state, seen.state)
    known, asked = known.take(same), seen.take(np.isin(seen.state, known.state))
    assert len(asked) >= len(seen) - 1
    for field in fields(Situations):
        was, found = getattr(asked, field.name), getattr(known, field.name)
        assert was.tolist() == found.tolist(), field.name
