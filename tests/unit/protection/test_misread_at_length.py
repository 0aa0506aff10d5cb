"""A long text whose bytes were taken for another encoding is read as a short one is."""

import pytest

from incumbent.protection.mojibake import mended
from incumbent.protection.views import View

NAMES = "Тамир Чекуев Заур Бисултанов " * 700


@pytest.mark.parametrize(("was", "taken_for"), [("cp1251", "latin-1"), ("koi8-r", "cp1251")])
def test_every_name_of_a_long_misread_text_is_read(was: str, taken_for: str) -> None:
    view = mended(View(NAMES.encode(was).decode(taken_for, "replace")))
    assert view is not None
    assert view.text.count("Чекуев") >= 700
    assert view.text.count("Бисултанов") >= 700
