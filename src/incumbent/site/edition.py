"""One language's edition of the site: its words, its place, and the figures its pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from incumbent.site.content import SiteContent
from incumbent.site.figure import Figure
from incumbent.site.history import LeaderHistory, leader_histories
from incumbent.site.pictures import Rendered, Studio, write_pictures
from incumbent.site.spoken import spoken
from incumbent.site.wording import Words, words_of
from incumbent.site.world import WorldHistory, world_history

EXTENSION = "post"
"""Of the empty files that tell Pelican which posts there are."""


@dataclass(frozen=True, slots=True)
class FigureOnPage:
    """A figure as a template needs it.

    Parameters
    ----------
    figure : Figure
    cells : list of list of str
        Its table as shown.
    picture : str or None
        Path of the picture below the site's root, without ".png"; None for a table alone.
    width, height : int
    csv : str
        Path of its CSV below the site's root.
    """

    figure: Figure
    cells: list[list[str]]
    picture: str | None
    width: int
    height: int
    csv: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page to write.

    Parameters
    ----------
    path : str
        Below the edition's folder, e.g. "leaders/putin.html".
    template : str
    title, description : str
    data : mapping
        What the template is given besides.
    has_chance : bool
        True where a chance is shown, and so the fixed sentence.
    indexed : bool
        False keeps it out of the site map.
    """

    path: str
    template: str
    title: str
    description: str
    data: Mapping[str, Any]
    has_chance: bool = True
    indexed: bool = True


def _no_pictures() -> dict[str, tuple[Rendered, Figure]]:
    return {}


def _no_tables() -> dict[str, Figure]:
    return {}


@dataclass(slots=True)
class Edition:
    """One language's edition; collects the pictures and tables that its pages ask for.

    Parameters
    ----------
    content : SiteContent
    histories : tuple of LeaderHistory
    words : Words
    prefix : str
        "" for the first language, else e.g. "ru/".
    studio : Studio
    world : WorldHistory or None
        For a desk that follows the world.
    """

    content: SiteContent
    histories: tuple[LeaderHistory, ...]
    words: Words
    prefix: str
    studio: Studio
    world: WorldHistory | None = None
    pictures: dict[str, tuple[Rendered, Figure]] = field(default_factory=_no_pictures)
    tables: dict[str, Figure] = field(default_factory=_no_tables)

    def is_translated(self, text: str) -> bool:
        """True if a text of the desk's stands here in this edition's language."""
        return text in self.content.translations.get(self.words.language, {}).values()

    def show(self, figure: Figure, spec: Mapping[str, Any] | None) -> FigureOnPage:
        """The figure ready for a template; its files are written with the edition."""
        cells = figure.cells(self.words)
        table = f"data/{figure.name}.csv"
        self.tables[figure.name] = figure
        if spec is None:
            return FigureOnPage(figure, cells, None, 0, 0, table)
        rendered = self.studio.render(spec)
        self.pictures[figure.name] = (rendered, figure)
        picture = f"{self.prefix}charts/{figure.name}"
        return FigureOnPage(figure, cells, picture, rendered.width, rendered.height, table)

    def write_figures(self, root: Path) -> None:
        """Write every figure's pictures and CSV below the site's root."""
        for name, (rendered, figure) in self.pictures.items():
            write_pictures(root / self.prefix / "charts", name, rendered, figure.title, figure.alt)
        (root / "data").mkdir(parents=True, exist_ok=True)
        for name, figure in self.tables.items():
            (root / "data" / f"{name}.csv").write_text(figure.csv(), encoding="utf-8", newline="")


@dataclass(frozen=True, slots=True)
class Site:
    """Every edition, and when they are built.

    Parameters
    ----------
    content : SiteContent
    editions : tuple of Edition
    built_at : datetime
    with_drafts : bool
    only_posts : frozenset of int or None
        Places of the posts to write, and nothing else; None for a whole site.
    """

    content: SiteContent
    editions: tuple[Edition, ...]
    built_at: datetime
    with_drafts: bool = False
    only_posts: frozenset[int] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The first is the default."""
        return self.content.settings.languages

    def edition(self, language: str) -> Edition:
        """The edition in a language; the default one for a language the site is not written in."""
        return next((e for e in self.editions if e.words.language == language), self.editions[0])


def plan_site(content: SiteContent, built_at: datetime, studio: Studio, *, with_drafts: bool = False) -> Site:
    """The site's editions, nothing written yet; drafts are for previews only."""
    world = world_history(content)
    languages = content.settings.languages
    said = {language: spoken(content, language) for language in languages}
    places = {language: "" if language == languages[0] else f"{language}/" for language in languages}
    editions = tuple(
        Edition(
            said[name],
            leader_histories(said[name]),
            words_of(name),
            places[name],
            studio,
            world and world.told_of(said[name].leaders),
        )
        for name in languages
    )
    return Site(content, editions, built_at, with_drafts)
