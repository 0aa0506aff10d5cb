"""Each post as a letter: HTML and plain text that a mailing can take as they are."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from incumbent.site.edition import Site
from incumbent.site.feeds import PublishedPost
from incumbent.site.neutral import listed_title
from incumbent.site.theme_folder import TEMPLATES
from incumbent.site.travelling import letter_html


def letter_files(site: Site, posts: Sequence[PublishedPost]) -> dict[str, bytes]:
    """`letters/….html` and `.txt` for every post; an interview's subject line tells only a day."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    template = environment.get_template("letter.html")
    base = site.content.settings.base_address.rstrip("/")
    files: dict[str, bytes] = {}
    for published in posts:
        edition = site.edition(published.post.language)
        words = edition.words
        post = published.post
        address = f"{base}/{published.path}"
        html = letter_html(post, published.html, address, words)
        subject = listed_title(post, words)
        stem = published.path.replace("posts/", "letters/").removesuffix(".html")
        page = template.render(
            post=post,
            subject=subject,
            body=Markup(html),
            address=address,
            words=words,
            _=words.gettext,
            settings=site.content.settings,
        )
        files[f"{stem}.html"] = page.encode()
        files[f"{stem}.txt"] = f"{subject}\n{address}\n\n{plain_text(html)}\n".encode()
    return files


def plain_text(html: str) -> str:
    """The words of an HTML fragment, a paragraph a block."""
    import nh3

    blocks = html.replace("</p>", "</p>\n\n").replace("</li>", "</li>\n").replace("<br>", "<br>\n")
    text = unescape(nh3.clean(blocks, tags=set()))
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
