"""Whether a forecast that says it is live was recorded when it says that it looked forward."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incumbent.domain.record import ForecastDraft, ForecastEntry


def is_honest_mode(forecast: ForecastDraft | ForecastEntry, recorded_at: str) -> bool:
    """True for a replay, and for a live forecast recorded within a day of its origin, as zones may shift it.

    One that was recorded anew by a rebase keeps its mode; its first hash says what it was.

    Parameters
    ----------
    forecast : ForecastDraft or ForecastEntry
    recorded_at : str
        UTC, `YYYY-MM-DDThh:mm:ssZ`.
    """
    if forecast["mode"] != "live" or "rebased_from" in forecast:
        return True
    origin = date.fromisoformat(forecast["forecast"]["origin_date"])
    return abs((date.fromisoformat(recorded_at[:10]) - origin).days) <= 1
