"""Which numbers does fusion rest on? Start values, or those with what was learnt before a date in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from incumbent.domain.vocabulary import SourceKind
from incumbent.model.margin import DEFAULT_METHOD, MarginMethod


def _start_scales() -> Mapping[SourceKind, float]:
    return {
        SourceKind.EXCHANGE: 0.25,
        SourceKind.CROWD: 0.25,
        SourceKind.BOOKMAKER: 0.35,
        SourceKind.EXPERT: 0.7,
        SourceKind.POLLSTER: 0.35,
    }


def _no_reaction() -> Mapping[SourceKind, float]:
    return dict.fromkeys(SourceKind, 1.0)


def _no_lean() -> Mapping[SourceKind, float]:
    return dict.fromkeys(SourceKind, 0.0)


@dataclass(frozen=True, slots=True)
class FusionParameters:
    """What is assumed of sources and of the world's drift, on the log-odds scale of exit.

    Parameters
    ----------
    name : str
        Enters the record.
    cutoff : date or None
        Learnt from questions resolved strictly before it; None: assumed beforehand, usable at any origin.
    scale : mapping of SourceKind to float
        Of the half-normal prior of one source's error, > 0.
    reaction : mapping of SourceKind to float
        b: 1 means that a shift is reported whole, above 1 that a kind under-reacts; > 0.
    lean : mapping of SourceKind to float
        a: constant error of a kind, above 0 leans to exit.
    gate_reaction : float
        The same for what is said of a vote or contest by any kind of source but polls; > 0.
    reaction_sd, lean_sd, lean_sd_kind : float
        How much one source's reaction and lean, and a kind's lean, may differ from these; >= 0.
    degrees_of_freedom, old_degrees_of_freedom : float
        Of the Student-t errors of fresh and of old quotes, > 0.
    freshness_days : float
        After how many days a quote is half way from fresh to old.
    staleness_per_day : float
        Added squared error for each day since the quote, >= 0.
    partial_price_lean, partial_price_sd : float
        Usual margin of a price whose book is incomplete, and its uncertainty, in log odds.
    mapping_sd : float
        Added error when a quote speaks of another event than the forecast.
    announced_lag_days : int
        Usual days from an announced exit to the effective one.
    tilt_sd, tilt_half_life_days, tilt_flat_days, tilt_degrees_of_freedom : float
        Of the drift of the log hazard: its size after a year, reversion, how far before a deadline it is
        even, tails.
    gate_sd, gate_degrees_of_freedom : float
        Of the shift of a gate's log odds of losing.
    return_share, return_years : float
        Long-run chance of being back in office after an exit, and the years it takes.
    poll_intercept, poll_slope, poll_intercept_sd, poll_slope_sd : float
        First link of METHOD §5 from a share to the log odds of passing a gate.
    poll_lead_sd : float
        Added error of a poll for each square root of a year to the gate.
    poll_unfree_factor : float
        By which the link's doubt grows where votes are not free; >= 1.
    margin_method : MarginMethod
    draws : int
        Draws behind the bands.
    """

    name: str = "fusion-start"
    cutoff: date | None = None
    scale: Mapping[SourceKind, float] = field(default_factory=_start_scales)
    reaction: Mapping[SourceKind, float] = field(default_factory=_no_reaction)
    lean: Mapping[SourceKind, float] = field(default_factory=_no_lean)
    gate_reaction: float = 1.0
    reaction_sd: float = 0.1
    lean_sd: float = 0.16
    lean_sd_kind: float = 0.12
    degrees_of_freedom: float = 8.0
    old_degrees_of_freedom: float = 2.0
    freshness_days: float = 10.0
    staleness_per_day: float = 0.01
    partial_price_lean: float = 0.15
    partial_price_sd: float = 0.15
    mapping_sd: float = 0.2
    announced_lag_days: int = 30
    tilt_sd: float = 1.5
    tilt_half_life_days: float = 365.25
    tilt_flat_days: float = 730.5
    tilt_degrees_of_freedom: float = 3.0
    gate_sd: float = 1.5
    gate_degrees_of_freedom: float = 3.0
    return_share: float = 0.03
    return_years: float = 4.0
    poll_intercept: float = 0.5
    poll_slope: float = 10.0
    poll_intercept_sd: float = 0.7
    poll_slope_sd: float = 4.0
    poll_lead_sd: float = 0.7
    poll_unfree_factor: float = 1.5
    margin_method: MarginMethod = DEFAULT_METHOD
    draws: int = 400


def fusion_parameters_json(parameters: FusionParameters) -> dict[str, Any]:
    """The set as JSON-ready values, by field name."""
    values: dict[str, Any] = {}
    for item in fields(parameters):
        values[item.name] = getattr(parameters, item.name)
    for name in ("scale", "reaction", "lean"):
        values[name] = {kind.value: values[name][kind] for kind in SourceKind}
    values["cutoff"] = None if parameters.cutoff is None else parameters.cutoff.isoformat()
    return values


def fusion_parameters_from_json(values: Mapping[str, Any]) -> FusionParameters:
    """The set that `fusion_parameters_json` wrote; a field that is absent keeps its start value."""
    known = dict(values)
    for name in ("scale", "reaction", "lean"):
        if name in known:
            known[name] = {SourceKind(kind): float(value) for kind, value in known[name].items()}
    if known.get("cutoff") is not None:
        known["cutoff"] = date.fromisoformat(known["cutoff"])
    if "margin_method" in known:
        known["margin_method"] = MarginMethod(known["margin_method"])
    return FusionParameters(**known)
