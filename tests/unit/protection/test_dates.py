"""A full birth date is found in any notation, and numbers that are no date are let alone."""

import pytest
from tests.vaults import scanner_of

PERSON = "id: fictional-03\nname: Zelda Quillbright\nbirth_date: '1971-05-19'\n"


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PERSON)


@pytest.mark.parametrize(
    "text",
    [
        "19.05.1971",
        "19.05.71 г.р.",
        "5/19/71",
        "19-5-71",
        "1971-05-19",
        "19 . 05 . 71",
        "19.V.71",
        "1971/5/19",
        "1971年5月19日",
        "1971년 5월 19일",
        '"year": 1971, "month": 5, "day": 19',
        "day=19&month=05&year=1971",
    ],
)
def test_a_birth_date_in_digits_blocks(scanner, text):
    assert [finding.rule for finding in scanner.scan_text(f"born {text}, he said")] == ["birth-date"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<svg><path d='M561.18 322.11 L92.05 19.71 L818.03 23.24'/></svg>", "svg"),
        ("a,2071-05,2071-05-19,71,yes", "csv"),
        ("version 4.19.05.71.2", "text"),
        ("from 19.05 to 71", "text"),
        ("05-19,1", "csv"),
    ],
)
def test_digits_that_are_no_date_pass(scanner, text, kind):
    assert scanner.scan_text(text, kind=kind) == []


def test_months_table_holds_every_name_that_babel_knows() -> None:
    from babel import Locale

    from incumbent.protection.dates import _month  # pyright: ignore[reportPrivateUsage]

    for language in ("ru", "en", "uk", "pl", "de", "fr", "tr", "ka", "hy", "ar", "fa", "uz", "el", "he"):
        for number, name in Locale(language).months["format"]["wide"].items():
            assert number in _month(str(name)), (language, number)
