"""Which of the published resolved books and prices ask whether a leader leaves, and as what quote?

Books of another event (a ballot held, an impeachment, a date of a vote) and void ones are left out; so are
the leaders of the example desk, whose rows its own files hold.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from incumbent.domain.quotes import (
    BookKind,
    BookOutcome,
    ChanceQuote,
    Completeness,
    OddsBook,
    Provenance,
    Quote,
)
from incumbent.domain.vocabulary import DatePrecision, Event, SourceKind, Target
from incumbent.evidence.price import PriceFormat, parse_price

_IN_OFFICE = {  # the label that means staying, the deadline; "": the one outcome listed means going
    "brown-wh-2008-09-13": ("Yes", "2009-01-01"),
    "brown-wh-2008-12-28": ("", "2009-12-31"),
    "brown-wh-2009-01-2009": ("", "2009-12-31"),
    "brown-wh-2009-02-01": ("", "2009-12-31"),
    "may-coral-2017-06-eoy": ("Yes", "2017-12-31"),
    "may-coral-2017-06-jul1": ("Theresa May", "2017-07-01"),
    "trump-ladbrokes-2017-07": ("Yes", "2021-01-19"),
    "trump-betfair-2019-04-30": ("No", "2019-12-31"),
    "merkel-ladbrokes-2017-09": ("No", "2017-12-31"),
    "kim-sbd-2019-03-04": ("Yes", "2019-12-31"),
    "lukashenko-2020-08": ("No", "2020-08-31"),
    "johnson-betfair-2021-12-17-conf": ("Yes", "2022-10-02"),
    "johnson-betfair-2022-02": ("No", "2022-02-28"),
    "johnson-olbg-2022-07-05": ("", "2022-12-31"),
    "johnson-betfred-2019-07-23": ("", "2019-12-31"),
    "may-betway-2017-11-08": ("", "2017-12-31"),
    "turnbull-sportsbet-2018-04-year": ("", "2018-12-31"),
    "turnbull-wh-2018-04-year": ("", "2018-12-31"),
    "turnbull-sportsbet-2017-02-28": ("Yes", "2019-04-01"),
}
_EXIT_PERIODS = {
    "brown-wh-2008-spectator",
    "may-betfair-2018-07",
    "may-wh-2018-11-15",
    "may-pp-2019-03",
    "johnson-olbg-2021-12",
    "johnson-olbg-2022-01",
    "johnson-smarkets-2022-04",
    "johnson-betfair-2022-05-06",
}
_WINNERS = {
    "merkel-2017-spring": "Angela Merkel",
    "poroshenko-bwin-2019-01": "Petro Poroshenko",
    "poroshenko-bingoboom-2019-02-28": "Petro Poroshenko",
    "poroshenko-1xbet-2019-04-09": "Petro Poroshenko",
    "poroshenko-bwin-2019-04-09": "Petro Poroshenko",
    "poroshenko-1xbet-2019-04-16": "Petro Poroshenko",
    "poroshenko-bwin-2019-04-16": "Petro Poroshenko",
    "bolsonaro-bumbet-2021-03-31": "Jair Bolsonaro",
    "bolsonaro-betonline-2021-04": "Jair Bolsonaro",
    "bolsonaro-betonline-2022-09": "Jair Bolsonaro",
    "erdogan-wh-2023-02-17": "Recep Tayyip Erdogan",
    "erdogan-smarkets-2023-03-24": "Recep Tayyip Erdogan",
    "erdogan-smarkets-2023-04a": "Recep Tayyip Erdogan",
    "erdogan-smarkets-2023-05-21": "Recep Tayyip Erdogan",
}
_FIRST_DAYS = {"johnson-betfred-2019-07-23": "2019-07-24"}  # priced on the eve of the first day in office
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCHANGES = ("Betfair", "Smarkets")
_LEADER_IDS = {
    "Hosni Mubarak": "mubarak",
    "Robert Mugabe": "mugabe",
    "Nicolas Maduro": "maduro",
    "Angela Merkel": "merkel",
}


def resolved_quotes(data: Path) -> list[Quote]:
    """Every usable quote of the published evidence about the leaders of `resolved_leaders`."""
    folder = data / "evidence" / "others"
    odds = pl.read_csv(folder / "odds.csv", infer_schema_length=0)
    markets = pl.read_csv(folder / "markets.csv", infer_schema_length=0)
    books = [_book(str(key[0]), rows) for key, rows in odds.group_by(["book_id"], maintain_order=True)]
    return [*(book for book in books if book is not None), *_prices(markets)]


def _book(book_id: str, rows: pl.DataFrame) -> OddsBook | None:
    first = rows.row(0, named=True)
    leader_id = book_id.split("-", maxsplit=1)[0]
    common = {
        "provenance": _provenance(book_id, _FIRST_DAYS.get(book_id, first["observed_on"])),
        "leader_id": leader_id,
        "source_id": first["bookmaker"],
        "source_kind": SourceKind.EXCHANGE
        if first["bookmaker"].startswith(_EXCHANGES)
        else SourceKind.BOOKMAKER,
        "event": Event.EFFECTIVE,
        "completeness": Completeness(first["book_complete"]),
    }
    if book_id in _IN_OFFICE:
        staying, deadline = _IN_OFFICE[book_id]
        kept = rows.head(1) if not staying else rows
        outcomes = tuple(_outcome(row, stays=row["outcome"] == staying) for row in kept.iter_rows(named=True))
        return OddsBook(
            **common, kind=BookKind.IN_OFFICE, outcomes=outcomes, deadline=date.fromisoformat(deadline)
        )
    if book_id in _EXIT_PERIODS:
        outcomes = tuple(_outcome(row, until=_until(row["outcome"])) for row in rows.iter_rows(named=True))
        last = max(rows["outcome"].to_list(), key=lambda label: _until(label) or date.max)
        closed = tuple(
            BookOutcome(
                o.label, o.price_text, o.implied_probability, until=None if o.label == last else o.until
            )
            for o in outcomes
        )
        return OddsBook(**common, kind=BookKind.EXIT_PERIOD, outcomes=closed)
    if book_id in _WINNERS:
        name = _WINNERS[book_id]
        outcomes = tuple(_outcome(row, stays=row["outcome"] == name) for row in rows.iter_rows(named=True))
        return OddsBook(**common, kind=BookKind.GATE_WINNER, outcomes=outcomes, gate_id="ge")
    return None


def _prices(markets: pl.DataFrame) -> Iterator[ChanceQuote]:
    for number, row in enumerate(markets.iter_rows(named=True)):
        leader_id = _LEADER_IDS.get(row["leader"])
        if leader_id is None:
            continue
        yes = float(row["yes_price"])
        leaves = "leaves" in row["question"]
        yield ChanceQuote(
            provenance=_provenance(f"{row['question_id']}-{number}", row["observed_on"]),
            leader_id=leader_id,
            source_id=row["venue"],
            source_kind=SourceKind.CROWD if row["kind"] == "crowd" else SourceKind.EXCHANGE,
            event=Event.EFFECTIVE,
            target=Target.EXIT,
            deadline=date.fromisoformat(row["horizon_date"]),
            probability=1 - yes if leaves else yes,
            gate_id="ge" if "election" in row["question"] else None,
        )


def _provenance(fact_id: str, observed: str) -> Provenance:
    day = date.fromisoformat(observed)
    return Provenance(fact_id, day, day, DatePrecision.DAY, "")


def _outcome(row: dict[str, str], **means: bool | date | None) -> BookOutcome:
    implied = parse_price(row["price"], PriceFormat(row["price_format"])).implied_probability
    return BookOutcome(row["outcome"], row["price"], float(implied), **means)  # pyright: ignore[reportArgumentType]


def _until(label: str) -> date | None:
    """Last day of the period a label names; None for an open one."""
    if "later" in label:
        return None
    months = [m for m in re.findall(r"[A-Za-z]{3}", label) if m.lower() in _MONTHS]
    year = int(re.findall(r"\d{4}", label)[-1])
    month = _MONTHS.index(months[-1].lower()) + 1 if months else 12
    return date(year, month, monthrange(year, month)[1])
