"""Which packaged climatology may an origin date use? One for each January, from the months before it."""

from __future__ import annotations

from incumbent.model.climatology import Climatology, climatology_before
from incumbent.workflows.counted_before import YearlyTables

CLIMATOLOGY = YearlyTables(
    name="climatology",
    file="climatology.json",
    format_name="incumbent-climatology-1",
    values_name="staying",
    count=climatology_before,
    read=Climatology,
    values=lambda table: table.staying,
)
