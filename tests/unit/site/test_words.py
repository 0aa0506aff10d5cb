"""Words, numbers and dates in a reader's language."""

import re
from datetime import date

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from catalogue import FOLDER, sentences
from incumbent.site.wording import cases_between, in_hundred, slug_of, words_of


def catalogue() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    with (FOLDER / "locale" / "ru.po").open("rb") as file:
        return {
            tuple(message.id) if isinstance(message.id, list | tuple) else message.id: message.string
            for message in read_po(file, locale="ru")
            if message.id
        }


def test_every_sentence_of_the_site_has_russian_words():
    assert set(sentences()) - set(catalogue()) == set()


def test_no_russian_word_is_left_over():
    assert set(catalogue()) - set(sentences()) == set()


def test_a_translation_keeps_every_value_of_its_sentence():
    for message, translated in catalogue().items():
        wanted = set(re.findall(r"%\(\w+\)[sd]", "".join(message)))
        for form in (translated,) if isinstance(translated, str) else translated:
            assert set(re.findall(r"%\(\w+\)[sd]", form)) == wanted, message


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "1 прогноз по"), (3, "3 прогноза по"), (5, "5 прогнозов по"), (21, "21 прогноз по")],
)
def test_russian_plurals_follow_the_number(count, form):
    words = words_of("ru")
    sentence = words.ngettext(
        "%(count)d forecast of this question", "%(count)d forecasts of this question", count
    )
    assert (sentence % {"count": count}).startswith(form)


@pytest.mark.parametrize(
    ("low", "high", "told", "cell"),
    [
        (0.7, 0.91, "70 to 91 in 100", "70–91"),
        (0.974, 0.999, "97 to >99 in 100", "97–>99"),
        (0.001, 0.03, "<1 to 3 in 100", "<1–3"),
        (0.986, 0.994, "99 to 99 in 100", "99–99"),
        (0.996, 0.9999, "more than 99 in 100", ">99"),
        (0.0, 0.002, "fewer than 1 in 100", "<1"),
    ],
)
def test_a_range_keeps_the_limits_that_a_chance_keeps(low, high, told, cell):
    assert words_of("en").band(low, high) == told
    assert cases_between(low, high) == cell


def test_a_day_is_written_out_in_each_language():
    day = date(2018, 3, 18)
    assert words_of("en").day(day) == "18 March 2018"
    assert words_of("ru").day(day) == "18 марта 2018"


def test_arabic_runs_from_right_to_left():
    assert words_of("ar").direction == "rtl"
    assert words_of("ru").direction == "ltr"


@given(st.floats(0, 1))
def test_a_chance_is_never_said_to_be_certain(probability):
    assert words_of("en").chance(probability) not in {"0 in 100", "100 in 100"}


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.998, "more than 99 in 100"), (0.002, "fewer than 1 in 100"), (0.831, "83 in 100")],
)
def test_a_chance_reads_as_cases_in_a_hundred(probability, said):
    assert words_of("en").chance(probability) == said


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_change_is_the_difference_of_the_numbers_shown(now, before):
    moved = in_hundred(now) - in_hundred(before)
    said = words_of("en").change(now, before)
    assert said == ("Unchanged" if moved == 0 else f"{'Up' if moved > 0 else 'Down'} {abs(moved)}")


def test_a_tag_keeps_letters_of_any_script():
    assert slug_of("Выборы 2018: что дальше?") == "выборы-2018-что-дальше"
