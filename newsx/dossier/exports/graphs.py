"""Who with whom for graph programs: GEXF (Gephi) and GraphML (networkx, yEd)."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from newsx.dossier.exports.texts import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.dossier.dossier import Dossier, Row

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Names of one article only draw no graph that can be read, unless there is nothing else.
_LEAST_ARTICLES = 2


def _graph(dossier: Dossier) -> tuple[list[Row], Iterator[Row]]:
    """Return the names in two articles or more, and the pairs of them that share articles; all names, where no two are in so many."""
    nodes, edges = dossier.graph(least=_LEAST_ARTICLES)
    return (nodes, edges) if len(nodes) > 1 else dossier.graph(least=1)


def write_gexf(dossier: Dossier, file: IO[bytes]) -> None:
    """Write people and organisations in two articles or more, with the articles they share, as GEXF 1.3."""
    nodes, edges = _graph(dossier)
    _write(
        file,
        _HEAD,
        '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected" mode="static"><attributes class="node">',
        '<attribute id="0" title="kind" type="string"/><attribute id="1" title="articles" type="integer"/></attributes>\n<nodes>\n',
    )
    for node in nodes:
        values = f'<attvalue for="0" value="{node["kind"]}"/><attvalue for="1" value="{node["articles"]}"/>'
        _write(file, f'<node id="{node["id"]}" label={_quoted(node["name"])}><attvalues>{values}</attvalues></node>\n')
    _write(file, "</nodes>\n<edges>\n")
    for number, edge in enumerate(edges):
        _write(file, f'<edge id="{number}" source="{edge["a"]}" target="{edge["b"]}" weight="{edge["articles"]}"/>\n')
    _write(file, "</edges></graph></gexf>\n")


def write_graphml(dossier: Dossier, file: IO[bytes]) -> None:
    """Write the same as GraphML."""
    nodes, edges = _graph(dossier)
    keys = "".join(
        f'<key id="{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'
        for name, what, kind in (
            ("name", "node", "string"),
            ("kind", "node", "string"),
            ("articles", "node", "int"),
            ("weight", "edge", "int"),
            ("sentences", "edge", "int"),
        )
    )
    _write(
        file,
        _HEAD,
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n{keys}<graph edgedefault="undirected">\n',
    )
    for node in nodes:
        data = "".join(_data(name, node[name]) for name in ("name", "kind", "articles"))
        _write(file, f'<node id="{node["id"]}">{data}</node>\n')
    for edge in edges:
        data = _data("weight", edge["articles"]) + _data("sentences", edge["sentences"])
        _write(file, f'<edge source="{edge["a"]}" target="{edge["b"]}">{data}</edge>\n')
    _write(file, "</graph></graphml>\n")


def _data(name: str, value: object) -> str:
    return f'<data key="{name}">{xml_text(str(value))}</data>'


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text, escape=False))


def _write(file: IO[bytes], *parts: str) -> None:
    file.write("".join(parts).encode())
