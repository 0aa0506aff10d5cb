"""What the desk's own words are in another language, as far as its author translated them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from incumbent.domain.desk import Desk, Picture
from incumbent.domain.leader import Leader, Question
from incumbent.site.content import SiteContent
from incumbent.site.wording import words_of

ACTING = " (acting)"
"""How the register ends the name of who stands in for another."""

Say = Callable[[str], str]


def spoken(content: SiteContent, language: str) -> SiteContent:
    """The content with leaders, questions, events and gallery in a language; claims carry their own words.

    What has no translation keeps the desk's own words.
    """
    words = content.translations.get(language, {})

    def say(text: str) -> str:
        return words.get(" ".join(text.split()), text)

    def name(text: str) -> str:
        own, acting, rest = text.partition(ACTING)
        as_a_whole = say(text)
        if as_a_whole != text or not acting or rest:
            return as_a_whole
        standing_in = words_of(language).gettext("(acting)")
        return f"{say(own)} {standing_in}"

    return replace(
        content,
        settings=replace(
            content.settings,
            pictures=tuple(_picture(p, say) for p in content.settings.pictures),
            source_names={key: say(name) for key, name in content.settings.source_names.items()},
        ),
        leaders=tuple(replace(_leader(leader, say), name=name(leader.name)) for leader in content.leaders),
        events=tuple(replace(event, text=say(event.text)) for event in content.events),
    )


def untranslated(desk: Desk, language: str) -> tuple[str, ...]:
    """The desk's own texts that pages in a language would show as they are, each once, in order.

    Parameters
    ----------
    desk : Desk
    language : str
        Not the desk's first.
    """
    words = desk.translations.get(language, {})
    missing: dict[str, None] = {}

    def say(text: str) -> str:
        if text and " ".join(text.split()) not in words:
            missing[" ".join(text.split())] = None
        return text

    for name in desk.settings.leaders:
        _leader(desk.leaders[name], say)
    for event in desk.events:
        say(event.text)
    for picture in desk.settings.pictures:
        _picture(picture, say)
    for name in desk.settings.source_names.values():
        say(name)
    return tuple(missing)


def _picture(picture: Picture, say: Say) -> Picture:
    return replace(picture, title=say(picture.title), medium=say(picture.medium), alt=say(picture.alt))


def _leader(leader: Leader, say: Say) -> Leader:
    prior, patron = leader.prior, leader.patron_dependence
    return replace(
        leader,
        name=say(leader.name),
        country=say(leader.country),
        office=say(leader.office),
        note=say(leader.note) if leader.note else leader.note,
        questions=tuple(_question(question, say) for question in leader.questions),
        prior=prior and replace(prior, why=say(prior.why)),
        patron_dependence=patron and replace(patron, why=say(patron.why)),
    )


def _question(question: Question, say: Say) -> Question:
    return replace(question, text=say(question.text), rule=say(question.rule))
