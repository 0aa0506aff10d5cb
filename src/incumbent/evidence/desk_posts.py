"""What do the posts say in their heads, and do they cite what exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from incumbent.domain.desk import DeskSettings, Post
from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.desk_faults import keys_checked
from incumbent.evidence.desk_fields import Identifier
from incumbent.evidence.desk_files import PostHead
from incumbent.evidence.desk_text import Keys, head_and_body

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def posts_from(
    files: Sequence[Snapshot],
    settings: DeskSettings,
    *,
    leaders: Collection[str],
    claims: Collection[str],
    today: date,
    faults: list[Fault],
) -> tuple[Post, ...]:
    """The posts by day of publication; every fault is added to `faults`.

    Parameters
    ----------
    files : sequence of Snapshot
        Those under posts/.
    settings : DeskSettings
    leaders, claims : collection of str
        Ids that may be cited.
    today : date
    faults : list of Fault
    """
    posts: list[Post] = []
    taken: dict[tuple[str, str], str] = {}
    read: list[tuple[Post, Keys]] = []
    for file in files:
        parts = head_and_body(file, faults)
        head = None if parts is None else keys_checked(PostHead, parts[0], faults)
        if parts is None or head is None:
            continue
        post = _post(file.address, head, parts[1:], settings)
        faults.extend(_post_faults(post, parts[0], settings, leaders=leaders, claims=claims, today=today))
        where = (post.language, post.slug)
        if where in taken:
            must_be = f"an address used once ({taken[where]} has it too)"
            faults.append(
                Fault(post.path, must_be, "Give one of the two another slug.", 2, "slug", post.slug)
            )
        taken.setdefault(where, post.path)
        posts.append(post)
        read.append((post, parts[0]))
    originals = {post.slug for post in posts if post.language == settings.languages[0]}
    for post, keys in read:
        if post.translation_of is not None and post.translation_of not in originals:
            mend = "Write the slug of the post it translates."
            faults.append(_at(keys, "translation_of", post.translation_of, "the slug of another post", mend))
    return tuple(sorted(posts, key=lambda post: (post.published_on, post.slug, post.language)))


def _post(path: str, head: PostHead, text: tuple[str, int], settings: DeskSettings) -> Post:
    body, body_line = text
    return Post(
        slug=head.slug or PurePosixPath(path).stem,
        title=head.title,
        language=head.language or settings.languages[0],
        published_on=head.date,
        path=path,
        body=body,
        tags=tuple(head.tags),
        leaders=tuple(head.leaders),
        claims=tuple(head.claims),
        translation_of=head.translation_of,
        pseudonyms=tuple(head.pseudonyms),
        fictional=head.fictional or settings.fictional,
        draft=head.draft,
        interview=head.kind == "interview",
        body_line=body_line,
    )


def _post_faults(
    post: Post,
    keys: Keys,
    settings: DeskSettings,
    *,
    leaders: Collection[str],
    claims: Collection[str],
    today: date,
) -> Iterator[Fault]:
    if not _fit_slug(post.slug):
        mend = "Name the file like timur-speaks.md, or add a slug: line."
        yield _at(keys, "slug", post.slug, "lower-case Latin letters, digits and hyphens", mend)
    if post.language not in settings.languages:
        mend = "Use one of the desk's languages, or add this one to desk.toml."
        yield _at(keys, "language", post.language, f"one of {', '.join(settings.languages)}", mend)
    if post.published_on > today and not post.draft:
        yield _at(
            keys, "date", str(post.published_on), f"not after today ({today})", "Add draft: true until then."
        )
    for name in post.leaders:
        if name not in leaders:
            yield _at(
                keys, "leaders", name, f"a leader of this desk ({', '.join(leaders)})", "Correct the id."
            )
    for name in post.claims:
        if name not in claims:
            mend = f"Correct the id, or write claims/{name}.toml."
            yield _at(
                keys, "claims", name, f"a claim of this desk ({', '.join(claims) or 'there is none'})", mend
            )


@cache
def _identifier() -> TypeAdapter[str]:
    from pydantic import TypeAdapter

    return TypeAdapter(Identifier)


def _fit_slug(slug: str) -> bool:
    from pydantic import ValidationError

    try:
        _identifier().validate_python(slug)
    except ValidationError:
        return False
    return True


def _at(keys: Keys, name: str, value: str, must_be: str, mend: str) -> Fault:
    return Fault(keys.file, must_be, mend, keys.line_of([name]), name, value)
