"""Names of what mentions stand for in annotation tools: brat and spaCy. They are those of newsx's own models."""

from __future__ import annotations

# By the fields of the record that hold things with mentions.
LABELS = {"people": "PERSON", "places": "PLACE", "organisations": "ORG", "dates": "DATE", "groups": "NORP"}
