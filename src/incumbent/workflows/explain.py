"""What moved a leader's chance since the last entry? Joins desk, record and model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypedDict

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.vocabulary import Event
from incumbent.model.explain import Explanation, explain
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import today_utc
from incumbent.workflows.forecasting import known_on
from incumbent.workflows.fusion_parameters import fusion_parameters_as_of
from incumbent.workflows.recording import recorded_origins
from incumbent.workflows.verify import record_folder

SCHEMA = "incumbent-explanation-1"
_WITHOUT_RECORD = timedelta(days=30)


def explain_leader(
    desk_folder: Path | str,
    leader_id: str,
    *,
    as_of: date | None = None,
    since: date | None = None,
    target_dates: Sequence[date] = (),
) -> tuple[date, date, list[Explanation]]:
    """Take apart what moved a leader's chances.

    Parameters
    ----------
    desk_folder : path
    leader_id : str
    as_of : date, optional
        Origin; None: today.
    since : date, optional
        The earlier origin; None: the newest recorded one before `as_of`, or a month before.
    target_dates : sequence of date
        Empty: those of the questions asked, or a year ahead.

    Returns
    -------
    since, origin : date
    explanations : list of Explanation, one a target date

    Raises
    ------
    RefusedError
        If the leader is unknown or was not in office on one of the days, or a target date is not ahead
        or out of reach.
    """
    today = today_utc()
    origin = today if as_of is None else as_of
    desk = read_desk(desk_folder, today)
    earlier = _last_entry(Path(desk_folder), leader_id, origin) if since is None else since
    if earlier >= origin:
        msg = f"since is {earlier}; must lie before the day explained, {origin}."
        raise RefusedError(msg)
    now, before = known_on(desk, leader_id, origin), known_on(desk, leader_id, earlier)
    reach = min(known.base.risks.curve().last_date for known in (before, now))
    _require_within(target_dates, origin, reach)
    asked = {question.target_date for question in now.leader.questions_on(origin)}
    dates = (
        list(target_dates)
        or sorted(day for day in asked if origin < day <= reach)
        or [origin + timedelta(days=365)]
    )
    return (
        earlier,
        origin,
        [
            explain(
                now.leader,
                (before.base, before.quotes),
                (now.base, now.quotes),
                event=_curve_event(desk, leader_id, origin),
                target_date=day,
                parameters=fusion_parameters_as_of(origin),
                parameters_before=fusion_parameters_as_of(earlier),
            )
            for day in dates
        ],
    )


def _require_within(target_dates: Sequence[date], origin: date, reach: date) -> None:
    for day in target_dates:
        if not origin < day <= reach:
            msg = (
                f"target date {day} must lie after the day explained, {origin}, and not beyond {reach}: so "
                f"far both base rates reach. Ask for a day in between, as in --target-date {reach}."
            )
            raise RefusedError(msg)


class _Move(TypedDict):
    id: str
    moved: float


class _ExplanationJson(TypedDict):
    target_date: str
    base: float
    before: float
    now: float
    moved_by_time: float
    moved_by_sources: list[_Move]
    without: dict[str, float]
    oldest: dict[str, str | int] | None
    margin_spread: list[float]
    effective_sources: float


def explanation_json(explanation: Explanation) -> _ExplanationJson:
    """The explanation in its published shape; fields may be added, never renamed."""
    oldest = explanation.oldest
    return {
        "target_date": explanation.target_date.isoformat(),
        "base": explanation.base,
        "before": explanation.before,
        "now": explanation.now,
        "moved_by_time": explanation.by_time,
        "moved_by_sources": [{"id": name, "moved": move} for name, move in explanation.by_source],
        "without": dict(explanation.without),
        "oldest": None if oldest is None else {"id": oldest[0], "age_days": oldest[1]},
        "margin_spread": list(explanation.margin_spread),
        "effective_sources": explanation.effective_sources,
    }


def _last_entry(desk_folder: Path, leader_id: str, origin: date) -> date:
    folder = record_folder(desk_folder)
    entries = record.read(folder) if folder.is_dir() else []
    earlier = [day for day in recorded_origins(entries, leader_id) if day < origin]
    return max(earlier, default=origin - _WITHOUT_RECORD)


def _curve_event(desk: Desk, leader_id: str, origin: date) -> Event:
    asked = desk.leaders[leader_id].questions_on(origin)
    return Event.DE_FACTO if any(question.event is Event.DE_FACTO for question in asked) else Event.EFFECTIVE
