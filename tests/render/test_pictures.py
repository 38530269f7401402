"""The picture of who knows whom, in each format, whatever people are called."""

import json
import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.graph.lines import PERSON, build
from vaultwell.model.contact import Contact
from vaultwell.model.source import Source
from vaultwell.practices.network import Ground
from vaultwell.practices.picture import Picture, Tie, find_picture
from vaultwell.render.pictures import render_canvas, render_dot, render_mermaid

NOTES = {
    "People/Ana.md": '---\ntype: person\nsibling: "[[Mateo]]"\n---\n## Log\n'
    "- 2026-10-01 lunch with [[Ben]]: x\n"
    "- 2026-10-02 introduced [[Chen]]: y\n- 2026-10-03 they introduced [[Dora]]: z\n",
    "People/Ben.md": PERSON,
    "People/Chen.md": '---\ntype: person\nmanager: "[[Dora]]"\n---\n',
    "People/Dora.md": PERSON,
    "People/Mateo.md": PERSON,
    "People/Nobody.md": PERSON,
}


def picture(who: str | None = None, most: int | None = None, notes: Mapping[str, str] = NOTES) -> Picture:
    """The picture of these notes."""
    graph, _ = build(dict(notes))
    return find_picture(graph, graph.contacts[f"People/{who}.md"] if who else None, most)


def test_mermaid_is_a_flowchart_with_links() -> None:
    """Arrows go from who introduced, or is the manager; in Obsidian each name leads to the note."""
    assert render_mermaid(picture()) == (
        "```mermaid\n"
        "graph LR\n"
        '    p1["Ana"]\n'
        '    p2["Ben"]\n'
        '    p3["Chen"]\n'
        '    p4["Dora"]\n'
        '    p5["Mateo"]\n'
        "    p1 --- p2\n"
        '    p1 ---|"introduced by you"| p3\n'
        '    p1 -->|"introduced"| p4\n'
        '    p5 ---|"sibling"| p1\n'
        '    p4 -->|"manager"| p3\n'
        "    class p1,p2,p3,p4,p5 internal-link\n"
        "```"
    )


def test_dot_is_a_digraph() -> None:
    """The same picture for Graphviz; what has no direction has no head."""
    assert render_dot(picture("Ben")) == (
        "digraph people {\n"
        "    node [shape=box, style=rounded];\n"
        '    p1 [label="Ana"];\n'
        '    p2 [label="Ben"];\n'
        "    p1 -> p2 [dir=none];\n"
        "}"
    )


def test_a_canvas_shows_the_notes() -> None:
    """Each person is a file of the vault, each tie leads from one to another, nobody lies on anybody."""
    canvas = json.loads(render_canvas(picture()))
    files = {node["id"]: node["file"] for node in canvas["nodes"]}
    assert list(files.values()) == [f"People/{name}.md" for name in ("Ana", "Ben", "Chen", "Dora", "Mateo")]
    ties = [(files[edge["fromNode"]], files[edge["toNode"]], edge["toEnd"]) for edge in canvas["edges"]]
    assert ("People/Dora.md", "People/Chen.md", "arrow") in ties
    assert ("People/Ana.md", "People/Ben.md", "none") in ties
    assert not any(_overlap(one, other) for one, other in combinations(canvas["nodes"], 2))


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    is_beside = abs(one["x"] - other["x"]) >= one["width"]
    return not is_beside and abs(one["y"] - other["y"]) < one["height"]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40])
def test_nobody_lies_on_anybody(count: int) -> None:
    """In a canvas of any size, also of groups beside one another, each note can be read."""
    notes = {f"People/P{number}.md": PERSON for number in range(count + 3)}
    links = "".join(f"- 2026-10-01 tea with [[P{number}]]: x\n" for number in range(1, count))
    notes["People/P0.md"] += "## Log\n" + links
    notes[f"People/P{count}.md"] += f"## Log\n- 2026-10-01 tea with [[P{count + 1}]]: x\n"
    nodes = json.loads(render_canvas(picture(notes=notes)))["nodes"]
    assert len(nodes) == count + 2 - (count == 1)
    assert not any(_overlap(one, other) for one, other in combinations(nodes, 2))


def test_one_persons_surroundings() -> None:
    """Those who know Chen, and the ties among them."""
    found = picture("Chen")
    assert [contact.name for contact in found.people] == ["Ana", "Chen", "Dora"]
    assert len(found.ties) == 3


def test_somebody_alone_is_a_picture_too() -> None:
    """With nobody around them they stand there alone."""
    found = picture("Nobody")
    assert ([contact.name for contact in found.people], found.ties, found.left_out) == (["Nobody"], (), 0)
    assert len(json.loads(render_canvas(found))["nodes"]) == 1


def test_too_many_are_cut_by_the_latest_day() -> None:
    """Those whom a line named together last are shown, and how many are left out is known."""
    found = picture(most=2)
    assert [contact.name for contact in found.people] == ["Ana", "Dora"]
    assert found.left_out == 3


_signs = st.text(alphabet='"#%&;<>[]{}|`\\:()→end -~\n', min_size=1, max_size=12)


@settings(max_examples=examples(100))
@given(_signs, _signs, _signs)
def test_no_name_breaks_out(first: str, second: str, label: str) -> None:
    """Whatever people are called, Mermaid sees quoted text without a sign it obeys, DOT a closed string."""
    people = (Contact("A.md", first), Contact("B.md", second))
    ground = Ground("relation", label, "B.md", None, Source("A.md", 1))
    shown = Picture(people, (Tie("A.md", "B.md", label, True, (ground,)),), 0)
    mermaid = render_mermaid(shown).split("\n")
    assert len(mermaid) == 7
    obeyed = re.compile(r"[\"#%&;<>\[\]{}|`\\]")
    for line in mermaid[2:4]:
        found = re.fullmatch(r'    p[12]\["(.+)"\]', line)
        assert found
        assert not obeyed.search(found[1])
    assert re.fullmatch(r'    p1 -->(?:\|"[^"|]+"\|)? p2', mermaid[4])
    dot = render_dot(shown).split("\n")
    assert len(dot) == 6
    assert all(re.fullmatch(r'    p[12] \[label="(?:[^"\\]|\\.)*"\];', line) for line in dot[2:4])
    assert re.fullmatch(r'    p1 -> p2(?: \[label="(?:[^"\\]|\\.)*"\])?;', dot[4])
    assert len(json.loads(render_canvas(shown))["nodes"]) == 2
