"""How good the chances were: pure functions of chances and outcomes."""

from incumbent.score.pointwise import brier_score, brier_scores, log_score, log_scores

__all__ = ["brier_score", "brier_scores", "log_score", "log_scores"]
