"""Write the record of the example desk anew: every forecast replayed, every outcome resolved.

Only for a change of parameters, facts or method before a release; a desk that is in use never rewrites.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from incumbent.workflows.demo import replay
from incumbent.workflows.desk import read_desk

DESK = Path(__file__).parent / "desk"
RECORDED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

if __name__ == "__main__":
    desk = read_desk(DESK, RECORDED_AT.date())
    if (DESK / "record").exists():
        shutil.rmtree(DESK / "record")
    print(f"{len(replay(desk, DESK / 'record', RECORDED_AT))} entries")
