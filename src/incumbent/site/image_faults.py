"""Which pictures a page shows without having them, or without saying what can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incumbent.domain.desk import Post
from incumbent.domain.errors import Fault
from incumbent.site.content import SiteContent

_SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^)\s]+)[^)]*\)")
_FOLDER = "../images/"
_BRING = "Bring it in with `incumbent add-image`, which says its name."


def image_faults(content: SiteContent) -> list[Fault]:
    """Pictures of posts and the gallery that are missing, foreign or unexplained, with file and line."""
    gallery = [
        Fault("desk.toml", "the name of a file in images/", _BRING, None, "pictures.file", picture.file_name)
        for picture in content.settings.pictures
        if picture.file_name not in content.images
    ]
    return gallery + [fault for post in content.posts for fault in _in_post(post, content)]


def _in_post(post: Post, content: SiteContent) -> Iterator[Fault]:
    if "![" not in post.body:
        return
    for line, text in enumerate(post.body.splitlines(), start=post.body_line):
        for shown in _SHOWN.finditer(text):
            address = shown["address"]
            if not shown["alt"].strip():
                mend = "Write it between the square brackets, for those who cannot see the picture."
                yield Fault(post.path, "told what the picture shows", mend, line, value=address)
            if not address.startswith(_FOLDER) or address.removeprefix(_FOLDER) not in content.images:
                yield Fault(post.path, f"a picture of this desk, {_FOLDER}NAME", _BRING, line, value=address)
