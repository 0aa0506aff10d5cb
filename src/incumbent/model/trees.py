"""What does a sum of small trees say of a leader, and how is it grown.

Growing needs LightGBM; evaluating stored trees needs numpy alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incumbent.model.situations import FloatArray, IntArray, Situations

FeatureMatrix = NDArray[np.float32]
_LEFT_OUT = frozenset(
    {"origin_month", "state", "since_coup", "regime_age", "income", "terms_left", "rotating"}
)
"""Coups, regime age and income are read by the hazard of irregular exits alone: chosen for it; the rules on
terms are known for too few years to grow trees on."""
FEATURES = (
    *(f.name for f in fields(Situations) if f.name not in _LEFT_OUT),
    "months_to_handover",
    "months_past_handover",
    "month_of_year_in_office",
    "months_between_votes",
    "months_left_of_term",
)
_THRESHOLD_DIGITS = 6
_LEAF_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees are grown.

    Parameters
    ----------
    n_trees, n_leaves : int
    learning_rate : float
    """

    n_trees: int
    n_leaves: int
    learning_rate: float


DIRECT = Growth(n_trees=110, n_leaves=12, learning_rate=0.07)
"""One model a horizon, from the situation alone."""
CORRECTION = Growth(n_trees=60, n_leaves=7, learning_rate=0.06)
"""One model a horizon, starting from the hazards' and gates' own answer."""


def tree_features(situations: Situations) -> FeatureMatrix:
    """The columns the trees see, shape (n, len(FEATURES))."""
    s = situations
    plain = [getattr(s, name) for name in FEATURES[: -len(_made(s))]]
    return np.column_stack([*plain, *_made(s)]).astype(np.float32)


def _made(s: Situations) -> list[FloatArray]:
    return [
        s.next_vote + s.lag,
        s.since_vote - s.lag,
        s.tenure % 12.0,
        s.since_vote + s.next_vote,
        s.term - s.since_vote,
    ]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees; arrays of shape (n_trees, most splits), the leaves one column more.

    Parameters
    ----------
    feature, threshold : what each split looks at; left if the value is at most the threshold
    left, right : next split, or -1 - leaf
    leaf : values added up
    """

    feature: IntArray
    threshold: FloatArray
    left: IntArray
    right: IntArray
    leaf: FloatArray

    def total(self, features: FeatureMatrix) -> FloatArray:
        """The sum of the trees' values, in log odds, shape (n,)."""
        n, n_trees = features.shape[0], self.feature.shape[0]
        node = np.zeros((n, n_trees), dtype=np.int64)
        rows: IntArray = np.arange(n, dtype=np.int64)[:, None]
        trees: IntArray = np.arange(n_trees, dtype=np.int64)[None, :]
        for _ in range(self.feature.shape[1]):
            inner = np.maximum(node, 0)
            goes_left = features[rows, self.feature[trees, inner]] <= self.threshold[trees, inner]
            following = np.where(goes_left, self.left[trees, inner], self.right[trees, inner])
            node = np.where(node >= 0, following, node)
            if not bool(np.any(node >= 0)):
                break
        return self.leaf[trees, -1 - node].sum(axis=1)


def grow(features: FeatureMatrix, left_office: FloatArray, start: FloatArray | None, growth: Growth) -> Trees:
    """Grow trees for the log odds of having left office, deterministically on one thread.

    Parameters
    ----------
    features : ndarray of float32, shape (n, len(FEATURES))
    left_office : ndarray of float, shape (n,)
        0 or 1.
    start : ndarray of float, shape (n,), or None
        Log odds to correct; None: from the mean, which then stands in the first tree.
    growth : Growth
    """
    import lightgbm

    settings: dict[str, Any] = {
        "objective": "binary",
        "num_leaves": growth.n_leaves,
        "learning_rate": growth.learning_rate,
        "min_data_in_leaf": 100,
        "lambda_l2": 10.0,
        "feature_fraction": 0.6,
        "num_threads": 1,
        "seed": 1,
        "deterministic": True,
        "force_row_wise": True,
        "verbose": -1,
    }
    library: Any = lightgbm
    booster: Any = library.train(
        settings, library.Dataset(features, left_office, init_score=start), growth.n_trees
    )
    return _stored([_flat(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]])


_Flat = tuple[list[int], list[float], list[int], list[int], list[float]]


def _flat(root: Mapping[str, Any]) -> _Flat:
    """One tree as lists, splits in the order they are met."""
    feature: list[int] = []
    threshold: list[float] = []
    children: list[list[int]] = []
    leaves: list[float] = []

    def visit(node: Mapping[str, Any]) -> int:
        if "split_feature" not in node:
            leaves.append(float(f"{node['leaf_value']:.{_LEAF_DIGITS}g}"))
            return -len(leaves)
        place = len(feature)
        feature.append(int(node["split_feature"]))
        threshold.append(float(f"{node['threshold']:.{_THRESHOLD_DIGITS}g}"))
        children.append([0, 0])
        children[place] = [visit(node["left_child"]), visit(node["right_child"])]
        return place

    visit(root)
    return feature, threshold, [pair[0] for pair in children], [pair[1] for pair in children], leaves


def _stored(trees: list[_Flat]) -> Trees:
    """The trees side by side, short ones padded; a tree without a split is a leaf on both sides."""
    width = max(1, *(len(tree[0]) for tree in trees))
    feature = np.zeros((len(trees), width), dtype=np.int64)
    threshold = np.zeros((len(trees), width))
    left = np.full((len(trees), width), -1, dtype=np.int64)
    right = np.full((len(trees), width), -1, dtype=np.int64)
    leaf = np.zeros((len(trees), width + 1))
    for place, (splits, thresholds, lefts, rights, leaves) in enumerate(trees):
        feature[place, : len(splits)] = splits
        threshold[place, : len(splits)] = thresholds
        left[place, : len(splits)] = lefts
        right[place, : len(splits)] = rights
        leaf[place, : len(leaves)] = leaves
    return Trees(feature, threshold, left, right, leaf)


def trees_json(trees: Trees) -> list[list[Any]]:
    """Trees as lists that JSON can hold; padding left out."""
    plain: list[list[Any]] = []
    for place in range(trees.feature.shape[0]):
        used = int(np.max(np.concatenate([-1 - trees.left[place], -1 - trees.right[place]])))
        plain.append(
            [
                trees.feature[place, :used].tolist(),
                trees.threshold[place, :used].tolist(),
                trees.left[place, :used].tolist(),
                trees.right[place, :used].tolist(),
                trees.leaf[place, : used + 1].tolist(),
            ]
        )
    return plain


def trees_from_json(plain: list[list[Any]]) -> Trees:
    """The trees stored by `trees_json`."""
    return _stored([(tree[0], tree[1], tree[2], tree[3], tree[4]) for tree in plain])
