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
