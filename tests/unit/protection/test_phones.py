"""A telephone number is found with any signs between its digits; a drawing's coordinates are none."""

import pytest

from incumbent import Scanner
from incumbent.protection.person import Person
from incumbent.protection.vault import vault_of

SCANNER = Scanner(vault_of([Person(id="p", name="", phones=("+7 928 555 61 52",))]))


@pytest.mark.parametrize(
    "text",
    [
        "8 928 555.61.52",
        "928.555.61.52.",
        "тел.928 555 61 52, v1.2",
        "7.928.555.61.52",
        "Call 928 555.61 52 now",
    ],
)
def test_number_is_found_however_it_is_parted(text: str) -> None:
    assert SCANNER.scan_text(text)


@pytest.mark.parametrize("path", ["L928 285.55 615.23 L3.1 9", "M1 2 L18.55 561.52 0.7", "L9285.55 6152.7"])
def test_coordinates_of_a_drawing_are_no_number(path: str) -> None:
    assert not SCANNER.scan_text(f"<svg><path d='{path}'/></svg>", kind="svg")


@pytest.mark.parametrize(
    "text", ["0.9285. 5561-52", "chance 0.2855. 6152", "2030-01-16", "winter 0.2855. 2030-01-16"]
)
def test_a_decimal_and_a_date_after_it_are_no_number(text: str) -> None:
    scanner = Scanner(vault_of([Person(id="p", name="", phones=("+7 928 285 520 30",))]))
    assert not scanner.scan_text(text)


def test_a_number_that_ends_like_a_year_is_found() -> None:
    scanner = Scanner(vault_of([Person(id="p", name="", phones=("+7 928 285 520 30",))]))
    assert scanner.scan_text("8 928 2855-2030, 2016-01-05")
    assert scanner.scan_text("2855-2030-7")
