"""Pelican's day and time, with formats of every system."""

from datetime import datetime

class SafeDatetime(datetime): ...
