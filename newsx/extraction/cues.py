"""Words of texts and of class names that tell what a block is for."""

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
CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\b(?:read (?:more|also|next)|see also|also read|related|more (?:on|from|about|stories|news)|recommended|you may (?:also )?like|don't miss|"
            r"most (?:read|popular)|trending|top stories|up next|watch(?::| now| live)|click here|lire aussi|à lire|lesen sie|mehr zum|mehr dazu|leia (?:também|mais)|"
            r"lea (?:también|más)|te puede interesar|leggi anche|lees ook|läs (?:mer|också)|les også|læs også|przeczytaj|zobacz)\b"
        ),
        (
            r"\b(?:sign up|subscribe|subscription|newsletters?|log ?in|register|download (?:the|our)|our app|e-?mail address|inbox|follow (?:us|me|him|her|on|the)|"
            r"join (?:us|our|the)|like us|whatsapp|telegram|abonn\w*|inscri\w+|suscr\w+|suivez|folgen sie|síguenos|donate|support us|become a member)\b"
        ),
        r"©|\b(?:copyright|all rights reserved|getty|reuters|afp|photo(?:graph)?s?|image|picture|credit|illustration|foto|bild|file pic)\b",
        r"\b(?:share|tweet|facebook|twitter|print|comments?|reply|advertis\w+|sponsored|affiliate|commission|cookies?|privacy|terms|promo\w*)\b",
        r"\b(?:by|author|staff|reporter|correspondent|editor|writer|contributed|reporting|published|updated|posted|min(?:ute)?s? read|ago)\b",
        r"\b(?:is a|is the author|covers|has (?:written|worked|been)|can be reached|you can (?:follow|find|reach)|her work|his work|lives in|based in)\b",
    )
)
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
