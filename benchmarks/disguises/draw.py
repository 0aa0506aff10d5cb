"""How does the corpus choose, so that the reserved seed shows the scanner words nobody looked at?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

RESERVED_SEED = 664231


class Draw:
    """Seeded choices; the reserved seed draws from the halves of the word lists that no other seed sees.

    Parameters
    ----------
    seed : int
        `RESERVED_SEED` takes the odd half of each list longer than three; every other seed the even half.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.reserved = seed == RESERVED_SEED

    def half(self, items: Sequence[T]) -> Sequence[T]:
        """The half of a list of words that belongs to this seed."""
        return items if len(items) < 4 else items[int(self.reserved) :: 2]

    def one(self, items: Sequence[T]) -> T:
        """One of this seed's half."""
        return self.random.choice(self.half(items))

    def any(self, items: Sequence[T]) -> T:
        """One of the whole list (syllables, digits: what carries no meaning alone)."""
        return self.random.choice(items)

    def digits(self, count: int) -> str:
        """A run of digits that does not start with 0."""
        return str(self.random.randint(1, 9)) + "".join(
            str(self.random.randint(0, 9)) for _ in range(count - 1)
        )


FileMaker = Callable[[Draw, str], tuple[str, bytes]]
"""Makes a file's ending and bytes around a string."""
