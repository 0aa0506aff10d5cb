"""A Stata file as the CSV that our readers take: labels for codes, ISO dates, blanks."""

from __future__ import annotations

import io
import struct
from typing import Any

from incumbent.domain.errors import Fault, FaultsFoundError, RefusedError

MARK = b"<stata_dta>"
"""How a file of Stata 13 and later begins."""


def stata_as_csv(content: bytes, file: str) -> bytes:
    """The table as UTF-8 CSV: labels instead of codes, dates in ISO form, missing values blank.

    Raises
    ------
    FaultsFoundError
        If the bytes are no whole Stata file.
    RefusedError
        If pandas, which reads the form, is not installed.
    """
    try:
        import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
    except ModuleNotFoundError:
        msg = f"{file} is a Stata file; pandas reads it: pip install 'incumbent[stata]'."
        raise RefusedError(msg) from None
    read: Any = pd.read_stata
    try:
        table = read(io.BytesIO(content), convert_dates=True, convert_categoricals=True)
    except (ValueError, KeyError, OSError, EOFError, struct.error) as error:
        fault = Fault(file, f"a whole Stata file ({error})", "Fetch it again with `incumbent data pull`.")
        raise FaultsFoundError([fault]) from None
    text: str = table.to_csv(index=False, date_format="%Y-%m-%d")
    return text.encode()
