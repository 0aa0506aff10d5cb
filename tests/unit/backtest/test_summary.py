import numpy as np
import polars as pl
import pytest

from incumbent.backtest.replay import CASE_SCHEMA
from incumbent.backtest.summary import summary_table
from incumbent.workflows.backtest import score_functions


@pytest.fixture(scope="module")
def summary():
    generator = np.random.default_rng(3)
    truth = generator.uniform(0.05, 0.6, 900)
    left = (generator.random(900) < truth).astype(float)
    said = {"climatology": np.full(900, left.mean()), "kaplan-meier": 0.5 * truth + 0.1, "pooled": truth}
    common = {"origin_month": 1200, "spell": np.arange(900), "gwcode": np.arange(900) % 60}
    common |= {"regime": ["personal"] * 900, "horizon": [12] * 900}
    tables = [
        pl.DataFrame({"model": [name] * 900, **common, "chance": chance, "left": left}).select(
            list(CASE_SCHEMA)
        )
        for name, chance in said.items()
    ]
    return summary_table(pl.concat(tables).cast(pl.Schema(CASE_SCHEMA)), score_functions())


def row(summary, model):
    return summary.filter(pl.col("model") == model).row(0, named=True)


def test_climatology_has_no_skill_against_itself(summary):
    assert row(summary, "climatology")["skill"] == pytest.approx(0.0)


def test_the_true_chances_have_skill_and_a_slope_near_one(summary):
    best = row(summary, "pooled")
    assert best["skill_low"] > 0
    assert best["slope_low"] < 1 < best["slope_high"]


def test_gain_is_the_difference_in_skill_to_kaplan_meier(summary):
    gain = row(summary, "pooled")["skill"] - row(summary, "kaplan-meier")["skill"]
    assert row(summary, "pooled")["gain"] == pytest.approx(gain)
    assert row(summary, "kaplan-meier")["gain"] == pytest.approx(0.0)
