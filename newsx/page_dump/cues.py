"""Words and shapes by which the rules of `roles` tell the lines around an article apart; many languages, no grammar.

Those that are features of the trained model stand in `feature_cues`.
"""

from __future__ import annotations

import re

MONTHS = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|set|dic|fév|fev|avr|mai|juin|juil|août|aout|déc|"
    r"mär|mrz|okt|dez|mag|giu|lug|ott|gen|mei|maart|agu|des|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|"
    r"січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|"
    r"يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|tháng"
)
DATE = re.compile(
    rf"\b(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}\b|\b\d{{1,2}}[-./]\d{{1,2}}[-./](?:20)?\d\d\b|\d{{4}}\s?[年년]\s?\d{{1,2}}\s?[月월]"
    rf"|\b(?:{MONTHS})\w*\.?\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s+(?:de\s+|d[e’']\s*)?(?:{MONTHS})",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b\d+\s*(?:min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?|y)\s+ago\b|\b(?:vor|hace|il y a|há)\s+\d+",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:by|von|por|par|di|door|av|af|przez|oleh|автор|written by|words by|story by|text by|reported by)\b[:\s]",
    re.IGNORECASE,
)
# A site's name beside a byline: "The Mekong Post by The Mekong Post", "News by Amina Diallo".
BY_WITHIN = re.compile(r"\S.{0,60}?\s+by\s+(?-i:[A-ZÀ-Þ])\S", re.IGNORECASE)
BY_ALONE = re.compile(
    r"(?:(?:written |words |story )?by|von|por|par|di|door|av|af|authors?|autor)\s*:?$", re.IGNORECASE
)
# Nothing but names: capitalised words, joined by commas and "and", at least two of them.
NAMES = re.compile(r"[A-ZÀ-Þ][\w’'.-]*(?:,?\s+(?:[A-ZÀ-Þ][\w’'.-]*|and|und|et|y|e|&|de|van|von|der|la|al|bin)){1,9}")
NO_BYLINE = re.compile(r"reading time|\bmins? read\b.{0,5}$|^share\b|^comments?\b|\bsubscribe\b", re.IGNORECASE)
STAMP = re.compile(r"\d")
KEYWORDS = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|etiquetas|temas|schlagw[oö]rter|schlagworte|themen|mots[- ]cl[ée]s|tag|тег[иі]|теги|"
    r"more on|related topics|标签|關鍵字|キーワード|タグ|الكلمات)\s*(?::|：|$)",
    re.IGNORECASE,
)
