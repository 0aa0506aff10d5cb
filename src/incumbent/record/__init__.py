"""What was said, and when: an append-only, hash-chained record (format: docs/record.md)."""

from incumbent.record.appending import append
from incumbent.record.verification import RecordBrokenError, read, require_holding, verify

__all__ = ["RecordBrokenError", "append", "read", "require_holding", "verify"]
