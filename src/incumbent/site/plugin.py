"""How Pelican is taught our posts and pages: a reader for posts, a generator for everything else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Tag
from pelican.utils import SafeDatetime

from incumbent.domain.desk import Post
from incumbent.site.context import page_context
from incumbent.site.edition import EXTENSION, Edition, Page, Site
from incumbent.site.machine import Published, write_machine_files
from incumbent.site.markdown import post_html
from incumbent.site.missing_page import MISSING
from incumbent.site.neutral import is_interview, listed_title
from incumbent.site.pages import pages_of
from incumbent.site.post_paths import post_path
from incumbent.site.travelling import feed_html, notice
from incumbent.site.wording import slug_of

SITE_SETTING = "INCUMBENT_SITE"
_END = "</p>"


class PostReader(BaseReader):
    """Reads a `Post` that the desk has already parsed; the file only names it."""

    enabled = True
    file_extensions = [EXTENSION]  # noqa: RUF012 - Pelican's interface

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The post's HTML and metadata, as Pelican's readers give them."""
        site: Site = self.settings[SITE_SETTING]
        post = site.content.posts[int(Path(source_path).stem)]
        edition = site.edition(post.language)
        html = post_html(post, edition)
        summary = "" if is_interview(post) else f"{notice(post, edition.words)}{_opening(html)}"
        return html, self._metadata(site, post) | {"summary": summary}

    def _metadata(self, site: Site, post: Post) -> dict[str, Any]:
        """As Pelican's readers give it, but from values that the desk has parsed: nothing is parsed again."""
        edition = site.edition(post.language)
        path = edition.prefix + post_path(post, site.content.posts)
        day = post.published_on
        return {
            "title": post.title,
            "slug": post.slug,
            "date": SafeDatetime(day.year, day.month, day.day),
            "lang": post.language,
            "tags": [Tag(tag, self.settings) for tag in post.tags],
            "author": Author(site.content.settings.author, self.settings),
            "translation_key": post.translation_of or post.slug,
            "save_as": path,
            "url": path,
            "post": post,
        }


def _opening(html: str) -> str:
    """The first paragraph."""
    opening, end, _rest = html.partition(_END)
    return opening + end


class RecordGenerator(Generator):
    """Writes every page that shows the record, and what machines read."""

    def generate_output(self, writer: Any) -> None:
        """Write pages, pictures, tables, feeds and data of every edition."""
        site: Site = self.settings[SITE_SETTING]
        if site.only_posts is not None:
            return
        root = Path(self.output_path)
        indexed: list[str] = []
        for edition in site.editions:
            for page in [*pages_of(edition), *self._post_lists(edition)]:
                self._write(writer, site, edition, page)
                indexed += [edition.prefix + page.path] if page.indexed else []
            edition.write_figures(root)
        (root / "images").mkdir(exist_ok=True)
        for name, image in site.content.images.items():
            (root / "images" / name).write_bytes(image)
        published = [Published(article.post, article.url, article.content) for article in self._published()]
        write_machine_files(site, root, published, [*indexed, *(item.path for item in published)])

    def _write(self, writer: Any, site: Site, edition: Edition, page: Page) -> None:
        others = [e for e in site.editions if e is not edition and page.path != MISSING]
        alternates = [
            (other.words, other.prefix + page.path) for other in others if not page.path.startswith("tags/")
        ]
        context = self.context | page_context(site, edition, page, alternates) | dict(page.data)
        context |= {"posts_in": self._posts_in, "posts_about": self._posts_about}
        path = edition.prefix + page.path
        template = self.get_template(page.template)
        writer.write_file(path, template, context, relative_urls=True, url=path)

    def _published(self) -> list[Any]:
        """Published posts in all languages, newest first."""
        articles: list[Any] = self.context["published"]
        return sorted(articles, key=lambda item: (item.post.published_on, item.slug, item.lang), reverse=True)

    def _posts_in(self, language: str) -> list[Any]:
        return [article for article in self._published() if article.lang == language]

    def _posts_about(self, leader_id: str, language: str) -> list[Any]:
        return [article for article in self._posts_in(language) if leader_id in article.post.leaders]

    def _post_lists(self, edition: Edition) -> list[Page]:
        """All posts by year, and the posts of each tag."""
        _ = edition.words.gettext
        listed = self._posts_in(edition.words.language)
        counted = Counter(tag for article in listed for tag in article.post.tags)
        tags = sorted(counted.items(), key=lambda item: item[0].casefold())
        every = {"listed": listed, "tags": tags}
        pages = [Page("posts/index.html", "posts", _("Posts"), _("All posts"), every, has_chance=False)]
        for tag, _count in tags:
            found = [article for article in listed if tag in article.post.tags]
            data = {"listed": found, "tags": []}
            pages.append(Page(f"tags/{slug_of(tag)}.html", "posts", tag, tag, data, has_chance=False))
        return pages


def _give_post_its_context(generator: Any, content: Any) -> None:
    site: Site = generator.settings[SITE_SETTING]
    edition = site.edition(content.lang)
    post: Post = content.post
    title = listed_title(post, edition.words)
    description = " ".join(Markup(content.summary).striptags().split())[:300] or title
    path = post_path(post, site.content.posts)
    page = Page(path, "article", title, description, {}, has_chance=bool(post.leaders))
    alternates = [(site.edition(other.lang).words, other.url) for other in content.translations]
    generator.context.update(page_context(site, edition, page, alternates))


def _keep_published(generator: Any) -> None:
    generator.context["published"] = [*generator.articles, *generator.translations]


def _make_fit_to_travel(context: Any, feed: Any) -> None:
    """What Pelican's feed must not lose away from the site, and must not show in a list; an id of its own."""
    site: Site = context[SITE_SETTING]
    base = context["FEED_DOMAIN"]
    posts: dict[str, Post] = {f"{base}/{article.url}": article.post for article in context["published"]}
    feed.feed["id"] = feed.feed["feed_url"]
    for item in feed.items:
        post = posts[item["link"]]
        words = site.edition(post.language).words
        feed.feed["language"] = post.language  # a feed has one
        item["title"] = listed_title(post, words)
        item["description"] = None if is_interview(post) else item["description"]
        item["content"] = feed_html(post, item["content"], item["link"], words)


def _add_reader(readers: Any) -> None:
    readers.reader_classes[EXTENSION] = PostReader


def _our_generators(_pelican: Any) -> type[Generator]:
    return RecordGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_our_generators)
    signals.article_generator_finalized.connect(_keep_published)
    signals.article_generator_write_article.connect(_give_post_its_context)
    signals.feed_generated.connect(_make_fit_to_travel)
