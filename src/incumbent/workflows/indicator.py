"""Fetch the yearly values of one indicator of the World Bank, page by page."""

from __future__ import annotations

from collections.abc import Callable

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.world_bank import SOURCE, IndicatorValue, read_indicator
from incumbent.sources.ask import Ask
from incumbent.sources.world_bank import indicator_ask

_MOST_PAGES = 20  # of 20,000 values each: every country since 1960 fits on one


def indicator_values(
    indicator: str, first_year: int, last_year: int, fetch: Callable[[Ask], Snapshot]
) -> tuple[IndicatorValue, ...]:
    """Every value of some years, by country and year; a year without one has None.

    Parameters
    ----------
    indicator : str
        The World Bank's code, as in NY.GDP.PCAP.KD.
    first_year, last_year : int
        Both included.
    fetch : callable
        Asks, or gives a kept answer.

    Raises
    ------
    SourceError
        If an answer is not whole, the indicator does not exist, or the pages do not end.
    """
    found: list[IndicatorValue] = []
    for number in range(1, _MOST_PAGES + 1):
        ask = indicator_ask(indicator, first_year, last_year, number)
        page = read_indicator(fetch(ask))
        found += page.values
        if page.page != number:
            reason = f"page {number} was asked for, and page {page.page} came"
            raise SourceError(SOURCE, ask.address, reason, "A kept answer must be whole, on one page.")
        if page.pages > _MOST_PAGES:
            reason = f"{page.pages} pages are said to be there, above {_MOST_PAGES}"
            raise SourceError(SOURCE, ask.address, reason, "Ask for fewer years.")
        if number >= page.pages:
            break
    asked = (value for value in found if first_year <= value.year <= last_year)  # a kept answer may say more
    return tuple(sorted(asked, key=lambda value: (value.country, value.year)))
