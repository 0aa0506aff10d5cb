"""What one fit of the base rate is: coefficients, mortality, timing, and what states were like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from incumbent.domain.errors import RefusedError
from incumbent.model.situations import FloatArray
from incumbent.model.trees import Trees, trees_from_json, trees_json

FORMAT = "incumbent-base-rate-3"
STORED_DIGITS = 5


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What a state was like at the cutoff, for a leader who is not in the panel.

    Parameters
    ----------
    exit_rate, irregular_rate, coup_rate, loss_share : float
        As in `Situations`.
    term : float
        Usual months between votes, NEVER if not known.
    lag_legislative, lag_executive : float
        Usual months from a lost vote to the hand-over.
    precedent : float
        Most votes survived by one of the last four holders.
    since_coup, regime_age, income : float
        As in `Situations`.
    """

    exit_rate: float
    irregular_rate: float
    coup_rate: float
    loss_share: float
    term: float
    lag_legislative: float
    lag_executive: float
    precedent: float
    since_coup: float
    regime_age: float
    income: float


@dataclass(frozen=True, slots=True)
class Mortality:
    """Monthly log hazard of death: level + per_decade * (age - 57) / 10 + woman * woman."""

    level: float
    per_decade: float
    woman: float

    def monthly(self, age: FloatArray, woman: FloatArray) -> FloatArray:
        """Hazard a month at each age (years) and sex (1 for a woman)."""
        return np.exp(self.level + self.per_decade * (age - 57.0) / 10.0 + self.woman * woman)


@dataclass(frozen=True, slots=True)
class BaseRateParameters:
    """One fit on events strictly before `cutoff`.

    Parameters
    ----------
    name : str
        E.g. "base-rate-2017-01".
    cutoff : date
    regular, irregular, gate : mapping of column name to coefficient
        Of the designs in `design`; monthly log odds, and the log odds of losing a vote.
    mortality : Mortality
    foreign_per_month : float
    timing : tuple of tuple of float
        For each usual lag 0, 1, … the share of losers gone by each month of the window.
    country_sd, year_sd, gate_sd : float
        Standard deviations of what the columns do not know: of log hazards between countries and
        between years, of the log odds of losing between countries.
    states : mapping of state number to StateFacts
    world : StateFacts
        For a state that is not in `states`.
    direct, correction : tuple of Trees
        One a horizon of `pooling.HORIZONS`; empty if the backbone speaks alone.
    weights : tuple of tuple of float
        Of the three members (rows) at each horizon (columns).
    shift, scale : tuple of tuple of float
        Of the families of regimes (rows) at each horizon (columns): the pooled log odds x become
        shift + scale * x.
    """

    name: str
    cutoff: date
    regular: Mapping[str, float]
    irregular: Mapping[str, float]
    gate: Mapping[str, float]
    mortality: Mortality
    foreign_per_month: float
    timing: tuple[tuple[float, ...], ...]
    country_sd: float
    year_sd: float
    gate_sd: float
    states: Mapping[int, StateFacts]
    world: StateFacts
    direct: tuple[Trees, ...] = ()
    correction: tuple[Trees, ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()
    shift: tuple[tuple[float, ...], ...] = ()
    scale: tuple[tuple[float, ...], ...] = ()

    def state(self, gwcode: int) -> StateFacts:
        """Facts of one state, the world's if it is not known."""
        return self.states.get(gwcode, self.world)


def parameters_json(parameters: BaseRateParameters) -> dict[str, Any]:
    """The parameters as plain JSON values, rounded to STORED_DIGITS significant digits."""
    plain = asdict(replace(parameters, direct=(), correction=()))
    plain["format"] = FORMAT
    plain["cutoff"] = parameters.cutoff.isoformat()
    plain["states"] = {str(key): list(asdict(facts).values()) for key, facts in parameters.states.items()}
    plain["world"] = list(asdict(parameters.world).values())
    plain = _rounded(plain)
    plain["direct"] = [trees_json(trees) for trees in parameters.direct]
    plain["correction"] = [trees_json(trees) for trees in parameters.correction]
    return plain


def parameters_from_json(plain: Mapping[str, Any]) -> BaseRateParameters:
    """The parameters stored by `parameters_json`.

    Raises
    ------
    RefusedError
        If the file was written in another format.
    """
    if plain.get("format") != FORMAT:
        msg = f"parameter file has format {plain.get('format')!r}; must be {FORMAT!r}. Train it again."
        raise RefusedError(msg)
    return BaseRateParameters(
        plain["name"],
        date.fromisoformat(plain["cutoff"]),
        plain["regular"],
        plain["irregular"],
        plain["gate"],
        Mortality(**plain["mortality"]),
        plain["foreign_per_month"],
        tuple(tuple(row) for row in plain["timing"]),
        plain["country_sd"],
        plain["year_sd"],
        plain["gate_sd"],
        {int(key): StateFacts(*values) for key, values in plain["states"].items()},
        StateFacts(*plain["world"]),
        tuple(trees_from_json(trees) for trees in plain["direct"]),
        tuple(trees_from_json(trees) for trees in plain["correction"]),
        tuple(tuple(row) for row in plain["weights"]),
        tuple(tuple(row) for row in plain["shift"]),
        tuple(tuple(row) for row in plain["scale"]),
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{STORED_DIGITS}g}")
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value
