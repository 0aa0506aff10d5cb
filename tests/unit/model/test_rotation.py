import numpy as np
import pytest
from tests.invented_situations import situations

from incumbent.model.rollforward import MonthlyRisks
from incumbent.model.rotation import CHANCE_OF_ROTATING, by_rotation, months_to_handover

JULY_2017 = (2017 - 1900) * 12 + 6
SWITZERLAND, SAN_MARINO, BOSNIA = 225, 331, 346


@pytest.mark.parametrize(
    ("state", "origin", "tenure", "months"),
    [
        (SWITZERLAND, JULY_2017, 6.0, 6),
        (SWITZERLAND, JULY_2017 + 6, 0.0, 12),
        (SAN_MARINO, JULY_2017, 3.0, 3),
        (SAN_MARINO, JULY_2017 + 5, 2.0, 4),
        (BOSNIA, JULY_2017, 3.5, 5),
    ],
)
def test_the_office_changes_hands_by_its_calendar(state, origin, tenure, months):
    holder = situations(state=state, origin_month=origin, tenure=tenure, rotating=1.0)
    assert months_to_handover(holder).tolist() == [months]


def test_a_rotating_holder_stays_until_the_hand_over_and_hardly_after():
    risks = MonthlyRisks(np.full((4, 1, 12), 0.001), np.full((1, 12), 0.5))
    holder = situations(state=SWITZERLAND, origin_month=JULY_2017, rotating=1.0)
    staying = by_rotation(risks, holder).survival()[0]
    assert staying[4] == pytest.approx(np.exp(-5 * 0.003))
    assert staying[5] == pytest.approx(np.exp(-6 * 0.003) * (1 - CHANCE_OF_ROTATING))


def test_other_offices_are_left_as_they_are():
    risks = MonthlyRisks(np.full((4, 1, 12), 0.001), np.full((1, 12), 0.5))
    same = by_rotation(risks, situations(state=2))
    assert np.array_equal(same.survival(), risks.survival())
