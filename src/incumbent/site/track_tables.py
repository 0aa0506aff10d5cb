"""Which tables show the track record: misses first, then scores, horizons, forms of rule and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from incumbent.domain.track_record import GroupScore, ModeRecord, QuestionScore, TrackRecord, UnscoredQuestion
from incumbent.domain.vocabulary import REGIMES
from incumbent.site.edition import Edition, FigureOnPage
from incumbent.site.figure import Column, Figure, Kind, Value
from incumbent.site.source_names import Naming, named, naming
from incumbent.site.wording import Words

FORECASTER_WORDS = {
    "incumbent": "Ours",
    "base_rate": "Base rate",
    "climatology": "Plain average",
    "tenure_regime": "Years in office and form of rule",
    "quotes_alone": "Quotes alone",
}
OUTCOME_WORDS = {"in_office": "stayed", "out": "left", "disputed": "disputed", "void": "void"}
LEAD_WORDS = {
    word: word
    for word in (
        "up to 1 month",
        "1-3 months",
        "3-6 months",
        "6-12 months",
        "1-2 years",
        "2-5 years",
        "over 5 years",
    )
}
REGIME_WORDS = {word: word for word in REGIMES}
PATHS = "track-record"
"""Stem of the table with every chance said of every date that has come."""


@dataclass(frozen=True, slots=True)
class ModeOnPage:
    """What the page shows of live forecasts, or of replays."""

    live: bool
    record: ModeRecord
    tables: tuple[FigureOnPage, ...]


def modes_on_page(edition: Edition) -> tuple[ModeOnPage, ...]:
    """Live first, then replays; one of which nothing has come is left out."""
    found = edition.content.track_record
    if found is None:
        return ()
    edition.show(paths_table(found, edition.words), None)
    name_of = naming(edition.content.settings)
    own_words = edition.content.translations.get(edition.words.language, {})
    modes = (("live", found["live"]), ("replay", found["replay"]))
    return tuple(
        ModeOnPage(
            name == "live",
            mode,
            tuple(edition.show(f, None) for f in tables(name, mode, edition.words, name_of, own_words)),
        )
        for name, mode in modes
        if mode["n_dates"]
    )


def tables(
    name: str, mode: ModeRecord, words: Words, name_of: Naming, own_words: Mapping[str, str]
) -> Iterator[Figure]:
    """The tables of one mode that have rows; `own_words` are the desk's, leaders' names among them."""
    _ = words.gettext
    leads, regimes = _in(words, LEAD_WORDS), _in(words, REGIME_WORDS)
    every = (
        _misses(name, mode, words, own_words),
        _date_misses(name, mode, words, own_words),
        _scores(name, mode, words),
        _groups(f"{name}-horizons", _("By how far ahead"), mode["by_horizon"], words, leads),
        _groups(f"{name}-regimes", _("By form of rule"), mode["by_regime"], words, regimes),
        _groups(f"{name}-leaders", _("By leader"), mode["by_leader"], words, own_words),
        _sources(name, mode, words, name_of),
    )
    yield from (figure for figure in every if figure.rows)


def paths_table(found: TrackRecord, words: Words) -> Figure:
    """Every chance that was said of every date that has come, for those who compute themselves."""
    _ = words.gettext
    columns = (
        Column("mode", _("Made"), Kind.TEXT),
        *_asked_columns(words, {}),
        Column("event", _("Event"), Kind.TEXT),
        Column("target", _("Target"), Kind.TEXT),
        Column("question", _("Question"), Kind.TEXT),
        Column("outcome", _("What happened"), Kind.TEXT),
        Column("origin_date", _("Said on"), Kind.DAY),
        Column("probability", _("In 100"), Kind.CHANCE),
        Column("base_rate", _("Base rate"), Kind.CHANCE),
        Column("brier", _("Score"), Kind.SCORE),
        Column("entry", _("Entry"), Kind.COUNT),
    )
    modes = (("live", found["live"]), ("replay", found["replay"]))
    rows = tuple(
        row
        for name, mode in modes
        for question in (*mode["questions"], *mode["dates"], *mode["disputed"])
        for row in _path_rows(name, question)
    )
    title = _("Every chance said of every date that has come")
    return Figure(PATHS, title, title, columns, rows)


def _path_rows(mode: str, question: UnscoredQuestion) -> Iterator[Mapping[str, Value]]:
    for point in question["path"]:
        yield {
            "mode": mode,
            **_asked(question),
            "event": question["event"],
            "target": question["target"],
            "question": " ".join(question["question_ids"]),
            "outcome": question["outcome"],
            "origin_date": date.fromisoformat(point["origin_date"]),
            "probability": point["probability"],
            "base_rate": point["base_rate"],
            "brier": point["brier"],
            "entry": point["entry"],
        }


def _asked_columns(words: Words, own_words: Mapping[str, str]) -> tuple[Column, ...]:
    _ = words.gettext
    return (
        Column("leader", _("Leader"), Kind.TEXT, own_words),
        Column("target_date", _("In office on"), Kind.DAY),
    )


def _asked(question: UnscoredQuestion) -> dict[str, Value]:
    return {"leader": question["leader"], "target_date": date.fromisoformat(question["target_date"])}


def _said_columns(words: Words) -> tuple[Column, ...]:
    _ = words.gettext
    return (
        Column("first", _("First said, in 100"), Kind.CHANCE),
        Column("last", _("Last said, in 100"), Kind.CHANCE),
        Column("outcome", _("What happened"), Kind.TEXT, _in(words, OUTCOME_WORDS)),
        Column("brier", _("Score"), Kind.SCORE),
    )


def _in(words: Words, told: Mapping[str, str]) -> dict[str, str]:
    """What stored words read as in a language."""
    return {stored: words.gettext(text) for stored, text in told.items()}


def _said(question: QuestionScore) -> dict[str, Value]:
    return {
        "first": question["path"][0]["probability"],
        "last": question["path"][-1]["probability"],
        "outcome": question["outcome"],
        "brier": question["brier"],
    }


def _misses(name: str, mode: ModeRecord, words: Words, own_words: Mapping[str, str]) -> Figure:
    title = words.gettext("The misses: questions on which we did worse than a coin, worst first")
    columns = (*_asked_columns(words, own_words), *_said_columns(words))
    rows = tuple({**_asked(miss), **_said(miss)} for miss in mode["misses"])
    return Figure(f"{name}-misses", title, title, columns, rows)


def _date_misses(name: str, mode: ModeRecord, words: Words, own_words: Mapping[str, str]) -> Figure:
    _ = words.gettext
    title = _("Other dates that our forecasts answered: of each leader with misses, the worst")
    columns = (
        *_asked_columns(words, own_words),
        *_said_columns(words),
        Column("missed", _("Missed"), Kind.COUNT),
        Column("dates", _("Of dates"), Kind.COUNT),
    )
    rows = tuple(
        {
            **_asked(row["worst"]),
            **_said(row["worst"]),
            "missed": row["n_missed"],
            "dates": row["n_dates"],
        }
        for row in mode["date_misses"]
    )
    return Figure(f"{name}-date-misses", title, title, columns, rows)


def _scores(name: str, mode: ModeRecord, words: Words) -> Figure:
    _ = words.gettext
    title = _("Beside others, over the questions asked; each on those it answers")
    columns = (
        Column("forecaster", _("Who"), Kind.TEXT, _in(words, FORECASTER_WORDS)),
        Column("dates", _("Questions"), Kind.COUNT),
        Column("brier", _("Score"), Kind.SCORE),
        Column("ours", _("Ours on these"), Kind.SCORE),
        Column("low", _("Theirs at least"), Kind.SCORE),
        Column("high", _("Theirs at most"), Kind.SCORE),
        Column("countries", _("Countries"), Kind.COUNT),
    )
    rows = tuple(
        {
            "forecaster": row["forecaster"],
            "dates": row["n_dates"],
            "brier": row["brier"],
            "ours": row["ours_brier"],
            "low": row["brier_low"],
            "high": row["brier_high"],
            "countries": row["n_countries"],
        }
        for row in mode["scores"] or mode["date_scores"]
    )
    return Figure(f"{name}-scores", title, title, columns, rows)


def _groups(
    name: str, title: str, groups: Sequence[GroupScore], words: Words, said: Mapping[str, str]
) -> Figure:
    _ = words.gettext
    columns = (
        Column("group", _("Group"), Kind.TEXT, said),
        Column("dates", _("Dates"), Kind.COUNT),
        Column("forecasts", _("Forecasts"), Kind.COUNT),
        Column("brier", _("Score"), Kind.SCORE),
        Column("base_rate", _("Base rate"), Kind.SCORE),
    )
    rows = tuple(
        {
            "group": row["group"],
            "dates": row["n_dates"],
            "forecasts": row["n_forecasts"],
            "brier": row["brier"],
            "base_rate": row["base_rate_brier"],
        }
        for row in groups
    )
    return Figure(name, title, title, columns, rows)


def _sources(name: str, mode: ModeRecord, words: Words, name_of: Naming) -> Figure:
    _ = words.gettext
    title = _("What each source was worth: our score had it been silent, less our score with it")
    columns = (
        Column("source", _("Source"), Kind.TEXT, named((row["source"] for row in mode["sources"]), name_of)),
        Column("dates", _("Dates"), Kind.COUNT),
        Column("brier", _("With it"), Kind.SCORE),
        Column("without", _("Without it"), Kind.SCORE),
        Column("value", _("Worth"), Kind.SCORE),
    )
    rows = tuple(
        {
            "source": row["source"],
            "dates": row["n_dates"],
            "brier": row["brier"],
            "without": row["brier_without"],
            "value": row["value"],
        }
        for row in mode["sources"]
    )
    return Figure(f"{name}-sources", title, title, columns, rows)
