"""Seconds of 843 monthly refits of the base rate's hazard beside those of other libraries, one thread.

Expanding refits 1951-2021 of the ridge logistic hazard of regular exits on the person-months of the panel at
lead 0. Peers solve the same problem, each refit anew, on every n-th refit; their time is scaled and labelled
so. Their tolerance is the loosest power of ten that keeps every probability within .002, as ours does. All
times are seconds of this process's processor time, so that other work on the machine weighs less. "Off" is
the largest change of any row's probability against an exact fit.

    OMP_NUM_THREADS=1 python benchmarks/bench_model.py --data DIR [--every 20] [--peers newton-cholesky,glum]
"""

import argparse
import time
import warnings
from pathlib import Path

import numpy as np

from incumbent.model.design import matrix, regular_columns
from incumbent.model.expanding import expanding_fits
from incumbent.model.forward import forward_design, regular_log_odds
from incumbent.model.history import history_of, rows_alive
from incumbent.model.logistic import sigmoid
from incumbent.model.pairs import REGULAR
from incumbent.workflows.panel import load_panel

PENALTY = 2.0
FIRST_MONTH, LAST_MONTH = 51 * 12, 121 * 12 + 3
MONTHS_AHEAD = 60
SLOWER = {"statsmodels": 5}
"""Peers that take minutes a refit: thinned so many times more."""


def rows_at_lead_0(data):
    """Situations alive on the first of each month, in order, their design, and who left regularly."""
    panel, _ = load_panel(data)
    history = history_of(panel, LAST_MONTH, hindsight=False)
    places = np.flatnonzero(rows_alive(history) & (history.situations.rotating == 0))
    places = places[np.argsort(history.situations.origin_month[places], kind="stable")]
    situations = history.situations.take(places)
    left = (history.exit_month[places] == situations.origin_month) & (history.cause[places] == REGULAR)
    columns = regular_columns(situations, np.zeros(places.size, dtype=np.int64))
    return situations, matrix(columns), tuple(columns), left.astype(float)


def ours(design, event, ends):
    return list(expanding_fits(design, event, ends, free_first(design.shape[1])))


def free_first(k):
    penalty = np.full(k, PENALTY)
    penalty[0] = 0.0
    return penalty


def forecasts(situations, names, ends, fitted):
    """P(still in office) of every leader at the end of each of 60 months, from each refit."""
    starts = np.searchsorted(situations.origin_month, np.arange(FIRST_MONTH, LAST_MONTH))
    beyond = np.searchsorted(situations.origin_month, np.arange(FIRST_MONTH, LAST_MONTH), side="right")
    ahead = forward_design(situations.take(np.arange(starts[0], beyond[-1])), MONTHS_AHEAD)
    staying = []
    for beta, start, end in zip(fitted, starts - starts[0], beyond - starts[0], strict=True):
        leaders = ahead.leaders(slice(start, end))
        odds = regular_log_odds(leaders, dict(zip(names, beta, strict=True)))
        staying.append(np.exp(-np.cumsum(np.logaddexp(0.0, odds) * leaders.outside, axis=1)))
    return staying


def newton_cholesky(x, y):
    return _scikit_learn(x, y, solver="newton-cholesky", tol=1e-6)


def newton_cholesky_float32(x, y):
    return newton_cholesky(x.astype(np.float32), y)


def lbfgs(x, y):
    return _scikit_learn(x, y, solver="lbfgs", max_iter=20000, tol=1e-8)


def lbfgs_loose(x, y):
    return _scikit_learn(x, y, solver="lbfgs", max_iter=20000)


def _scikit_learn(x, y, **settings):
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1 / PENALTY, **settings).fit(x[:, 1:], y)
    return np.append(found.intercept_, found.coef_[0])


def glum(x, y):
    from glum import GeneralizedLinearRegressor

    found = GeneralizedLinearRegressor(family="binomial", alpha=PENALTY / y.size, l1_ratio=0.0).fit(
        x[:, 1:], y
    )
    return np.append(found.intercept_, found.coef_)


def statsmodels(x, y):
    import statsmodels.api as sm

    ridge = free_first(x.shape[1]) / y.size
    return np.asarray(
        sm.GLM(y, x, family=sm.families.Binomial()).fit_regularized(alpha=ridge, L1_wt=0.0).params
    )


PEERS = {
    "newton-cholesky": ("scikit-learn newton-cholesky", newton_cholesky),
    "newton-cholesky-float32": ("  the same in float32", newton_cholesky_float32),
    "lbfgs": ("scikit-learn lbfgs, tol 1e-8", lbfgs),
    "lbfgs-loose": ("  the same, its own tol 1e-4", lbfgs_loose),
    "glum": ("glum", glum),
    "statsmodels": ("statsmodels GLM, ridge", statsmodels),
}


def seconds(work, *arguments):
    began = time.process_time()
    found = work(*arguments)
    return time.process_time() - began, found


def off(design, end, beta, exact):
    rows = design[:end].astype(float)
    return float(np.abs(sigmoid(rows @ beta) - sigmoid(rows @ exact)).max())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=20, help="peers fit every n-th refit")
    parser.add_argument("--peers", default=",".join(PEERS))
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # peers warn of empty columns
    situations, design, names, event = rows_at_lead_0(options.data)
    ends = np.searchsorted(situations.origin_month, np.arange(FIRST_MONTH, LAST_MONTH))
    print(f"{ends.size} expanding refits, {design.shape[0]:,} rows, {design.shape[1]} columns, one thread")
    taken, fitted = seconds(ours, design, event, ends)
    some = np.arange(options.every // 2, ends.size, options.every)
    exact = {at: newton_cholesky(design[: ends[at]].astype(float), event[: ends[at]]) for at in some}
    worst = max(off(design, ends[place], fitted[place], exact[place]) for place in some)
    print(f"{'incumbent':<42} {taken:9.1f} s                 off {worst:.5f} ({some.size} refits compared)")
    more, _ = seconds(forecasts, situations, names, ends, fitted)
    total = taken + more
    print(f"{'  with every leader to 60 months':<42} {total:9.1f} s  {total / taken:8.2f} × the refits alone")
    for key in options.peers.split(","):
        name, peer = PEERS[key]
        chosen = some[:: SLOWER.get(key, 1)]
        spent, furthest = 0.0, 0.0
        for place in chosen:
            one, beta = seconds(peer, design[: ends[place]].astype(float), event[: ends[place]])
            spent, furthest = spent + one, max(furthest, off(design, ends[place], beta, exact[place]))
        scaled = spent * ends.size / chosen.size
        ratio = f"{scaled / taken:8.0f} ×  off {furthest:.5f}"
        print(f"{name:<42} {scaled:9.0f} s  {ratio} (scaled from {chosen.size} refits)", flush=True)


if __name__ == "__main__":
    main()
