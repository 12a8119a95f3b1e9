"""newsx: structured news extraction."""

__version__ = "0.1.0"
