"""Which outside sources there are, what each offers, and on whose terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One publisher.

    Parameters
    ----------
    source_id, title : str
    offers : str
        What can be had.
    asked_by : str
        The command that asks it; "by hand" when there is no adapter.
    address : str
        Where it is asked, or its home page.
    key : str
        What an account is needed for; "none" for reading without one.
    terms : str
        Terms of use as far as they are known; what is not stated is said to be so.
    limits : str
        How often it may be asked, and how often this software asks.
    """

    source_id: str
    title: str
    offers: str
    asked_by: str
    address: str
    key: str
    terms: str
    limits: str


_PULL = "link, pull"
_DATA = "data pull"

CATALOGUE: tuple[SourceEntry, ...] = (
    SourceEntry(
        "polymarket",
        "Polymarket",
        "markets with bid, ask, rule text and resolution; price history",
        _PULL,
        "https://gamma-api.polymarket.com, https://clob.polymarket.com",
        "none",
        "reading is open; trading is closed to some countries; redistribution of data: not stated",
        "hundreds of requests in 10 s; asked 5 a second at most",
    ),
    SourceEntry(
        "kalshi",
        "Kalshi",
        "markets with bid, ask, rule text and settlement; daily candles",
        _PULL,
        "https://api.elections.kalshi.com/trade-api/v2",
        "none for market data",
        "redistribution of data: not stated",
        "20 requests a second (basic tier); asked 5 a second at most, 50 markets a request",
    ),
    SourceEntry(
        "manifold",
        "Manifold",
        "play-money markets, decided by their authors; bets",
        _PULL,
        "https://api.manifold.markets/v0",
        "none",
        "no training for commercial purposes; the API is called alpha and may change",
        "500 requests a minute; asked 5 a second at most",
    ),
    SourceEntry(
        "wikidata",
        "Wikidata",
        "holders of offices with dates, ranks and precisions; elections",
        "register, elections",
        "https://query.wikidata.org/sparql",
        "none",
        "CC0; edited by anyone, corrected later",
        "60 s a query, 60 s of work a minute; asked one query at a time, 2 s apart",
    ),
    SourceEntry(
        "worldbank",
        "World Bank",
        "yearly indicators by country",
        "data indicator",
        "https://api.worldbank.org/v2",
        "none",
        "CC BY 4.0",
        "none stated; asked 5 a second at most",
    ),
    SourceEntry(
        "reign",
        "REIGN (One Earth Future)",
        "leaders, elections and regimes by month, with vintages",
        _DATA,
        "https://oefdatascience.github.io/REIGN.github.io/",
        "none",
        "no licence stated for the data; a citation is asked for; frozen in August 2021",
        "files, fetched once",
    ),
    SourceEntry(
        "archigos",
        "Archigos 4.1",
        "spells of leaders with exact days, entry and exit modes, to 2015",
        _DATA,
        "http://ksgleditsch.com/archigos.html",
        "none",
        "no licence stated; a citation is asked for",
        "one file, fetched once; its host offers no TLS",
    ),
    SourceEntry(
        "coups",
        "Powell & Thyne",
        "coup attempts since 1950",
        _DATA,
        "https://www.uky.edu/~clthyn2/coup_data/home.htm",
        "none",
        "no licence stated; a citation is asked for",
        "one file, fetched when wanted",
    ),
    SourceEntry(
        "incomes",
        "A. Beger, from the World Bank, the United Nations and Gleditsch",
        "gross domestic product per head by state and year, 1950-2021",
        _DATA,
        "https://github.com/andybega/ds-external-data",
        "none",
        "World Bank CC BY 4.0; the merged table states no licence",
        "one file, fetched when wanted",
    ),
    SourceEntry(
        "vdem",
        "V-Dem",
        "democracy indices by country and year",
        "by hand: a form stands before the file",
        "https://www.v-dem.net/data/the-v-dem-dataset/",
        "a form",
        "CC BY-SA 4.0",
        "30 to 400 MB",
    ),
    SourceEntry(
        "lied",
        "Lexical Index of Electoral Democracy",
        "electoral democracy by country and year",
        "by hand: the file's number changes with each version",
        "https://dataverse.harvard.edu (doi:10.7910/DVN/WPKNIT)",
        "none",
        "CC0",
        "one file",
    ),
    SourceEntry(
        "metaculus",
        "Metaculus",
        "medians of a crowd on some questions",
        "by hand: evidence/*.csv",
        "https://www.metaculus.com/api/",
        "a token for every request",
        "no training, evaluating or developing of models without written permission: show and cite only",
        "not asked",
    ),
    SourceEntry(
        "predictit",
        "PredictIt",
        "prices without rule texts or results",
        "by hand: evidence/*.csv",
        "https://www.predictit.org/api/marketdata/all/",
        "none",
        "non-commercial use, to be named as the only source; whether it is live: not confirmed",
        "once a minute; not asked",
    ),
    SourceEntry(
        "bookmakers",
        "Betfair, Smarkets, bookmakers",
        "odds",
        "by hand: `add LEADER PRICE` or evidence/*.csv",
        "of each",
        "mostly an account",
        "of each; enter what was printed, with its source",
        "not asked",
    ),
)


def entry(source_id: str) -> SourceEntry | None:
    """The entry of a source; None when the catalogue has none."""
    return next((one for one in CATALOGUE if one.source_id == source_id), None)
