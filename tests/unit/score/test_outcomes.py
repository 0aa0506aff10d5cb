"""How asked dates come out: by the spell, the announcement, or in dispute."""

from dataclasses import replace
from datetime import date

import pytest

from incumbent.domain.leader import DatedFact
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision
from incumbent.score.outcomes import due_resolutions
from records import forecast_draft
from samples import ADA

ON = date(2005, 1, 1)


def _spell(start, end, office="president", **more):
    return Spell(f"ada-{office}-{start}", "ada", "Ada", "Exampleland", 999, office, start, end, **more)


def _fact(name, day):
    return DatedFact(name, "yes", day, day, "https://example.org/fact")


def _asked(*days, origin=date(2002, 1, 1), event="effective", target="exit", sequence=1):
    draft = forecast_draft("ada", origin, tuple((day, 0.5) for day in days))
    draft["forecast"]["event"], draft["forecast"]["target"] = event, target
    chained = {"_hash": "", "previous": "", "recorded_at": "", "schema": "", "sequence": sequence}
    return {**draft, **chained}


def _outcomes(entries, leader, on=ON):
    drafts, unresolved = due_resolutions(entries, [leader], on)
    found = {day["target_date"]: day["outcome"] for draft in drafts for day in draft["outcomes"]}
    return found, [item.reason for item in unresolved]


LEFT = replace(ADA, spells=(_spell(date(2001, 1, 1), date(2004, 1, 1), exit_cause=Cause.ELECTION),))


def test_in_office_the_day_before_the_hand_over_and_out_on_it():
    entries = [_asked(date(2003, 12, 31), date(2004, 1, 1))]
    assert _outcomes(entries, LEFT)[0] == {"2003-12-31": "in_office", "2004-01-01": "out"}


def test_a_date_to_come_stays_open_while_in_office():
    leader = replace(ADA, spells=(_spell(date(2001, 1, 1), None),))
    assert _outcomes([_asked(ON, date(2004, 12, 31))], leader)[0] == {"2004-12-31": "in_office"}


def test_an_exit_resolves_later_dates_at_once():
    assert _outcomes([_asked(date(2030, 1, 1))], LEFT)[0] == {"2030-01-01": "out"}


def test_a_return_is_a_new_spell_and_does_not_undo_the_exit():
    leader = replace(ADA, spells=(*LEFT.spells, _spell(date(2004, 6, 1), None)))
    assert _outcomes([_asked(date(2004, 12, 1))], leader)[0] == {"2004-12-01": "out"}


def test_occupancy_counts_a_return_and_waits_for_the_date():
    leader = replace(ADA, spells=(*LEFT.spells, _spell(date(2004, 6, 1), None)))
    entries = [_asked(date(2004, 2, 1), date(2004, 12, 1), date(2006, 1, 1), target="occupancy")]
    assert _outcomes(entries, leader)[0] == {"2004-02-01": "out", "2004-12-01": "in_office"}


def test_forecasts_of_two_spells_resolve_apart():
    leader = replace(ADA, spells=(*LEFT.spells, _spell(date(2004, 6, 1), None)))
    day = date(2004, 12, 1)
    drafts, _ = due_resolutions([_asked(day), _asked(day, origin=date(2004, 7, 1))], [leader], ON)
    assert [(d["spell_start"], d["outcomes"][0]["outcome"]) for d in drafts] == [
        ("2001-01-01", "out"),
        ("2004-06-01", "in_office"),
    ]


def test_announced_and_effective_and_de_facto_resolve_apart():
    leader = replace(
        LEFT,
        spells=(*LEFT.spells, _spell(date(2001, 1, 1), None, "de facto")),
        facts=(_fact("exit_announced", date(2003, 10, 5)),),
    )
    day = date(2003, 11, 1)
    entries = [_asked(day, event=event) for event in ("announced", "effective", "de_facto")]
    drafts, _ = due_resolutions(entries, [leader], ON)
    assert {d["event"]: d["outcomes"][0]["outcome"] for d in drafts} == {
        "announced": "out",
        "effective": "in_office",
        "de_facto": "in_office",
    }
    late = [_asked(date(2004, 6, 1), event=event) for event in ("effective", "de_facto")]
    drafts, _ = due_resolutions(late, [leader], ON)
    assert {d["event"]: d["outcomes"][0]["outcome"] for d in drafts} == {
        "effective": "out",
        "de_facto": "in_office",
    }


def test_an_announcement_nobody_dated_stays_open_with_its_reason():
    found, reasons = _outcomes([_asked(date(2003, 11, 1), date(2004, 2, 1), event="announced")], LEFT)
    assert found == {"2004-02-01": "out"}
    assert "exit_announced" in reasons[0]


def test_a_leader_who_announced_nothing_and_stays_is_in_office():
    leader = replace(ADA, spells=(_spell(date(2001, 1, 1), None),))
    assert _outcomes([_asked(date(2003, 11, 1), event="announced")], leader)[0] == {"2003-11-01": "in_office"}


def test_disputed_control_resolves_as_disputed_from_that_day_on():
    leader = replace(LEFT, facts=(_fact("exit_disputed", date(2003, 6, 1)),))
    entries = [_asked(date(2003, 5, 31), date(2003, 6, 1), date(2004, 6, 1))]
    assert _outcomes(entries, leader)[0] == {
        "2003-05-31": "in_office",
        "2003-06-01": "disputed",
        "2004-06-01": "disputed",
    }


@pytest.mark.parametrize(("precision", "open_day"), [(DatePrecision.MONTH, 20), (DatePrecision.YEAR, 60)])
def test_an_end_known_to_the_month_or_year_leaves_its_dates_open(precision, open_day):
    leader = replace(ADA, spells=(_spell(date(2001, 1, 1), date(2004, 1, 15), end_precision=precision),))
    inside = date.fromordinal(date(2004, 1, 1).toordinal() + open_day)
    found, reasons = _outcomes([_asked(inside, date(2003, 12, 1), date(2005, 6, 1))], leader)
    assert found == {"2003-12-01": "in_office", "2005-06-01": "out"}
    assert "not known to the day" in reasons[0]


def test_what_is_resolved_is_not_resolved_again_until_corrected():
    asked = _asked(date(2003, 12, 31))
    draft = due_resolutions([asked], [LEFT], ON)[0][0]
    chained = {"_hash": "", "previous": "", "recorded_at": "", "schema": "", "sequence": 2}
    resolved = {**draft, **chained}
    assert due_resolutions([asked, resolved], [LEFT], ON)[0] == []
    correction = {"kind": "correction", "corrects": 2, "reason": "wrong day", **chained, "sequence": 3}
    assert due_resolutions([asked, resolved, correction], [LEFT], ON)[0] == [draft]


def test_a_resolution_says_when_it_could_be_known_and_from_where():
    draft = due_resolutions([_asked(date(2003, 12, 31), date(2004, 5, 1))], [LEFT], ON)[0][0]
    assert (draft["known_at"], draft["event_date"], draft["cause"]) == (
        "2004-01-01",
        "2004-01-01",
        "election",
    )
    assert "leaders/ada.toml" in draft["source"]


def test_a_forecast_made_while_out_of_office_asks_nothing():
    assert _outcomes([_asked(date(2004, 12, 1), origin=date(2004, 3, 1))], LEFT)[0] == {}
