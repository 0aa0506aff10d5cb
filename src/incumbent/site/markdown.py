"""How a post's Markdown and blocks become safe HTML."""

from __future__ import annotations

from datetime import date
from functools import cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from incumbent.domain.desk import Post
from incumbent.site.blocks import Block, estimate_of, parts_of
from incumbent.site.claim_view import claim_view
from incumbent.site.edition import Edition
from incumbent.site.prose import clean, prose_html
from incumbent.site.questions import sentence_to_cite
from incumbent.site.theme_folder import TEMPLATES


def post_html(post: Post, edition: Edition) -> str:
    """The post's body as HTML that carries no script, style or foreign frame.

    Links to the site's own pages are relative to the post's page.
    """
    parts = [
        _block_html(part, post, edition)
        if isinstance(part, Block)
        else prose_html(part.text, post.language, number)
        for number, part in enumerate(parts_of(post))
    ]
    return clean("\n".join(parts))


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def _block_html(block: Block, post: Post, edition: Edition) -> str:
    template = _templates().get_template("blocks.html")
    given = _BLOCK_CONTEXT[block.kind](block, post, edition)
    words = edition.words
    return template.render(block=block, words=words, _=words.gettext, **given)


def _interview(block: Block, post: Post, edition: Edition) -> dict[str, object]:
    held_on = date.fromisoformat(block.keys["date"])
    return {
        "day": edition.words.month(held_on),
        "body": Markup(prose_html(block.body, post.language, block.line)),
    }


def _claim(block: Block, post: Post, edition: Edition) -> dict[str, object]:
    claim = next(claim for claim in edition.content.claims if claim.claim_id == block.keys["id"])
    return {"claim": claim, "view": claim_view(claim, edition, post.published_on)}


def _estimate(block: Block, _post: Post, edition: Edition) -> dict[str, object]:
    found = estimate_of(block, edition.histories)
    if found is None:
        msg = f"estimate block on line {block.line} cites no forecast; post_faults must run first."
        raise ValueError(msg)
    leader, position, said = found
    history = leader.questions[position]
    return {"leader": leader, "said": said, "sentence": sentence_to_cite(history, said, edition.words)}


_BLOCK_CONTEXT = {"interview": _interview, "claim": _claim, "estimate": _estimate}
