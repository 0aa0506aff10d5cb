"""What does each quote say about the curve? Log ratios of exit masses, or a reason for leaving it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from incumbent.domain.leader import Leader
from incumbent.domain.quotes import BookKind, ChanceQuote, LeftOut, OddsBook, Payoff, Poll, Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event
from incumbent.model.books import read_periods, read_two_sides
from incumbent.model.first_to_go import read_first_to_go
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.mapping import Context, UnusableError, log_odds, one_row, point_of
from incumbent.model.overtaken import overtaken
from incumbent.model.reading import Reading
from incumbent.model.repeats import newest_of_each


def read_quotes(
    quotes: Sequence[Quote],
    leader: Leader,
    base: BaseForecast,
    event: Event,
    parameters: FusionParameters,
) -> tuple[list[Reading], list[LeftOut]]:
    """Map odds books and chances onto the curve.

    Quotes known only after the origin are passed over without a trace; polls are read elsewhere.

    Parameters
    ----------
    quotes : sequence of Quote
    leader : Leader
    base : BaseForecast
        Seen from the origin.
    event : Event
        What the curve is a curve of.
    parameters : FusionParameters

    Returns
    -------
    readings : list of Reading
        In order of fact id, so that the order of the quotes cannot matter.
    left_out : list of LeftOut
    """
    curve = base.risks.curve()
    hazard = -np.log(curve.survival(np.arange(int(curve.knot_days[-1]) + 1)))
    context = Context(
        leader, curve, hazard, base.risks.gates, event, curve.origin_date, parameters, base.rivals
    )
    readings: list[Reading] = []
    left_out: list[LeftOut] = []
    for quote in sorted(quotes, key=lambda quote: quote.provenance.fact_id):
        if quote.provenance.known_at > curve.origin_date or isinstance(quote, Poll):
            continue
        try:
            readings.append(_read(quote, context))
        except UnusableError as reason:
            left_out.append(LeftOut(quote.provenance.fact_id, str(reason)))
    newest, repeated = newest_of_each(readings, parameters)
    return overtaken(newest, curve, parameters), sorted([*left_out, *repeated], key=lambda each: each.fact_id)


def _read(quote: OddsBook | ChanceQuote, context: Context) -> Reading:
    of_several = isinstance(quote, OddsBook) and quote.kind is BookKind.FIRST_TO_GO
    if quote.leader_id != context.leader.leader_id and not of_several:
        msg = f"speaks of another leader or office ({quote.leader_id})"
        raise UnusableError(msg)
    if quote.payoff is not Payoff.ALL_OR_NOTHING:
        msg = f"pays {quote.payoff.value} in some outcomes, so its price is no probability"
        raise UnusableError(msg)
    if isinstance(quote, ChanceQuote):
        return _read_chance(quote, context)
    readers: dict[BookKind, Callable[[OddsBook, Context], Reading]] = {
        BookKind.IN_OFFICE: read_two_sides,
        BookKind.GATE_WINNER: read_two_sides,
        BookKind.NEXT_HOLDER: read_two_sides,
        BookKind.EXIT_PERIOD: read_periods,
        BookKind.FIRST_TO_GO: read_first_to_go,
    }
    return readers[quote.kind](quote, context)


def _read_chance(quote: ChanceQuote, context: Context) -> Reading:
    said = [quote.probability, *(side for side in (quote.low, quote.high) if side is not None)]
    if not all(0 < value < 1 for value in said):  # NaN too
        msg = "gives a chance of 0 or 1, or no number: nothing can be weighed against it"
        raise UnusableError(msg)
    low, high = quote.low or quote.probability, quote.high or quote.probability
    if low > high:
        msg = f"its bid {low} lies above its ask {high}"
        raise UnusableError(msg)
    if not low <= quote.probability <= high:
        msg = f"its chance {quote.probability:g} lies outside its own range, {low:g} to {high:g}"
        raise UnusableError(msg)
    point = point_of(quote.gate_id, quote.deadline, quote, context)
    bounds = -log_odds(np.array([high, low]))
    return one_row(quote, point, bounds, float(bounds[1] - bounds[0]) ** 2 / 16, context)
