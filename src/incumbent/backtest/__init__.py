"""Core: replay the model at past origin dates."""
