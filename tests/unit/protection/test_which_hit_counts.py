"""Which of several hits at one place is told."""

from itertools import permutations

from incumbent.protection.match import SLIP, Hit
from incumbent.protection.merging import merged


def test_a_blocking_reading_wins_over_a_warning_one_in_any_order():
    blocks, warns = Hit(3, 9, 0, SLIP), Hit(3, 9, 0, SLIP, warns=True)
    assert {tuple(merged(order)) for order in permutations([blocks, warns])} == {(blocks,)}
