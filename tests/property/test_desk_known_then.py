"""What is added to a desk and was known only later changes nothing of the desk as it was known."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desks import FILES, TODAY, snapshots

from incumbent.domain.desk import Desk
from incumbent.evidence.desk import desk_from

DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 30))
PRICES = FILES["evidence/prices.csv"].splitlines()[0]
POLLS = FILES["evidence/polls.csv"].splitlines()[0]


@st.composite
def prices(draw: st.DrawFn) -> list[tuple[date, str]]:
    """Rows of prices with the day each was known."""
    rows: list[tuple[date, str]] = []
    for number in range(draw(st.integers(0, 6))):
        day = draw(DAYS)
        precision = draw(st.sampled_from(["day", "inferred"]))
        price = draw(st.floats(0.01, 0.99))
        known = day + timedelta(days=14 if precision == "inferred" else 0)
        cells = f"x{number},ada,out_by,effective,2027-12-31,,,,{price:.4f},venue,exchange,{day},{precision}"
        rows.append((known, f"{cells},https://example.org/x,"))
    return rows


@st.composite
def polls(draw: st.DrawFn) -> list[tuple[date, str]]:
    """Rows of approval with the day each was known: ten days after the end of field work."""
    rows: list[tuple[date, str]] = []
    for number in range(draw(st.integers(0, 6))):
        day = draw(DAYS)
        support = draw(st.integers(1, 60))
        cells = f"y{number},ada,bureau,approval,all,{support},30,5,1000,,,{day},day,https://example.org/y"
        rows.append((day + timedelta(days=10), cells))
    return rows


def _desk(price_rows: list[str], poll_rows: list[str]) -> Desk:
    files = {
        **FILES,
        "evidence/prices.csv": "\n".join([PRICES, *price_rows, ""]),
        "evidence/polls.csv": "\n".join([POLLS, *poll_rows, ""]),
    }
    return desk_from(snapshots(files), TODAY)


@settings(max_examples=40, deadline=None)
@given(prices(), polls(), DAYS)
def test_a_desk_as_of_a_day_is_the_desk_without_what_came_later(
    price_rows: list[tuple[date, str]], poll_rows: list[tuple[date, str]], origin: date
) -> None:
    whole = _desk([row for _, row in price_rows], [row for _, row in poll_rows])
    cut = _desk(
        [row for known, row in price_rows if known <= origin],
        [row for known, row in poll_rows if known <= origin],
    )
    assert whole.as_of(origin) == cut.as_of(origin)
    assert {q.provenance.known_at for q in whole.as_of(origin).quotes} <= {
        origin - timedelta(days=back) for back in range(400)
    }
