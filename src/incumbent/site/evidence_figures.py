"""What the figures about evidence hold and say: what moved a number, who said what, how it turned out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from incumbent.domain.forecast import DatedJson, SourceJson
from incumbent.domain.leader import Question
from incumbent.domain.quotes import ChanceQuote, OddsBook, Quote
from incumbent.domain.vocabulary import SourceKind
from incumbent.site.content import CalibrationRow
from incumbent.site.figure import Column, Figure, Kind
from incumbent.site.history import Said
from incumbent.site.source_names import Naming, named
from incumbent.site.wording import Words

KIND_WORDS = {
    SourceKind.BOOKMAKER.value: "a bookmaker's price",
    SourceKind.EXCHANGE.value: "an exchange's price",
    SourceKind.CROWD.value: "a crowd's forecast",
    SourceKind.EXPERT.value: "a named judgement",
    SourceKind.POLLSTER.value: "polls",
}


def moved_figure(said: Said, question: Question, words: Words, stem: str, name_of: Naming) -> Figure:
    """The chance on the question's date with each source silent in turn, the strongest source first."""
    _ = words.gettext
    asked = question.target_date.isoformat()
    rows = tuple(
        {
            "source": source["id"],
            "kind": source["kind"],
            "weight": source["weight"],
            "probability": chance,
        }
        for source in strongest_first(said)
        if (chance := _on(source["horizons_without"], asked)) is not None
    )
    alt = _("The chance is %(chance)s; without %(source)s it would be %(without)s.") % {
        "chance": words.chance(said.probability),
        "source": name_of(str(rows[0]["source"])) if rows else "–",
        "without": words.chance(float(rows[0]["probability"])) if rows else "–",
    }
    columns = (
        Column("source", _("Source"), Kind.TEXT, named((str(row["source"]) for row in rows), name_of)),
        Column("kind", _("What it is"), Kind.TEXT, {kind: _(told) for kind, told in KIND_WORDS.items()}),
        Column("weight", _("Share of the change, in 100"), Kind.SHARE),
        Column("probability", _("Chance in 100 without it"), Kind.CHANCE),
    )
    return Figure(f"{stem}-moved", _("What moved it, source by source"), alt, columns, rows)


def others_figure(quotes: Sequence[Quote], said: Said, words: Words, stem: str, name_of: Naming) -> Figure:
    """What others had said of a leader by the origin date: the newest word of each source on each date."""
    _ = words.gettext
    newest: dict[tuple[str, date], tuple[date, float]] = {}
    for source, known_at, deadline, chance in _chances_quoted(said.forecast["leader_id"], quotes):
        key = (source, deadline)
        if known_at <= said.origin_date < deadline and known_at >= newest.get(key, (date.min, 0.0))[0]:
            newest[key] = (known_at, chance)
    rows = tuple(
        {
            "number": number,
            "source": source,
            "known_at": newest[source, deadline][0],
            "target_date": deadline,
            "probability": newest[source, deadline][1],
        }
        for number, (source, deadline) in enumerate(sorted(newest, key=lambda key: (key[1], key[0])), start=1)
    )
    alt = ngettext_count(words, len(rows))
    columns = (
        Column("number", _("No."), Kind.COUNT),
        Column("source", _("Source"), Kind.TEXT, named((source for source, _day in newest), name_of)),
        Column("known_at", _("Said on"), Kind.DAY),
        Column("target_date", _("Still in office on"), Kind.DAY),
        Column("probability", _("Chance in 100, as printed"), Kind.CHANCE),
    )
    return Figure(f"{stem}-others", _("Our curve, the base rate and other forecasters"), alt, columns, rows)


def ngettext_count(words: Words, count: int) -> str:
    """How many other forecasters a chart shows."""
    return words.ngettext(
        "Our curve beside the base rate (dashed) and %(count)d chance quoted by others.",
        "Our curve beside the base rate (dashed) and %(count)d chances quoted by others.",
        count,
    ) % {"count": count}


def calibration_figure(rows: tuple[CalibrationRow, ...], words: Words) -> Figure:
    """How often leaders stayed, by what had been said; `rows` holds one group at least."""
    _ = words.gettext
    columns = (
        Column("probability", _("We said, in 100"), Kind.CHANCE),
        Column("stayed", _("They stayed, in 100"), Kind.SHARE),
        Column("n", _("Forecasts"), Kind.COUNT),
        Column("questions", _("Dates asked about"), Kind.COUNT),
    )
    shown = tuple(
        {
            "probability": row["mean_forecast"],
            "stayed": row["stayed_share"],
            "n": row["n"],
            "questions": row["questions"],
        }
        for row in rows
    )
    largest = max(rows, key=lambda row: row["n"])
    alt = _(
        "Each dot is a group of forecasts; on the dashed line, what we said and what happened agree. "
        "In the largest group we said %(said)s on average, and %(stayed)s stayed."
    ) % {"said": words.chance(largest["mean_forecast"]), "stayed": words.chance(largest["stayed_share"])}
    return Figure("calibration", _("What we said, and what happened"), alt, columns, shown)


def strongest_first(said: Said) -> list[SourceJson]:
    """The forecast's sources by their share of the change, largest first."""
    return sorted(said.forecast["sources"], key=lambda source: (-source["weight"], source["id"]))


def base_chance(said: Said, question: Question) -> float | None:
    """The base rate's chance on the question's date, no quote used."""
    return said.base.get(question.target_date.isoformat())


def _on(values: Sequence[DatedJson], day: str) -> float | None:
    return next((value["probability"] for value in values if value["target_date"] == day), None)


def _chances_quoted(leader_id: str, quotes: Sequence[Quote]) -> Iterator[tuple[str, date, date, float]]:
    for quote in quotes:
        if quote.leader_id != leader_id:
            continue
        known_at = quote.provenance.known_at
        if isinstance(quote, ChanceQuote):
            yield quote.source_id, known_at, quote.deadline, quote.probability
        elif isinstance(quote, OddsBook) and quote.deadline is not None:
            for outcome in quote.outcomes:
                if outcome.stays and outcome.implied_probability < 1:
                    yield quote.source_id, known_at, quote.deadline, outcome.implied_probability
