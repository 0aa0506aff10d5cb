"""A market's price becomes a quote only by the author's link."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from incumbent.domain.market import MarketLink, MarketState, Settlement, YesMeans
from incumbent.domain.vocabulary import Event, SourceKind, Target
from incumbent.evidence.market_quotes import linked_quotes

MARKET = MarketState(
    venue="polymarket",
    market_id="17",
    title="Out by the end of 2027?",
    rule_text="Yes if the person ceases to be president by December 31, 2027, 11:59 PM ET.",
    observed_at=datetime(2026, 7, 25, 23, 30, tzinfo=UTC),
    settlement=Settlement.OPEN,
    bid=0.2,
    ask=0.3,
    address="https://example.org/market/17",
)
LINK = MarketLink(
    venue="polymarket",
    market_id="17",
    leader_id="ruler",
    yes_means=YesMeans.LEAVES,
    event=Event.EFFECTIVE,
    target=Target.EXIT,
    deadline=date(2027, 12, 31),
    rule_sha256=MARKET.rule_sha256,
    confirmed_on=date(2026, 7, 1),
)
LINKS = [LINK]


def test_a_yes_that_means_leaving_is_turned_with_its_bid_and_ask():
    quote = linked_quotes([MARKET], LINKS)[0][0]
    assert quote.probability == pytest.approx(0.75)
    assert (quote.low, quote.high) == (pytest.approx(0.7), pytest.approx(0.8))


def test_a_yes_that_means_staying_is_kept():
    quote = linked_quotes([MARKET], [replace(LINK, yes_means=YesMeans.STAYS)])[0][0]
    assert (quote.low, quote.probability, quote.high) == (0.2, 0.25, 0.3)


def test_a_quote_is_known_on_the_day_it_stood():
    quote = linked_quotes([MARKET], LINKS)[0][0]
    assert quote.provenance.known_at == date(2026, 7, 25)
    assert quote.provenance.observed_on == date(2026, 7, 25)


def test_an_unlinked_market_is_listed_never_guessed():
    quotes, left_out = linked_quotes([MARKET], [])
    assert quotes == ()
    assert [left.fact_id for left in left_out] == ["polymarket:17"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rule_text": "Yes if the person announces it."}, "rule text changed"),
        ({"rule_text": ""}, "no rule text"),
        ({"settlement": Settlement.NO}, "not open"),
        ({"settlement": Settlement.VOID}, "not open"),
        ({"bid": None}, "only one side is offered"),
        ({"bid": None, "ask": None}, "nobody offers"),
        ({"bid": 0.4}, "above ask"),
        ({"observed_at": datetime(2028, 1, 1, tzinfo=UTC)}, "deadline 2027-12-31 has passed"),
    ],
)
def test_a_linked_market_that_says_nothing_is_listed_with_the_reason(changed, said):
    quotes, left_out = linked_quotes([replace(MARKET, **changed)], LINKS)
    assert quotes == ()
    assert said in left_out[0].reason


def test_a_changed_rule_text_read_again_begins_a_new_series():
    other = replace(MARKET, rule_text="Yes if the person announces it.")
    links = [LINK, replace(LINK, rule_sha256=other.rule_sha256)]
    before = linked_quotes([MARKET], links)[0][0]
    after = linked_quotes([other], links)[0][0]
    assert before.provenance.fact_id != after.provenance.fact_id


def test_play_money_is_a_crowd_not_an_exchange():
    play = replace(MARKET, play_money=True)
    assert linked_quotes([play], LINKS)[0][0].source_kind is SourceKind.CROWD
    assert linked_quotes([MARKET], LINKS)[0][0].source_kind is SourceKind.EXCHANGE


def test_a_price_at_the_end_of_the_scale_stays_inside_it():
    sure = replace(MARKET, bid=None, ask=None, mid=1.0)
    assert 0 < linked_quotes([sure], LINKS)[0][0].probability < 0.01
