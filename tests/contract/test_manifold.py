"""Recorded answers of Manifold, and the traps in them."""

import json
from datetime import UTC, datetime

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.market import Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence import manifold

NOON = datetime(2026, 8, 18, 12, tzinfo=UTC)


def answer(value: object) -> Snapshot:
    return Snapshot("https://example.org/v0", json.dumps(value).encode(), NOON)


def choice(**fields: object) -> dict[str, object]:
    return {
        "id": "m",
        "question": "Who?",
        "outcomeType": "MULTIPLE_CHOICE",
        "isResolved": False,
        "answers": [
            {"id": "a", "text": "A", "probability": 0.7},
            {"id": "b", "text": "B", "probability": 0.3},
        ],
        **fields,
    }


@pytest.mark.parametrize(
    "name",
    [
        "market_binary_cancel_2022-10-21.json",
        "market_binary_no_2022-10-21.json",
        "market_binary_open_2022-10-12.json",
        "market_binary_yes_2022-10-12.json",
        "market_free_response_mkt_2022-10-12.json",
        "market_multiple_choice_mkt_2022-10-12.json",
        "market_multiple_choice_resolved_one_2022-10-12.json",
    ],
)
def test_every_recorded_market_of_chances_is_read_as_play_money(recorded, name):
    read = manifold.read_markets(recorded("manifold", name))
    assert read.markets
    assert all(market.play_money and market.rule_text for market in read.markets)


def test_cancel_is_void_not_no(recorded):
    market = manifold.read_markets(recorded("manifold", "market_binary_cancel_2022-10-21.json")).markets[0]
    assert market.settlement is Settlement.VOID
    assert market.paid is None


def test_resolution_probability_on_a_yes_is_not_the_outcome(recorded):
    market = manifold.read_markets(recorded("manifold", "market_binary_yes_2022-10-12.json")).markets[0]
    assert market.settlement is Settlement.YES
    assert market.paid == 1
    assert market.mid is None


def test_a_no_pays_nothing(recorded):
    market = manifold.read_markets(recorded("manifold", "market_binary_no_2022-10-21.json")).markets[0]
    assert (market.settlement, market.paid) == (Settlement.NO, 0)


def test_an_open_market_has_its_probability_as_mid_and_times_in_milliseconds(recorded):
    market = manifold.read_markets(recorded("manifold", "market_binary_open_2022-10-12.json")).markets[0]
    assert market.chance_of_yes == pytest.approx(0.10519257)
    assert market.closes_hint == datetime.fromtimestamp(1704171540, tz=UTC)


def test_the_winning_answer_is_yes_and_the_others_no(recorded):
    name = "market_multiple_choice_resolved_one_2022-10-12.json"
    markets = manifold.read_markets(recorded("manifold", name)).markets
    won = [market.market_id.split("/")[1] for market in markets if market.settlement is Settlement.YES]
    assert won == ["2"]
    assert {m.settlement for m in markets} == {Settlement.YES, Settlement.NO}


def test_shares_by_mkt_are_partial_for_every_answer(recorded):
    markets = manifold.read_markets(
        recorded("manifold", "market_multiple_choice_mkt_2022-10-12.json")
    ).markets
    assert {market.settlement for market in markets} == {Settlement.PARTIAL}


def test_a_number_market_is_listed_and_its_value_follows_from_the_scale(recorded):
    snapshot = recorded("manifold", "market_pseudo_numeric_mkt_2022-10-12.json")
    read = manifold.read_markets(snapshot)
    assert read.markets == ()
    assert "PSEUDO_NUMERIC" in read.left_out[0].reason
    raw = json.loads(snapshot.content)
    value = manifold.pseudo_numeric_value(raw["resolutionProbability"], 2000, 6000, log_scale=False)
    assert round(value, 1) == 5531.5


@pytest.mark.parametrize(("probability", "value"), [(0, 1), (1, 1000), (0.5, 31.6227766)])
def test_a_log_scale_runs_from_low_to_high(probability, value):
    assert manifold.pseudo_numeric_value(probability, 1, 1000, log_scale=True) == pytest.approx(value)


def test_a_search_carries_no_rule_text_so_nothing_of_it_can_be_linked(recorded):
    read = manifold.read_markets(recorded("manifold", "search_markets_2026-08-18.json"))
    assert read.markets
    assert {market.rule_text for market in read.markets} == {""}


def test_independent_answers_are_settled_one_by_one():
    answers = [
        {"id": "a", "text": "A", "probability": 0.7, "resolution": "YES", "resolutionProbability": 0.9},
        {"id": "b", "text": "B", "probability": 0.3},
        {"id": "c", "text": "C", "probability": 0.1, "resolution": "CANCEL"},
    ]
    markets = manifold.read_markets(answer(choice(answers=answers, shouldAnswersSumToOne=False))).markets
    assert [m.settlement for m in markets] == [Settlement.YES, Settlement.OPEN, Settlement.VOID]
    assert markets[0].paid == 1


def test_a_cancelled_choice_is_void_for_every_answer():
    markets = manifold.read_markets(answer(choice(isResolved=True, resolution="CANCEL"))).markets
    assert {market.settlement for market in markets} == {Settlement.VOID}


def test_a_closing_time_in_the_year_ten_thousand_is_no_closing_time():
    market = choice(outcomeType="BINARY", probability=0.5, closeTime=253402300799000000)
    assert manifold.read_markets(answer(market)).markets[0].closes_hint is None


def test_bets_give_prices_in_order_of_time_without_redemptions(recorded):
    points = manifold.read_bets(recorded("manifold", "bets_2022-10.json"))
    assert [point.observed_at for point in points] == sorted(point.observed_at for point in points)
    assert points[-1].price == pytest.approx(0.9911535861392651)
    raw = json.loads(recorded("manifold", "market_binary_open_2022-10-12.json").content)["bets"]
    kept = manifold.read_bets(answer(raw))
    idle = [bet for bet in raw if bet.get("isRedemption") or (not bet["amount"] and not bet["shares"])]
    assert idle
    assert len(kept) == len(raw) - len(idle)


def test_an_error_object_is_refused():
    with pytest.raises(SourceError, match="not of the known form"):
        manifold.read_markets(answer({"message": "Contract not found"}))
