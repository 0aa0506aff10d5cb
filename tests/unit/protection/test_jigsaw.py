"""Facts that are harmless alone: found, counted together, and made more general."""

import pytest

from incumbent.protection.jigsaw import Passage, Scope, jigsaw_warnings, reason_to_warn
from incumbent.protection.jigsaw_english import ENGLISH
from incumbent.protection.jigsaw_facts import Fact, FactKind, facts_in
from incumbent.protection.jigsaw_russian import RUSSIAN

CLUES = ENGLISH + RUSSIAN

# In the shape of the interview of 2017, with an invented person.
INTERVIEW = """Ibrahim*, a 22-year-old, does not go out after dark. He fled at 18.

Two uncles and a cousin who is a local kingpin have sworn to kill him. A brother in the Moscow diaspora
told them where he lives.

They found him on VKontakte, through an old photograph."""
INTERVIEW_RU = """Ибрагиму* 22 года, по вечерам он не выходит. Он бежал в 18 лет.

Двое дядей и двоюродный брат — местный криминальный авторитет — поклялись его убить. Брат из московской
диаспоры сказал им, где он живёт.

Его нашли через ВКонтакте, по старой фотографии."""


def _told(text):
    return {(fact.kind, fact.text) for fact in facts_in(text, CLUES)}


def _kinds(text):
    return {fact.kind for fact in facts_in(text, CLUES)}


def _fact(kind=FactKind.AGE, text="22", rare=False):
    return Fact(kind, text, 0, len(text), rare, "x")


def _post(body, slug="interview", name="Ibrahim"):
    return Passage(slug, body, (name,) if name else ())


@pytest.mark.parametrize(
    "fact",
    [
        (FactKind.AGE, "22"),
        (FactKind.AGE, "18"),
        (FactKind.FAMILY_ROLE, "Two uncles"),
        (FactKind.FAMILY_ROLE, "a cousin"),
        (FactKind.FAMILY_ROLE, "A brother"),
        (FactKind.TOWN, "Moscow diaspora"),
        (FactKind.SOCIAL_NETWORK, "VKontakte"),
    ],
)
def test_the_interview_shows_each_fact(fact):
    assert fact in _told(INTERVIEW)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FactKind.AGE, "22 года"),
        (FactKind.AGE, "18"),
        (FactKind.FAMILY_ROLE, "Двое дядей"),
        (FactKind.FAMILY_ROLE, "двоюродный брат"),
        (FactKind.FAMILY_ROLE, "Брат из московской"),
        (FactKind.TOWN, "московской диаспоры"),
        (FactKind.SOCIAL_NETWORK, "ВКонтакте"),
    ],
)
def test_the_interview_in_russian_shows_each_fact(kind, words):
    assert any(fact.kind is kind and words in fact.text for fact in facts_in(INTERVIEW_RU, CLUES))


def test_a_cousin_who_is_a_local_kingpin_is_rare_and_two_uncles_are_not():
    rare = {fact.text: fact.is_rare for fact in facts_in(INTERVIEW, CLUES)}
    assert rare["a cousin"]
    assert not rare["Two uncles"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FactKind.AGE, "She was thirty-four when they came."),
        (FactKind.AGE, "Ему было двадцать два, когда пришли."),
        (FactKind.AGE, "Сорокалетний мужчина открыл дверь."),
        (FactKind.BIRTH_YEAR, "She was born in 1991."),
        (FactKind.BIRTH_YEAR, "Он родился в 1991 году."),
        (FactKind.TOWN, "He hid near Argun for a week."),
        (FactKind.TOWN, "Он прятался в селе Дуба-Юрт."),
        (FactKind.DISTRICT, "They live in the Nadterechny district."),
        (FactKind.DISTRICT, "Они живут там, где Надтеречный район."),
        (FactKind.ETHNIC_GROUP, "He is an Avar."),
        (FactKind.ETHNIC_GROUP, "Его жена — кумычка."),
        (FactKind.JOB, "He works as a welder."),
        (FactKind.JOB, "Она работала медсестрой."),
        (FactKind.EMPLOYER, "She worked for Horizon Freight."),
        (FactKind.EMPLOYER, "Он работает в автосервисе «Рубеж»."),
        (FactKind.CHILDREN, "He has four children."),
        (FactKind.CHILDREN, "У него трое детей."),
        (FactKind.INJURY, "He lost two fingers there."),
        (FactKind.INJURY, "Ему сломали челюсть."),
        (FactKind.DETENTION_DATE, "He was detained on 4 March 2017."),
        (FactKind.DETENTION_DATE, "Его задержали 4 марта 2017 года."),
        (FactKind.GIVEN_NAME, "His sister Milana answered."),
        (FactKind.GIVEN_NAME, "Его сестра Милана ответила."),
        (FactKind.CAR, "They came in a black Mercedes."),
        (FactKind.CAR, "Он ездил на белой Приоре."),
        (FactKind.SOCIAL_NETWORK, "A cousin recognised him on Instagram."),
        (FactKind.SOCIAL_NETWORK, "Его узнали в Инстаграме."),
    ],
)
def test_every_kind_of_fact_is_seen_in_both_languages(kind, text):
    assert kind in _kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The chance of an early vote fell to 12 % this month, after 18 polls.",
        "In March the committee met for the third time; nobody in Europe was surprised.",
        "Комитет собрался третий раз за месяц. Он у власти уже 17 лет подряд.",
        "I am afraid, he says. I do not sleep and I do not answer the phone.",
        "«Мне страшно, — говорит он. — Я не сплю и не беру трубку».",
    ],
)
def test_text_about_nobody_in_particular_shows_no_fact(text):
    assert facts_in(text, CLUES) == ()


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("He is 22, he says.", "in his twenties"),
        ("She is 47 and tired.", "in her forties"),
        ("Ему 35 лет.", "за тридцать"),
        ("She was born in 1991.", "born in the 1990s"),
        ("He was arrested on 4 March 2017.", "in spring 2017"),
        ("Его задержали 24.12.2016.", "зимой 2016"),
    ],
)
def test_a_fact_comes_with_a_more_general_wording(text, instead):
    assert [fact.instead for fact in facts_in(text, CLUES)] == [instead]


def test_three_common_facts_warn_and_two_do_not():
    three = [_fact(text="22"), _fact(FactKind.TOWN, "Argun"), _fact(FactKind.JOB, "welder")]
    assert reason_to_warn(three[:2], None) is None
    assert reason_to_warn(three, None) is not None


def test_two_facts_warn_when_one_is_rare():
    assert reason_to_warn([_fact(), _fact(FactKind.INJURY, "lost an eye", rare=True)], None) is not None
    assert reason_to_warn([_fact(FactKind.INJURY, "lost an eye", rare=True)], None) is None


@pytest.mark.parametrize(("people", "warns"), [(19, True), (20, False), (1, True)])
def test_the_authors_own_estimate_below_twenty_warns_without_any_fact(people, warns):
    assert (reason_to_warn([], people) is not None) is warns


def test_one_fact_said_thrice_is_one_fact():
    body = "He is 22, he says.\n\nYes, he is 22, really.\n\nHe is 22, the others confirm."
    assert jigsaw_warnings([_post(body)], CLUES, {}) == ()


def test_facts_spread_over_paragraphs_warn_for_the_post():
    body = "He is 22, he says.\n\nHe works as a welder.\n\nHe has two children."
    (warning,) = jigsaw_warnings([_post(body)], CLUES, {})
    assert (warning.scope, warning.about, len(warning.facts)) == (Scope.POST, "interview", 3)


def test_facts_spread_over_posts_warn_for_the_pseudonym():
    posts = [
        _post("He is 22, he says.", "one"),
        _post("He works as a welder.", "two"),
        _post("He has two children.", "three"),
    ]
    (warning,) = jigsaw_warnings(posts, CLUES, {})
    assert (warning.scope, warning.about) == (Scope.PSEUDONYM, "Ibrahim")
    assert {fact.where for fact in warning.facts} == {
        "one, paragraph 1",
        "two, paragraph 1",
        "three, paragraph 1",
    }


def test_a_paragraph_with_three_facts_warns_once():
    posts = [_post("He is 22, works as a welder and has two children.")]
    assert [one.scope for one in jigsaw_warnings(posts, CLUES, {})] == [Scope.PARAGRAPH]


def test_a_post_without_a_changed_name_is_not_counted():
    assert jigsaw_warnings([_post(INTERVIEW, name=None)], CLUES, {"Ibrahim": 3}) == ()


def test_one_changed_letter_ends_an_acknowledgement():
    first = jigsaw_warnings([_post(INTERVIEW)], CLUES, {})
    second = jigsaw_warnings([_post(INTERVIEW.replace("old photograph", "old photo"))], CLUES, {})
    assert first[-1].text_hash != second[-1].text_hash


def test_a_translation_of_the_same_name_hides_nothing_of_its_original() -> None:
    both = [_post(INTERVIEW), _post("Ничего особенного.")]
    told, turned = (jigsaw_warnings(order, CLUES, {}) for order in (both, both[::-1]))
    assert told
    assert {(one.scope, one.about) for one in told} == {(one.scope, one.about) for one in turned}


def test_a_translation_tells_its_originals_facts_once():
    original, translation = _post("He is 22 and has two children."), _post("Ему 22 года, у него двое детей.")
    assert jigsaw_warnings([original, translation], CLUES, {}) == ()
    (warning,) = jigsaw_warnings([original, translation, _post("He works as a welder.", "two")], CLUES, {})
    assert (warning.scope, len(warning.facts), warning.reason) == (Scope.PSEUDONYM, 3, "3 facts together")


def test_what_only_the_translation_tells_is_counted_beside_the_original():
    posts = [_post("He is 22 and has two children."), _post("Ему 22 года. Он работает сварщиком.")]
    (warning,) = jigsaw_warnings(posts, CLUES, {})
    assert (warning.scope, len(warning.facts)) == (Scope.PSEUDONYM, 3)
