"""A desk's own words in other languages: read from a catalogue, or refused with the line."""

from datetime import UTC, datetime

import pytest

from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.translations import translations_from

READ_AT = datetime(2018, 1, 1, tzinfo=UTC)


def read(text: str, address: str = "translations/ru.po") -> tuple[object, list[Fault]]:
    faults: list[Fault] = []
    found = translations_from([Snapshot(address, text.encode(), READ_AT)], ("en", "ru"), faults)
    return found, faults


def test_a_text_is_found_whatever_its_line_breaks():
    found, faults = read('msgid "Asked in\\n"\n"two lines."\nmsgstr "В две строки."\n')
    assert (found, faults) == ({"ru": {"Asked in two lines.": "В две строки."}}, [])


def test_an_empty_or_doubtful_translation_is_none():
    found, _faults = read('msgid "A"\nmsgstr ""\n\n#, fuzzy\nmsgid "B"\nmsgstr "Б"\n')
    assert found == {"ru": {}}


def test_a_broken_catalogue_is_told_with_its_line():
    _found, (fault,) = read('msgid "A"\nmsgstr "А"\nmsgwrong "B"\n')
    assert (fault.file, fault.line) == ("translations/ru.po", 3)


@pytest.mark.parametrize("address", ["translations/en.po", "translations/fr.po", "translations/ru.txt"])
def test_a_file_for_no_further_language_of_the_desk_is_a_fault(address):
    _found, (fault,) = read("", address)
    assert fault.must_be == "LANGUAGE.po for one of ru"
