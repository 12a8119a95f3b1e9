"""Taggers without spaCy: words in, mentions with probabilities out. `newsx.components` makes spaCy components of them.

`crf` is the linear model, `network` the transformer over `word_pieces`, `pooling` both heard together; `decoding` makes mentions of
scores, `calibration` probabilities of them, and `consistency` makes the mentions of an article agree.
"""
