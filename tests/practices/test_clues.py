"""Whom an ask could concern: a short cut that changes no answer."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import TODAY
from vaultwell.graph.build import build_graph
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.practices.alternatives import find_alternatives
from vaultwell.practices.ask import find_verdict
from vaultwell.practices.clues import find_clues, find_clues_of
from vaultwell.practices.wanted import Tie, find_named

DAY = date.fromisoformat(TODAY)
NAMES = [
    "Ana Díaz",
    "Ben",
    "Anne-Marie O’Neil",
    "Søren  Kierk",
    "Straße",
    "JOSÉ",
    "Work",
    "Émile a. Zola",
    "Li",
]
WORDS = """archive archives archivist Archiv Archive climbing climb climbs Klettern klettert äpfel apfel ÄPFEL die
    dying skies sky flat flats wohnung Wohnungen Straßen STRASSE café Cafe's lisbon in at the a of name garden’s
    ab 2 piano-lessons **bread** [[bread]] `bread` Ana Díaz ben anne marie o’neil søren kierk josé émile zola li""".split()
texts = st.lists(st.sampled_from([*WORDS, *NAMES, ",", "(", ")"]), max_size=6).map(" ".join)


def build(people: list[tuple[str, str, str]]) -> Graph:
    """Ana, who is asked, and some people, each with a property and a line of their log."""
    notes = {"People/Laura.md": "---\nneeds: [a flat, climbing]\n---\n## Log\n- [ ] 2026-01-01 promised: x\n"}
    for name, (key, text, line) in zip(NAMES, people, strict=False):
        value = text.replace("'", "’")
        notes[f"People/{name}.md"] = f"---\n{key}: ['{value}']\n---\n## Log\n- 2026-10-01 {line}\n"
    settings = Settings()
    parsed = [parse_note(path, text.encode(), settings, Conventions()) for path, text in notes.items()]
    return build_graph(parsed, list(notes), settings, DAY)[0]


keys = st.sampled_from(["offers", "field", "role", "interests", "aliases", "needs"])
lines = st.one_of(
    texts.map("they offered: {}".format),
    texts.map("[ ] they offered: {}".format),
    st.just("lunch: the harbour"),
)


@given(st.lists(st.tuples(keys, texts, lines), max_size=len(NAMES)), texts)
@example([("offers", "", "they offered: keys to the archives")], "a name at the archive")
@example([("aliases", "Anne-Marie", "lunch: the harbour")], "a word with anne marie")
def test_an_ask_finds_the_same_with_and_without(people: list[tuple[str, str, str]], what: str) -> None:
    """Whoever is named, offers it or does it is found, though only those are looked up who share a clue."""
    graph = build(people)

    def concerned(asked: str, tie: Tie) -> list[str]:
        wanted = find_clues_of(asked, tie)
        return [path for path in graph.contacts if find_clues(graph, path) & wanted]

    for contact in graph.contacts.values():
        assert find_named(graph, contact, what) == find_named(graph, contact, what, concerned)
        whole, quick = (find_verdict(graph, Settings(), contact, what, DAY, one) for one in (None, concerned))
        assert whole == quick
        assert find_alternatives(graph, Settings(), whole, DAY) == find_alternatives(
            graph, Settings(), quick, DAY, concerned
        )


@pytest.mark.parametrize("what", ["", "a name at the archive", "a hand"])
def test_only_those_who_share_a_clue_are_looked_up(what: str) -> None:
    """An ask for the archive concerns whoever offers its keys, and nobody who climbs."""
    people = [("offers", "keys to the archives", "lunch"), ("interests", "climbing", "lunch")]
    graph = build(people)
    clues = {path: find_clues(graph, path) for path in graph.contacts}
    offered, done = find_clues_of(what, "offers"), find_clues_of(what, "of-the-field")
    found = [path for path in graph.contacts if clues[path] & (offered | done)]
    assert found == (["People/Ana Díaz.md"] if "archive" in what else [])
