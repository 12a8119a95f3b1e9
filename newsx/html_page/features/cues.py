"""Words of texts and of class names that tell what a block is for.

They are features of the trained model `models/html_body`: frozen beside it, and pinned by a hash in
tests/html_page/test_frozen_html_cues.py. A change needs a new model.
"""

from __future__ import annotations

import re

# Frequent small words of English, German, French, Spanish, Italian, Portuguese, Polish and Dutch: running text is full of them.
STOP_WORDS = frozenset(
    (  # noqa: SIM905 - a word list reads as words
        "the of and to a in that is was for on with as by it its at from has have had he she they his her their be been "
        "are were said not but this der die das und in den von zu mit ist auf für des sich dem nicht ein eine le la les "
        "des et un une du que est pour dans qui au sur pas el los las y en del por con una se no lo al su il di e che per "
        "non si da o em os do na um uma não com é ao i w z na że do jest het een van"
    ).split()
)
# Pointers to other articles; sign-up and follow lines; credits; buttons and notices; bylines and stamps; biographies.
# Beside each pattern stand the words that its phrases begin with: a text without any of them is not searched.
_PATTERNS = (
    (
        (
            r"\b(?:read (?:more|also|next)|see also|also read|related|more (?:on|from|about|stories|news)|recommended|you may (?:also )?like|don't miss|"
            r"most (?:read|popular)|trending|top stories|up next|watch(?::| now| live)|click here|lire aussi|à lire|lesen sie|mehr zum|mehr dazu|leia (?:também|mais)|"
            r"lea (?:también|más)|te puede interesar|leggi anche|lees ook|läs (?:mer|också)|les også|læs også|przeczytaj|zobacz)\b"
        ),
        (
            "read see also related more recommended you don most trending top up watch click lire à lesen mehr leia lea te leggi lees läs "
            "les læs przeczytaj zobacz"
        ),
    ),
    (
        (
            r"\b(?:sign up|subscribe|subscription|newsletters?|log ?in|register|download (?:the|our)|our app|e-?mail address|inbox|follow (?:us|me|him|her|on|the)|"
            r"join (?:us|our|the)|like us|whatsapp|telegram|abonn\w*|inscri\w+|suscr\w+|suivez|folgen sie|síguenos|donate|support us|become a member)\b"
        ),
        (
            "sign subscribe subscription newsletter newsletters log login register download our e email inbox follow join like whatsapp "
            "telegram abonn* inscr* suscr* suivez folgen síguenos donate support become"
        ),
    ),
    (
        r"©|\b(?:copyright|all rights reserved|getty|reuters|afp|photo(?:graph)?s?|image|picture|credit|illustration|foto|bild|file pic)\b",
        "copyright all getty reuters afp photo* image picture credit illustration foto bild file",
    ),
    (
        r"\b(?:share|tweet|facebook|twitter|print|comments?|reply|advertis\w+|sponsored|affiliate|commission|cookies?|privacy|terms|promo\w*)\b",
        (
            "share tweet facebook twitter print comment comments reply adver* sponsored affiliate commission cookie cookies privacy terms "
            "promo*"
        ),
    ),
    (
        r"\b(?:by|author|staff|reporter|correspondent|editor|writer|contributed|reporting|published|updated|posted|min(?:ute)?s? read|ago)\b",
        (
            "by author staff reporter correspondent editor writer contributed reporting published updated posted min mins minute minutes "
            "ago"
        ),
    ),
    (
        r"\b(?:is a|is the author|covers|has (?:written|worked|been)|can be reached|you can (?:follow|find|reach)|her work|his work|lives in|based in)\b",
        "is covers has can you her his lives based",
    ),
)
CUES = tuple(re.compile(pattern, re.IGNORECASE) for pattern, _ in _PATTERNS)
# The length of the beginnings that stand for all words that go on from them, above with an asterisk.
STEM = 5


def _openings(*, stems: bool) -> dict[str, tuple[int, ...]]:
    """Return for each word (or beginning of words) that a phrase starts with the cues it may be."""
    found: dict[str, tuple[int, ...]] = {}
    for cue, (_, words) in enumerate(_PATTERNS):
        for word in words.split():
            if word.endswith("*") == stems:
                found[word.rstrip("*")] = (*found.get(word.rstrip("*"), ()), cue)
    return found


OPENINGS = _openings(stems=False)
OPENING_STEMS = _openings(stems=True)
CLASS_WORDS = (
    ("article", "story", "body", "content", "entry", "post", "text", "main"),
    ("relat", "recirc", "recommend", "more", "also", "popular", "trending", "latest", "teaser", "card", "promo", "outbrain", "taboola",
     "carousel", "gallery", "list-item", "listitem", "feed"),
    ("caption", "credit", "figure", "image", "photo", "media", "video", "player"),
    ("share", "social", "follow", "tool", "button", "icon", "print"),
    ("newsletter", "subscri", "signup", "sign-up", "paywall", "advert", "ad-", "-ad", "ads", "sponsor", "banner", "cookie", "consent", "modal", "popup", "overlay"),
    ("author", "byline", "bio", "contributor", "profile"),
    ("comment", "disqus", "discussion", "reply"),
    ("tags", "topic", "keyword", "categor", "breadcrumb", "kicker", "eyebrow", "label"),
    ("nav", "menu", "footer", "header", "sidebar", "aside", "masthead", "widget", "rail"),
    ("date", "time", "meta", "stamp", "info", "source", "copyright", "disclaimer", "correction", "note"),
    ("headline", "title", "dek", "summary", "standfirst", "lead", "intro", "excerpt", "description"),
    ("quote", "pull", "fact", "box", "inset", "embed", "tweet", "instagram"),
    ("hidden", "sr-only", "screen-reader", "visually", "offscreen"),
)  # fmt: skip
