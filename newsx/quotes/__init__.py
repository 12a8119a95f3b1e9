"""Quotes and who says them: `find` reads a text, its people and its organisations, and knows nothing of documents."""

from newsx.quotes.finding import find

__all__ = ["find"]
