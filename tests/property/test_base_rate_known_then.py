"""No fact known after the origin date changes a base forecast."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.invented_leaders import fact, leader, vote

from incumbent.model.base_rate import base_forecast
from incumbent.workflows.parameters import parameters_as_of

ORIGIN = date(2017, 8, 1)
KNOWN_FACTS = (
    fact("regime", "personal", date(2000, 1, 1)),
    fact("last_result", "won", date(2012, 3, 4), date(2012, 3, 5)),
)
KNOWN_GATE = vote(date(2018, 3, 18), date(2012, 3, 5), handover=date(2018, 5, 7))

names = st.sampled_from(
    ["regime", "last_result", "last_vote", "votes_survived", "entry_mode", "military", "term_months"]
)
values = st.sampled_from(["parliamentary", "won", "lost", "2017-02-01", "3", "irregular", "yes", "48"])
later = st.integers(1, 3000).map(lambda days: ORIGIN + timedelta(days=days))
any_day = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@settings(max_examples=60, deadline=None)
@given(
    facts=st.lists(st.builds(fact, names, values, any_day, later), max_size=4),
    gates=st.lists(st.builds(vote, any_day, later, standing=st.sampled_from([None, False])), max_size=3),
    end=st.none() | later,
)
def test_facts_known_later_change_nothing(facts, gates, end):
    parameters = parameters_as_of(ORIGIN)
    plain = base_forecast(leader(facts=KNOWN_FACTS, gates=(KNOWN_GATE,)), ORIGIN, parameters)
    knowing = base_forecast(
        leader(facts=(*KNOWN_FACTS, *facts), gates=(KNOWN_GATE, *gates), end=end), ORIGIN, parameters
    )
    assert np.array_equal(plain.risks.hazard_mass, knowing.risks.hazard_mass)
    assert [g.chance_of_losing for g in plain.risks.gates] == [
        g.chance_of_losing for g in knowing.risks.gates
    ]
    assert np.array_equal(plain.log_hazard_shifts, knowing.log_hazard_shifts)
