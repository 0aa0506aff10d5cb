"""Which of the desk's own words are translated: `translations/LANGUAGE.po`, a gettext catalogue."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.desk_text import text_of

_MEND = "Open it with an editor of translations such as Poedit, which says what is wrong."


def translations_from(
    files: Sequence[Snapshot], languages: Sequence[str], faults: list[Fault]
) -> Mapping[str, Mapping[str, str]]:
    """For each language, the translation of each of the desk's texts that has one.

    Parameters
    ----------
    files : sequence of Snapshot
        Those under translations/.
    languages : sequence of str
        Of the desk, the first being that of its own texts.
    faults : list of Fault
        Every breach is added.

    Returns
    -------
    mapping of language to mapping of str to str
        By the original text with single spaces between words.
    """
    found: dict[str, Mapping[str, str]] = {}
    for file in files:
        path = PurePosixPath(file.address)
        if path.suffix != ".po" or path.stem not in languages[1:]:
            must_be = f"LANGUAGE.po for one of {', '.join(languages[1:]) or 'the further languages'}"
            faults.append(Fault(file.address, must_be, "Rename it, or add its language to desk.toml."))
            continue
        text = text_of(file, faults)
        if text is not None:
            found[path.stem] = _catalogue(file.address, text, path.stem, faults)
    return found


def _catalogue(address: str, text: str, language: str, faults: list[Fault]) -> dict[str, str]:
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(io.BytesIO(text.encode()), locale=language, abort_invalid=True)
    except PoFileError as error:
        faults.append(
            Fault(address, "a gettext catalogue", _MEND, error.lineno + 1, value=error.line.strip())
        )
        return {}
    return {
        " ".join(str(message.id).split()): str(message.string)
        for message in catalogue
        if message.id and message.string and "fuzzy" not in message.flags
    }
