"""Tells a slip of the pen from a word, or somebody else's name, that a dictionary has."""

from __future__ import annotations

from incumbent.protection.inflect import is_cyrillic, morphology
from incumbent.protection.romanise import cyrillic_spellings


def word_of_its_own(word: str) -> bool:
    """Whether a word, or what it may be a romanisation of, stands in a Russian dictionary.

    `Тарасов` beside the protected `Тарамов`: a person decides, where a slip that is no word blocks.

    Parameters
    ----------
    word : str
        Folded letters.
    """
    known = morphology().word_is_known
    return any(known(one) for one in ([word] if is_cyrillic(word) else cyrillic_spellings(word)))
