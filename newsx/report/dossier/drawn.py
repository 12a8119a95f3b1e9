"""What is drawn in a report beside the map: bars of time, and who stands with whom."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from newsx.report.network import HEIGHT, WIDTH, Edge, Node, Spot, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.dossier.reading import ProfileRow, Reading
    from newsx.report.templating import Filler
    from newsx.report.timescale import Bar

_MOST_NODES, _MOST_EDGES = 30, 80
# Pairs are sought among so many of the names in most articles.
_SOUGHT = 150
_LONGEST_LABEL = 24
_CHART_WIDTH, _CHART_HEIGHT = 1000, 190


def chart(bars: Sequence[Bar]) -> dict[str, Any]:
    """Return the bars as they are drawn; what lies before or behind them all is no taller than the tallest, which the caption counts."""
    most = max((bar.articles for bar in bars if not bar.is_heap), default=1)
    step = _CHART_WIDTH / max(1, len(bars))
    drawn = []
    for number, bar in enumerate(bars):
        height = round((_CHART_HEIGHT - 10) * min(1.0, bar.articles / most), 1)
        width = round(min(60.0, step * 0.8), 1)
        drawn.append(
            {
                "x": round(number * step + (step - width) / 2, 1),
                "y": round(_CHART_HEIGHT - height, 1),
                "width": width,
                "height": height,
                "label": bar.label,
                "articles": bar.articles,
            }
        )
    return {
        "width": _CHART_WIDTH,
        "height": _CHART_HEIGHT + 2,
        "base": _CHART_HEIGHT,
        "most": most,
        "bars": drawn,
    }


def with_page(reading: Reading, fill: Filler) -> str:
    """Return who is named with whom: a drawing, and a table that says the same."""
    names = {row.number: row for row in _first(reading, _SOUGHT)}
    least = min((row.articles for row in names.values()), default=1)
    pairs = [pair for pair in reading.pairs(least) if pair[0] in names and pair[1] in names]
    pairs.sort(key=lambda pair: (-pair[2], -pair[3], pair[0], pair[1]))
    chosen = [names[number] for number in _chosen(pairs)]
    places = {row.number: at for at, row in enumerate(chosen)}
    kept = [pair for pair in pairs if pair[0] in places and pair[1] in places][:_MOST_EDGES]
    spots = lay_out(
        [Node(row.id, _label(row.name), row.articles) for row in chosen],
        [Edge(places[a], places[b], articles + sentences) for a, b, articles, sentences in kept],
    )
    edges = [(chosen[places[a]], chosen[places[b]], spots[places[a]], spots[places[b]], *both) for a, b, *both in kept]
    return fill(
        "with.html",
        nodes=[_node(row, spot) for row, spot in zip(chosen, spots, strict=True)],
        edges=_edges(edges),
        width=int(WIDTH),
        height=int(HEIGHT),
    )


def _node(row: ProfileRow, spot: Spot) -> dict[str, Any]:
    known = {"id": row.id, "kind": row.kind, "name": row.name, "articles": row.articles}
    return {**known, **spot._asdict(), "label": _label(row.name), "label_y": round(spot.y + spot.radius + 13, 1)}


def _edges(edges: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return the lines as they are drawn, thicker with more articles."""
    most = max((articles for *_, articles, _ in edges), default=1)
    return [
        {
            "a": one,
            "b": other,
            "from": here,
            "to": there,
            "articles": articles,
            "sentences": sentences,
            "step": 1 + min(3, 4 * (articles - 1) // max(1, most)),
        }
        for one, other, here, there, articles, sentences in edges
    ]


def _first(reading: Reading, count: int) -> list[ProfileRow]:
    """Return the people and organisations in most articles."""
    return list(islice((row for row in reading.list_profiles() if row.kind != "place"), count))


def _chosen(pairs: Sequence[tuple[int, int, int, int]]) -> list[int]:
    """Return the names of the strongest pairs, as many as a drawing has room for."""
    found: dict[int, None] = {}
    for a, b, *_ in pairs:
        if len(found.keys() | {a, b}) > _MOST_NODES:
            continue
        found.setdefault(a)
        found.setdefault(b)
    return list(found)


def _label(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"
