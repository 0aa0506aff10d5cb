"""Shell: the append-only, hash-chained record of forecasts."""
