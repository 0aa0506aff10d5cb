"""Score a desk's record: what was said of resolved questions, beside what others said."""

from __future__ import annotations

from pathlib import Path

from incumbent import record
from incumbent.domain.track_record import TrackRecord
from incumbent.score.track_record import score_record
from incumbent.workflows.verify import record_folder

_SEED = 20170801  # the intervals are the same on every run


def score_desk(place: Path) -> TrackRecord:
    """The track record of a desk, a built site, or a record folder.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    import numpy as np

    return score_record(record.read(record_folder(place)), generator=np.random.default_rng(_SEED))
