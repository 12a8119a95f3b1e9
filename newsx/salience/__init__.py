"""How much an article is about each of the people, places and organisations it names; called by the record's assembly.

Pure functions over the text and its entities.
"""

from newsx.salience.features import FEATURES, measure
from newsx.salience.scoring import MAIN, score_salience

__all__ = ["FEATURES", "MAIN", "measure", "score_salience"]
