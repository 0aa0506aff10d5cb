"""Which packaged table of tenure by regime may an origin date use? One for each January."""

from __future__ import annotations

from incumbent.model.situations import REGIME_GROUPS
from incumbent.model.tenure_regime import TenureRegimeTable, tenure_regime_before
from incumbent.workflows.counted_before import YearlyTables

TENURE_REGIME = YearlyTables(
    name="table of tenure by regime",
    file="tenure_regime.json",
    format_name="incumbent-tenure-regime-1",
    values_name="hazard",
    count=tenure_regime_before,
    read=TenureRegimeTable,
    values=lambda table: table.hazard,
    heading={"regimes": REGIME_GROUPS},
)
