"""What can be refused, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class IncumbentError(Exception):
    """Root of every refusal this project raises on purpose; its message is fit for a terminal."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of a file.

    Parameters
    ----------
    file : str
        Path as the author knows it, relative to the desk.
    must_be : str
        What the value must be.
    mend : str
        What to do about it.
    line, column, value : optional
        Line counted from 1, the column's or key's name, and the value found.
    """

    file: str
    must_be: str
    mend: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        field = "" if self.column is None else f" [{self.column}]"
        found = "" if self.value is None else f" is {self.value!r};"
        return f"{where}{field}:{found} must be {self.must_be}. {self.mend}"


class FaultsFoundError(IncumbentError):
    """Files are at fault; carries every fault at once.

    Parameters
    ----------
    faults : sequence of Fault
        At least one.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = "1 fault" if count == 1 else f"{count} faults"
        super().__init__(
            "\n".join([f"{head}; nothing was written:", *(f"  {fault}" for fault in self.faults)])
        )


class RefusedError(IncumbentError):
    """A request that cannot be met; the message says what is wrong, what it must be, how to mend."""


class SourceError(IncumbentError):
    """A source did not give what was asked; nothing of its answer was used.

    Parameters
    ----------
    source : str
        Id in the catalogue, or the host.
    address : str
        What was asked.
    reason : str
        What came instead, in words.
    mend : str
        What to do about it.
    """

    def __init__(self, source: str, address: str, reason: str, mend: str) -> None:
        self.source, self.address, self.reason, self.mend = source, address, reason, mend
        super().__init__(f"{source}: {reason} ({address}). {mend}")
