"""One invented leader's situation, any field changed."""

import numpy as np

from incumbent.model.situations import NEVER, WON, Situations

USUAL = {
    "origin_month": 1400, "state": 999, "regime": 0, "tenure": 30.0, "age": 57.0, "irregular_entry": 0.0,
    "military": 0.0, "woman": 0.0, "elected": 1.0, "earlier_spells": 0.0, "since_vote": 20.0,
    "last_result": WON, "last_executive": 1.0, "served": 1.0, "next_vote": NEVER, "next_executive": 1.0,
    "next_certain": 1.0, "term": 60.0, "lag": 2.0, "exit_rate": 0.2, "irregular_rate": 0.0,
    "coup_rate": 0.0, "loss_share": 0.5, "precedent": 0.0,
    "since_coup": NEVER, "regime_age": 240.0, "income": 8.0, "terms_left": NEVER, "rotating": 0.0,
}  # fmt: skip


def situations(**changes):
    return Situations(**{name: np.array([value]) for name, value in (USUAL | changes).items()})
