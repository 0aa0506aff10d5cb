"""Which wordings are quotations, unnamed speakers and no verdicts; and which only look like it."""

import pytest

from incumbent.evidence.claim_wording import holds_quotation, is_no_verdict, is_unnamed, names


@pytest.mark.parametrize(
    "text",
    [
        'Men were "held".',
        "Men were “held”.",
        "Men were „held“.",
        "Men were «held».",
        "Men were ‹held›.",
        "Men were ‚held‘.",
        "Men were ‘held’.",
        "Men were ’held’.",
        "Men were 'held'.",
        "He says: 'No, never.'",
        "Men were <<held>>.",
        "Men were ``held''.",
        "Men were ＂held＂.",  # the wide mark is what is tested
        "Людей «держали».",
        "Людей „держали”.",
    ],
)
def test_quotation_marks_of_every_kind_are_seen(text: str) -> None:
    assert holds_quotation(text)


@pytest.mark.parametrize(
    "text",
    [
        "They don't know.",
        "They don’t know.",
        "The workers’ union and the owners’ club.",
        "O’Brien’s mill, in the '90s of the workers' union.",
        "People of Sana‘a were held.",
        "Людей держали на мельнице.",
    ],
)
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    assert not holds_quotation(text)


@pytest.mark.parametrize(
    "who",
    [
        "anonymous",
        "two sources",
        "Kremlin sources",
        "Novaya Gazeta's source",
        "Insider",
        "an unnamed official",
        "A Kremlin official",
        "A person familiar with the matter",
        "Official who declined to be named",
        "a miller",
        "One of the men",
        "People close to the Kremlin",
        "Residents of Grozny",
        "Eyewitness",
        "neighbours",
        "источник в МВД",
        "Источник",
        "Высокопоставленный источник",
        "Собеседник «Дождя»",
        "Близкий к Кремлю собеседник",
        "Очевидец",
        "Один из задержанных",
        "Житель Грозного",
        "сосед",
        "Неизвестный мужчина",
        "Человек, не назвавший своего имени",
        "Свидетель, имя изменено",
        "Сотрудник полиции, пожелавший остаться неизвестным",
        "Официальное лицо на условиях анонимности",
    ],
)
def test_a_speaker_without_a_name_is_seen_in_both_languages(who: str) -> None:
    assert is_unnamed(who)


@pytest.mark.parametrize(
    "who",
    [
        "The Insider",
        "The Source Weekly",
        "Open Source Review",
        "A Just Russia",
        "al-Jazeera",
        "de Volkskrant",
        "lgbtnet.org",
        "openDemocracy",
        "the mill's owner",
        "Russian authorities",
        "Alvi Karimov, spokesman of Ramzan Kadyrov",
        "Relatives Committee",
        "Новая газета",
        "Собеседник",
        "Свидетели Иеговы",
        "Сотрудник МВД Иван Примеров",
        "Timur",
    ],
)
def test_a_name_that_sounds_like_a_source_is_a_name(who: str) -> None:
    assert not is_unnamed(who)


@pytest.mark.parametrize(
    "label",
    ["Unproven", "Not proven", "unverified", "No evidence", "Inconclusive", "не доказано", "Недоказано"],
)
def test_a_label_that_found_nothing_is_no_verdict(label: str) -> None:
    assert is_no_verdict(label)


@pytest.mark.parametrize("label", ["Mostly false", "Not true", "True", "Неправда", "Opening was faked"])
def test_a_label_that_found_something_is_a_verdict(label: str) -> None:
    assert not is_no_verdict(label)


def test_a_person_is_named_by_an_inflected_surname_and_not_by_a_common_word() -> None:
    assert names("О людях Рамзана Кадырова.", "Рамзан Кадыров")
    assert names("Example's guard held men.", "Ada Example")
    assert not names("Men were held, for example.", "Ada Example")
    assert not names("Men were held.", "")
