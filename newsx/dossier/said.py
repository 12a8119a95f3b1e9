"""Who said what: quotes of records that have them, by the profile of the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.dossier.facts import ArticleFacts
    from newsx.dossier.identity import Placed
    from newsx.dossier.store import Store


def note_quotes(store: Store, article: int, facts: ArticleFacts, placed: list[Placed]) -> None:
    """Write down the quotes of an article whose speaker is sure."""
    forms = {(each.appearance.kind, each.appearance.name): each.form for each in placed}
    for quote in facts.article.quotes:
        form = quote.speaker and forms.get((quote.speaker.kind, quote.speaker.name))
        if form:
            store.put("add_quote", article, form, quote.cue.text if quote.cue else None, quote.start, quote.end)
