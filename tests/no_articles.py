"""A hundred made-up pages that hold no article: section fronts, walls and consent boxes, error pages, code and data.

Every page is made of a number alone, so that all runs see the same ones; half are HTML, half the text that somebody saved of one.
"""

from __future__ import annotations

import json
import random
from html import escape

from made_pages import page_of

from newsx.records import Page

KINDS = ("front", "wall", "error", "code")
COUNT = 25
_WHO = (
    "The harbour board",
    "A court in Lindau",
    "Farmers of the delta",
    "The city's bakers",
    "Two ferry lines",
    "The school council",
    "Its striking pilots",
)
_DOES = (
    "wants a new quay",
    "puts off the hearing",
    "ask for earlier water",
    "raise the price of bread",
    "share one ticket",
    "keeps the old bell",
)
_WHY = (
    "A plan that was shelved in spring is back, and this time the money is there.",
    "What is known, what is not, and what comes next.",
    "Our reporter spent a week with those who say it cannot go on like this.",
    "The decision is expected before the end of the month.",
    "Residents met on Monday evening and found that they agreed on little else.",
    "It is the third time this year, and nobody expects it to be the last.",
    "Prices rose by four percent in March, the office of statistics says.",
    "She had come for a holiday and stayed for eleven years.",
    "The minister calls it a misunderstanding; the opposition calls it a scandal.",
    "Two people were hurt when a scaffold fell near the old market.",
    "After nine hours of talks both sides left without a word.",
    "Why the oldest orchard of the valley may be gone by next winter.",
    "The film opens on Friday, and its director would rather talk about bees.",
    "A fire that broke out in a warehouse on Tuesday is under control.",
    "“We were told that the road was safe,” says the driver of the bus.",
    "A dry spring, a wet summer, and a harvest that surprised everyone.",
    "Scientists count more storks than in any year since 1970.",
    "Her third novel is set on a ship that never leaves the harbour.",
)
_SECTIONS = ("World", "Business", "Culture", "Sport", "Science", "Opinion", "Travel", "Food", "Letters", "Weather")
_CONSENT = (
    (
        "We and our 214 partners store and access information on your device, such as cookies, and process personal data. You can accept all, "
        "reject all or manage your preferences. You can withdraw your consent at any time in our privacy policy."
    ),
    (
        "Wir und unsere Partner verarbeiten Daten mit Ihrer Einwilligung: Cookies und Werbung und Tracking. Sie können alle akzeptieren oder ablehnen. "
        "Mehr dazu in unserer Datenschutzerklärung. Bereits Abonnent? Hier anmelden."
    ),
    (
        "Avec votre accord, nos partenaires et nous utilisons des cookies pour mesurer l'audience. Vous pouvez tout accepter ou continuer sans accepter. "
        "Votre consentement peut être retiré à tout moment; voir notre politique de vie privée."
    ),
    (
        "Subscribe to keep reading. Get unlimited access from 1 euro a week, cancel anytime. Already a subscriber? Log in to your account. "
        "Create a free account to read three more stories this month."
    ),
    (
        "Nosotros y nuestros socios usamos cookies con su consentimiento. Puede aceptar todo y continuar o rechazar. Su privacidad nos importa. "
        "¿Ya eres suscriptor? Inicia sesión para seguir leyendo por 3 euros al mes."
    ),
)
_ERRORS = (
    ("404: page not found", "The page you are looking for could not be found. It may have been moved or removed. Try the search or go back to the front page."),
    ("Access denied", "You don't have permission to access this page on this server. Reference number 18.5c1e1602. If you think this is wrong, write to us."),
    ("Just a moment...", "Checking if the site connection is secure. Please enable JavaScript and cookies to continue. This may take a few seconds."),
    ("Seite nicht gefunden", "Die Seite wurde nicht gefunden. Vielleicht haben Sie sich vertippt, oder sie ist umgezogen. Versuchen Sie es über die Suche."),
    ("Page introuvable", "La page que vous cherchez est introuvable. Elle a peut-être été déplacée. Revenez à l'accueil ou utilisez la recherche."),
    ("Scheduled maintenance", "We are currently undergoing scheduled maintenance and will be back within the hour. Thank you for your patience."),
    ("Not available in your region", "We're sorry, this content is not available in your country or region. You can still read our international pages."),
)  # fmt: skip


def no_articles(start: int = 0) -> list[tuple[str, Page]]:
    """COUNT pages of each kind from number `start` on, with the name of the kind and the number."""
    return [
        (f"{kind}-{number}", globals()[f"_{kind}"](random.Random(f"{kind} {number}"), is_html=number % 2 == 0))
        for kind in KINDS
        for number in range(start, start + COUNT)
    ]


def _page(title: str, blocks: list[tuple[str, str]], rng: random.Random, *, is_html: bool) -> Page:
    """A page with a menu above, and below what every page of its site says."""
    menu = rng.sample(_SECTIONS, 7)
    foot = [
        "About us",
        "Contact",
        "Advertise with us",
        f"© 2025 The {rng.choice(('Quay', 'Lantern', 'Valley'))} Post. All rights reserved.",
    ]
    if is_html:
        inner = "".join(_marked(tag, text) for tag, text in blocks)
        links = "".join(f'<li><a href="/{item}">{item}</a></li>' for item in menu)
        last = "".join(f"<p>{escape(line)}</p>" for line in foot)
        return page_of(
            f"<html><head><title>{escape(title)}</title></head><body><nav><ul>{links}</ul></nav><main>{inner}</main><footer>{last}</footer></body></html>"
        )
    joint = rng.choice(("\n", "\n\n"))
    bullet = rng.choice(("", "  • "))
    lines = [*(bullet + item for item in menu), *(text for _, text in blocks), *foot]
    return page_of(joint.join(lines), is_html=False)


def _marked(tag: str, text: str) -> str:
    """A block as HTML: headlines of other pages are links to them."""
    if tag in {"a", "h2"}:
        text = f'<a href="/{len(text)}/{text[:9].replace(" ", "-")}">{escape(text)}</a>'
        return f"<{tag}>{text}</{tag}>" if tag == "h2" else f"<div>{text}</div>"
    return f"<{tag}>{escape(text)}</{tag.split(maxsplit=1)[0]}>"


def _front(rng: random.Random, *, is_html: bool) -> Page:
    """Teasers, with or without a link around the headline, a sentence or two, an author, an hour."""
    blocks: list[tuple[str, str]] = [("h1", rng.choice(_SECTIONS))]
    says, signs, dates = rng.random() < 0.8, rng.random() < 0.5, rng.random() < 0.5
    in_headings = rng.random() < 0.7
    for _ in range(rng.randint(9, 24)):
        heading = f"{rng.choice(_WHO)} {rng.choice(_DOES)}"
        blocks.append(("h2" if in_headings else "a", heading))
        if says:
            blocks.append(("p", " ".join(rng.sample(_WHY, rng.randint(1, 2)))))
        if signs:
            blocks.append(("span class=author", f"By {rng.choice(('Amara Okafor', 'Jonas Lind', 'Mei Tanaka'))}"))
        if dates:
            blocks.append(("time", f"{rng.randint(2, 59)} minutes ago"))
    return _page(f"{blocks[0][1]} | The Quay Post", blocks, rng, is_html=is_html)


def _wall(rng: random.Random, *, is_html: bool) -> Page:
    """What stands before an article: asking for consent, a login, money."""
    blocks = [
        ("h1", rng.choice(("Your privacy", "Before you continue", "Keep reading", "Your choice"))),
        ("p", rng.choice(_CONSENT)),
    ]
    blocks += [
        ("button", word)
        for word in rng.sample(("Accept all", "Reject all", "Manage preferences", "Log in", "Subscribe"), 3)
    ]
    return _page(blocks[0][1], blocks, rng, is_html=is_html)


def _error(rng: random.Random, *, is_html: bool) -> Page:
    """A page that was not found, not allowed, or not there today; some list what others read."""
    title, message = rng.choice(_ERRORS)
    blocks = [("h1", title), ("p", message)]
    if rng.random() < 0.5:
        blocks += [("h2", "Most read"), *(("a", f"{rng.choice(_WHO)} {rng.choice(_DOES)}") for _ in range(5))]
    return _page(title, blocks, rng, is_html=is_html)


def _code(rng: random.Random, *, is_html: bool) -> Page:
    """A script, a style sheet or data, alone or where the text of a page should be."""
    names = [rng.choice("abcdefgh") + rng.choice("klmnop") for _ in range(40)]
    script = "".join(
        f"function {name}(e,t){{var n=e.{name}||{{}};return n[t]?n[t]({rng.randint(1, 99)}):null}};" for name in names
    )
    style = "".join(
        f".{name}-{rng.randint(1, 99)}{{margin:0 {rng.randint(1, 9)}px;color:#{rng.randint(100, 999)}}}"
        for name in names
    )
    data = json.dumps([{"id": rng.randint(1, 999), "title": rng.choice(_WHO), "ok": True} for _ in names])
    return _page(
        "app", [("pre" if rng.random() < 0.5 else "p", rng.choice((script, style, data)))], rng, is_html=is_html
    )
