"""Seconds of the base rate's fits beside those of other libraries, same rows, one thread.

Expanding refits on the person-months of the panel at lead 0; every library refits from scratch what ours
warm-starts. Peers fit every `--every`-th refit; their time is scaled and labelled so.

    OMP_NUM_THREADS=1 python benchmarks/bench_model.py --data DIR
"""

import argparse
import time
from pathlib import Path

import numpy as np

from incumbent.model.history import history_of
from incumbent.model.logistic import fit_ridge_logistic, sigmoid
from incumbent.model.pairs import REGULAR
from incumbent.model.training import training_set
from incumbent.workflows.panel import load_panel

PENALTY = 2.0
FIRST_MONTH, LAST_MONTH = 51 * 12, 121 * 12 + 3


def rows_at_lead_0(data: Path):
    panel, _ = load_panel(data)
    rows = training_set(history_of(panel, LAST_MONTH, hindsight=False))
    now = rows.pairs.lead == 0
    event = (rows.pairs.cause[now] == REGULAR).astype(float)
    return rows.regular[now], event, rows.pairs.target_month[now]


def ours(design, event, months, cutoffs):
    beta, penalty = np.zeros(design.shape[1]), np.full(design.shape[1], PENALTY)
    penalty[0] = 0.0
    found = []
    for cutoff in cutoffs:
        n = int(np.searchsorted(months, cutoff))
        beta = fit_ridge_logistic(design[:n], event[:n], np.ones(n), penalty, beta)
        found.append(beta)
    return found


def newton_cholesky(design, event, months, cutoffs):
    from sklearn.linear_model import LogisticRegression

    for cutoff in cutoffs:
        n = int(np.searchsorted(months, cutoff))
        LogisticRegression(C=1 / PENALTY, solver="newton-cholesky").fit(design[:n, 1:], event[:n])


def lbfgs(design, event, months, cutoffs):
    from sklearn.linear_model import LogisticRegression

    for cutoff in cutoffs:
        n = int(np.searchsorted(months, cutoff))
        LogisticRegression(C=1 / PENALTY, max_iter=2000).fit(design[:n, 1:], event[:n])


def seconds(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=20, help="peers fit every n-th refit")
    parser.add_argument("--step", type=int, default=1, help="months between refits")
    options = parser.parse_args()
    design, event, months = rows_at_lead_0(options.data)
    cutoffs = list(range(FIRST_MONTH, LAST_MONTH, options.step))
    print(f"{len(cutoffs)} expanding refits, {design.shape[0]:,} rows, {design.shape[1]} columns")
    taken = seconds(ours, design, event, months, cutoffs)
    print(f"{'incumbent, warm-started':<36} {taken:8.1f} s")
    warm, cold = ours(design, event, months, cutoffs[-2:])[-1], ours(design, event, months, cutoffs[-1:])[-1]
    apart = np.abs(sigmoid(design @ warm) - sigmoid(design @ cold)).max()
    print(f"{'largest change of a chance, warm/cold':<36} {apart:8.5f}")
    for name, peer in (("newton-cholesky", newton_cholesky), ("lbfgs", lbfgs)):
        some = cutoffs[:: options.every]
        scaled = seconds(peer, design, event, months, some) * len(cutoffs) / len(some)
        print(f"{'scikit-learn ' + name + ' (scaled)':<36} {scaled:8.1f} s  {scaled / taken:6.1f} ×")


if __name__ == "__main__":
    main()
