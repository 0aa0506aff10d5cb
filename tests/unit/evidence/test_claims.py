"""Which claims may stand, and how they stood on a day."""

from datetime import date

import pytest
from tests.desks import FILES, TODAY, snapshots

from incumbent.domain.claims import Claim
from incumbent.domain.desk import Desk
from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.evidence.desk import desk_from

CLAIM = """\
title = "Men were held at the mill."
against = ["Ada Example"]
leaders = ["ada"]
places = ["Millbrook"]

[[events]]
date = 2026-03-01
kind = "reported"
who = "The Example Courier"
summary = "It reports that men were held."
source_url = "https://example.org/mill"

[[events]]
date = 2026-03-05
kind = "denied"
who = "Ada Example"
words = "There is no mill."
source_url = "https://example.org/denial"

[[events]]
date = 2026-06-15
date_precision = "month"
kind = "corroborated"
who = "a miller"
anonymous_reason = "He lives there."
hand = "first hand"
summary = "He says that he saw them."
post = "quiet-month"
"""


def desk_with(claim: str, post: str | None = None) -> Desk:
    files = {**FILES, "claims/mill.toml": claim}
    if post is not None:
        files["posts/quiet-month.md"] = post
    return desk_from(snapshots(files), TODAY)


def faults_of(claim: str, post: str | None = None) -> list[Fault]:
    with pytest.raises(FaultsFoundError) as refused:
        desk_with(claim, post)
    return list(refused.value.faults)


@pytest.fixture(scope="module")
def claim() -> Claim:
    return desk_with(CLAIM).claims["mill"]


def test_a_claim_that_keeps_every_rule_stands(claim: Claim) -> None:
    assert [step.kind for step in claim.steps] == ["reported", "denied", "corroborated"]
    assert claim.places == ("Millbrook",)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), "reported"),
        (date(2026, 3, 5), "denied"),
        (date(2026, 6, 29), "denied"),
        (date(2026, 6, 30), "corroborated"),
    ],
)
def test_a_past_day_shows_only_what_was_known_then(claim: Claim, day: date, state: str | None) -> None:
    assert claim.state_on(day) == state
    assert claim.known_on(day).state_on(TODAY) == state


def test_every_change_of_state_is_dated(claim: Claim) -> None:
    assert claim.changes() == (
        (date(2026, 3, 1), "reported"),
        (date(2026, 3, 5), "denied"),
        (date(2026, 6, 30), "corroborated"),
    )


def test_a_desk_of_a_past_day_holds_no_later_step() -> None:
    desk = desk_with(CLAIM)
    assert [step.kind for step in desk.as_of(date(2026, 3, 4)).claims["mill"].steps] == ["reported"]
    assert desk.as_of(date(2026, 1, 1)).claims == {}


PLANTED = [
    ("no source", 'source_url = "https://example.org/mill"\n', "", 6, "source_url"),
    ("source is no address", '"https://example.org/mill"', '"a friend"', 11, "events 1. source_url"),
    ("no date", "date = 2026-03-01\n", "", 6, "events 1. date"),
    ("date of another writing", "date = 2026-03-01", 'date = "1.3.2026"', 7, "events 1. date"),
    ("date to come", "date = 2026-03-01", "date = 2027-03-01", 7, "date"),
    ("party not asked", 'who = "Ada Example"', 'who = "a neighbour"', 2, "against"),
    ("second party not asked", '["Ada Example"]', '["Ada Example", "Ben Example"]', 2, "against"),
    ("quotation without words", "It reports that men were held.", "He said “held”.", 10, "summary"),
    ("quotation in the title", "Men were held at the mill.", "Men were «held» at the mill.", 1, "title"),
    ("hearsay unmarked", 'hand = "first hand"\n', "", 20, "hand"),
    ("hand unknown", '"first hand"', '"second hand"', 26, "events 3. hand"),
    ("anonymous without reason", '"The Example Courier"', '"anonymous"', 6, "anonymous_reason"),
    ("no answer without how", 'kind = "denied"', 'kind = "no answer"', 13, "asked_how"),
    ("kind unknown", 'kind = "denied"', 'kind = "refuted"', 15, "events 2. kind"),
    ("begins with a denial", "date = 2026-03-05", "date = 2026-02-01", 15, "kind"),
    ("nothing said", 'words = "There is no mill."\n', "", 13, "summary"),
    ("nobody said it", 'who = "a miller"\n', "", 20, "events 3. who"),
    (
        "quotation in how they were asked",
        'kind = "denied"',
        'kind = "no answer"\nasked_how = "By letter: „Why?“"',
        16,
        "asked_how",
    ),
    (
        "leader named in the title and not accused",
        'title = "Men were held at the mill."\nagainst = ["Ada Example"]',
        'title = "Men were held by Example\'s guard."\nagainst = []',
        2,
        "against",
    ),
    ("month not over yet", "date = 2026-06-15", "date = 2026-11-01", 20, "known_at"),
    (
        "date guessed too lately",
        '06-15\ndate_precision = "month"',
        '10-31\ndate_precision = "inferred"',
        20,
        "known_at",
    ),
    ("leader unknown", '["ada"]', '["eve"]', 3, "leaders"),
    ("key unknown", 'places = ["Millbrook"]', 'place = ["Millbrook"]', 4, "place"),
    (
        "copy's hash is none",
        'post = "quiet-month"',
        'post = "quiet-month"\narchived_sha256 = "abc"',
        29,
        "events 3. archived_sha256",
    ),
    (
        "known before it was",
        'post = "quiet-month"',
        'post = "quiet-month"\nknown_at = 2026-01-01',
        29,
        "known_at",
    ),
    (
        "known before its post was published",
        'post = "quiet-month"',
        'post = "quiet-month"\nknown_at = 2026-05-30',
        None,
        "known_at",
    ),
    (
        "no word whom it accuses",
        'against = ["Ada Example"]\n',
        "",
        None,
        "against",
    ),
    (
        "unnamed source without reason",
        '"The Example Courier"',
        '"A source in the ministry"',
        6,
        "anonymous_reason",
    ),
    (
        "verdict without a scale",
        'places = ["Millbrook"]',
        'places = ["Millbrook"]\n[verdict]\nrating = 2',
        5,
        "verdict worst",
    ),
    ("post that is not there", '"quiet-month"', '"loud-month"', None, "post"),
    ("TOML typing error", "title = ", "title : ", 1, None),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0])
def test_a_broken_rule_stops_the_build_with_place_and_remedy(
    planted: tuple[str, str, str, int | None, str | None],
) -> None:
    _, old, new, line, column = planted
    assert old in CLAIM
    told = faults_of(CLAIM.replace(old, new, 1))
    assert ("claims/mill.toml", line, column) in [(f.file, f.line, f.column) for f in told]
    assert all(fault.mend for fault in told)


VERDICT = """
[verdict]
date = 2026-07-01
by = "Example Checkers"
rating = 2
worst = 1
best = 5
label = "Mostly false"
method_url = "https://example.org/method"
source_url = "https://example.org/verdict"
"""


@pytest.mark.parametrize(
    ("old", "new", "column", "told"),
    [
        ("rating = 2", "rating = 7", "rating", "on the scale from 1 to 5"),
        ("best = 5", "best = 1", "rating", "whose ends differ"),
        ('"Mostly false"', '"Unproven"', "label", "a verdict"),
        ("2026-07-01", "2026-02-28", "date", "on or after 2026-03-01"),
        ("2026-07-01", "2026-12-01", "date", "not after today"),
        ('method_url = "https://example.org/method"\n', "", "verdict method_url", "must be"),
    ],
)
def test_a_verdict_needs_a_scale_a_rating_and_a_method(old: str, new: str, column: str, told: str) -> None:
    assert desk_with(CLAIM + VERDICT).claims["mill"].verdict is not None
    (fault,) = faults_of(CLAIM + VERDICT.replace(old, new))
    assert (fault.column, told in str(fault)) == (column, True)


def test_a_verdict_is_unknown_before_its_day() -> None:
    judged = desk_with(CLAIM + VERDICT).claims["mill"]
    assert judged.known_on(date(2026, 6, 30)).verdict is None
    assert judged.known_on(date(2026, 7, 1)).verdict is not None
    assert judged.days[-1] == date(2026, 7, 1)


def test_a_claim_is_told_in_another_language_and_its_quotations_are_not(claim: Claim) -> None:
    translated = CLAIM.replace(
        "[[events]]",
        '[translations.ru]\ntitle = "Людей держали на мельнице."\nnames = { "Ada Example" = "Ада Пример" }\n'
        "[[events]]",
        1,
    )
    told = desk_with(translated).claims["mill"].told_in("ru")
    assert told.title == "Людей держали на мельнице."
    assert (told.against, told.steps[1].who) == (("Ада Пример",), "Ада Пример")
    assert told.steps[1].words == claim.steps[1].words


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [("de", "Mühle", "another language"), ("ru", "«Мельница»", "without quotation")],
)
def test_a_translation_keeps_the_rules_of_the_claim(language: str, title: str, told: str) -> None:
    written = CLAIM.replace("[[events]]", f'[translations.{language}]\ntitle = "{title}"\n\n[[events]]', 1)
    (fault,) = faults_of(written)
    assert (fault.column, told in str(fault)) == ("translations", True)
    assert written.split("\n")[(fault.line or 0) - 1] == f'title = "{title}"'


@pytest.mark.parametrize("name", ["index", "Mill", "mill in spring"])
def test_a_claims_name_is_an_id_that_no_page_of_the_site_has(name: str) -> None:
    with pytest.raises(FaultsFoundError) as refused:
        desk_from(snapshots({**FILES, f"claims/{name}.toml": CLAIM}), TODAY)
    assert [fault.file for fault in refused.value.faults] == [f"claims/{name}.toml"]


def test_a_claim_may_not_rest_on_a_post_that_is_not_shown() -> None:
    (fault,) = faults_of(CLAIM, FILES["posts/quiet-month.md"].replace("---\n", "---\ndraft: true\n", 1))
    assert (fault.column, "no draft" in str(fault)) == ("post", True)


def test_at_least_twenty_faults_are_planted() -> None:
    assert len(PLANTED) >= 20


@pytest.mark.parametrize("name", ["The Insider", "The Source Weekly", "Open Source Review"])
def test_a_paper_whose_name_sounds_like_a_source_is_named(name: str) -> None:
    assert desk_with(CLAIM.replace("The Example Courier", name)).claims["mill"].steps[0].who == name


def test_whoever_is_not_named_needs_a_reason() -> None:
    (fault,) = faults_of(CLAIM.replace("The Example Courier", "Высокопоставленный источник"))
    assert (fault.column, "why the name is withheld" in fault.mend) == ("anonymous_reason", True)


def test_a_leader_may_be_named_without_being_accused() -> None:
    named = CLAIM.replace("Men were held at the mill.", "Men were held before Ada Example came.")
    spared = named.replace('against = ["Ada Example"]', 'against = []\nmentions = ["Ada Example"]')
    assert desk_with(spared).claims["mill"].against == ()


def test_a_month_that_is_not_over_stands_with_the_day_on_which_it_was_read() -> None:
    early = CLAIM.replace(
        '06-15\ndate_precision = "month"', '11-01\ndate_precision = "month"\nknown_at = 2026-11-01'
    )
    assert desk_with(early).claims["mill"].days[-1] == date(2026, 11, 1)


def test_an_attempt_to_get_an_answer_is_enough() -> None:
    asked = CLAIM.replace('kind = "denied"', 'kind = "no answer"\nasked_how = "By letter, two weeks."')
    assert desk_with(asked).claims["mill"].state_on(date(2026, 3, 6)) == "reported"


def test_a_draft_may_still_lack_the_other_side() -> None:
    draft = CLAIM.replace('who = "Ada Example"', 'who = "Ben Example"').replace(
        "title", "draft = true\ntitle", 1
    )
    assert desk_with(draft).claims["mill"].draft


def test_a_shown_post_may_not_cite_a_draft() -> None:
    draft = CLAIM.replace("title", "draft = true\ntitle", 1)
    citing = FILES["posts/quiet-month.md"].replace("tags: [notes]", "claims: [mill]")
    (fault,) = faults_of(draft, citing)
    assert (fault.file, fault.column) == ("posts/quiet-month.md", "claims")
    assert desk_with(draft, citing.replace("---\n", "---\ndraft: true\n", 1)).posts[0].draft


def test_a_post_may_not_cite_a_claim_that_is_not_there() -> None:
    citing = FILES["posts/quiet-month.md"].replace("tags: [notes]", "claims: [fire]")
    (fault,) = faults_of(CLAIM, citing)
    assert (fault.file, fault.line, fault.value) == ("posts/quiet-month.md", 5, "fire")
