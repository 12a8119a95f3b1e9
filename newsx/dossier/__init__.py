"""Across articles: one SQLite file that knows people, organisations and places of all records added to it, and why.

`keys`, `people`, `bodies`, `fields`, `context` and `deciding` are pure; `store` runs the statements of `store.sql`; `identity` and `adding`
bring records in; `questions` and `exports` read.
"""

from typing import TYPE_CHECKING

from newsx.lazy import lazy_names

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier, open_dossier
    from newsx.dossier.store import is_dossier

__all__ = ["Dossier", "is_dossier", "open_dossier"]

__getattr__ = lazy_names(__name__, {"Dossier": "dossier", "is_dossier": "store", "open_dossier": "dossier"})
