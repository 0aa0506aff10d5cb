"""Rarer faults of a desk's files, each told in its own words."""

import pytest
from tests.desks import FILES, TODAY, snapshots

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.quotes import ChanceQuote
from incumbent.domain.vocabulary import Target
from incumbent.evidence.desk import desk_from

ADA, ODDS, POST = "leaders/ada.toml", "evidence/odds.csv", "posts/quiet-month.md"
PRICES, POLLS = "evidence/prices.csv", "evidence/polls.csv"
JUDGED, EVENTS = "evidence/judgements.csv", "evidence/events.csv"
PATRON = (
    '[patron]\nleader = "{}"\nexit_rate_factor = {}\nfactor_low = 2\nfactor_high = 4\nwhy = "So it is."\n'
)
NEXT_QUESTION = """
[[questions]]
id = "{}"
target_date = 2030-05-08
text = "Still?"
rule = "The gazette."
asked_from = {}
asked_until = {}
"""

REPLACED = [
    ("desk.toml", 'languages = ["en", "ru"]', "languages = []", "languages", "not empty"),
    ("desk.toml", '["en", "ru"]', '["english"]', "languages 1.", "a language code"),
    ("desk.toml", 'title = "The Example Count"', 'title = ""', "title", "not empty"),
    ("desk.toml", '"The Example Count"', '"two\\nlines"', "title", "text on one line"),
    ("desk.toml", '"The Example Count"', f'"{"x" * 2001}"', "title", "at most 2000 characters"),
    ("desk.toml", 'title = "The Example Count"', "title = 7", "title", "text"),
    ("desk.toml", '["ada"]', '"ada"', "leaders", "a list"),
    ("desk.toml", '["ada"]', '["Ada!"]', "leaders 1.", "an id"),
    ("desk.toml", '["ada"]', '["ada"]\nhorizons_months = [3, 1]', "horizons_months", "rising"),
    ("desk.toml", '["ada"]', '["ada"]\nhorizons_months = [0]', "horizons_months 1.", "a whole number"),
    ("desk.toml", '["ada"]', '["ada"]\nfictional = "maybe"', "fictional", "true or false"),
    (ADA, "born = 1950-01-01", 'woman = "perhaps"', "woman", "yes or no"),
    (ADA, "born = 1950-01-01", "born = 1950-01-01T10:00:00", "born", "a date of the calendar"),
    (ADA, "born = 1950-01-01", "prior = 3", "prior", "a group of keys"),
    (ADA, "start = 2010-05-07", "start = 2030-05-07", "start", "not after today"),
    (ADA, "start = 2010-05-07", "start = 2010-05-07\nend = 2030-01-01", "end", "not after today"),
    (ADA, "start = 2010-05-07", 'start = 2010-05-07\nexit_cause = "regular"', "exit_cause", "without an end"),
    (ADA, "start = 2010-05-07", 'start = 2010-05-07\noffice = "mayor"', "spells", "office followed"),
    (ADA, "known_at = 2010-05-07", "known_at = 2031-05-07", "known_at", "not after today"),
    (POST, "title: A quiet month", "title: A: quiet month", None, "YAML"),
    (POST, "tags: [notes]", "translation_of: other", "translation_of", "slug of another post"),
    (ODDS, "stays,1/6", "leader:eve,1/6", "outcome_means", "stays or goes"),
    (ODDS, "No,goes", "Yes,goes", "outcome", "given once in a book"),
    (ODDS, "later,later,-300", "later,until:2027-12-31,-300", "outcome_means", "another day"),
    (ODDS, "id,book_id", "id,id", "id", "there once"),
    (ODDS, "id,book_id", "id,bookid", "bookid", "one of the columns"),
    (ODDS, "Yes,stays", '"Yes,stays', None, "a well-formed table"),
    (PRICES, "vote-2030,,,0.8", ",,,0.8", "gate", "filled in"),
    (PRICES, "out_by,effective,2027-12-31", "out_by,effective,", "deadline", "filled in"),
    (PRICES, "0.8,", "true,", "price", "a number"),
    (POLLS, "62,30", "62 %,30", "support", "a number"),
    (POLLS, "1600,vote-2030", "1600,", "gate", "vote_intention"),
    (POLLS, "1600,,", "sixteen,,", "sample", "a number"),
    (JUDGED, "https://example.org/j1", "", "source_url", "filled in"),
    (JUDGED, "https://example.org/j1", "https://[example", "source_url", "address of the page"),
    (EVENTS, "ada", "eve", "leader", "a leader of this desk"),
    (EVENTS, "by a week.", "by a \x00week.", None, "NUL"),
]


def _told(files: dict[str, str | bytes]) -> list[tuple[str, str | None, str]]:
    with pytest.raises(FaultsFoundError) as refused:
        desk_from(snapshots(files), TODAY)
    return [(fault.file, fault.column, fault.must_be) for fault in refused.value.faults]


@pytest.mark.parametrize("case", REPLACED, ids=lambda case: f"{case[0]} {case[4]}")
def test_a_rarer_fault_is_told_in_its_own_words(case: tuple[str, str, str, str | None, str]) -> None:
    name, old, new, column, said = case
    assert old in FILES[name]
    told = _told({**FILES, name: FILES[name].replace(old, new, 1)})
    assert [entry for entry in told if entry[:2] == (name, column) and said in entry[2]], told


ADDED = [
    ("", PATRON.format("eve", 3), "leader", "a leader of this desk"),
    ("", PATRON.format("ada", 9), "exit_rate_factor", "between factor_low and factor_high"),
    ("", PATRON.format("ada", -1), "patron exit_rate_factor", "greater than 0"),
    (
        "",
        '[prior]\nexit_per_year = 1e-9\nlog_sd = 1\nwhy = "x"\n',
        "prior exit_per_year",
        "at least 0.001",
    ),
    ("", NEXT_QUESTION.format("past-2030", "2026-01-01", "2027-01-01"), "id", "given once"),
    ("", NEXT_QUESTION.format("new", "2026-01-01", "2031-01-01"), "asked_until", "before 2030-05-08"),
    ("", NEXT_QUESTION.format("new", "2028-01-01", "2027-01-01"), "asked_from", "before the last day"),
    ("", '[[origin_periods]]\nfirst = 2020-01-31\nlast = 2021-01-01\nevery = "month"\n', "first", "1 to 28"),
    ("", '[[origin_periods]]\nfirst = 2020-01-01\nlast = 2019-01-01\nevery = "year"\n', "last", "not before"),
    ("", '[[spells]]\nstart = 2015-01-01\nsource_url = "https://example.org"\n', "start", "spell before"),
    ("", "[[gates]]\nidd = 1\n", "gates 3. idd", "known_at"),
]


@pytest.mark.parametrize(("_", "text", "column", "said"), ADDED)
def test_what_contradicts_the_rest_of_a_leaders_file_is_told(
    _: str, text: str, column: str, said: str
) -> None:
    told = _told({**FILES, ADA: f"{FILES[ADA]}\n{text}"})
    assert [entry for entry in told if entry[:2] == (ADA, column) and said in entry[2]], told


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leaders/notes.txt", "x", "a .toml file"),
        ("leaders/empty.toml", "", "a file with keys"),
        ("leaders/cyrillic.toml", "name = 'Ада'".encode("cp1251"), "UTF-8 text"),
        ("claims/notes.txt", "x", "a .toml file"),
        ("posts/cyrillic.md", "Ада".encode("cp1251"), "UTF-8 text"),
        ("posts/list.md", "---\n- one\n---\nText.", "YAML"),
        ("posts/Two Words.md", "---\ntitle: T\ndate: 2026-01-01\n---\nText.", "lower-case Latin letters"),
        ("posts/again.md", "---\ntitle: T\nslug: quiet-month\ndate: 2026-01-01\n---\nText.", "used once"),
    ],
)
def test_a_file_of_another_kind_is_told(name: str, content: str | bytes, said: str) -> None:
    assert [entry for entry in _told({**FILES, name: content}) if said in entry[2]]


def test_a_desk_without_its_settings_is_told_how_to_make_one() -> None:
    files = {name: text for name, text in FILES.items() if name != "desk.toml"}
    with pytest.raises(FaultsFoundError, match="incumbent new"):
        desk_from(snapshots(files), TODAY)


@pytest.mark.parametrize("known_at", ["2026-01-01", "2031-01-01"])
def test_a_stated_day_of_knowing_must_lie_between_the_price_and_today(known_at: str) -> None:
    head, *rows = FILES[PRICES].splitlines()
    text = "\n".join([f"{head},known_at", f"{rows[0]}{known_at if rows[0].endswith(',') else ''},{known_at}"])
    told = _told({**FILES, PRICES: text.replace(f",{known_at},{known_at}", f",,{known_at}") + "\n"})
    assert [entry for entry in told if entry[:2] == (PRICES, "known_at")]


def test_blank_lines_in_a_table_are_passed_over() -> None:
    spaced = FILES[PRICES].replace("\np2", "\n\n,,,,,,,,,,,,,,\np2")
    assert desk_from(snapshots({**FILES, PRICES: spaced}), TODAY).quotes


def test_a_stated_target_wins_over_the_usual_one() -> None:
    text = FILES[PRICES].replace("event,deadline", "event,target,deadline")
    text = text.replace("effective,", "effective,occupancy,").replace("other,", "other,exit,")
    quotes = desk_from(snapshots({**FILES, PRICES: text}), TODAY).quotes
    (quote,) = (q for q in quotes if q.provenance.fact_id == "p1")
    assert isinstance(quote, ChanceQuote)
    assert quote.target is Target.OCCUPANCY
