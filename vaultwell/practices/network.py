"""Who knows whom among your people, as far as your notes tell (P12, P15)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source

if TYPE_CHECKING:
    from networkx import Graph as Network

# A party of forty makes nobody known to anybody; nor does a company of three hundred.
MOST_AT_ONCE = 12

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """One line from which two of your people seem to know each other.

    `relation`: `person` is the `word` (sibling, manager, …) of the other. `introduced`: `person` made
    the other known to you; None: you introduced the two. `together`: you were in touch with both at
    once, and `word` is the verb (`contact`: one line names both).
    """

    kind: Literal["relation", "introduced", "together"]
    word: str
    person: str | None
    on: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody without whom nothing in your notes would join `sides`: groups of two people or more."""

    person: str
    sides: tuple[tuple[str, ...], ...]


def find_grounds(graph: Graph) -> Mapping[Pair, tuple[Ground, ...]]:
    """Every pair of people who seem to know each other, with all lines that say so, the latest first.

    A pair is two paths in order. Whoever is let go is left out.
    """
    found: dict[Pair, list[Ground]] = {}
    for first, second, ground in (*_list_relations(graph), *_list_introductions(graph), *_list_talks(graph)):
        is_let_go = any(graph.contacts[path].let_go for path in (first, second))
        if first != second and not is_let_go:
            found.setdefault((min(first, second), max(first, second)), []).append(ground)
    return {pair: _sorted_grounds(found[pair]) for pair in sorted(found)}


def _sorted_grounds(grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """Each line once; relations first, for they hold on, then the latest."""
    once = {(ground.source, ground.kind): ground for ground in grounds}
    return tuple(sorted(once.values(), key=lambda g: (g.kind != "relation", -_ordinal(g.on), g.source)))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _list_relations(graph: Graph) -> Iterator[tuple[str, str, Ground]]:
    for person, relations in graph.relations.items():
        for relation in relations:
            if relation.source.path == person:  # else it is the other side of the same line
                ground = Ground("relation", relation.word, relation.person, None, relation.source)
                yield person, relation.person, ground


def _list_introductions(graph: Graph) -> Iterator[tuple[str, str, Ground]]:
    for told in graph.introductions:
        ground = Ground("introduced", "introduced", told.by, told.on, told.source)
        if told.by is None:
            yield from ((first, second, ground) for first, second in combinations(told.people, 2))
        else:
            yield from ((told.by, person, ground) for person in told.people)


def _list_talks(graph: Graph) -> Iterator[tuple[str, str, Ground]]:
    for person, entries in graph.entries.items():
        for entry in entries:
            if entry.others and _is_talk(entry):
                ground = Ground("together", entry.verb, None, entry.on, entry.source)
                yield from ((person, other, ground) for other in entry.others)


def _is_talk(entry: Entry) -> bool:
    return entry.kind == "contact" and entry.state != "dropped" and len(entry.others) < MOST_AT_ONCE


def build_network(grounds: Mapping[Pair, Sequence[Ground]]) -> "Network[str]":
    """The pairs as a network of networkx, in which nodes are paths."""
    from networkx import Graph as Network  # a fifth of a second, so only for those who ask

    network: Network[str] = Network()
    network.add_edges_from(grounds)
    return network


def find_bridges(graph: Graph, most: int = 5) -> tuple[Bridge, ...]:
    """Who alone joins groups of people: at most so many, those who join the larger groups first.

    They are the cut points of the network of people who know each other. Who died, and sides of one
    person only, do not count.
    """
    network = build_network(find_grounds(graph))
    sizes = {
        person: sorted(sides, reverse=True)
        for person, sides in _find_side_sizes(network).items()
        if graph.contacts[person].died is None and sum(size > 1 for size in sides) > 1
    }
    first = sorted(sizes, key=lambda person: (-sizes[person][1], person))[:most]
    return tuple(Bridge(person, _find_sides(network, person)) for person in first)


def _find_side_sizes(network: "Network[str]") -> dict[str, list[int]]:
    """For each cut point, how many people would be left in each part without it.

    Counted bottom-up in the forest of blocks and cut points: to take everybody out in turn would take
    minutes among ten thousand.
    """
    import networkx as nx

    cuts = set(nx.articulation_points(network))
    blocks = [frozenset(block) for block in nx.biconnected_components(network)]
    forest: Any = nx.Graph((number, cut) for number, block in enumerate(blocks) for cut in block & cuts)
    sides: dict[str, list[int]] = {cut: [] for cut in cuts}
    for tree in nx.connected_components(forest):
        root = min(node for node in tree if isinstance(node, int))
        below = {node: 1 if node in cuts else len(blocks[node] - cuts) for node in tree}
        whole = sum(below.values())
        for parent, node in reversed(list(nx.bfs_edges(forest, root))):
            below[parent] += below[node]
            if parent in cuts:
                sides[parent].append(below[node])
            else:
                sides[node].append(whole - below[node])
    return sides


def _find_sides(network: "Network[str]", person: str) -> tuple[tuple[str, ...], ...]:
    import networkx as nx

    rest = network.subgraph(nx.node_connected_component(network, person) - {person})
    parts = (tuple(sorted(part)) for part in nx.connected_components(rest) if len(part) > 1)
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))
