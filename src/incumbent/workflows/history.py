"""What linked markets said about a leader, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from incumbent.domain.market import MarketLink, PriceKind, YesMeans
from incumbent.sources.price_history import RULE_DIGITS, PriceHistory, PriceRow
from incumbent.workflows.link import require_leader
from incumbent.workflows.pull import desk_links
from incumbent.workflows.pulled import PULLED


@dataclass(frozen=True, slots=True)
class PastChance:
    """One market's last word of one day on a leader.

    Parameters
    ----------
    day : date
        UTC.
    market, title : str
    deadline : date
    chance : float
        Of still being in office at the deadline, in [0, 1].
    low, high : float or None
        From ask and bid, where both stood.
    kind : PriceKind
        Which price `chance` is.
    fetched_on : date
        Later than `day` for a history fetched in one piece.
    in_forecasts : bool
        True if the text the author read is known to have held; only then may a forecast use it.
    """

    day: date
    market: str
    title: str
    deadline: date
    chance: float
    low: float | None
    high: float | None
    kind: PriceKind
    fetched_on: date
    in_forecasts: bool


def price_history(
    folder: Path,
    leader_id: str,
    today: date,
    *,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> list[PastChance]:
    """The last price of each linked market on each day, as chances of staying.

    Parameters
    ----------
    folder : Path
        Of the desk.
    leader_id : str
    today : date
    since, until : date, optional
        First and last day shown.
    as_of : date, optional
        Only what had been fetched by the end of this day.

    Raises
    ------
    RefusedError
        If the desk has no such leader.
    """
    require_leader(folder, leader_id, today)
    links = {link.key: link for link in desk_links(folder, today) if link.leader_id == leader_id}
    rows = PriceHistory(folder / PULLED).of_markets(links, since=since, until=until, as_of=as_of)
    last_of_day: dict[tuple[str, date], PastChance] = {}
    for row in rows:  # in order of time, so a later one takes the day
        past = _past_chance(row, links[row.market])
        if past is not None:
            last_of_day[row.market, past.day] = past
    return sorted(last_of_day.values(), key=lambda past: (past.market, past.day))


def _past_chance(row: PriceRow, link: MarketLink) -> PastChance | None:
    chosen = _chosen_price(row)
    if chosen is None:
        return None
    kind, price = chosen
    stays = link.yes_means is YesMeans.STAYS
    low, high = (row.bid, row.ask) if kind is PriceKind.MID and row.ask is not None else (None, None)
    if not stays:
        low, high = (None if high is None else 1 - high), (None if low is None else 1 - low)
    return PastChance(
        day=row.observed_at.date(),
        market=row.market,
        title=link.title,
        deadline=link.deadline,
        chance=price if stays else 1 - price,
        low=low,
        high=high,
        kind=kind,
        fetched_on=row.fetched_at.date(),
        in_forecasts=row.rule == link.rule_sha256[:RULE_DIGITS] and kind is PriceKind.MID,
    )


def _chosen_price(row: PriceRow) -> tuple[PriceKind, float] | None:
    """Middle of bid and ask, else the venue's own series; never one side or an old trade alone."""
    if row.bid is not None and row.ask is not None:
        return PriceKind.MID, (row.bid + row.ask) / 2
    if row.mid is not None:
        return PriceKind.MID, row.mid
    return None if row.stated is None else (PriceKind.STATED, row.stated)


def draw_history(name: str, days: list[PastChance], path: Path) -> None:
    """Draw days as a picture; see `site.price_chart`."""
    from incumbent.site.price_chart import draw_price_history

    rows = [
        (past.day, f"{past.market} until {past.deadline}", past.chance, past.low, past.high) for past in days
    ]
    draw_price_history(f"Chance that {name} is still in office, by market", rows, path)
