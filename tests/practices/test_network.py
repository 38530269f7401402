"""Who knows whom, and who alone joins groups of people."""

from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.graph.lines import PERSON, build
from vaultwell.model.graph import Graph
from vaultwell.practices.network import Bridge, find_bridges, find_grounds

NAMES = "abcdefgh"


def people(**notes: str) -> Graph:
    """The graph of some people's notes, each the lines of its log; a name alone has an empty one."""
    graph, _ = build({f"People/{name}.md": PERSON + "## Log\n" + log for name, log in notes.items()})
    return graph


def say_pairs(graph: Graph) -> str:
    """`A–B together:lunch@A.md:5` for each pair and line."""
    return "; ".join(
        f"{_short(a)}–{_short(b)} " + ", ".join(f"{g.kind}:{g.word}@{_short(str(g.source))}" for g in grounds)
        for (a, b), grounds in find_grounds(graph).items()
    )


def _short(path: str) -> str:
    return path.removeprefix("People/").replace(".md", "")


def test_being_in_touch_with_two_at_once_joins_them() -> None:
    """A talk with two people joins them; being spoken of, an open plan and a favor to both do not."""
    log = (
        "- 2026-10-05 lunch with [[Ben]]: soup\n"
        "- 2026-10-06 call: about [[Cy]]\n"
        "- 2026-12-05 lunch with [[Dan]]: later\n"
        "- 2026-10-07 gave [[Eve]]: the tent\n"
    )
    assert say_pairs(people(Ana=log, Ben="", Cy="", Dan="", Eve="")) == "Ana–Ben together:lunch@Ana:5"


def test_introductions_join_both_ways() -> None:
    """Whom I introduced to each other, and whom somebody made known to me, know each other."""
    log = "- 2026-10-05 introduced [[Ben]]: maps\n- 2026-10-06 they introduced [[Cy]]: boats\n"
    graph = people(Ana=log, Ben="", Cy="")
    assert say_pairs(graph) == "Ana–Ben introduced:introduced@Ana:5; Ana–Cy introduced:introduced@Ana:6"
    by = [grounds[0].person for grounds in find_grounds(graph).values()]
    assert by == [None, "People/Ana.md"]


def test_a_relation_stands_first_and_once() -> None:
    """A relation that both notes tell is one ground for each line, before any day."""
    graph, _ = build({
        "People/Ana.md": '---\ntype: person\nsibling: "[[Mateo]]"\n---\n## Log\n- 2026-10-05 tea with [[Mateo]]: x\n',
        "People/Mateo.md": PERSON,
    })  # fmt: skip
    assert say_pairs(graph) == "Ana–Mateo relation:sibling@Ana:3, together:tea@Ana:6"


def test_whoever_is_let_go_is_left_out() -> None:
    """Letting go takes a person out of every picture and path."""
    graph, _ = build({
        "People/Ana.md": "---\ntype: person\nlet_go: 2026-01-01\n---\n## Log\n- 2025-10-05 tea with [[Ben]]: x\n",
        "People/Ben.md": PERSON,
    })  # fmt: skip
    assert not find_grounds(graph)


def test_a_crowd_introduces_nobody() -> None:
    """Thirteen people at one table do not know each other for that."""
    names = [f"P{number}" for number in range(13)]
    links = ", ".join(f"[[{name}]]" for name in names[1:])
    crowd = people(**dict.fromkeys(names[1:], ""), P0=f"- 2026-10-05 dinner with {links}: x\n")
    assert not find_grounds(crowd)


def test_a_bridge_joins_two_groups() -> None:
    """Ana is the only way from Ben and Cy to Dan and Eve; somebody who died is none."""
    log = "- 2026-10-05 tea with [[Ben]], [[Cy]]: x\n- 2026-10-06 tea with [[Dan]], [[Eve]]: x\n"
    graph = people(Ana=log, Ben="", Cy="", Dan="", Eve="")
    sides = (("People/Ben.md", "People/Cy.md"), ("People/Dan.md", "People/Eve.md"))
    assert find_bridges(graph) == (Bridge("People/Ana.md", sides),)
    files = {f"People/{name}.md": PERSON for name in ("Ben", "Cy", "Dan", "Eve")}
    died, _ = build({**files, "People/Ana.md": "---\ntype: person\ndied: 2026-11-01\n---\n## Log\n" + log})
    assert not find_bridges(died)


_pairs = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14)


@settings(max_examples=examples(60))
@given(_pairs)
def test_bridges_are_who_parts_groups_when_taken_out(pairs: set[tuple[str, str]]) -> None:
    """Found are exactly the people without whom two groups of two or more, joined before, are apart."""
    logs = dict.fromkeys(NAMES, "")
    for number, (first, second) in enumerate(sorted(pairs)):
        if first != second:
            logs[first] += f"- 2026-10-{number + 1:02} tea with [[{second}]]: x\n"
    graph = people(**logs)
    found = {_short(bridge.person): sorted(map(len, bridge.sides)) for bridge in find_bridges(graph, most=9)}
    expected = {name: sizes for name in NAMES if len(sizes := _sides_without(name, pairs)) > 1}
    assert found == expected


def _sides_without(name: str, pairs: set[tuple[str, str]]) -> list[int]:
    """The sizes of the groups of two or more that only `name` joins."""
    links: dict[str, set[str]] = {}
    for first, second in pairs:
        links.setdefault(first, set()).add(second)
        links.setdefault(second, set()).add(first)
    sizes: list[int] = []
    seen = {name}
    for start in sorted(links.get(name, set()) - {name}):
        queue, part = deque([start]), set()
        while queue:
            one = queue.popleft()
            if one not in seen:
                seen.add(one)
                part.add(one)
                queue.extend(links[one])
        if len(part) > 1:
            sizes.append(len(part))
    return sorted(sizes)
