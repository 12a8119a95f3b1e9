"""Words by which the trees of the labeller tell boilerplate, captions and headings of related stories (called by `context`).

They are features of the trained model `models/page_dump`: frozen beside it, and pinned by a hash in
tests/page_dump/test_frozen_dump_cues.py. A change needs a new model; words for the rules of `roles` go to `cues`.
"""

from __future__ import annotations

import re

from newsx.lazy import lazy_pattern

RELATED = lazy_pattern(
    r"(?:related\s?(?:posts?|articles?|stor(?:y|ies)|news|topics?|content|coverage|reading)?|similar\s?\w*|recommended\b.*|most (?:read|popular|viewed|shared).*|"
    r"trending.*|read (?:more|next|also).*|also read.*|more (?:from|on|in|stories|news)\b.*|you (?:may|might).*|see also.*|next post|previous post|"
    r"up next|around the web|editor[’']?s picks?.*|top stories|latest.*|don[’']t miss.*|popular.*|promoted.*|sponsored.*|más .*|lire aussi.*|"
    r"à lire.*|lesen sie.*|mehr zum.*|das könnte.*|leggi anche.*|lees ook.*|читайте также.*|veja também.*|leia também.*|baca juga.*|関連.*|相关.*|相關.*)[:.…]?$",
    re.IGNORECASE,
)
BOILERPLATE = lazy_pattern(
    r"\b(?:share|tweet|facebook|twitter|whatsapp|linkedin|e-?mail|print|subscri\w+|sign (?:up|in)|log ?in|register|newsletters?|menu|search|"
    r"skip to|cookies?|privacy|terms|all rights|copyright|advertis\w+|comments?|reading time|min(?:ute)?s?\s+read|view all|no result|views|"
    r"follow|home|contact|about us|password|download|watch live|listen|save|gift)\b|©",
    re.IGNORECASE,
)
CAPTION = lazy_pattern(
    r"\b(?:photo(?:graph)?(?: by|:)|file photo|getty images|ap photo|picture:|image:|image credit|courtesy of|credit:|"
    r"pictured|foto:|photo :|фото:|illustration)|\b(?:seated|left|right|center|centre|above|below)\b.{0,60}\)|"
    r"(?:[/|(]\s?|\bvia\s)(?:AFP|AP|Reuters|EPA|Getty|Xinhua|Anadolu|CINCDS|Shutterstock|Bloomberg)\b",
    re.IGNORECASE,
)
