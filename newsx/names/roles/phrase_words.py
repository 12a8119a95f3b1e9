"""The words of whole roles, lower-case: what says whether they hold, what joins them to their owner, verbs that state them.

Written from general knowledge of news; extended while reading development data.
"""

from __future__ import annotations

from newsx.names.tables import word_set
from newsx.vocabulary.calendar_names import full_names

# Words before a role that say whether it still holds, and the status they stand for.
STATUSES = {
    **dict.fromkeys(("former", "ex", "then", "one-time", "onetime", "erstwhile", "sometime"), "former"),
    **dict.fromkeys(("ousted", "deposed"), "former"),
    **dict.fromkeys(("late", "slain", "murdered", "assassinated"), "late"),
    **dict.fromkeys(("acting", "interim", "caretaker", "ad-interim"), "acting"),
    **dict.fromkeys(("designate", "elect", "incoming"), "designate"),
    "outgoing": "outgoing",
    "retired": "retired",
    "honorary": "honorary",
}
# Prepositions that can open a complement of a role, and those that do so before a name alone.
LINKS = word_set("of for at in with from to on")
STRICT_LINKS = word_set("in with from to at on")
# Words with capitals that are in no complement and no organisation's name, though they stand beside a role.
NOT_IN_PHRASES = word_set("yesterday today tomorrow since until mr mrs ms dr") | (full_names("en") - {"may"})
# Verbs that say a role of their subject, the noun for it, and whether they are in the past.
ROLE_VERBS = {
    "chairs": ("chair", False), "chaired": ("chair", True), "co-chairs": ("co-chair", False), "co-chaired": ("co-chair", True),
    "heads": ("head", False), "headed": ("head", True), "leads": ("leader", False), "led": ("leader", True),
    "captains": ("captain", False), "captained": ("captain", True), "coaches": ("coach", False), "coached": ("coach", True),
    "manages": ("manager", False), "managed": ("manager", True), "directs": ("director", False), "directed": ("director", True),
    "edits": ("editor", False), "edited": ("editor", True), "owns": ("owner", False), "owned": ("owner", True),
    "governs": ("governor", False), "governed": ("governor", True),
}  # fmt: skip
# What the plain name of something that has a head ends in: "chairs the parliamentary finance committee".
ORGANISATION_ENDS = word_set(
    """committee council commission board panel party union agency authority ministry department organisation organization institute
    foundation federation bank university college church army police navy"""
)
# People who are known by themselves: words with capitals before these are a kind of art or sport, no organisation ("Cantopop singer").
ARTISTS = word_set(
    """singer rapper star actor actress musician champion winner medallist medalist laureate legend icon superstar hero dancer writer
    author poet artist guitarist pianist dj player fan character villain novelist comedian"""
)
# Whose person is named with them: "X’s lawyer", where other owners are only those of the moment ("Morales’ economy minister").
ALLEGIANCE = word_set(
    """lawyer attorney solicitor barrister counsel spokesman spokeswoman spokesperson aide adviser advisor confidant confidante
    bodyguard assistant secretary lieutenant deputy agent manager"""
)
