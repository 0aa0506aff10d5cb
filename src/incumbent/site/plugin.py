"""How Pelican is taught our posts and pages: a reader for posts, a generator for everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.readers import BaseReader

from incumbent.domain.desk import Post
from incumbent.site.edition import Edition, Page, Site
from incumbent.site.markdown import post_html
from incumbent.site.pages import navigation, pages_of

SITE_SETTING = "INCUMBENT_SITE"
EXTENSION = "post"


class PostReader(BaseReader):
    """Reads a `Post` that the desk has already parsed; the file only names it."""

    enabled = True
    file_extensions = [EXTENSION]  # noqa: RUF012 - Pelican's interface

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The post's HTML and metadata, as Pelican's readers give them."""
        site: Site = self.settings[SITE_SETTING]
        post = site.content.posts[int(Path(source_path).stem)]
        return post_html(post), self._metadata(site, post)

    def _metadata(self, site: Site, post: Post) -> dict[str, Any]:
        edition = site.edition(post.language)
        path = f"{edition.prefix}posts/{post.slug}.html"
        written = {
            "title": post.title,
            "slug": post.slug,
            "date": post.published_on.isoformat(),
            "lang": post.language,
            "status": "draft" if post.draft else "published",
            "tags": ", ".join(post.tags),
            "author": site.content.settings.author,
        }
        metadata = {key: self.process_metadata(key, value) for key, value in written.items() if value}
        key = post.translation_of or post.slug
        return metadata | {"translation_key": key, "save_as": path, "url": path, "post": post}


class RecordGenerator(Generator):
    """Writes every page that shows the record."""

    def generate_output(self, writer: Any) -> None:
        """Write pages, pictures and tables of every edition."""
        site: Site = self.settings[SITE_SETTING]
        for edition in site.editions:
            for page in pages_of(edition):
                self._write(writer, site, edition, page)
            edition.write_figures(Path(self.output_path))

    def _write(self, writer: Any, site: Site, edition: Edition, page: Page) -> None:
        context = self.context | edition_context(site, edition) | dict(page.data)
        context["posts_in"] = self._posts_in
        context |= {
            "page": page,
            "alternates": [
                (other.words, other.prefix + page.path) for other in site.editions if other is not edition
            ],
        }
        writer.write_file(
            edition.prefix + page.path,
            self.get_template(page.template),
            context,
            relative_urls=True,
            url=edition.prefix + page.path,
        )

    def _posts_in(self, language: str) -> list[Any]:
        """Published posts in a language, newest first."""
        found = [article for article in self.context["published"] if article.lang == language]
        return sorted(found, key=lambda article: (article.post.published_on, article.slug), reverse=True)


def edition_context(site: Site, edition: Edition) -> dict[str, Any]:
    """What every template of an edition is given."""
    return {
        "site": site,
        "edition": edition,
        "words": edition.words,
        "_": edition.words.gettext,
        "ngettext": edition.words.ngettext,
        "P": edition.prefix,
        "navigation": navigation(edition),
        "settings": site.content.settings,
    }


def _give_post_its_edition(generator: Any, content: Any) -> None:
    site: Site = generator.settings[SITE_SETTING]
    edition = site.edition(content.lang)
    post: Post = content.post
    path = f"posts/{post.slug}.html"
    generator.context.update(edition_context(site, edition))
    generator.context["page"] = Page(
        path,
        "article",
        post.title,
        str(Markup(content.summary).striptags())[:300],
        {},
        has_chance=bool(post.leaders),
    )
    generator.context["alternates"] = [
        (site.edition(other.lang).words, other.url) for other in content.translations
    ]


def _keep_published(generator: Any) -> None:
    generator.context["published"] = [*generator.articles, *generator.translations]


def _add_reader(readers: Any) -> None:
    readers.reader_classes[EXTENSION] = PostReader


def _our_generators(_pelican: Any) -> type[Generator]:
    return RecordGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_our_generators)
    signals.article_generator_finalized.connect(_keep_published)
    signals.article_generator_write_article.connect(_give_post_its_edition)
