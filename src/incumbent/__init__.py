"""How likely is a leader still in office on a date: estimated, recorded, scored, published."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from incumbent.domain.curve import SurvivalCurve as SurvivalCurve
    from incumbent.protection import Scanner as Scanner
    from incumbent.protection import load_plain_vault as load_plain_vault
    from incumbent.protection import load_vault as load_vault
    from incumbent.workflows.estimate import estimate as estimate
    from incumbent.workflows.odds import implied_probabilities as implied_probabilities

__version__ = "0.1.0"

_PUBLIC = {
    "estimate": "incumbent.workflows.estimate",
    "SurvivalCurve": "incumbent.domain.curve",
    "Scanner": "incumbent.protection",
    "load_plain_vault": "incumbent.protection",
    "load_vault": "incumbent.protection",
    "implied_probabilities": "incumbent.workflows.odds",
}
"""Public name to the module that holds it; imported on first use, so that `import incumbent` stays light."""


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return [*globals(), *_PUBLIC]
