"""Votes are taken for decided and quotes tried out; the record does not notice."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import known_on
from incumbent.workflows.what_if import try_out, what_if

DESK = Path(__file__).resolve().parents[3] / "examples" / "desk"
ORIGIN = date(2017, 8, 1)
PRICE = "question,deadline,price,source,source_kind\nout_by,2018-12-31,60%,invented-exchange,exchange\n"


def first_column(name: str, value: str) -> str:
    return PRICE.replace("question", f"{name},question").replace("out_by", f"{value},out_by")


@pytest.fixture
def table(tmp_path: Path):
    def written(text: str) -> Path:
        path = tmp_path / "quote.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def desk_digest() -> str:
    files = sorted(path for path in DESK.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_vote_assumed_lost_ends_the_office_and_won_keeps_it() -> None:
    desk, day = read_desk(DESK, date(2026, 1, 1)), date(2018, 6, 1)
    gate = known_on(desk, "putin", ORIGIN).base.risks.gates[0].gate_id
    lost = what_if(desk, "putin", ORIGIN, assumptions=[f"gate:{gate}=lost"], target_dates=[day])
    won = what_if(desk, "putin", ORIGIN, assumptions=[f"gate:{gate}=won"], target_dates=[day])
    assert lost.horizons[0].probability < 1e-6
    assert won.horizons[0].probability > 0.8


def test_quote_tried_out_moves_the_chance_towards_it(table) -> None:
    found = try_out(DESK, "putin", as_of=ORIGIN, table=table(PRICE))
    was, now = (
        {h.target_date: h.probability for h in each[0].horizons} for each in (found.before, found.after)
    )
    assert 0.4 < now[date(2018, 8, 1)] < was[date(2018, 8, 1)] - 0.1
    assert "invented-exchange" in {source.source_id for source in found.after[0].sources}


def test_command_prints_before_and_after_and_changes_no_file(table) -> None:
    before = desk_digest()
    options = ["--as-of", "2017-08-01", "--assume", "gate:2018-03-18=lost", "--add", str(table(PRICE))]
    result = CliRunner().invoke(app, ["estimate", str(DESK), "putin", *options])
    assert result.exit_code == 0, result.output
    assert "gate 2018-03-18 lost, tried-out-1 added. Nothing is recorded." in result.output
    assert desk_digest() == before


def test_json_carries_the_forecasts_as_they_would_be_and_as_they_are() -> None:
    options = ["--as-of", "2017-08-01", "--assume", "gate:2018-03-18=lost", "--format", "json"]
    result = CliRunner().invoke(app, ["estimate", str(DESK), "putin", *options])
    found = json.loads(result.output)
    assert found["what_if"]["assumed"] == [{"gate": "2018-03-18", "outcome": "lost"}]
    pairs = zip(found["what_if"]["before"], found["forecasts"], strict=True)
    for was, now in pairs:
        assert [h["target_date"] for h in was["horizons"]] == [h["target_date"] for h in now["horizons"]]
        assert now["horizons"][-1]["probability"] < 1e-6 < was["horizons"][-1]["probability"]


def test_several_sorts_of_quote_can_be_tried_out(table) -> None:
    odds = (
        "kind,source,source_kind,outcome,outcome_means,price,deadline,complete\n"
        "in_office,invented-book,bookmaker,Stays,stays,4/6,2018-12-31,yes\n"
        "in_office,invented-book,bookmaker,Goes,goes,1/1,2018-12-31,yes\n"
    )
    poll = "pollster,question,base,support,against\ninvented-house,approval,all,40,55\n"
    person = "who,question,deadline,chance,method\nana-invented,in_office_on,2018-12-31,0.5,guess\n"
    for text in (odds, poll, person):
        found = try_out(DESK, "putin", as_of=ORIGIN, table=table(text))
        assert found.after[0].horizons[-1].probability < found.before[0].horizons[-1].probability


def test_row_about_another_leader_is_left_out_with_the_reason(table) -> None:
    found = try_out(DESK, "putin", as_of=ORIGIN, table=table(first_column("leader", "truss")))
    assert (
        "another leader or office (truss)"
        in {item.fact_id: item.reason for item in found.after[0].left_out}["tried-out-1"]
    )


UNUSABLE = {
    "bid above ask": ("out_by,2018-12-31,,0.6,0.4,,", "must be not above ask"),
    "certain": ("out_by,2018-12-31,1,,,,", "strictly between 0 and 1"),
    "impossible": ("out_by,2018-12-31,0%,,,,", "strictly between 0 and 1"),
    "outside its own range": ("out_by,2018-12-31,0.9,0.3,0.4,,", "must be within 0.3 to 0.4"),
    "leader unknown": ("out_by,2018-12-31,0.5,,,nobody,", "must be a leader of this desk"),
    "payoff that is no probability": ("out_by,2018-12-31,0.5,,,,split", "pays split in some outcomes"),
    "expired": ("out_by,2017-01-31,0.5,,,,", "on or after observed_on"),
}


@pytest.mark.parametrize("case", list(UNUSABLE))
def test_row_that_cannot_be_used_is_left_out_with_the_reason_and_the_rest_goes_on(table, case: str) -> None:
    row, reason = UNUSABLE[case]
    head = "question,deadline,price,bid,ask,leader,payoff,source,source_kind\n"
    good = "out_by,2018-12-31,60%,,,,,invented-exchange,exchange\n"
    alone = try_out(DESK, "putin", as_of=ORIGIN, table=table(head + good))
    both = try_out(DESK, "putin", as_of=ORIGIN, table=table(f"{head}{good}{row},other-exchange,exchange\n"))
    assert reason in {item.fact_id: item.reason for item in both.after[0].left_out}["tried-out-2"]
    assert both.after[0].horizons == alone.after[0].horizons
    assert both.added == ("tried-out-1",)


def test_book_with_one_price_that_says_nothing_is_left_out_as_a_whole(table) -> None:
    text = (
        "kind,source,source_kind,outcome,outcome_means,price,deadline,complete\n"
        "in_office,invented-book,bookmaker,Stays,stays,1.0,2018-12-31,yes\n"
        "in_office,invented-book,bookmaker,Goes,goes,1/1,2018-12-31,yes\n"
    )
    found = try_out(DESK, "putin", as_of=ORIGIN, table=table(text))
    assert "between 0 and 1" in {i.fact_id: i.reason for i in found.after[0].left_out}["tried-out"]
    assert found.after[0].horizons == found.before[0].horizons
    assert found.added == ()


def test_table_of_which_nothing_can_be_used_says_so(table) -> None:
    options = ["--as-of", "2017-08-01", "--add", str(table(PRICE.replace("60%", "100%")))]
    result = CliRunner().invoke(app, ["estimate", str(DESK), "putin", *options])
    assert result.exit_code == 0, result.output
    assert "nothing of what was added can be used. Nothing is recorded." in result.output
    assert "Left out tried-out-1" in result.output


def test_unreadable_cell_beside_an_unusable_one_is_refused_with_both(table) -> None:
    text = f"{PRICE}out_by,2018-12-31,1,b,exchange\nout_by,2018-12-31,twice,c,exchange\n"
    with pytest.raises(FaultsFoundError, match="2 faults"):
        try_out(DESK, "putin", as_of=ORIGIN, table=table(text))


def test_unknown_gate_lists_those_ahead() -> None:
    with pytest.raises(RefusedError, match=r"known are 2018-03-18 \(election\), 2024-03-17 \(election\)"):
        try_out(DESK, "putin", as_of=ORIGIN, assumptions=["gate:2019-01-01=lost"])


def test_gate_both_won_and_lost_is_refused() -> None:
    with pytest.raises(RefusedError, match="both won and lost"):
        try_out(DESK, "putin", as_of=ORIGIN, assumptions=["gate:2018-03-18=lost", "gate:2018-03-18=won"])


def test_what_if_wants_one_leader() -> None:
    with pytest.raises(RefusedError, match="name one leader"):
        try_out(DESK, None, as_of=ORIGIN, assumptions=["gate:2018-03-18=lost"])


def test_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        try_out(DESK, "putin", as_of=ORIGIN, table=tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "a table that starts with a header line"),
        ("question,deadline,price,source,source_kind\n", "at least one row"),
        (PRICE.replace("60%", "twice"), "price"),
        (PRICE.replace(",", ";"), "separated by commas"),
        (PRICE.replace("price", "chances"), "one of the columns"),
        (PRICE.replace(",exchange", ""), "a row of"),
        (first_column("id", "ru-smarkets-2022-02"), "does not use"),
        (first_column("observed_on", "2017-09-01"), "not after"),
    ],
)  # fmt: skip
def test_faulty_table_is_refused_with_file_and_line(table, text: str, match: str) -> None:
    path = table(text)
    with pytest.raises(FaultsFoundError, match=match) as refused:
        try_out(DESK, "putin", as_of=ORIGIN, table=path)
    assert str(path) in str(refused.value)


def test_forecast_lists_quotes_that_ask_for_another_event() -> None:
    known = known_on(read_desk(DESK, date(2026, 1, 1)), "putin", date(2020, 8, 1))
    assert "remchukov-2020-07-14" in {item.fact_id for item in known.left_out}
    assert all(item.known_at is not None and item.leader_id == "putin" for item in known.left_out)


def test_book_on_who_goes_first_reads_the_curves_of_the_others(table) -> None:
    text = (
        "kind,source,source_kind,outcome,outcome_means,price,complete\n"
        "first_to_go,invented-book,bookmaker,Putin,leader:putin,{},yes\n"
        "first_to_go,invented-book,bookmaker,Assad,leader:assad,4/1,yes\n"
        "first_to_go,invented-book,bookmaker,Somebody else,other,1/1,yes\n"
    )
    likely, unlikely = (
        try_out(DESK, "putin", as_of=ORIGIN, table=table(text.format(price))).after[0]
        for price in ("1/2", "20/1")
    )
    assert not [item for item in likely.left_out if item.fact_id == "tried-out"]
    for sooner, later in zip(likely.horizons[1:], unlikely.horizons[1:], strict=True):
        assert sooner.probability < later.probability
