"""Is the corpus of disguises what it says: seeded, varied, and clean where it must be?"""

import pytest
from disguises import catalogue, clean, declension, romanisation, vaults
from disguises.draw import RESERVED_SEED, Draw
from disguises.people import MAKERS, make_people
from disguises.rivals import vault_strings


def _corpus(seed, count=24):
    draw = Draw(seed)
    people = [(person, vaults.make_details(draw, person)) for person in make_people(draw, count)]
    return draw, people


def test_one_seed_gives_one_corpus():
    first = list(catalogue.text_cases(*_corpus(5)))
    assert first == list(catalogue.text_cases(*_corpus(5)))


def test_every_culture_is_among_the_people():
    _, people = _corpus(1)
    assert {person.culture for person, _ in people} == set(MAKERS)
    assert len(MAKERS) >= 8


def test_the_reserved_seed_shows_no_given_name_of_another_seed():
    for culture in ("chechen", "polish", "turkish"):
        named = {
            seed: {person.native.given for person, _ in _corpus(seed, 48)[1] if person.culture == culture}
            for seed in (1, 2, RESERVED_SEED)
        }
        assert not named[RESERVED_SEED] & (named[1] | named[2])


def test_no_clean_passage_holds_a_string_of_the_vault():
    draw, people = _corpus(3)
    entries = [vaults.vault_entry(*pair, number) for number, pair in enumerate(people)]
    protected = [value for value in vault_strings(entries) if value not in vaults.WORK]
    for passage in clean.clean_passages(draw, people, 24):
        assert not [value for value in protected if value in passage.text], passage


def test_every_disguise_belongs_to_a_known_tier_and_every_barred_tier_has_cases():
    draw, people = _corpus(1)
    tiers = {case.tier for case in catalogue.text_cases(draw, people)}
    tiers |= {case.tier for case in catalogue.file_cases(draw, people[:2])}
    assert set(catalogue.BARS) <= tiers <= {*catalogue.BARS, "warned", "beyond"}


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (declension.russian_family("Пушкин", "male"), "Пушкин Пушкина Пушкину Пушкина Пушкиным Пушкине"),
        (
            declension.russian_family("Ахматов", "female"),
            "Ахматова Ахматовой Ахматовой Ахматову Ахматовой Ахматовой",
        ),
        (
            declension.russian_family("Чайковский", "male"),
            "Чайковский Чайковского Чайковскому Чайковского Чайковским Чайковском",
        ),
        (declension.russian_given("Игорь", "male"), "Игорь Игоря Игорю Игоря Игорем Игоре"),
        (declension.russian_given("Мария", "female"), "Мария Марии Марии Марию Марией Марии"),
        (declension.ukrainian_given("Тарас", "male"), "Тарас Тараса Тарасові Тараса Тарасом Тарасові"),
        (declension.polish_given("Adam", "male"), "Adam Adama Adamowi Adama Adamem Adamie"),
        (
            declension.polish_family("Mickiewicz", "male"),
            "Mickiewicz Mickiewicza Mickiewiczowi Mickiewicza Mickiewiczem Mickiewiczu",
        ),
    ],
)
def test_names_bend_as_their_grammar_says(forms, expected):
    assert " ".join(forms[case] for case in declension.CASES) == expected


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("bbc", "Pushkin"),
        ("german_duden", "Puschkin"),
        ("french_press", "Pouchkine"),
        ("dutch_press", "Poesjkin"),
        ("polish_press", "Puszkin"),
        ("hungarian_press", "Puskin"),
        ("czech_press", "Puškin"),
        ("swedish_press", "Pusjkin"),
    ],
)
def test_a_poet_is_printed_as_each_country_prints_him(scheme, expected):
    assert romanisation.romanise("Пушкин", scheme) == expected
