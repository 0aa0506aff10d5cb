"""What in a published tree speaks of a post: its addresses, its words, and claims that rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_FEWEST_WORDS = 7
_MARKED = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>]|<[^>]*>")
_SENTENCE = re.compile(r"[^.!?…:;]+")
_PICTURE = re.compile(r"images/([\w.-]+\.\w+)")
_PAGE = re.compile(r"(?:(?P<edition>[\w-]+)/)?posts/(?P<stem>[\w-]+)\.html")
_QUOTES = {"'": "['’ʼ]|&#0?39;|&#x27;|&rsquo;", '"': '["“”„«»]|&quot;|&ldquo;|&rdquo;'}
_GAP = r"(?:\s|\\n)+"


@dataclass(frozen=True, slots=True)
class Traces:
    """How to know a post and what came of it again.

    Parameters
    ----------
    pages : tuple of str
        Paths of its pages, such as "posts/2018-04-03.html" or "ru/posts/first.html".
    names : tuple of str
        Ids that stand in data: the post's slugs, and claims that rest on the post.
    claims : tuple of str
        Ids of these claims.
    sentences : tuple of str
        Its longer sentences, as nobody else says them.
    """

    pages: tuple[str, ...]
    names: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    def is_its_own(self, path: str) -> bool:
        """Whether a file of the tree is made of the post alone: page, letter, claim."""
        return re.search(_or(self._own_paths()), path) is not None

    def pattern(self, path: str) -> re.Pattern[str]:
        """What to look for in a file of the tree: addresses and words; in data also bare ids."""
        looked_for = [*self._own_paths(), *map(_loose, self.sentences)]
        if path.startswith(("data/", "api/")) or "/data/" in path:
            looked_for += [rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in self.names]
        if path.rpartition("/")[0].endswith("posts"):  # its neighbours link to it without a folder
            looked_for += [rf'"(?:\./)?{re.escape(page.rpartition("/")[2])}' for page in self.pages]
        return re.compile(_or(looked_for))

    def _own_paths(self) -> list[str]:
        stems = [_PAGE.fullmatch(page) for page in self.pages]
        own = [rf"(?:posts|letters)/{re.escape(found['stem'])}(?![\w-])" for found in stems if found]
        return own + [rf"claims/{re.escape(claim)}(?![\w-])" for claim in self.claims]


def _or(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or r"(?!)"


def _loose(sentence: str) -> str:
    """A pattern for a sentence however lines are broken and apostrophes are set."""
    words = [
        re.sub(r"['\"]", lambda found: f"(?:{_QUOTES[found[0]]})", _escaped(word))
        for word in sentence.split()
    ]
    return _GAP.join(words)


def _escaped(word: str) -> str:
    """A word's pattern; quotes stay bare so that they can be loosened."""
    plain = word.replace("’", "'").replace("“", '"').replace("”", '"')
    return re.escape(plain).replace("&", "(?:&|&amp;)")


def sentences_of(body: str) -> set[str]:
    """The sentences of a text that are long enough to be known again."""
    plain = _MARKED.sub(lambda found: found[1] or "", body)
    found = (" ".join(match[0].split()) for part in plain.split("\n\n") for match in _SENTENCE.finditer(part))
    return {sentence for sentence in found if len(sentence.split()) >= _FEWEST_WORDS}


def own_sentences(own: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Sentences that stand in some texts and in no other."""
    shared = {sentence for text in others for sentence in sentences_of(text)}
    return tuple(sorted({sentence for text in own for sentence in sentences_of(text)} - shared))


def pictures_in(texts: Iterable[str]) -> set[str]:
    """File names of the pictures that texts show."""
    return {name for text in texts for name in _PICTURE.findall(text)}


def pages_with(sentences: tuple[str, ...], pages: Mapping[str, str]) -> set[str]:
    """Paths of those post pages that hold one of the sentences."""
    if not sentences:
        return set()
    wanted = re.compile(_or(map(_loose, sentences)))
    return {path for path, text in pages.items() if wanted.search(text)}


def is_post_page(path: str) -> bool:
    """Whether a path of the site is a post's page."""
    found = _PAGE.fullmatch(path)
    return found is not None and found["stem"] != "index"
