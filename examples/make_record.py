"""Write the record of the example desk anew: every forecast replayed, every outcome resolved, the claims.

Only for a change of parameters, facts or method before a release; a desk that is in use never rewrites.
Texts that have not changed keep their salt, so that the record stays the same byte for byte.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from incumbent.record.layout import PAYLOADS
from incumbent.record.texts import stated_commitments
from incumbent.workflows.demo import replay
from incumbent.workflows.desk import read_desk

DESK = Path(__file__).parent / "desk"
RECORDED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

if __name__ == "__main__":
    desk = read_desk(DESK, RECORDED_AT.date())
    place = DESK / "record"
    for path in place.glob("*"):
        if path.is_dir() and path.name != PAYLOADS:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    entries = replay(desk, place, RECORDED_AT)
    held = {commitment["sha256"] for entry in entries for commitment in stated_commitments(entry)}
    for path in (place / PAYLOADS).glob("*.json"):
        if path.stem not in held:
            path.unlink()
    print(f"{len(entries)} entries")
