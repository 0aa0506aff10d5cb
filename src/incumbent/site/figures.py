"""What a question's own figures hold and say: its history, its curve, the ways out of office."""

from __future__ import annotations

from datetime import date

from incumbent.domain.vocabulary import Cause, Event
from incumbent.site.figure import Column, Figure, Kind
from incumbent.site.history import QuestionHistory, Said
from incumbent.site.wording import Words

CAUSE_WORDS = {
    Cause.REGULAR.value: "resignation or party",
    Cause.IRREGULAR.value: "coup or force",
    Cause.DEATH.value: "death",
    Cause.FOREIGN.value: "foreign intervention",
    Cause.ELECTION.value: "lost election",
    Cause.END_OF_TERM.value: "end of term",
    Cause.CONFIDENCE_VOTE.value: "confidence vote",
    Cause.PARTY_CONTEST.value: "party contest",
}


def history_figure(history: QuestionHistory, words: Words, stem: str) -> Figure:
    """The chance of one question at every origin date."""
    _ = words.gettext
    first, last = history.said[0], history.latest
    if len(history.said) == 1:
        alt = _("One forecast, of %(day)s: %(chance)s.") % {
            "day": words.day(last.origin_date),
            "chance": words.chance(last.probability),
        }
    else:
        lowest = min(history.said, key=lambda said: said.probability)
        highest = max(history.said, key=lambda said: said.probability)
        alt = _(
            "The chance went from %(first)s on %(first_day)s to %(last)s on %(last_day)s; "
            "lowest %(lowest)s, highest %(highest)s."
        ) % {
            "first": words.chance(first.probability),
            "first_day": words.day(first.origin_date),
            "last": words.chance(last.probability),
            "last_day": words.day(last.origin_date),
            "lowest": words.chance(lowest.probability),
            "highest": words.chance(highest.probability),
        }
    columns = (
        Column("origin_date", _("As of"), Kind.DAY),
        Column("probability", _("Chance in 100"), Kind.CHANCE),
        Column("low", _("Low"), Kind.CHANCE),
        Column("high", _("High"), Kind.CHANCE),
    )
    rows = tuple(
        {
            "origin_date": said.origin_date,
            "probability": said.probability,
            "low": said.low,
            "high": said.high,
        }
        for said in history.said
    )
    title = _("Month by month: %(question)s") % {"question": history.question.text}
    return Figure(f"{stem}-history", title, alt, columns, rows)


def _what_is_asked(event: Event, words: Words) -> tuple[str, str]:
    """A curve's chance in a sentence with places for leader, chance and day; the heading of its dates."""
    _ = words.gettext
    match event:
        case Event.EFFECTIVE:
            told = _("Chance that %(leader)s is still in office, falling to %(chance)s by %(day)s.")
            return told, _("Still in office on")
        case Event.DE_FACTO:
            told = _("Chance that %(leader)s still governs, falling to %(chance)s by %(day)s.")
            return told, _("Still governing on")
        case Event.ANNOUNCED:
            told = _("Chance that no departure of %(leader)s is announced, falling to %(chance)s by %(day)s.")
            return told, _("No departure announced by")


def curve_figure(said: Said, leader: str, words: Words, stem: str) -> Figure:
    """The chance of what is asked, date by date, as said on one origin date."""
    _ = words.gettext
    asked, heading = _what_is_asked(Event(said.forecast["event"]), words)
    horizons = sorted(said.forecast["horizons"], key=lambda horizon: horizon["target_date"])
    last = horizons[-1]
    alt = asked % {
        "leader": leader,
        "chance": words.chance(last["probability"]),
        "day": words.day(date.fromisoformat(last["target_date"])),
    }
    base = said.base
    columns = (
        Column("target_date", heading, Kind.DAY),
        Column("probability", _("Chance in 100"), Kind.CHANCE),
        Column("low", _("Low"), Kind.CHANCE),
        Column("high", _("High"), Kind.CHANCE),
        *([Column("base", _("Base rate alone"), Kind.CHANCE)] if base else []),
    )
    rows = tuple(
        {
            "target_date": date.fromisoformat(horizon["target_date"]),
            "probability": horizon["probability"],
            "low": horizon["low"],
            "high": horizon["high"],
            "base": base.get(horizon["target_date"]),
        }
        for horizon in horizons
    )
    title = _("Date by date, as of %(day)s") % {"day": words.day(said.origin_date)}
    return Figure(f"{stem}-curve", title, alt, columns, rows)


def cause_figure(said: Said, words: Words, stem: str) -> Figure:
    """How the leader would be out by the target date, cause by cause."""
    _ = words.gettext
    named = {cause: value for cause, value in said.causes.items() if value > 0}
    ordered = sorted(named, key=lambda cause: (-named[cause], cause))
    said_as = {cause: _(CAUSE_WORDS.get(cause, cause)) for cause in ordered}
    rows = tuple({"cause": cause, "probability": named[cause]} for cause in ordered)
    alt = _("If the office is lost by then, most likely by: %(cause)s (%(chance)s).") % {
        "cause": said_as[ordered[0]] if ordered else "–",
        "chance": words.chance(float(named[ordered[0]])) if ordered else "–",
    }
    columns = (
        Column("cause", _("Way out of office"), Kind.TEXT, said_as),
        Column("probability", _("Chance in 100"), Kind.CHANCE),
    )
    return Figure(f"{stem}-causes", _("Ways out of office"), alt, columns, rows)
