"""Shell: fetch bytes, keep them as snapshots."""
