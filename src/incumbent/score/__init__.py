"""How good the chances were: pure functions of chances and outcomes."""

from incumbent.score.bootstrap import Estimate, mean_score, paired_difference, skill_score
from incumbent.score.calibration import CalibrationSlope, calibration_slope, expected_calibration_error
from incumbent.score.checks import NoAnswerError
from incumbent.score.discrimination import auc
from incumbent.score.integrated import integrated_brier_score, integrated_brier_scores
from incumbent.score.pointwise import brier_score, brier_scores, log_score, log_scores
from incumbent.score.reliability import Reliability, corp_reliability
from incumbent.score.track_record import score_record

__all__ = [
    "CalibrationSlope",
    "Estimate",
    "NoAnswerError",
    "Reliability",
    "auc",
    "brier_score",
    "brier_scores",
    "calibration_slope",
    "corp_reliability",
    "expected_calibration_error",
    "integrated_brier_score",
    "integrated_brier_scores",
    "log_score",
    "log_scores",
    "mean_score",
    "paired_difference",
    "score_record",
    "skill_score",
]
