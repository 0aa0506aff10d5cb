"""How does a desk look while it is written? Built into a temporary folder, again after every change."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

from incumbent.domain.desk import Desk, Post
from incumbent.domain.errors import IncumbentError
from incumbent.site.build import build_posts, build_site
from incumbent.site.content import SiteContent
from incumbent.site.pictures import Studio
from incumbent.workflows.build import built_at, site_content, stripped_images
from incumbent.workflows.desk import read_desk

PAUSE_SECONDS = 0.2
QUIET_SECONDS = 2.0
"""After a post alone was shown again, the rest follows once nothing has changed for so long."""


@dataclass(slots=True)
class Preview:
    """A desk built for its author's eyes only: drafts included, nothing scanned, nothing published.

    Parameters
    ----------
    desk : Path
        The desk's folder.
    folder : Path
        Where the newest build lies below; grows while the preview runs.
    """

    desk: Path
    folder: Path
    studio: Studio = field(default_factory=Studio)
    builds: int = 0
    shown: SiteContent | None = None
    posts_alone: bool = False

    @property
    def root(self) -> Path:
        """The folder of the newest whole build."""
        return self.folder / str(self.builds)

    def refresh(self, today: date) -> str:
        """Build what changed; says what was built.

        Raises
        ------
        IncumbentError
            If the desk or a post is at fault; the last build stays.
        """
        desk = read_desk(self.desk, today)
        images = stripped_images(self.desk / "images")
        return self._show(desk, site_content(desk, self.desk / "record", images))

    def _show(self, desk: Desk, content: SiteContent) -> str:
        changed = _changed_posts(self.shown, content)
        if changed and not self.posts_alone:
            build_posts(content, self.root, changed, built_at=built_at(content.entries))
            self.shown, self.posts_alone = content, True
            return ", ".join(post.path for post in changed)
        return self._build_whole(desk, content)

    def _build_whole(self, desk: Desk, content: SiteContent) -> str:
        target = self.folder / str(self.builds + 1)
        moment = built_at(content.entries)
        build_site(content, target, built_at=moment, studio=self.studio, with_drafts=True)
        self.builds, self.shown, self.posts_alone = self.builds + 1, content, False
        return desk.settings.title


def _changed_posts(before: SiteContent | None, now: SiteContent) -> list[Post]:
    """The posts whose words changed, if nothing else did: same posts at the same addresses."""
    if before is None or replace(before, posts=()) != replace(now, posts=()):
        return []
    if [_address(post) for post in before.posts] != [_address(post) for post in now.posts]:
        return []
    return [post for old, post in zip(before.posts, now.posts, strict=True) if old != post]


def _address(post: Post) -> tuple[object, ...]:
    return post.path, post.slug, post.language, post.published_on, post.interview, post.pseudonyms


def newest_change(desk: Path) -> tuple[int, int]:
    """How many files the desk has, and when the newest was written; the built site aside."""
    stamps = [
        path.stat().st_mtime_ns
        for path in desk.rglob("*")
        if path.is_file() and path.relative_to(desk).parts[0] not in {"site", ".staged", ".git"}
    ]
    return len(stamps), max(stamps, default=0)


def preview(desk: Path, port: int, say: Callable[[str], None], *, forever: Callable[[], bool]) -> None:
    """Serve the desk's pages on this machine alone and rebuild them when a file changes.

    Parameters
    ----------
    desk : Path
    port : int
        0 for any free one.
    say : callable
        Takes one line for the author.
    forever : callable
        Asked before every look at the files; False ends the preview.
    """
    shown = Preview(desk, Path(mkdtemp(prefix="preview-")))
    _try(shown, say)
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Pages, shown))
    Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{server.server_port}/index.html (only on this machine; Ctrl-C ends it)")
    try:
        _watch(shown, say, forever)
    finally:
        server.shutdown()


def _watch(shown: Preview, say: Callable[[str], None], forever: Callable[[], bool]) -> None:
    seen, quiet_since = newest_change(shown.desk), time.monotonic()
    while forever():
        time.sleep(PAUSE_SECONDS)
        found = newest_change(shown.desk)
        waited = time.monotonic() - quiet_since
        if found != seen or (shown.posts_alone and waited > QUIET_SECONDS):
            if found == seen:
                shown.shown = None  # the lists and feeds around a changed post follow now
            seen = found
            _try(shown, say)
            quiet_since = time.monotonic()


def _try(shown: Preview, say: Callable[[str], None]) -> None:
    began = time.monotonic()
    try:
        built = shown.refresh(datetime.now(UTC).date())
    except IncumbentError as refusal:
        say(str(refusal))
    else:
        say(f"{built}: {time.monotonic() - began:.2f} s")


class _Pages(SimpleHTTPRequestHandler):
    """Serves the newest build and asks the browser to look again every other second, without a script."""

    def __init__(self, shown: Preview, *args: object) -> None:
        super().__init__(*args, directory=str(shown.root))  # pyright: ignore[reportArgumentType]

    def end_headers(self) -> None:
        if self.path.endswith((".html", "/")):
            self.send_header("Refresh", "2")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing of each request."""
        del format, args
