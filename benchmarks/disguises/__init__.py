"""A corpus of disguises made from seeds, written without a look at the scanner it measures."""
