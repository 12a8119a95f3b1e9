"""The name a profile goes by: its most frequent full form, unless people have named it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.names.organisations import is_acronym
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from newsx.dossier.store import Store


def main_name(store: Store, profile: int) -> str:
    """Return the name of a profile."""
    _, kind, name, _, _, _, _, country, _, renamed = store.row("profile", profile)
    if renamed:
        return str(renamed)
    if kind == "place" and any(key.startswith("c:") for _, _, key, _ in store.rows("forms_of_profile", profile)):
        return country_name(country) if country else str(name)
    counted = store.rows("names_of_profile", profile)
    if not counted:
        return str(name)
    full = [row for row in counted if _is_full(kind, row[0])] or counted
    return str(min(full, key=lambda row: (-row[2], -len(row[0]), row[0]))[0])


def _is_full(kind: str, name: str) -> bool:
    return " " in name if kind == "person" else not is_acronym(name)
