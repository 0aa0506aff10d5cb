"""Commands that print what a register or a bank states read a kept answer whole, or refuse it."""

import json
from pathlib import Path

import pytest
from tests.desks import ADA, FILES, write_desk
from typer.testing import CliRunner

from incumbent.cli.app import app

ENTITY = "http://www.wikidata.org/entity/"


def election(**more: tuple[str, str]) -> dict[str, dict[str, str]]:
    row = {
        "election": ("uri", ENTITY + "Q5"),
        "electionLabel": ("literal", "next election"),
        "date": ("literal", "2030-03-24T00:00:00Z"),
        "datePrecision": ("literal", "11"),
        "country": ("uri", ENTITY + "Q6"),
        "countryLabel": ("literal", "Iceland"),
        **more,
    }
    return {name: {"type": kind, "value": value} for name, (kind, value) in row.items() if value}


def kept(path: Path, *rows: dict[str, dict[str, str]]) -> str:
    path.write_text(json.dumps({"head": {"vars": []}, "results": {"bindings": list(rows)}}))
    return str(path)


def value(number: float | None, year: int = 2024) -> dict[str, object]:
    country = {"id": "XA", "value": "Arcady"}
    return {
        "indicator": {"id": "I", "value": "i"},
        "country": country,
        "countryiso3code": "ARC",
        "date": str(year),
        "value": number,
    }


def test_elections_of_a_kept_answer_are_held_against_the_desk(tmp_path: Path):
    icelandic = ADA.replace("gwcode = 999", "gwcode = 395")
    desk = write_desk(tmp_path / "desk", {**FILES, "leaders/ada.toml": icelandic})
    elsewhere = election(
        election=("uri", ENTITY + "Q7"), country=("uri", ENTITY + "Q8"), countryLabel=("literal", "Reykjavik")
    )
    answer = kept(tmp_path / "kept.json", election(), elsewhere)
    words = ["elections", str(desk), "--answer", answer, "--months", "120", "--format", "json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["agreed"], told["elsewhere"]) == (0, 1)
    (difference,) = told["differences"]
    assert (difference["leader_id"], difference["kind"]) == ("ada", "other day")
    assert difference["in_desk"] == "2030-03-17"
    assert difference["stated"] == "2030-03-24 next election (Q5)"


def test_a_row_without_a_date_is_refused_whole(tmp_path: Path):
    desk = write_desk(tmp_path / "desk")
    answer = kept(tmp_path / "kept.json", election(), election(date=("literal", "")))
    done = CliRunner().invoke(app, ["elections", str(desk), "--answer", answer])
    assert done.exit_code != 0
    assert "must bind election and date" in str(done.exception)


def test_an_indicator_is_printed_with_its_gaps_counted(tmp_path: Path):
    answer = tmp_path / "kept.json"
    answer.write_text(json.dumps([{"page": 1, "pages": 1}, [value(12.5), value(None, 2023)]]))
    done = CliRunner().invoke(app, ["data", "indicator", "I", "--answer", str(answer)])
    assert done.exit_code == 0, done.output
    assert "12.5" in done.output
    assert "1 value of I" in done.output
    assert "1 more years have none" in done.output


def test_a_kept_answer_gives_the_years_and_countries_asked_for_and_no_others(tmp_path: Path):
    answer = tmp_path / "kept.json"
    answer.write_text(json.dumps([{"page": 1, "pages": 1}, [value(12.5), value(9.0, 2001)]]))
    words = ["data", "indicator", "I", "--answer", str(answer), "--from", "2020", "--to", "2024"]
    done = CliRunner().invoke(app, [*words, "--country", "arc", "--format", "json"])
    assert [each["year"] for each in json.loads(done.output)["values"]] == [2024]
    done = CliRunner().invoke(app, [*words, "--country", "XYZ"])
    assert done.exit_code == 2
    assert "no country XYZ" in done.output


def test_a_kept_page_of_several_is_refused(tmp_path: Path):
    answer = tmp_path / "kept.json"
    answer.write_text(json.dumps([{"page": 1, "pages": 2}, [value(1.0)]]))
    done = CliRunner().invoke(app, ["data", "indicator", "I", "--answer", str(answer)])
    assert done.exit_code != 0
    assert "page 2 was asked for, and page 1 came" in str(done.exception)


@pytest.mark.parametrize("words", [["--from", "2020", "--to", "2010"], ["--from", "1900"]])
def test_years_that_cannot_be_are_refused_before_asking(words: list[str]):
    done = CliRunner().invoke(app, ["data", "indicator", "I", *words])
    assert done.exit_code == 2
