"""The fit finds parameters that simulated spells were made with."""

import numpy as np

from incumbent.model.logistic import fit_ridge_logistic, sigmoid


def simulated_spells(n_spells, beta, seed):
    """Monthly rows of spells whose hazard depends on log tenure and one covariate."""
    generator = np.random.default_rng(seed)
    rows, events = [], []
    for trait in generator.normal(size=n_spells):
        for month in range(120):
            row = (1.0, np.log1p(month), trait)
            left = generator.random() < sigmoid(np.dot(beta, row))
            rows.append(row)
            events.append(float(left))
            if left:
                break
    return np.array(rows, dtype=np.float32), np.array(events)


def test_hazard_parameters_of_simulated_spells_are_recovered():
    truth = np.array([-3.0, -0.3, 0.6])
    design, events = simulated_spells(3000, truth, seed=5)
    found = fit_ridge_logistic(design, events, np.ones(events.size), np.full(3, 1e-3), np.zeros(3))
    hessian = (design * (sigmoid(design @ found) * (1 - sigmoid(design @ found)))[:, None]).T @ design
    standard_error = np.sqrt(np.diag(np.linalg.inv(hessian)))
    assert np.all(np.abs(found - truth) < 3 * standard_error)


def test_a_cell_where_everybody_leaves_does_not_diverge():
    design = np.column_stack([np.ones(400), np.repeat([0.0, 1.0], 200)]).astype(np.float32)
    events = np.concatenate([np.zeros(198), np.ones(202)])
    found = fit_ridge_logistic(design, events, np.ones(400), np.array([0.0, 1.0]), np.zeros(2))
    assert np.all(np.isfinite(found))
    assert 3 < found[1] < 15


def test_a_warm_start_changes_the_speed_not_the_result():
    design, events = simulated_spells(500, np.array([-3.0, -0.3, 0.6]), seed=6)
    weight, penalty = np.ones(events.size), np.full(3, 0.5)
    cold = fit_ridge_logistic(design, events, weight, penalty, np.zeros(3))
    warm = fit_ridge_logistic(design, events, weight, penalty, np.array([5.0, 1.0, -2.0]))
    assert np.allclose(cold, warm, atol=2e-3)
