"""Pelican's hooks."""

from collections.abc import Callable
from typing import Any

class _Signal:
    def connect(self, receiver: Callable[..., Any]) -> None: ...

readers_init: _Signal
get_generators: _Signal
article_generator_finalized: _Signal
article_generator_write_article: _Signal
feed_generated: _Signal
