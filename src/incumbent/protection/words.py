"""Lists of words as they stand in the source: one string, parted by spaces."""

from __future__ import annotations


def words(listed: str) -> list[str]:
    """The words of a list."""
    return listed.split()
