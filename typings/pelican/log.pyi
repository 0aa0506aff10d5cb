"""Pelican's console."""

from rich.console import Console

console: Console
