"""What of a desk is not yet said in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incumbent.domain.desk import Desk
from incumbent.site.spoken import untranslated


@dataclass(frozen=True, slots=True)
class Missing:
    """What has no words in a language.

    Parameters
    ----------
    language : str
    kind : str
        "text", "post" or "claim".
    names : tuple of str
        The texts themselves, slugs or ids; at least one.
    where : str
        Where the translation belongs.
    """

    language: str
    kind: str
    names: tuple[str, ...]
    where: str


def missing_translations(desk: Desk) -> Iterator[Missing]:
    """Texts, posts and claims without words in one of the desk's languages; drafts are left alone."""
    for language in desk.settings.languages[1:]:
        found = (
            ("text", untranslated(desk, language), f"Add them to translations/{language}.po."),
            (
                "post",
                _posts(desk, language),
                f"Write them, with `translation_of` and `language: {language}`.",
            ),
            ("claim", _claims(desk, language), f"Add [translations.{language}] to their files."),
        )
        for kind, names, where in found:
            if names:
                yield Missing(language, kind, names, where)


def _posts(desk: Desk, language: str) -> tuple[str, ...]:
    first = desk.settings.languages[0]
    said = {post.translation_of for post in desk.posts if post.language == language}
    originals = (post for post in desk.posts if post.language == first and not post.draft)
    return tuple(post.slug for post in originals if post.slug not in said)


def _claims(desk: Desk, language: str) -> tuple[str, ...]:
    shown = ((name, claim) for name, claim in desk.claims.items() if not claim.draft)
    return tuple(name for name, claim in shown if language not in claim.translations)
