"""Whom a name on the command line means."""

from collections.abc import Iterator
from datetime import date
from posixpath import basename, splitext
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY
from vaultwell.graph.build import build_graph
from vaultwell.graph.names import link_key, name_key
from vaultwell.graph.who import find_name, find_person
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note

_TEXT = """Ana|ana|ANA|A\u0301na|Ána|Ana Díaz|Ana Di\u0301az|ana diaz|Díaz|Straße|Strasse|STRASSE|Å|\u212b
    |İ|i|Ben  Ok|Ben Ok|x|20240101T101010--ana-diaz__friend|K|\u212a|ᾴ|\u03b1\u0345\u0301|\u0301|Ben.Ok|B"""
NAMES = _TEXT.replace("\n    ", "").split("|")
names = st.sampled_from(NAMES)
people = st.dictionaries(names, st.lists(names, max_size=2), min_size=1, max_size=6)


def build(called: dict[str, list[str]]) -> Graph:
    """People of such names with such aliases."""
    texts = {f"People/{name}.md": f"---\naliases: {aliases!r}\n---\n" for name, aliases in called.items()}
    notes = [parse_note(path, text.encode(), Settings(), Conventions()) for path, text in texts.items()]
    return build_graph(notes, list(texts), Settings(), date.fromisoformat(TODAY))[0]


def list_ways(graph: Graph, who: str) -> Iterator[list[str]]:
    """Whom each way finds among everybody, one way after the other."""
    called, key, folded = graph.called, normalize("NFC", who), name_key(who)
    yield [path for path in (who, f"{who}.md") if path in called]
    yield [path for path in called if normalize("NFC", called[path][0]) == key]
    yield [path for path in called if normalize("NFC", splitext(basename(path))[0]) == key]
    yield [path for path in called if key in (normalize("NFC", name) for name in called[path][1:])]
    yield [path for path in called if link_key(path).removesuffix(".md") == link_key(who).removesuffix(".md")]
    yield [path for path in called if name_key(called[path][0]) == folded]
    yield [path for path in called if folded in map(name_key, called[path][1:])]
    yield [path for path in called if folded and folded in name_key(called[path][0]).split(" ")]
    yield [path for path in called if folded and folded in name_key(called[path][0])]


@given(people, st.one_of(names, names.map("People/{}".format), names.map("People/{}.md".format)))
def test_the_first_way_that_fits_anybody_decides(called: dict[str, list[str]], who: str) -> None:
    """Of all ways to be meant, in their order, however the name is written down."""
    graph = build(called)
    found = next((ways for ways in list_ways(graph, who) if ways), [])
    try:
        assert [find_person(graph, who).path] == found
    except UsageError:
        assert len(found) > 1
    except VaultwellError:
        assert found == []


@given(people, names)
def test_a_name_is_that_of_whoever_comes_first(called: dict[str, list[str]], words: str) -> None:
    """By name, alias or first name."""
    graph = build(called)
    key = name_key(words)
    found = [
        own
        for own, *more in graph.called.values()
        if key and key in {*map(name_key, (own, *more)), name_key(own).split(" ")[0]}
    ]
    assert find_name(graph, words) == (found[0] if found else None)
