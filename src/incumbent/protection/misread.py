"""What accented Latin letters are shown as when their UTF-8 is taken for another encoding."""

from __future__ import annotations

from functools import cache

_TAKEN_FOR = (
    "latin-1", "cp1252", "cp1254", "cp1250", "cp1251", "cp437", "cp850", "cp866", "mac-roman", "koi8-r",
)  # fmt: skip
_WESTERN = ("latin-1", "cp1252")
_LETTERS = (*range(0x80, 0x250), *range(0x1E00, 0x1F00))  # what is misread twice passes through signs


@cache
def shown_letters() -> dict[str, str]:
    """What UTF-8 bytes of a letter are shown as, and the letter; what several tables show as one is the first's."""
    found: dict[str, str] = {}
    for page in _TAKEN_FOR:
        for number in _LETTERS:
            letter = chr(number)
            if letter.isalpha() or (number < 0xC0 and page in _WESTERN):
                found.setdefault("".join(_as_shown(one, page) for one in letter.encode()), letter)
    return found


def _as_shown(byte: int, page: str) -> str:
    """The character of a byte; what a table leaves undefined is shown by its own number, as browsers do."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)
