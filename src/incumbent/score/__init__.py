"""Core: curves and outcomes become numbers."""
