"""A leader without a base rate: the page says that a guess stands where history would."""

from dataclasses import replace

import pytest

import invented_site
from incumbent.domain.vocabulary import Event
from incumbent.site.figures import curve_figure
from incumbent.site.history import QuestionHistory, leader_histories
from incumbent.site.questions import sentence_to_cite, why
from incumbent.site.wording import words_of


def _history(parameter_set: str | None = None) -> QuestionHistory:
    history = leader_histories(invented_site.content())[0].headline
    if parameter_set is None:
        return history
    said = tuple(
        replace(each, entry={**each.entry, "parameter_set": parameter_set})  # type: ignore[typeddict-item]
        for each in history.said
    )
    return replace(history, said=said)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_page_calls_a_stated_guess_history(language: str) -> None:
    words = words_of(language)
    told = why(_history("none+fusion-2017-01"), words, str)
    assert words.gettext("History alone says %(chance)s.").split("%", maxsplit=1)[0] not in told
    assert told.startswith(
        words.gettext("No history of such offices is used: the number begins with the author's stated guess.")
    )


@pytest.mark.parametrize(("others", "moved"), [(0.6204, False), (0.7, True)])
def test_nothing_is_said_to_have_moved_a_number_that_stays(others: float, moved: bool) -> None:
    history = _history()
    day = history.question.target_date.isoformat()
    base = [{"target_date": day, "probability": 0.6196}]
    forecast = {**history.latest.forecast, "base": base}
    entry = {**history.latest.entry, "forecast": forecast}
    said = replace(history.latest, probability=others, entry=entry)  # type: ignore[arg-type]
    told = why(replace(history, said=(said,)), words_of("en"), str)
    assert ("What moved it most" in told) is moved
    assert ("leaves it there" in told) is not moved


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event.EFFECTIVE, "is still in office at the end of"),
        (Event.DE_FACTO, "still governs, under whatever title, at the end of"),
        (Event.ANNOUNCED, "that no departure of"),
    ],
)
def test_the_sentence_to_cite_asks_what_the_question_asks(event: Event, words: str) -> None:
    history = _history()
    asked = replace(history, question=replace(history.question, event=event))
    assert words in sentence_to_cite(asked, asked.latest, words_of("en"))


def test_the_curve_of_a_stated_guess_has_no_base_rate() -> None:
    words = words_of("en")
    guessed = curve_figure(_history("none+x").latest, "Ada", words, "s")
    assert "base" not in [column.name for column in guessed.columns]
    learnt = curve_figure(_history().latest, "Ada", words, "s")
    assert "base" in [column.name for column in learnt.columns]


@pytest.mark.parametrize(
    ("event", "told", "column"),
    [
        (Event.EFFECTIVE, "Chance that Ada is still in office", "Still in office on"),
        (Event.DE_FACTO, "Chance that Ada still governs", "Still governing on"),
        (Event.ANNOUNCED, "Chance that no departure of Ada is announced", "No departure announced by"),
    ],
)
def test_the_picture_of_a_curve_says_what_was_asked(event: Event, told: str, column: str) -> None:
    latest = _history().latest
    entry = {**latest.entry, "forecast": {**latest.forecast, "event": event.value}}
    asked = replace(latest, entry=entry)  # type: ignore[arg-type]
    shown = curve_figure(asked, "Ada", words_of("en"), "s")
    assert shown.alt.startswith(told)
    assert shown.columns[0].heading == column
