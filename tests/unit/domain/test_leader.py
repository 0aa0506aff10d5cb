"""What of a leader was known on a day."""

from datetime import date

from incumbent.domain.leader import BaseRate, DatedFact, Leader, Origins, ScheduledGate
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision


def _gate(day: date, known_at: date) -> ScheduledGate:
    return ScheduledGate(
        "vote-1", Cause.ELECTION, day, DatePrecision.DAY, None, known_at, "https://example.org/calendar"
    )


LEADER = Leader(
    leader_id="ada",
    name="Ada Example",
    country="Exampleland",
    office="president",
    gwcode=999,
    birth_date=date(1950, 1, 1),
    woman=True,
    spells=(
        Spell(
            "ada-1", "ada", "Ada Example", "Exampleland", 999, "president", date(2001, 1, 1), date(2004, 1, 1)
        ),
        Spell("ada-2", "ada", "Ada Example", "Exampleland", 999, "president", date(2006, 1, 1), None),
    ),
    gates=(_gate(date(2005, 3, 11), date(2002, 1, 1)), _gate(date(2005, 3, 18), date(2003, 6, 1))),
    facts=(
        DatedFact("regime", "parliamentary", date(2003, 1, 1), date(2003, 2, 1), "https://example.org/r"),
    ),
    questions=(),
    origins=Origins.MONTHLY,
    base_rate=BaseRate.WORLD,
    prior=None,
    patron_id=None,
    zone="Etc/UTC",
)


def test_the_newest_announcement_known_counts() -> None:
    assert [g.decision_date for g in LEADER.known_on(date(2003, 5, 31)).gates] == [date(2005, 3, 11)]
    assert [g.decision_date for g in LEADER.known_on(date(2003, 6, 1)).gates] == [date(2005, 3, 18)]
    assert LEADER.known_on(date(2001, 12, 31)).gates == ()


def test_an_exit_is_unknown_before_it_happened() -> None:
    assert LEADER.known_on(date(2003, 12, 31)).spells[0].right_censored
    assert not LEADER.known_on(date(2004, 1, 1)).spells[0].right_censored


def test_a_later_spell_and_a_later_fact_are_absent() -> None:
    before = LEADER.known_on(date(2003, 1, 31))
    assert len(before.spells) == 1
    assert before.facts == ()
    assert len(LEADER.known_on(date(2003, 2, 1)).facts) == 1


def test_a_spell_holds_from_its_first_day_until_the_handover() -> None:
    spell = LEADER.spells[0]
    assert spell.in_office_on(date(2001, 1, 1))
    assert spell.in_office_on(date(2003, 12, 31))
    assert not spell.in_office_on(date(2004, 1, 1))
