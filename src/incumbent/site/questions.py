"""What a question's page shows, in the order of SITE: figures, reason, evidence, proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incumbent.domain.desk import DeskEvent
from incumbent.domain.leader import Leader, ScheduledGate
from incumbent.domain.record import CorrectionEntry
from incumbent.domain.vocabulary import Cause, Event
from incumbent.site.content import ScoreRow
from incumbent.site.edition import Edition, FigureOnPage
from incumbent.site.evidence_chart import evidence_chart, is_old
from incumbent.site.evidence_figures import (
    KIND_WORDS,
    base_chance,
    moved_figure,
    others_figure,
    strongest_first,
)
from incumbent.site.figure import Figure
from incumbent.site.figures import cause_figure, curve_figure, history_figure
from incumbent.site.history import QuestionHistory, Said
from incumbent.site.left_out import LeftOutOnPage, left_out_on_page
from incumbent.site.line_charts import Mark, curve_chart, history_chart
from incumbent.site.part_charts import bar_chart, moved_chart
from incumbent.site.source_names import Naming, naming
from incumbent.site.wording import Words, in_hundred

MOST_EVENTS = 12
"""More numbers than this cannot be told apart on a phone; the newest stay."""

GATE_WORDS = {
    Cause.ELECTION: "scheduled election",
    Cause.END_OF_TERM: "end of the term",
    Cause.CONFIDENCE_VOTE: "confidence vote",
    Cause.PARTY_CONTEST: "party contest",
}


@dataclass(frozen=True, slots=True)
class NumberedDate:
    """One numbered date of a chart with its words and, where there is one, its source.

    `ours` is true where the words are the site's own, in the page's language.
    """

    number: int
    day: date
    text: str
    source_url: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """A question with everything a page says of it."""

    history: QuestionHistory
    why: str
    history_figure: FigureOnPage
    events: tuple[NumberedDate, ...]
    curve: FigureOnPage | None
    scheduled: tuple[NumberedDate, ...]
    causes: FigureOnPage
    moved: FigureOnPage | None
    others: FigureOnPage | None
    quoted: tuple[NumberedDate, ...]
    left_out: tuple[LeftOutOnPage, ...]
    base: float | None
    score: ScoreRow | None
    corrections: tuple[CorrectionEntry, ...]


def question_on_page(edition: Edition, history: QuestionHistory, *, new_curve: bool) -> QuestionOnPage:
    """One question as it stands now; `new_curve` is False where an earlier question showed its forecast."""
    words, said = edition.words, history.latest
    stem = question_stem(history)
    told = history_figure(history, words, stem)
    events = events_shown(edition, history)
    chart = history_chart(told, history.held_until, _marks(events)) if len(told.rows) > 1 else None
    causes = cause_figure(said, words, stem)
    others, quoted = _others(edition, history, stem) if new_curve else (None, ())
    curve, scheduled = curve_on_page(edition, history, stem) if new_curve else (None, ())
    return QuestionOnPage(
        history=history,
        why=why(history, words, naming(edition.content.settings)),
        history_figure=edition.show(told, chart),
        events=events,
        curve=curve,
        scheduled=scheduled,
        causes=edition.show(causes, bar_chart(causes, "cause")),
        moved=_moved(edition, history, stem),
        others=others,
        quoted=quoted,
        left_out=left_out_on_page(edition, said),
        base=base_chance(said, history.question),
        score=_score(edition, history),
        corrections=_corrections(edition, history),
    )


def question_stem(history: QuestionHistory) -> str:
    """The start of every file name about a question."""
    return f"{history.leader.leader_id}-{history.question.question_id}"


def curve_on_page(
    edition: Edition, history: QuestionHistory, stem: str
) -> tuple[FigureOnPage, tuple[NumberedDate, ...]]:
    """The newest curve with its scheduled dates."""
    said = history.latest
    figure = curve_figure(said, history.leader.name, edition.words, stem)
    scheduled = scheduled_dates(history, edition.words)
    return edition.show(figure, curve_chart(figure, _marks(scheduled))), scheduled


def events_shown(edition: Edition, history: QuestionHistory) -> tuple[NumberedDate, ...]:
    """The leader's events within the history, as known at its end."""
    first, last = history.said[0].origin_date, history.latest.origin_date
    found = [
        event
        for event in edition.content.events
        if event.leader_id == history.leader.leader_id
        and first <= event.event_date <= last
        and event.known_at <= last
    ]
    shown = sorted(found, key=_by_day)[-MOST_EVENTS:]
    return tuple(
        NumberedDate(number, event.event_date, event.text, event.source_url)
        for number, event in enumerate(shown, start=1)
    )


def _by_day(event: DeskEvent) -> tuple[date, str]:
    return event.event_date, event.fact_id


def scheduled_dates(history: QuestionHistory, words: Words) -> tuple[NumberedDate, ...]:
    """Scheduled chances to lose office that lie ahead of the newest word, as then announced."""
    origin = history.latest.origin_date
    end = max(date.fromisoformat(h["target_date"]) for h in history.latest.forecast["horizons"])
    gates = [g for g in history.leader.known_on(origin).gates if origin < g.decision_date <= end]
    ordered: list[ScheduledGate] = sorted(gates, key=lambda gate: (gate.decision_date, gate.gate_id))
    return tuple(
        NumberedDate(number, gate.decision_date, words.gettext(GATE_WORDS[gate.cause]), gate.source_url, True)
        for number, gate in enumerate(ordered, start=1)
    )


def why(history: QuestionHistory, words: Words, name_of: Naming) -> str:
    """One sentence: what the number rests on."""
    _ = words.gettext
    said = history.latest
    base = base_chance(said, history.question)
    opening = "" if base is None else _("History alone says %(chance)s.") % {"chance": words.chance(base)}
    if said.rests_on_a_guess:
        opening = _("No history of such offices is used: the number begins with the author's stated guess.")
    sources = strongest_first(said)
    if not sources:
        silence = _("Nobody had quoted a chance or asked voters by then.")
        return f"{opening} {silence}".strip()
    strongest = sources[0]
    stays = base is not None and in_hundred(base) == in_hundred(said.probability)
    sentence = (
        _("What others said leaves it there; what weighed most: %(kind)s (%(source)s).")
        if stays
        else _("What moved it most: %(kind)s (%(source)s).")
    )
    moved = sentence % {
        "kind": _(KIND_WORDS.get(strongest["kind"], strongest["kind"])),
        "source": name_of(strongest["id"]),
    }
    return f"{opening} {moved}".strip()


def _marks(dates: tuple[NumberedDate, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(item.day, item.number) for item in dates)


def _moved(edition: Edition, history: QuestionHistory, stem: str) -> FigureOnPage | None:
    name_of = naming(edition.content.settings)
    figure = moved_figure(history.latest, history.question, edition.words, stem, name_of)
    if not figure.rows:
        return None
    return edition.show(figure, moved_chart(figure, history.latest.probability))


def _others(
    edition: Edition, history: QuestionHistory, stem: str
) -> tuple[FigureOnPage | None, tuple[NumberedDate, ...]]:
    """Our curve beside the others', and in words who said each numbered chance, and when."""
    words, said = edition.words, history.latest
    name_of = naming(edition.content.settings)
    figure = others_figure(edition.content.quotes, said, words, stem, name_of)
    curve = curve_figure(said, history.leader.name, words, stem)
    if not figure.rows and all(row["base"] is None for row in curve.rows):
        return None, ()
    chart = evidence_chart(curve, figure, said.origin_date, _names(words))
    return edition.show(figure, chart), tuple(_quoted(figure, said.origin_date, name_of, words))


def _names(words: Words) -> dict[str, str]:
    """What the picture calls its lines and dots."""
    _ = words.gettext
    return {
        "ours": _("Our curve"),
        "base": _("Base rate alone"),
        "others": _("Quoted by others; the number stands below"),
        "old": _("Quoted over half a year before; the number stands below"),
    }


def _quoted(figure: Figure, as_of: date, name_of: Naming, words: Words) -> Iterator[NumberedDate]:
    """Each numbered chance: for which day, who said it, and when."""
    _ = words.gettext
    for number, row in enumerate(figure.rows, start=1):
        said_on, day, chance = row["known_at"], row["target_date"], row["probability"]
        if isinstance(said_on, date) and isinstance(day, date) and isinstance(chance, float):
            values = {
                "source": name_of(str(row["source"])),
                "chance": words.chance(chance),
                "day": words.day(said_on),
            }
            old = is_old(said_on, as_of)
            recent = _("%(source)s: %(chance)s, said on %(day)s") % values
            text = _("%(source)s: %(chance)s, an old word of %(day)s") % values if old else recent
            yield NumberedDate(number, day, text, "", True)


def _score(edition: Edition, history: QuestionHistory) -> ScoreRow | None:
    wanted = (history.leader.leader_id, history.question.question_id)
    rows = edition.content.scores
    return next((row for row in rows if (row["leader_id"], row["question_id"]) == wanted), None)


def _corrections(edition: Edition, history: QuestionHistory) -> tuple[CorrectionEntry, ...]:
    entries, leader_id = edition.content.entries, history.leader.leader_id
    about = {
        entry["sequence"]
        for entry in entries
        if entry["kind"] == "forecast" and entry["forecast"]["leader_id"] == leader_id
    }
    return tuple(entry for entry in entries if entry["kind"] == "correction" and entry["corrects"] in about)


def office_of(leader: Leader) -> str:
    """The office with its country, named once: "president of Russia", "prime minister, Italy"."""
    return leader.office if leader.country in leader.office else f"{leader.office}, {leader.country}"


def sentence_to_cite(history: QuestionHistory, said: Said, words: Words) -> str:
    """The chance in one sentence that stands alone."""
    _ = words.gettext
    sentences = {
        Event.EFFECTIVE: _(
            "As of %(day)s, the chance that %(leader)s (%(office)s) is still in office "
            "at the end of %(target)s was put at %(chance)s, likely range %(band)s."
        ),
        Event.DE_FACTO: _(
            "As of %(day)s, the chance that %(leader)s (%(office)s) still governs, under whatever title, "
            "at the end of %(target)s was put at %(chance)s, likely range %(band)s."
        ),
        Event.ANNOUNCED: _(
            "As of %(day)s, the chance that no departure of %(leader)s (%(office)s) is announced "
            "by the end of %(target)s was put at %(chance)s, likely range %(band)s."
        ),
    }
    return sentences[history.question.event] % {
        "day": words.day(said.origin_date),
        "leader": history.leader.name,
        "office": office_of(history.leader),
        "target": words.day(history.question.target_date),
        "chance": words.chance(said.probability),
        "band": words.band(said.low, said.high),
    }
