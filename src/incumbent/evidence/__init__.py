"""Core: snapshots and desk rows become facts, each with the day it was known."""
