"""`incumbent odds`: what prices imply, and every margin method side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.evidence.price import PriceFormat

if TYPE_CHECKING:
    from incumbent.workflows.odds import OddsReading

_HELP = """What do these prices imply?

Give the prices of all outcomes of one market, written as 1/6, evens, 1.17, +225, -2000, 74%, 74¢ or 0.74.
Bare numbers above 1 are decimal odds, those between 0 and 1 probabilities.

Examples:

  incumbent odds 1/6                        one price: raw implied probability

  incumbent odds 4/7 11/8 66/1 80/1 100/1   a whole book: margin removed by five methods

  incumbent odds -2000 +1000 --format json  American prices, for another program
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    # unknown options are let through because a price may begin with a minus sign
    app.command("odds", help=_HELP, context_settings={"ignore_unknown_options": True})(odds)


def odds(
    prices: Annotated[
        list[str], typer.Argument(help="Prices as printed, one for each outcome.", metavar="PRICE…")
    ],
    price_format: Annotated[
        PriceFormat | None,
        typer.Option("--price-format", help="How bare numbers are meant, if not as above."),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Read prices and print what they imply."""
    from incumbent.workflows.odds import odds_json, read_odds

    for price in prices:
        if price.startswith("--") or (price.startswith("-") and price[1:2].isalpha()):
            msg = f"no such option: {price}"
            raise typer.BadParameter(msg)
    reading = read_odds(prices, price_format)

    def table(reading: OddsReading) -> Table:
        answers = {name: answer for name, answer in reading.methods.items() if answer.refusal is None}
        rows = [
            [
                price.text,
                _percent(float(price.implied_probability)),
                *(_percent(answer.probabilities[index]) for answer in answers.values()),
                *([_percent(reading.spread[index])] if answers else []),
            ]
            for index, price in enumerate(reading.prices)
        ]
        columns = ("price", "implied", *(name.value for name in answers), *(["spread"] if answers else []))
        if answers:
            parameters = ("" if a.parameter is None else f"{a.parameter:.6f}" for a in answers.values())
            rows.append(["sum / parameter", f"{reading.booksum:.4f}", *parameters, ""])
        refusals = [answer.refusal for answer in reading.methods.values() if answer.refusal is not None]
        return Table(columns, rows, [*_fair(reading), *reading.notes, *refusals])

    show(table(reading), odds_json(reading), output_format)


def _fair(reading: OddsReading) -> list[str]:
    """What is left of each price in a whole book without the bookmaker's margin, in one line."""
    answers = [answer.probabilities for answer in reading.methods.values() if answer.refusal is None]
    if not answers:
        return []
    chances = zip(reading.prices, zip(*answers, strict=True), strict=True)
    shown = [
        f"{price.text} is {100 * min(all_of):.2f} to {_percent(max(all_of))}" for price, all_of in chances
    ]
    return [f"Without the bookmaker's margin: {'; '.join(shown)}."]


def _percent(value: float) -> str:
    return f"{100 * value:.2f} %"
