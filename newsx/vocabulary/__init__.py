"""Tables of words that several rooms share: countries and their demonyms, months, weekdays, bylines, by language.

Each table is a file of tab-separated lines, read once, when it is first asked for. `cldr/` is made by
models/recipes/vocabulary/build.py and never edited; `added/` is kept by hand and read on top of it. Every room may import
from here; nothing here imports from another room.

Cue lists that are features of a trained model are no part of this: they stay beside the model's code as they were in training.
"""
