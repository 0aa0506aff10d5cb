"""Which address of the World Bank answers with one indicator."""

from __future__ import annotations

from incumbent.sources.ask import Ask, with_query

SOURCE = "worldbank"
BASE = "https://api.worldbank.org/v2"


def indicator_ask(indicator: str, first_year: int, last_year: int, page: int = 1, base: str = BASE) -> Ask:
    """One page of one indicator for all countries and years."""
    query = {"format": "json", "per_page": 20_000, "date": f"{first_year}:{last_year}", "page": page}
    return Ask(SOURCE, with_query(f"{base}/country/all/indicator/{indicator}", query))
