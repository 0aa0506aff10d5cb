"""What of a leader was known on a day."""

from datetime import date

from samples import ADA


def test_the_newest_announcement_known_counts() -> None:
    assert [g.decision_date for g in ADA.known_on(date(2003, 5, 31)).gates] == [date(2005, 3, 11)]
    assert [g.decision_date for g in ADA.known_on(date(2003, 6, 1)).gates] == [date(2005, 3, 18)]
    assert ADA.known_on(date(2001, 12, 31)).gates == ()


def test_an_exit_is_unknown_before_it_happened() -> None:
    assert ADA.known_on(date(2003, 12, 31)).spells[0].right_censored
    assert not ADA.known_on(date(2004, 1, 1)).spells[0].right_censored


def test_a_later_spell_and_a_later_fact_are_absent() -> None:
    before = ADA.known_on(date(2003, 1, 31))
    assert len(before.spells) == 1
    assert before.facts == ()
    assert len(ADA.known_on(date(2003, 2, 1)).facts) == 1


def test_a_spell_holds_from_its_first_day_until_the_handover() -> None:
    spell = ADA.spells[0]
    assert spell.in_office_on(date(2001, 1, 1))
    assert spell.in_office_on(date(2003, 12, 31))
    assert not spell.in_office_on(date(2004, 1, 1))
