"""Every recorded answer has its reader: it is read whole, or refused with the venue's own words."""

import os
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.market import PriceKind, Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence import betfair, kalshi, manifold, metaculus, polymarket, predictit, smarkets
from incumbent.evidence.answers import read_json
from incumbent.evidence.wikidata_holders import read_entities, read_holders, read_holders_csv
from incumbent.evidence.world_bank import read_indicator

REPOSITORY = Path(__file__).resolve().parents[2]
Reader = Callable[[Snapshot], object]


def _market_ticker(snapshot: Snapshot) -> object:
    return kalshi.read_book(snapshot, "KXEXAMPLE")


def _candles(snapshot: Snapshot) -> object:
    return kalshi.read_candles(snapshot, "KXEXAMPLE")


# Checked as whole JSON only, for nothing asks for them: Kambi's feed is undocumented and without terms (its
# recording serves the odds formats below); Polymarket's CLOB market repeats what gamma says of it, and gamma
# is what is asked; Smarkets' events and markets carry names alone, the quotes and outcomes are in the
# contracts and quotes, and no rule text is in any of them, so that nothing could be linked.
READ: tuple[tuple[str, Reader], ...] = (
    ("betfair/list_market_book.json", betfair.read_books),
    ("betfair/list_market_catalogue*.json", betfair.read_rules),
    ("betfair/list_event_types.json", betfair.require_no_refusal),
    ("betfair/market_definition_*.json", betfair.require_no_refusal),
    ("kalshi/*candlesticks*", _candles),
    ("kalshi/*orderbook*", _market_ticker),
    ("kalshi/*series*", kalshi.read_terms_address),
    ("kalshi/events*", kalshi.read_markets),
    ("kalshi/markets*", kalshi.read_markets),
    ("kalshi/old_cents_event_single*", kalshi.read_markets),
    ("kalshi/old_cents_events_list*", kalshi.read_markets),
    ("kambi/*.json", lambda snapshot: read_json(snapshot, "kambi")),
    ("manifold/bets*", manifold.read_bets),
    ("manifold/*market*", manifold.read_markets),
    ("metaculus/*.json", metaculus.read_posts),
    ("polymarket/clob_book*", polymarket.read_book),
    ("polymarket/clob_market*", lambda snapshot: read_json(snapshot, "polymarket")),
    ("polymarket/clob_prices*", lambda snapshot: polymarket.read_price_history(snapshot, "777")),
    ("polymarket/gamma_event*", polymarket.read_markets),
    ("polymarket/gamma_market*.json", polymarket.read_markets),
    ("polymarket/gamma_public_search*", polymarket.read_markets),
    ("predictit/*.json", predictit.read_markets),
    ("smarkets/contracts*", smarkets.read_contracts),
    ("smarkets/quotes*", smarkets.read_quotes),
    ("smarkets/events*", lambda snapshot: read_json(snapshot, "smarkets")),
    ("smarkets/markets*", lambda snapshot: read_json(snapshot, "smarkets")),
    ("wikidata/sparql_*.json", read_holders),
    ("wikidata/*.csv", read_holders_csv),
    ("wikidata/entity_*.json", read_entities),
    ("wikidata/wbgetentities_*.json", read_entities),
    ("worldbank/*.json", read_indicator),
)
REFUSED: tuple[tuple[str, Reader], ...] = (
    ("betfair/jsonrpc_error*", betfair.read_books),
    ("betfair/login_*", betfair.read_books),
    ("kalshi/old_cents_event_metadata*", kalshi.read_markets),
    ("polymarket/*headers*.txt", polymarket.read_markets),
    ("polymarket/gamma_tags*", polymarket.read_markets),
    ("wikidata/error_*", read_holders),
    ("worldbank/error_*", read_indicator),
)
NO_ANSWERS = ("*/README.md", "*.rq.txt")


def _reader(name: str, table: tuple[tuple[str, Reader], ...]) -> Reader | None:
    return next((reader for pattern, reader in table if fnmatch(name, pattern)), None)


def _refuses(reader: Reader, snapshot: Snapshot) -> bool:
    try:
        reader(snapshot)
    except SourceError:
        return True
    return False


def _recorded_names() -> list[str]:
    """For collection: empty where the data are not, which the first test below then says."""
    folder = Path(os.environ.get("INCUMBENT_DATA") or REPOSITORY.parent / "shared" / "data") / "api"
    names = sorted(str(path.relative_to(folder)) for path in folder.glob("*/*"))
    return [name for name in names if not any(fnmatch(name, pattern) for pattern in NO_ANSWERS)]


def test_every_source_has_recorded_answers(data_folder) -> None:
    assert len(_recorded_names()) > 60
    assert {name.split("/")[0] for name in _recorded_names()} == {
        pattern.split("/")[0] for pattern, _ in READ
    }


@pytest.mark.parametrize("name", _recorded_names())
def test_a_recorded_answer_is_read_or_refused(name, recorded) -> None:
    snapshot = recorded(*name.split("/"))
    if (refuser := _reader(name, REFUSED)) is not None:
        assert _refuses(refuser, snapshot), f"{name} is not refused"
        return
    reader = _reader(name, READ)
    assert reader is not None, f"{name} has no reader"
    reader(snapshot)


def test_predictit_quotes_both_sides_and_a_missing_side_is_missing(recorded) -> None:
    markets = predictit.read_markets(recorded("predictit", "marketdata_all_2022-02-27.json")).markets
    mattarella = next(one for one in markets if one.title.endswith("Sergio Mattarella"))
    assert (mattarella.bid, mattarella.ask, mattarella.last_trade) == (0.99, None, 0.99)
    assert mattarella.chance_of_yes is None


def test_a_predictit_contract_cannot_be_linked_for_its_rules_are_not_in_the_answer(recorded) -> None:
    read = predictit.read_markets(recorded("predictit", "marketdata_all_2021-04-21.json"))
    assert read.markets
    assert {market.rule_text for market in read.markets} == {""}


def test_a_smarkets_price_is_hundredths_of_a_percent(recorded) -> None:
    points = smarkets.read_quotes(recorded("smarkets", "quotes_2026-06-10.json"))
    andersson = {point.kind: point.price for point in points if point.market_id == "403538588"}
    assert andersson == {PriceKind.BID: 0.7353, PriceKind.ASK: 0.7937}


def test_an_unknown_word_for_an_outcome_at_smarkets_is_unknown_not_no() -> None:
    from datetime import UTC, datetime

    content = b'{"contracts": [{"id": "1", "market_id": "2", "name": "A", "state_or_outcome": "halved"}]}'
    read = smarkets.read_contracts(
        Snapshot("https://example.org", content, datetime(2026, 6, 10, tzinfo=UTC))
    )
    assert read.markets[0].settlement is Settlement.UNKNOWN


def test_backing_at_decimal_odds_is_the_ask_of_a_yes(recorded) -> None:
    first = betfair.read_books(recorded("betfair", "list_market_book.json")).markets[0]
    assert first.ask == pytest.approx(1 / 21)
    assert first.bid is None or first.bid <= first.ask


def test_a_refusal_of_betfair_comes_with_status_200_and_is_told(recorded) -> None:
    with pytest.raises(SourceError, match="DSC-0018"):
        betfair.read_books(recorded("betfair", "jsonrpc_error_dsc0018.json"))


def test_metaculus_community_value_is_the_centre_not_the_mean(recorded) -> None:
    (market,) = metaculus.read_posts(recorded("metaculus", "post_binary_speaker_ceases_2025.json")).markets
    assert market.mid == 0.2
    assert market.settlement is Settlement.CLOSED
    assert market.rule_text.startswith("This question resolves as **Yes** if, before April 1, 2025")


def test_an_empty_community_value_is_missing_not_zero(recorded) -> None:
    read = metaculus.read_posts(recorded("metaculus", "posts_binary_resolved_docs_example.json"))
    assert [(market.mid, market.settlement) for market in read.markets] == [(None, Settlement.NO)]


def test_dates_and_numbers_of_metaculus_are_listed_not_read_as_chances(recorded) -> None:
    read = metaculus.read_posts(recorded("metaculus", "post_date_far_2025.json"))
    assert read.markets == ()
    assert "of type date" in read.left_out[0].reason


def test_three_printed_forms_of_kambis_odds_say_the_same(recorded) -> None:
    from incumbent.evidence.price import parse_price

    value = read_json(recorded("kambi", "listview_politics_2026-06-10.json"), "kambi")
    outcomes = [
        outcome
        for event in value["events"]  # type: ignore[index]
        for offer in event["betOffers"]
        for outcome in offer["outcomes"]
    ]
    for outcome in outcomes:
        decimal = outcome["odds"] / 1000
        for printed in (outcome["oddsFractional"], f"{int(outcome['oddsAmerican']):+d}"):
            assert float(parse_price(printed).implied_probability) == pytest.approx(1 / decimal, rel=0.02)


def test_minus_one_of_the_old_interface_is_no_no(recorded) -> None:
    read = metaculus.read_posts(recorded("metaculus", "legacy_api2_ambiguous_2022.json"))
    assert read.markets == ()
    assert len(read.left_out) == 1
