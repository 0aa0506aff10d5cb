"""A desk's words in a page's language, as far as they were translated; numbers and ids stay."""

from dataclasses import replace

import invented_site
from incumbent.site.spoken import spoken

WORDS = {
    "Orlan Petrosk": "Орлан Петроск",
    "Regional vote": "Выборы в области",
    "Still in office at the end of 2024-12-31?": "Ещё в должности в конце 2024 года?",
}


def translated():
    return replace(invented_site.content(), translations={"ru": WORDS})


def test_names_questions_and_events_are_said_in_the_language():
    said = spoken(translated(), "ru")
    assert said.leaders[0].name == "Орлан Петроск"
    assert said.leaders[0].questions[1].text == "Ещё в должности в конце 2024 года?"
    assert said.events[0].text == "Выборы в области"


def test_what_has_no_translation_keeps_the_desk_s_words():
    said = spoken(translated(), "ru")
    assert said.leaders[1] == invented_site.LEADERS[1]


def test_another_language_is_left_alone():
    assert spoken(translated(), "en") == translated()


def test_ids_dates_and_the_record_are_the_same_in_every_language():
    said, own = spoken(translated(), "ru"), translated()
    assert [leader.leader_id for leader in said.leaders] == [leader.leader_id for leader in own.leaders]
    assert [q.target_date for q in said.leaders[0].questions] == [
        q.target_date for q in own.leaders[0].questions
    ]
    assert said.entries == own.entries


def test_who_stands_in_for_another_is_told_so_in_the_language():
    own = translated()
    orlan, vesna = (replace(one, name=f"{one.name} (acting)") for one in own.leaders)
    said = spoken(replace(own, leaders=(orlan, vesna)), "ru")
    assert [leader.name for leader in said.leaders] == ["Орлан Петроск (и. о.)", "Vesna Marek (и. о.)"]
    assert spoken(replace(own, leaders=(orlan,)), "en").leaders == (orlan,)
