"""Core: facts as of an origin date become one survival curve."""
