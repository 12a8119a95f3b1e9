"""Words and shapes by which the lines around an article are told apart; many languages, no grammar."""

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
CAPTION = re.compile(
    r"\b(?:photo(?:graph)?(?: by|:)|file photo|getty images|ap photo|picture:|image:|image credit|courtesy of|credit:|"
    r"pictured|foto:|photo :|фото:|illustration)|\b(?:seated|left|right|center|centre|above|below)\b.{0,60}\)|"
    r"(?:[/|(]\s?|\bvia\s)(?:AFP|AP|Reuters|EPA|Getty|Xinhua|Anadolu|CINCDS|Shutterstock|Bloomberg)\b",
    re.IGNORECASE,
)
KEYWORDS = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|etiquetas|temas|schlagw[oö]rter|schlagworte|themen|mots[- ]cl[ée]s|tag|тег[иі]|теги|"
    r"more on|related topics|标签|關鍵字|キーワード|タグ|الكلمات)\s*(?::|：|$)",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"(?:related\s?(?:posts?|articles?|stor(?:y|ies)|news|topics?|content|coverage|reading)?|similar\s?\w*|recommended\b.*|most (?:read|popular|viewed|shared).*|"
    r"trending.*|read (?:more|next|also).*|also read.*|more (?:from|on|in|stories|news)\b.*|you (?:may|might).*|see also.*|next post|previous post|"
    r"up next|around the web|editor[’']?s picks?.*|top stories|latest.*|don[’']t miss.*|popular.*|promoted.*|sponsored.*|más .*|lire aussi.*|"
    r"à lire.*|lesen sie.*|mehr zum.*|das könnte.*|leggi anche.*|lees ook.*|читайте также.*|veja também.*|leia também.*|baca juga.*|関連.*|相关.*|相關.*)[:.…]?$",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"\b(?:share|tweet|facebook|twitter|whatsapp|linkedin|e-?mail|print|subscri\w+|sign (?:up|in)|log ?in|register|newsletters?|menu|search|"
    r"skip to|cookies?|privacy|terms|all rights|copyright|advertis\w+|comments?|reading time|min(?:ute)?s?\s+read|view all|no result|views|"
    r"follow|home|contact|about us|password|download|watch live|listen|save|gift)\b|©",
    re.IGNORECASE,
)
