"""What people decide, and it is obeyed: verdicts are kept by forms and articles, so that they hold in a dossier made anew, too.

Every verdict notes what it moved, and is undone by moving it back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from newsx.dossier.context import Context
from newsx.dossier.keys import key_of
from newsx.dossier.naming import main_name
from newsx.dossier.questions import find, public_id, sentence
from newsx.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsx.dossier.store import Store

Row = dict[str, Any]
Verdict = Literal["same", "different"]
# What comes of a verdict: profiles were changed; nothing had to be, but what is added later obeys it; it was there already.
Effect = Literal["done", "noted", "known"]
KINDS = ("person", "organisation", "place")
_VERDICTS = ("same", "different", "name")
# Sentences shown on either side of a question.
_SHOWN = 2


def open_questions(store: Store, *, limit: int | None = None) -> Iterator[Row]:
    """Yield the pairs that only people can decide, the nearest first, with sentences of both sides; `judge` takes the same rows back."""
    for number, (question, kind, form_a, form_b, _, score, reason) in enumerate(store.rows("questions")):
        if limit is not None and number >= limit:
            return
        yield {
            "question": question,
            "kind": kind,
            "score": score,
            "reason": reason,
            "a": _side(store, form_a),
            "b": _side(store, form_b),
            "verdict": None,
        }


def _side(store: Store, form: int) -> Row:
    _, name, _, profile, *_ = store.row("form", form)
    refs = store.rows("refs_of_form", form, _SHOWN)
    return {
        "form": name,
        "id": public_id(store.row("profile", profile)[1], profile),
        "name": store.row("profile", profile)[2],
        "article": store.row("article", refs[0][0])[1] if refs else None,
        "sentences": [sentence(store, article, start, end) for article, _, _, _, start, end in refs],
    }


def judge(store: Store, verdict: Mapping[str, Any]) -> Effect:
    """Take in a verdict and carry it out; return what came of it. Raises UsageError for one that cannot be meant.

    `verdict` is "same", "different" or "name"; `a` and `b` are a name each (`form`), in one article (`article`) or in all. A pair
    of `open_questions` stands for all articles of its two names, unless they are one name.
    """
    kind, said, a, b = _checked(verdict)
    with store.transaction():
        keys = [_key(store, kind, side) for side in (a, b)]
        if "question" in verdict and keys[0] != keys[1]:
            a, b = {"form": a["form"]}, {"form": b["form"]}
        row = (kind, said, a["form"], a.get("article"), b["form"], b.get("article"))
        if store.row("same_verdict", *row):
            return "known"
        number = store.put(
            "add_verdict", kind, said, keys[0], a["form"], a.get("article"), keys[1], b["form"], b.get("article")
        )
        if said == "name":
            moved = _rename(store, kind, keys[0], a, b["form"])
        else:
            moved = (_join if said == "same" else _part)(store, kind, (keys[0], a), (keys[1], b))
        store.put("set_moved", json.dumps(moved), number)
    return "done" if moved or said == "name" else "noted"


def _checked(verdict: Mapping[str, Any]) -> tuple[str, str, Mapping[str, Any], Mapping[str, Any]]:
    said, kind = verdict.get("verdict"), verdict.get("kind", "person")
    if said not in _VERDICTS or kind not in KINDS:
        raise UsageError(f"a verdict is one of {', '.join(_VERDICTS)}, of a {', '.join(KINDS)}: {said!r} of {kind!r}")
    return kind, said, _named(verdict.get("a")), _named(verdict.get("b"))


def _named(side: object) -> Mapping[str, Any]:
    found: object = {"form": side} if isinstance(side, str) else side
    if isinstance(found, dict) and isinstance(found.get("form"), str) and found["form"].strip():
        return found
    raise UsageError('a verdict names two sides: {"verdict": "same", "a": {"form": "..."}, "b": {"form": "..."}}')


def _key(store: Store, kind: str, side: Mapping[str, Any]) -> str:
    """Return the key of a form: that of the profile that bears it, as its country may be part of it."""
    for form, *_ in store.rows("forms_named", kind, side["form"]):
        return str(store.row("form", form)[2])
    return key_of(kind, side["form"], article=side.get("article") or "")


def _meant(store: Store, kind: str, key: str, record: str | None) -> list[tuple[int, int]]:
    """Return profile and form of a name, in one article where it is given, the profile in most articles first."""
    if record is None:
        rows = store.rows("forms_of_key", kind, key)
        return [
            (profile, form) for form, _, _, profile, _, articles, _ in sorted(rows, key=lambda row: (-row[5], row[0]))
        ]
    article = store.row("article_of_record", record)
    return [tuple(row) for row in store.rows("ref_in_article", article[0], kind, key)] if article else []


def _join(store: Store, kind: str, a: tuple[str, Mapping[str, Any]], b: tuple[str, Mapping[str, Any]]) -> list[Row]:
    """Make the profile of one name that of the other; nothing where a side is not there yet: adding obeys the verdict then."""
    left = _meant(store, kind, a[0], a[1].get("article"))
    right = _meant(store, kind, b[0], b[1].get("article"))
    if not left or not right or left[0][0] == right[0][0]:
        return []
    keep, gone = sorted((left[0][0], right[0][0]))
    return merge_profiles(store, keep, gone)


def merge_profiles(store: Store, keep: int, gone: int) -> list[Row]:
    """Move every form and link of one profile to another; return what was moved."""
    forms = [form for form, *_ in store.rows("forms_of_profile", gone)]
    store.put("move_forms", keep, gone)
    store.put("move_refs", keep, gone)
    store.put("move_point", keep, gone)
    recount(store, keep)
    recount(store, gone)
    return [{"form": form, "from": gone, "to": keep} for form in forms]


def _part(store: Store, kind: str, a: tuple[str, Mapping[str, Any]], b: tuple[str, Mapping[str, Any]]) -> list[Row]:
    """Take one of two names out of the profile they share."""
    left = _meant(store, kind, a[0], a[1].get("article"))
    right = _meant(store, kind, b[0], b[1].get("article"))
    shared = {profile for profile, _ in left} & {profile for profile, _ in right}
    if not shared:
        return []
    profile = min(shared)
    form = next(form for owner, form in right if owner == profile)
    new = store.put("add_profile", kind, b[1]["form"], None)
    record = b[1].get("article")
    if record is None and form in {each for _, each in left}:
        raise UsageError("two people of one name are told apart by articles: name one on either side")
    moved = [_move_ref(store, form, new, record)] if record else [_move_form(store, form, profile, new)]
    recount(store, profile)
    recount(store, new)
    return moved


def _move_form(store: Store, form: int, profile: int, new: int) -> Row:
    store.put("move_form", new, form)
    store.put("move_refs_of_form", new, form)
    return {"form": form, "from": profile, "to": new}


def _move_ref(store: Store, form: int, new: int, record: str) -> Row:
    """Give one article's name a form of its own in another profile."""
    _, name, key, profile, *_ = store.row("form", form)
    kind = store.row("profile", new)[1]
    other = store.put("add_form", kind, key, name, new)
    store.put("copy_blocks", other, form)
    article = store.row("article_of_record", record)[0]
    _hand_over(store, article, form, other, new)
    return {"article": article, "form": form, "as": other, "from": profile, "to": new}


def _hand_over(store: Store, article: int, form: int, other: int, profile: int) -> None:
    store.put("move_ref", profile, other, article, form)
    for statement in ("move_names", "move_roles", "move_quotes", "move_event_names"):
        store.put(statement, other, article, form)


def _rename(store: Store, kind: str, key: str, side: Mapping[str, Any], name: str) -> list[Row]:
    found = _meant(store, kind, key, side.get("article"))
    if not found:
        raise UsageError(f"{store.path}: nobody and nothing is called {side['form']!r}")
    profile = found[0][0]
    before = store.row("profile", profile)[9]
    store.put("set_renamed", name, profile)
    store.put("set_name", name, profile)
    return [{"profile": profile, "renamed": before}]


def undo(store: Store, number: int) -> None:
    """Take a verdict back, with what it did. Raises UsageError where there is none."""
    row = store.row("verdict", number)
    if row is None or row[10]:
        raise UsageError(f"{store.path}: no verdict {number}")
    with store.transaction():
        touched = set()
        for moved in json.loads(row[9]):
            touched |= _move_back(store, moved)
        store.put("undo_verdict", number)
        for profile in sorted(touched):
            recount(store, profile)


def _move_back(store: Store, moved: Row) -> set[int]:
    if "profile" in moved:
        store.put("set_renamed", moved["renamed"], moved["profile"])
        return {moved["profile"]}
    if "article" in moved:
        _hand_over(store, moved["article"], moved["as"], moved["form"], moved["from"])
    else:
        _move_form(store, moved["form"], moved["to"], moved["from"])
    return {moved["from"], moved["to"]}


def recount(store: Store, profile: int) -> None:
    """Count a profile anew from its links: articles, days, context, name."""
    context = Context()
    for day, about in store.rows("about_of_profile", profile):
        context.add(json.loads(about), int(day[:4]) if day else None)
    store.put(
        "recount", profile, json.dumps(context.as_dict(), ensure_ascii=False, separators=(",", ":")), context.land
    )
    store.put("set_name", main_name(store, profile), profile)


def verdicts(store: Store) -> list[Row]:
    """Return every verdict, as `judge` takes them, with its number."""
    return [
        {
            "number": number,
            "kind": kind,
            "verdict": said,
            "a": {"form": form_a, "article": article_a},
            "b": {"form": form_b, "article": article_b},
            "undone": bool(undone),
        }
        for number, kind, said, form_a, article_a, form_b, article_b, undone in store.rows("all_verdicts")
    ]


def side_of(store: Store, name: str) -> tuple[str, Row]:
    """Return kind and form by which a verdict names the profile that a name or an id means; with an article where others bear that form."""
    profile = find(store, name)
    kind = store.row("profile", profile)[1]
    forms = store.rows("forms_of_profile", profile)
    own = [row for row in forms if row[3] == name] or forms
    number, _, _, form = own[0]
    key = store.row("form", number)[2]
    if all(row[3] == profile for row in store.rows("forms_of_key", kind, key)):
        return kind, {"form": form}
    refs = store.rows("refs_of_form", number, 1)
    return kind, {"form": form, "article": store.row("article", refs[0][0])[1] if refs else None}
