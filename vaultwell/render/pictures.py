"""The picture of who knows whom: as Mermaid, DOT, JSON Canvas and JSON.

Names are other people's words, so each format has its one way to make them harmless: full-width twins in
Mermaid, which obeys signs even in quotes; backslashes in DOT; JSON's own escapes.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from math import ceil, cos, pi, sin
from typing import Any

from vaultwell.practices.network import build_network
from vaultwell.practices.picture import Picture
from vaultwell.render.documents import VERSION
from vaultwell.render.safe import plain

_TWINS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in '"#%&;<>[]{}|`\\'})

# JSON Canvas counts in pixels.
_WIDTH, _HEIGHT, _GAP = 260, 60, 80


def render_mermaid(picture: Picture) -> str:
    """A fenced flowchart; in Obsidian each name leads to its note."""
    ids = {contact.path: f"p{number}" for number, contact in enumerate(picture.people, 1)}
    lines = ["```mermaid", "graph LR"]
    lines += [f'    {ids[contact.path]}["{_twin(contact.name)}"]' for contact in picture.people]
    for tie in picture.ties:
        line = "-->" if tie.is_arrow else "---"
        label = f'|"{_twin(tie.label)}"|' if tie.label else ""
        lines.append(f"    {ids[tie.first]} {line}{label} {ids[tie.second]}")
    if ids:
        lines.append(f"    class {','.join(ids.values())} internal-link")
    return "\n".join([*lines, "```"])


def _twin(text: str) -> str:
    return " ".join(plain(text).translate(_TWINS).split()) or "…"


def render_dot(picture: Picture) -> str:
    """A digraph for Graphviz; what is no arrow has no head."""
    ids = {contact.path: f"p{number}" for number, contact in enumerate(picture.people, 1)}
    lines = ["digraph people {", "    node [shape=box, style=rounded];"]
    lines += [f"    {ids[contact.path]} [label={_quote(contact.name)}];" for contact in picture.people]
    for tie in picture.ties:
        words = [f"label={_quote(tie.label)}"] if tie.label else []
        words += [] if tie.is_arrow else ["dir=none"]
        after = f" [{', '.join(words)}]" if words else ""
        lines.append(f"    {ids[tie.first]} -> {ids[tie.second]}{after};")
    return "\n".join([*lines, "}"])


def _quote(text: str) -> str:
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def render_canvas(picture: Picture) -> str:
    """A canvas for Obsidian: each person is their note; groups stand side by side, each on a circle."""
    places = _place(picture)
    nodes = [
        {
            "id": _canvas_id(contact.path),
            "type": "file",
            "file": contact.path,
            "x": places[contact.path][0],
            "y": places[contact.path][1],
            "width": _WIDTH,
            "height": _HEIGHT,
        }
        for contact in picture.people
    ]
    edges = [
        {
            "id": _canvas_id(f"{tie.first}\n{tie.second}"),
            "fromNode": _canvas_id(tie.first),
            "toNode": _canvas_id(tie.second),
            "toEnd": "arrow" if tie.is_arrow else "none",
            **({"label": plain(tie.label)} if tie.label else {}),
        }
        for tie in picture.ties
    ]
    return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=True, indent=2)


def _canvas_id(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _place(picture: Picture) -> dict[str, tuple[int, int]]:
    """Where each person stands: the larger groups first, from left to right, nobody on anybody."""
    places: dict[str, tuple[int, int]] = {}
    left = 0
    for group in _list_groups(picture):
        radius = ceil((_WIDTH + _GAP) / (2 * sin(pi / len(group)))) if len(group) > 1 else 0
        for number, path in enumerate(group):
            turn = 2 * pi * number / len(group)
            places[path] = (left + radius + round(radius * cos(turn)), round(radius * sin(turn)))
        left += 2 * radius + _WIDTH + 2 * _GAP
    return places


def _list_groups(picture: Picture) -> list[list[str]]:
    import networkx as nx

    network = build_network({(tie.first, tie.second): () for tie in picture.ties})
    network.add_nodes_from(contact.path for contact in picture.people)
    groups = [sorted(group) for group in nx.connected_components(network)]
    return sorted(groups, key=lambda group: (-len(group), group))


def picture_document(picture: Picture) -> dict[str, Any]:
    """`graph --json`."""
    return {
        "version": VERSION,
        "people": [{"name": contact.name, "path": contact.path} for contact in picture.people],
        "ties": list(_list_ties(picture)),
        "left_out": picture.left_out,
    }


def _list_ties(picture: Picture) -> Iterator[Mapping[str, Any]]:
    for tie in picture.ties:
        yield {
            "from": tie.first,
            "to": tie.second,
            "label": tie.label,
            "arrow": tie.is_arrow,
            "grounds": [
                {"ground": g.kind, "word": g.word, "on": str(g.on) if g.on else None, "source": str(g.source)}
                for g in tie.grounds
            ],
        }
