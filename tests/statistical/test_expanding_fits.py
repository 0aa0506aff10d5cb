"""Refits that keep most of the last one against fits made anew."""

import numpy as np
import pytest

from incumbent.model.expanding import expanding_fits
from incumbent.model.logistic import fit_ridge_logistic, sigmoid

LARGEST_CHANGE = 0.002


@pytest.fixture(scope="module")
def rows():
    """3,000 rows in which rare columns, one of them nearly certain, come up late."""
    generator = np.random.default_rng(11)
    design = np.zeros((3000, 8), dtype=np.float32)
    design[:, 0] = 1.0
    design[:, 1:4] = generator.normal(size=(3000, 3)) * (generator.random((3000, 3)) < 0.3)
    design[:, 4:7] = generator.random((3000, 3)) < 0.01
    design[2000:, 7] = generator.random(1000) < 0.02
    odds = design @ np.array([-3.0, 0.5, -0.5, 1.0, 2.0, -1.0, 6.0, 6.0])
    return design, (generator.random(3000) < sigmoid(odds)).astype(float)


def test_every_refit_says_what_an_exact_fit_says(rows):
    design, event = rows
    penalty = np.array([0.0, *[1.0] * 7])
    ends = range(150, 3001, 50)
    for end, fitted in zip(ends, expanding_fits(design, event, ends, penalty), strict=True):
        exact = fit_ridge_logistic(design[:end], event[:end], np.ones(end), penalty, np.zeros(8))
        seen = design[:end].astype(float)
        assert np.abs(sigmoid(seen @ fitted) - sigmoid(seen @ exact)).max() <= LARGEST_CHANGE


def test_a_refit_does_not_look_at_rows_that_enter_later(rows):
    design, event = rows
    penalty = np.full(8, 1.0)
    whole = list(expanding_fits(design, event, [500, 1000, 3000], penalty))
    cut = list(expanding_fits(design[:1000], event[:1000], [500, 1000], penalty))
    assert np.array_equal(whole[0], cut[0])
    assert np.array_equal(whole[1], cut[1])
