"""Keep real relationships in plain-text notes."""

__version__ = "0.1.0"
