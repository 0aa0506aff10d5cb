"""What else could an author run? An exact search and Presidio's deny list, holding the same vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Detect = Callable[[str], bool]


def vault_strings(entries: list[dict[str, Any]]) -> list[str]:
    """Every protected string of a vault as it stands there."""
    held: list[str] = []
    for entry in entries:
        held += [entry["name"], *entry["aliases"], *entry["phones"], *entry["emails"], *entry["handles"]]
        held += [*entry["addresses"], *entry["plates"], *entry["documents"], *entry["workplaces"]]
        held += [relative["name"] for relative in entry["relatives"]]
        held += [entry["birth_date"], *(f"{point['lat']}, {point['lon']}" for point in entry["gps"])]
    return sorted({value for value in held if value}, key=len, reverse=True)


def exact_search(entries: list[dict[str, Any]]) -> Detect:
    """Whether any string of the vault stands in a text, letter for letter."""
    held = vault_strings(entries)
    return lambda text: any(value in text for value in held)


def presidio_deny_list(entries: list[dict[str, Any]]) -> Detect:
    """Whether Presidio's deny list, on a blank language model, finds a string of the vault."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    registry = RecognizerRegistry(supported_languages=["en"])
    registry.add_recognizer(PatternRecognizer("PROTECTED", deny_list=vault_strings(entries)))
    engine = AnalyzerEngine(nlp_engine=Blank(), registry=registry, supported_languages=["en"])
    return lambda text: bool(engine.analyze(text, language="en", entities=["PROTECTED"]))
