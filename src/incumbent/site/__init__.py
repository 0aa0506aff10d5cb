"""Shell: shows the record as pages, charts, feeds; computes nothing."""
