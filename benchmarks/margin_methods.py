"""Which margin method would have been right? A backtest on resolved complete books.

Run: python benchmarks/margin_methods.py DATA. Log loss and Brier of the fair chances of the outcome that
came true, with 95 % intervals from resampling leaders; differences are against Shin.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl

from incumbent.evidence.price import PriceFormat, PriceRefusedError, parse_price
from incumbent.model.margin import MarginMethod, remove_margins

N_RESAMPLES = 4000


def resolved_books(data: Path) -> list[tuple[str, np.ndarray, int]]:
    """Leader, implied probabilities and index of the winner of each complete resolved book."""
    found: list[tuple[str, np.ndarray, int]] = []
    for folder in ("others", "russia-2018"):
        rows = pl.read_csv(data / "evidence" / folder / "odds.csv", infer_schema=False)
        for _, book in rows.group_by("book_id", maintain_order=True):
            winner = book["resolved_outcome"][0]
            if book["book_complete"][0] != "yes" or winner not in book["outcome"].to_list():
                continue
            try:
                implied = [
                    float(parse_price(price, PriceFormat(written)).implied_probability)
                    for price, written in book.select("price", "price_format").iter_rows()
                ]
            except PriceRefusedError:
                continue
            if len(implied) > 1:
                found.append((book["leader"][0], np.array(implied), book["outcome"].to_list().index(winner)))
    return found


def main(data: Path) -> None:
    books = resolved_books(data)
    over = [book for book in books if book[1].sum() > 1]
    print(
        f"{len(books)} resolved complete books, {len(over)} of them with a margin, "
        f"{len({leader for leader, _, _ in books})} leaders"
    )
    losses: dict[MarginMethod, np.ndarray] = {}
    for method in MarginMethod:
        rows = []
        for _, implied, winner in over:
            answer = remove_margins(implied[None, :], method)
            if answer.refused[0]:  # a reader would fall back on the simplest method
                answer = remove_margins(implied[None, :], MarginMethod.BASIC)
            fair = answer.probabilities[0]
            hit = np.eye(fair.size)[winner]
            rows.append((-np.log(fair[winner]), float(((fair - hit) ** 2).sum())))
        losses[method] = np.array(rows)
    groups = defaultdict(list)
    for index, (leader, _, _) in enumerate(over):
        groups[leader].append(index)
    rng, names = np.random.default_rng(5), list(groups)
    picks = [
        np.concatenate([groups[names[i]] for i in rng.integers(len(names), size=len(names))])
        for _ in range(N_RESAMPLES)
    ]
    for method in MarginMethod:
        gap = losses[method] - losses[MarginMethod.SHIN]
        low, high = np.quantile([gap[pick].mean(axis=0) for pick in picks], [0.025, 0.975], axis=0)
        log_loss, brier = losses[method].mean(axis=0)
        print(
            f"{method:10} log {log_loss:.4f} ({gap[:, 0].mean():+.4f} [{low[0]:+.4f}, {high[0]:+.4f}])   "
            f"Brier {brier:.4f} ({gap[:, 1].mean():+.4f} [{low[1]:+.4f}, {high[1]:+.4f}])"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
