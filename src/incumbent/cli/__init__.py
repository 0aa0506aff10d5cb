"""Parses a command line, calls one workflow, prints."""
