"""Reads clock, seeds and paths; joins core to shell."""
