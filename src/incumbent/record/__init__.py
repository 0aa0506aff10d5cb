"""What was said, and when: an append-only, hash-chained record (format: docs/record.md)."""

from incumbent.record.appending import append
from incumbent.record.redaction import redact
from incumbent.record.texts import commit, commit_all, texts_not_kept
from incumbent.record.verification import RecordBrokenError, read, require_holding, verify

__all__ = [
    "RecordBrokenError",
    "append",
    "commit",
    "commit_all",
    "read",
    "redact",
    "require_holding",
    "texts_not_kept",
    "verify",
]
