"""What election texts say of terms; the phrases are invented in the manner of the published ones."""

from collections import Counter
from datetime import date

import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.term_limits import read_term_rules, term_rule

HEAD = "gwcode,valid_from,elections_text"


def rules(*rows, counts=None, followed=lambda _state, _day: True):
    content = "\n".join([HEAD, *rows]).encode()
    return read_term_rules(content, "texts.csv", followed, Counter() if counts is None else counts)


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("for a 5-year term (eligible for a second term)", 2),
        ("for a five-year term (eligible for a second consecutive or discontinuous term)", 2),
        ("for a single renewable 5-year term", 2),
        ("for a single, renewable 5-year term", 2),
        ("for a 5-year term (renewable once)", 2),
        ("for a period of 5 years renewable for a second term", 2),
        ("for a 4-year term (eligible for a single consecutive term and more after a break)", 2),
        ("for a 6-year term (two-term limit)", 2),
        ("for a 6-year term (2-consecutive-term limit)", 2),
        ("for up to 2 consecutive 5-year terms", 2),
        ("for a 5-year term (limited to 3 consecutive terms)", 3),
        ("for a 5-year term (eligible for 2 additional terms)", 3),
        ("for a single 6-year term", 1),
        ("for a single nonrenewable 4-year term", 1),
        ("for a 4-year term (eligible for nonconsecutive terms)", 1),
        ("for a 4-year term (not eligible for consecutive terms)", 1),
        ("for a 7-year term (no term limits)", None),
        ("for a 7-year term (eligible for unlimited terms)", None),
    ],
)
def test_a_stated_limit_is_read_as_terms_in_a_row(words, most):
    found = term_rule(f"president directly elected by majority vote {words}; next to be held in May 2030")
    assert (found.stated, found.most_terms) == (True, most)


@pytest.mark.parametrize(
    ("words", "months"), [("a 5-year term", 60), ("a single six-year term", 72), ("a 1-year term", 12)]
)
def test_the_length_of_a_term_is_read_in_months(words, months):
    assert term_rule(f"president indirectly elected by the assembly for {words}").term_months == months


def test_the_rule_may_stand_in_a_later_clause_of_the_president():
    text = "president elected by electors; the president serves a 4-year term (eligible for a second term)"
    assert term_rule(text).most_terms == 2


def test_the_term_of_another_office_is_not_the_presidents():
    text = (
        "president directly elected; prime minister appointed for a 4-year term (eligible for a second term)"
    )
    found = term_rule(text)
    assert (found.stated, found.most_terms, found.term_months) == (False, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "formerly, the president was directly elected for a 5-year term (eligible for a second term)",
        "prior to the coup, president directly elected for a 5-year term (eligible for a second term)",
        "the old constitution directed that the president be elected for a 5-year term (two-term limit)",
        "the junta rules by decree; president elected for a 5-year term (eligible for a second term)",
    ],
)
def test_a_rule_of_the_past_is_not_in_force(text):
    assert term_rule(text).stated is False


@pytest.mark.parametrize(
    "words",
    [
        "for a 3-year renewable term",
        "for a 5-year term (eligible for consecutive terms)",
        "for a 4-year term (eligible for reelection)",
    ],
)
def test_a_text_that_names_no_number_states_no_limit(words):
    found = term_rule(f"president directly elected by majority vote {words}; next to be held in May 2030")
    assert (found.stated, found.most_terms) == (False, None)


@pytest.mark.parametrize(
    "note",
    [
        "note - for the next vote, earlier terms are discounted",
        "the amendment included an exception for President ADA",
        "as founder, President ADA can run an unlimited number of times",
        "note - the court struck down the provisions on term limits",
    ],
)
def test_a_rule_from_which_somebody_is_excepted_states_no_limit(note):
    found = term_rule(f"president directly elected for a 5-year term (eligible for a second term); {note}")
    assert (found.stated, found.most_terms, found.term_months) == (False, None, 60)


def test_what_a_rule_was_before_is_not_what_it_is():
    text = "president elected for a 7-year term (eligible for a second term; previously a single 5-year term)"
    assert (term_rule(text).most_terms, term_rule(text).term_months) == (2, 84)


def test_a_monarchy_without_a_vote_has_no_rule():
    assert term_rule("none; the monarchy is hereditary").stated is False


def test_a_rule_is_known_from_the_day_of_the_text_and_the_first_is_marked():
    table = rules(
        "2,2020-03-01,president elected for a 5-year term (eligible for a second term)",
        "2,2021-03-01,president elected for a 5-year term (eligible for a second term); held in May",
        "2,2022-03-01,president elected for a 5-year term (no term limits)",
    )
    assert table.select("known_on", "first_text", "stated", "most_terms").rows() == [
        (date(2020, 3, 1), True, True, 2),
        (date(2022, 3, 1), False, True, None),
    ]


def test_limits_freedom_and_silence_are_counted():
    counts = Counter()
    rules(
        "2,2020-03-01,president elected for a 5-year term (eligible for a second term)",
        "3,2020-03-01,president elected for a 5-year term (no term limits)",
        "4,2020-03-01,the monarchy is hereditary",
        "4,2021-03-01,president elected for a single 5-year term",
        counts=counts,
    )
    assert sorted(counts.values()) == [0, 1, 1, 2]


def test_a_text_of_a_day_that_does_not_exist_is_refused():
    with pytest.raises(FaultsFoundError, match=r"texts.csv:2 \[valid_from\]: is '2020-02-31'"):
        rules("2,2020-02-31,president elected for a 5-year term")


def test_the_term_of_a_head_of_state_who_does_not_lead_binds_nobody():
    rows = (
        "2,2020-03-01,president elected for a single 5-year term",
        "2,2021-03-01,president for a 5-year term",
    )
    table = rules(*rows, followed=lambda _state, day: day.year > 2020)
    assert table.select("stated", "most_terms").rows() == [(False, None), (False, None)]
    assert rules(*rows, followed=lambda _state, _day: False).height == 1
