"""What the desk's own words are in another language, as far as its author translated them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from incumbent.domain.leader import Leader, Question
from incumbent.site.content import SiteContent

Say = Callable[[str], str]


def spoken(content: SiteContent, language: str) -> SiteContent:
    """The content with leaders, questions, events and gallery in a language; claims carry their own words.

    What has no translation keeps the desk's own words.
    """
    words = content.translations.get(language)
    if not words:
        return content

    def say(text: str) -> str:
        return words.get(" ".join(text.split()), text)

    pictures = tuple(
        replace(p, title=say(p.title), medium=say(p.medium), alt=say(p.alt))
        for p in content.settings.pictures
    )
    return replace(
        content,
        settings=replace(content.settings, pictures=pictures),
        leaders=tuple(_leader(leader, say) for leader in content.leaders),
        events=tuple(replace(event, text=say(event.text)) for event in content.events),
    )


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
