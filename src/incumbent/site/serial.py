"""How JSON is written: sorted, readable, the same bytes every time."""

import json
from typing import Any


def json_bytes(value: Any) -> bytes:
    """The value as UTF-8 JSON."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
