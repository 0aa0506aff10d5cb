"""A pull keeps what venues say, reads linked markets only, and tells what it could not have."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk
from typer.testing import CliRunner

from hostile import HostileServer, reply
from incumbent.cli.app import app
from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.domain.market import YesMeans
from incumbent.domain.quotes import ChanceQuote
from incumbent.domain.vocabulary import Event
from incumbent.sources.transport import Limits, Transport
from incumbent.workflows.desk import read_desk
from incumbent.workflows.history import draw_history, price_history
from incumbent.workflows.link import Candidate, Meaning, confirm_link, find_candidates, read_candidate
from incumbent.workflows.pull import PullReport, known_as_of, pull, pull_for_run, pull_histories
from incumbent.workflows.venues import Venue, all_venues

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
RULE = "Yes if Ada Example ceases to be president by December 31, 2027, 11:59 PM ET."
QUICK = Limits(
    connect_seconds=0.5,
    read_seconds=0.5,
    total_seconds=1,
    attempts=2,
    longest_wait_seconds=0.1,
    first_wait_seconds=0.01,
)


def gamma(bid: float = 0.2, ask: float = 0.3, **more: object) -> bytes:
    market = {
        "id": "17",
        "question": "Ada Example out by the end of 2027?",
        "slug": "ada-out-2027",
        "description": RULE,
        "outcomes": '["Yes", "No"]',
        "outcomePrices": '["0.25", "0.75"]',
        "clobTokenIds": '["777", "778"]',
        "bestBid": bid,
        "bestAsk": ask,
        "closed": False,
        **more,
    }
    return json.dumps(market).encode()


class World:
    """A desk, three venues on the loopback, and a clock that tests move."""

    def __init__(self, folder: Path, server: HostileServer) -> None:
        self.desk, self.server, self.now = write_desk(folder, FILES), server, NOW
        bases = {
            "polymarket": server.address("/gamma"),
            "polymarket-prices": server.address("/clob"),
            "kalshi": server.address("/kalshi"),
            "manifold": server.address("/manifold"),
        }
        self.venues: dict[str, Venue] = all_venues(bases)
        self.transport = Transport(
            lambda: self.now, "https://example.net", limits=QUICK, plain_hosts=frozenset({"127.0.0.1"})
        )

    def answers(self, body: bytes, path: str = "/gamma/markets/slug/ada-out-2027", status: int = 200) -> None:
        self.server.on(path, reply(status, body))

    def found(self, name: str = "polymarket:ada-out-2027") -> Candidate:
        return read_candidate(name, self.transport.fetch, self.venues)

    def link(self, **changes: object) -> None:
        self.answers(gamma())
        found = self.found()
        meaning = Meaning(YesMeans.LEAVES, Event.EFFECTIVE, date(2027, 12, 31), found.code or "")
        confirm_link(self.desk, "ada", found, replace(meaning, **changes), TODAY)

    def pull(self, days_later: int = 0) -> PullReport:
        self.now = NOW + timedelta(days=days_later)
        return pull(self.desk, self.now, self.transport, self.venues)


@pytest.fixture
def world(tmp_path: Path, server: HostileServer) -> World:
    return World(tmp_path / "desk", server)


def test_a_desk_without_links_asks_nobody(world: World):
    report = world.pull()
    assert (report.links, report.asked, report.quotes, report.warnings) == (0, 0, (), ())
    assert world.server.asked == []
    assert not (world.desk / "pulled").exists()


def test_a_linked_market_gives_a_quote_of_staying(world: World):
    world.link()
    report = world.pull()
    assert [(q.leader_id, q.probability, q.low, q.high) for q in report.quotes] == [
        ("ada", pytest.approx(0.75), pytest.approx(0.7), pytest.approx(0.8))
    ]
    assert report.quotes[0].provenance.known_at == TODAY
    assert report.warnings == ()


def test_the_link_keeps_the_text_that_was_read(world: World):
    world.link()
    written = (world.desk / "links.toml").read_text()
    assert RULE in written
    assert "confirmed_on = 2026-11-02" in written


def test_a_changed_rule_text_unlinks_with_a_warning(world: World):
    world.link()
    world.answers(gamma(description=RULE.replace("ceases to be", "announces leaving as")))
    report = world.pull()
    assert report.quotes == ()
    assert "unlinked" in report.warnings[0]


def test_a_changed_text_read_again_quotes_again(world: World):
    world.link()
    world.answers(gamma(description="Another text."))
    found = world.found()
    meaning = Meaning(YesMeans.LEAVES, Event.ANNOUNCED, date(2027, 12, 31), found.code or "")
    confirm_link(world.desk, "ada", found, meaning, TODAY)
    assert [quote.event for quote in world.pull().quotes] == [Event.ANNOUNCED]


def test_a_link_needs_the_code_of_the_text_shown(world: World):
    with pytest.raises(RefusedError, match="not that of the rule text"):
        world.link(code="0123456789ab")
    assert not (world.desk / "links.toml").exists()


def test_a_market_is_not_linked_twice_with_one_text(world: World):
    world.link()
    with pytest.raises(RefusedError, match="linked already"):
        world.link()


def test_a_passed_deadline_is_refused(world: World):
    with pytest.raises(RefusedError, match="has passed"):
        world.link(deadline=date(2026, 11, 1))


def test_comments_in_the_links_stay(world: World):
    world.link()
    path = world.desk / "links.toml"
    path.write_text("# mine\n" + path.read_text())
    world.answers(gamma(description="Another text."))
    found = world.found()
    meaning = Meaning(YesMeans.LEAVES, Event.ANNOUNCED, date(2027, 12, 31), found.code or "")
    confirm_link(world.desk, "ada", found, meaning, TODAY)
    assert path.read_text().startswith("# mine\n")
    assert path.read_text().count("[[links]]") == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('leader = "ada"', 'leader = "bob"', "a leader of this desk"),
        ("ceases", "stops", "the text was edited"),
        ('yes_means = "leaves"', 'yes_means = "maybe"', "yes_means"),
        ("deadline = 2027-12-31", 'deadline = "soon"', "deadline"),
        ("confirmed_on = 2026-11-02", "confirmed_on = 2027-01-01", "not after"),
        ("[[links]]", "[[links]]\nsurprise = 1", "surprise"),
        ("[[links]]", "[[links]", "TOML"),
    ],
)
def test_a_fault_in_the_links_refuses_them_whole(world: World, old: str, new: str, said: str):
    world.link()
    path = world.desk / "links.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(FaultsFoundError, match=said):
        world.pull()
    assert not (world.desk / "pulled").exists()


def test_a_dead_source_degrades_the_pull_visibly_and_keeps_the_last_known_quote(world: World):
    world.link()
    world.pull()
    world.answers(b"<html>down</html>", status=503)
    report = world.pull(days_later=30)
    assert "polymarket: answered with status 503" in report.warnings[0]
    assert [quote.provenance.observed_on for quote in report.quotes] == [TODAY]


def test_a_broken_answer_gives_no_fact_and_hides_no_earlier_one(world: World):
    world.link()
    world.pull()
    world.answers(gamma()[:200])
    report = world.pull(days_later=1)
    assert "not whole JSON" in report.warnings[0]
    assert [quote.provenance.observed_on for quote in report.quotes] == [TODAY]


def test_a_changed_schema_is_told_and_gives_nothing(world: World):
    world.link()
    world.answers(gamma(bestBid={"price": 0.2}))
    report = world.pull()
    assert report.quotes == ()
    assert "not of the known form" in report.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251"])
def test_a_wrong_charset_is_told_and_gives_nothing(world: World, encoding: str):
    world.link()
    text = json.dumps(json.loads(gamma(question="Ада уйдёт?")), ensure_ascii=False)
    world.answers(text.encode(encoding))
    report = world.pull()
    assert report.quotes == ()
    assert "UTF-8" in report.warnings[0]


def test_what_was_known_on_a_past_day_is_rebuilt_without_asking(world: World):
    world.link()
    world.pull()
    world.answers(gamma(bid=0.5, ask=0.6))
    world.pull(days_later=10)
    asked = len(world.server.asked)
    days = [TODAY - timedelta(days=1), TODAY + timedelta(days=9), TODAY + timedelta(days=10)]
    reports = [known_as_of(world.desk, day, days[-1]) for day in days]
    chances = [[quote.probability for quote in report.quotes] for report in reports]
    assert chances == [[], [pytest.approx(0.75)], [pytest.approx(0.45)]]
    assert len(world.server.asked) == asked


def test_an_outcome_is_reported_and_is_no_quote(world: World):
    world.link()
    world.answers(gamma(closed=True, umaResolutionStatus="resolved", outcomePrices='["0", "1"]'))
    report = world.pull()
    assert report.quotes == ()
    assert [market.settlement.value for market in report.settled] == ["no"]


def test_a_repeated_pull_of_the_same_moment_changes_no_byte(world: World):
    world.link()
    world.pull()
    prices = {path: path.read_bytes() for path in world.desk.glob("pulled/prices/**/*.parquet")}
    world.pull()
    assert prices
    assert {path: path.read_bytes() for path in prices} == prices


def test_a_pull_killed_after_keeping_the_answers_is_finished_by_the_next(world: World):
    world.link()
    world.pull()
    for path in world.desk.glob("pulled/prices/**/*.parquet"):
        path.unlink()  # as if killed between the answers and the prices
    world.answers(b"", status=503)
    world.pull(days_later=1)
    days = price_history(world.desk, "ada", TODAY + timedelta(days=1))
    assert [day.day for day in days] == [TODAY]


def test_history_shows_the_last_price_of_each_day(world: World):
    world.link()
    world.pull()
    world.answers(gamma(bid=0.4, ask=0.5))
    world.now = NOW + timedelta(hours=5)
    pull(world.desk, world.now, world.transport, world.venues)
    world.pull(days_later=3)
    days = price_history(world.desk, "ada", TODAY + timedelta(days=3))
    assert [(day.day, round(day.chance, 3)) for day in days] == [
        (TODAY, 0.55),
        (TODAY + timedelta(days=3), 0.55),
    ]
    assert all(day.in_forecasts for day in days)


def test_fetched_history_is_shown_but_enters_no_forecast(world: World):
    world.link()
    points = [{"t": int((NOW - timedelta(days=n)).timestamp()), "p": 0.2 + n / 100} for n in range(3)]
    world.answers(json.dumps({"history": points}).encode(), "/clob/prices-history")
    kept, failures = pull_histories(world.desk, NOW, world.transport.fetch, world.venues)
    assert (kept, failures) == (3, ())
    days = price_history(world.desk, "ada", TODAY)
    assert [round(day.chance, 2) for day in days] == [0.78, 0.79, 0.8]
    assert not any(day.in_forecasts for day in days)


def test_history_is_drawn(world: World, tmp_path: Path):
    world.link()
    world.pull()
    days = price_history(world.desk, "ada", TODAY)
    draw_history("ada", days, tmp_path / "ada.svg")
    assert "<svg" in (tmp_path / "ada.svg").read_text()
    with pytest.raises(RefusedError, match="must end in"):
        draw_history("ada", days, tmp_path / "ada.gif")
    with pytest.raises(RefusedError, match="no prices to draw"):
        draw_history("ada", [], tmp_path / "ada.svg")


def test_a_search_shows_rule_texts_and_proposes_dates_but_links_nothing(world: World):
    event = {"events": [{"id": "1", "markets": [json.loads(gamma())]}]}
    world.answers(json.dumps(event).encode(), "/gamma/public-search")
    world.answers(b'{"events": [], "cursor": ""}', "/kalshi/events")
    world.answers(b"[]", "/manifold/search-markets")
    found, failures = find_candidates(world.desk, "ada", world.transport.fetch, TODAY, venues=world.venues)
    assert failures == []
    assert [(one.name, one.dates, one.market.rule_text) for one in found] == [
        ("polymarket:ada-out-2027", (date(2027, 12, 31),), RULE)
    ]
    assert not (world.desk / "links.toml").exists()


def test_a_venue_that_fails_stops_no_other_search(world: World):
    world.answers(b"<html>no</html>", "/gamma/public-search", status=403)
    world.answers(b"[]", "/kalshi/events")
    world.answers(b"[]", "/manifold/search-markets")
    found, failures = find_candidates(world.desk, "ada", world.transport.fetch, TODAY, venues=world.venues)
    assert found == []
    assert [failure.source for failure in failures] == ["polymarket"]


def test_all_three_venues_are_pulled_side_by_side(world: World):
    world.link()
    kalshi = {
        "ticker": "KXADA-27",
        "title": "Ada out?",
        "status": "active",
        "rules_primary": "If Ada leaves before 2028, then Yes.",
        "yes_bid_dollars": "0.1000",
        "yes_ask_dollars": "0.2000",
    }
    world.answers(json.dumps({"markets": [kalshi], "cursor": ""}).encode(), "/kalshi/markets")
    manifold = {
        "id": "mf",
        "question": "Ada stays?",
        "outcomeType": "BINARY",
        "isResolved": False,
        "probability": 0.9,
        "textDescription": "Yes if Ada is president at the end of 2027.",
    }
    world.answers(json.dumps(manifold).encode(), "/manifold/market/mf")
    for name, yes in (("kalshi:KXADA-27", YesMeans.LEAVES), ("manifold:mf", YesMeans.STAYS)):
        found = world.found(name)
        meaning = Meaning(yes, Event.EFFECTIVE, date(2027, 12, 31), found.code or "")
        confirm_link(world.desk, "ada", found, meaning, TODAY)
    quotes = {quote.source_id: round(quote.probability, 3) for quote in world.pull().quotes}
    assert quotes == {"polymarket": 0.75, "kalshi": 0.85, "manifold": 0.9}


def pulled_ids(world: World, origin: date, today: date) -> list[tuple[str, float]]:
    desk = read_desk(world.desk, today).as_of(origin)
    return [
        (quote.provenance.fact_id[-10:], round(quote.probability, 3))
        for quote in desk.quotes
        if isinstance(quote, ChanceQuote) and quote.source_id == "polymarket"
    ]


def test_a_forecast_sees_the_newest_pulled_quote_known_that_day_and_no_other(world: World):
    world.link()
    for days, bid in ((0, 0.2), (30, 0.4), (60, 0.6)):
        world.answers(gamma(bid=bid, ask=bid + 0.1))
        world.pull(days_later=days)
    end = TODAY + timedelta(days=90)
    seen = [pulled_ids(world, TODAY + timedelta(days=days), end) for days in (-1, 0, 29, 30, 90)]
    assert seen == [
        [],
        [("2026-11-02", 0.75)],
        [("2026-11-02", 0.75)],
        [("2026-12-02", 0.55)],
        [("2027-01-01", 0.35)],
    ]


def test_a_later_pull_changes_no_earlier_forecast(world: World):
    world.link()
    world.pull()
    before = read_desk(world.desk, TODAY).as_of(TODAY)
    world.answers(gamma(bid=0.8, ask=0.9))
    world.now = NOW + timedelta(hours=3)
    pull(world.desk, world.now, world.transport, world.venues)
    world.pull(days_later=1)
    after = read_desk(world.desk, TODAY + timedelta(days=1)).as_of(TODAY)
    assert after.quotes == before.quotes


def test_a_closed_market_ends_its_last_quote(world: World):
    world.link()
    world.pull()
    world.answers(gamma(closed=True))
    world.pull(days_later=5)
    assert pulled_ids(world, TODAY + timedelta(days=4), TODAY + timedelta(days=9)) != []
    assert pulled_ids(world, TODAY + timedelta(days=5), TODAY + timedelta(days=9)) == []


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line, as a user runs it, without a contact in the environment."""
    environment = {name: value for name, value in os.environ.items() if name != "INCUMBENT_CONTACT"}
    command = [sys.executable, "-m", "incumbent", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_command_pulls_a_desk_without_links_and_says_what_to_do(world: World):
    done = run("pull", world.desk)
    assert done.returncode == 0
    assert "incumbent link LEADER" in done.stdout


def test_the_command_shows_what_was_known_with_the_faults_of_sources_apart(world: World):
    world.link()
    done = run("pull", world.desk, "--as-of", "2026-11-05", "--format", "json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["schema"] == "incumbent-pull-1"
    assert [left["id"] for left in report["left_out"]] == ["polymarket:17"]


def test_nobody_is_asked_with_an_example_address_as_contact(world: World):
    world.link()
    done = run("pull", world.desk)
    assert done.returncode == 1
    assert "no contact is set" in done.stderr


def test_a_run_goes_on_with_a_warning_when_nothing_could_be_pulled(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("INCUMBENT_CONTACT", raising=False)
    assert pull_for_run(world.desk, lambda: NOW) == ()
    world.link()
    warnings = pull_for_run(world.desk, lambda: NOW)
    assert len(warnings) == 1
    assert "nothing was pulled: publishers want to know" in warnings[0]


def test_the_command_prints_history_as_csv(world: World):
    world.link()
    world.pull()
    done = run("history", "ada", "--desk", world.desk, "--format", "csv")
    assert done.stdout.splitlines()[1].startswith(
        "2026-11-02,polymarket:17,2027-12-31,0.7500,0.7000,0.8000,mid"
    )


def test_an_unknown_leader_is_refused(world: World):
    done = run("history", "bob", "--desk", world.desk)
    assert done.returncode == 1
    assert "no leader 'bob'" in done.stderr


def test_the_catalogue_says_the_terms_of_each_source():
    done = run("sources", "--format", "json")
    entries = json.loads(done.stdout)["sources"]
    assert {"polymarket", "kalshi", "manifold", "wikidata", "worldbank"} <= {e["source_id"] for e in entries}
    assert all(entry["terms"] for entry in entries)


def test_an_unknown_source_is_refused():
    assert "no source 'nobody'" in run("sources", "nobody").stderr


def _settled_at_kalshi(**more: object) -> bytes:
    market = {
        "ticker": "KXADA-27",
        "title": "Ada out?",
        "status": "finalized",
        "result": "no",
        "rules_primary": "If Ada leaves before 2028, then Yes.",
        **more,
    }
    return json.dumps({"markets": [market], "cursor": ""}).encode()


def _linked_at_kalshi(world: World) -> None:
    live = {"status": "active", "result": "", "yes_bid_dollars": "0.1000", "yes_ask_dollars": "0.2000"}
    world.answers(_settled_at_kalshi(**live), "/kalshi/markets")
    found = world.found("kalshi:KXADA-27")
    meaning = Meaning(YesMeans.LEAVES, Event.EFFECTIVE, date(2027, 12, 31), found.code or "")
    confirm_link(world.desk, "ada", found, meaning, TODAY)


def test_a_market_gone_from_kalshis_usual_list_is_asked_for_among_the_historical_ones(world: World):
    _linked_at_kalshi(world)
    world.answers(b'{"markets": [], "cursor": ""}', "/kalshi/markets")
    world.answers(_settled_at_kalshi(), "/kalshi/historical/markets")
    report = world.pull()
    assert [(state.market_id, state.settlement.value) for state in report.settled] == [("KXADA-27", "no")]
    assert not report.quotes
    assert not report.failures


def test_kalshis_historical_list_is_not_asked_while_the_usual_one_answers_or_is_dead(world: World):
    _linked_at_kalshi(world)
    assert world.pull().asked == 1
    world.answers(b"gone", "/kalshi/markets", status=500)
    report = world.pull()
    assert report.asked == 1
    assert [failure.source for failure in report.failures] == ["kalshi"]


def test_a_historical_answer_that_is_broken_is_refused_and_told(world: World):
    _linked_at_kalshi(world)
    world.answers(b'{"markets": [], "cursor": ""}', "/kalshi/markets")
    world.answers(b'{"markets": [{"tick', "/kalshi/historical/markets")
    report = world.pull()
    assert report.settled == ()
    assert [failure.source for failure in report.failures] == ["kalshi"]


def test_what_will_be_known_on_a_day_to_come_is_refused(world: World):
    with pytest.raises(RefusedError, match="nothing is known yet of 2026-11-03: today is 2026-11-02"):
        known_as_of(world.desk, TODAY + timedelta(days=1), TODAY)


def test_an_unknown_venue_is_named_before_anybody_asks_for_a_contact(world: World):
    result = CliRunner().invoke(app, ["link", "ada", "--market", "foo:1", "--desk", str(world.desk)])
    assert "no adapter for 'foo'; there are kalshi, manifold, polymarket" in str(result.exception)
