"""How a source of evidence is named to readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from incumbent.domain.desk import DeskSettings

Naming = Callable[[str], str]
"""From a source's id to its name."""


def naming(settings: DeskSettings) -> Naming:
    """The desk's own names of sources; one without a name reads as its id does without hyphens."""

    def name_of(source_id: str) -> str:
        plain = source_id.replace("-", " ")
        return settings.source_names.get(source_id) or plain[:1].upper() + plain[1:]

    return name_of


def named(source_ids: Iterable[str], name_of: Naming) -> dict[str, str]:
    """For each id the name, as a column of a table needs them."""
    return {source_id: name_of(source_id) for source_id in source_ids}
