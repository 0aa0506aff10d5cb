"""Holds the collector of garbage back while what is made is kept."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def nothing_to_collect() -> Generator[None]:
    """Without the collector: looking over hundreds of thousands of kept things takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
