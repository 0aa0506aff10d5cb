"""Nobody whose name was changed can be found in a published byte."""
