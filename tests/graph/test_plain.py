"""The plain lines of a log tell what they tell when they are read closely."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.graph.lines import TODAY, build
from vaultwell.graph.build import build_graph
from vaultwell.graph.names import find_names
from vaultwell.graph.telling import tell
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.verbs import build_vocabulary

_SETTINGS = Settings(verbs={"kaffee": "coffee", "bouldered": "met", "nagging": "maybe"}, who={"mum": "they"})
_VOCABULARY = build_vocabulary(_SETTINGS.verbs, _SETTINGS.who)
_DAYS = ("2026-10-05", "2026-10-05", "2026-10-05", "2026-10-06", "2026-10-07", "2026-11-22", "2026-12-01")
_WORDS = """
called: the move
they called: the move
call
walk
coffee
coffee: the move
kaffee with [[Ben]]: the move
contact: the move
maybe: the move
maybe the move
nagging [[Ben]]: the move
note: maybe the move
note [[Ben]]: the move
news with [[Ana Díaz]]: the move
lunch with [[Ben]]: the move
lunch with [[Ben]]: the move to Lisbon
lunch with [[Ana Díaz]]: the move
lunch with [[Chen]]: the move
lunch with [[Chen Wei]]: the move
lunch with [[Nobody]]: the move
lunch with [[Lisbon]]: the move
lunch at [[Ben]]: – the move
lunch with [[People/Ben]]: the move
lunch with [[Ben]]: the move 📅 2026-12-01
lunch with [[./Ben]]: the move
lunch with [[Łucja]]: the move
they asked with [[Ben]]: the move
asked [[Ben]]: the move
got [[Ben]]: the move
introduced [[Ben]]: the move
ran into [[Ben]]: the move
thought of [[Ben]]: the move
mention: the move
todo: the move
lunch with [[Ben]]
the move
long walk by the river
long walk by the river, the move
walk by the river, the move
walk by the river
walk: by the river
walk: by the river and home
walk, by the river
walk by the river and home
walk with Ben by the river
walk with Ben
long walk with Ben and Chen
Ben called about the move
Ana called about the move
mum called about the move
They called about the move
they called about the move
they gave me a book
gave me a book
my promised land
promised to call
tried to be there
my tried way
they wrote about the move
sent to me by mistake
Called about the move
kaffee in the sun
nagging doubts
Sunday walk, bouldered and more
moved to Monday
still no word
promised: the form 📅 2026-12-01
""".strip().split("\n")
_NOTES = {
    "People/Ana Díaz.md": "---\ntype: person\naliases: [Long]\n---\n",
    "People/Ben.md": "---\ntype: person\n---\n",
    "People/Chen Wei.md": "---\naliases: [Chen, the move]\n---\n",
    "People/Łucja.md": "---\n---\n",
    "Lisbon.md": "A town.\n",
}
_LINES = st.builds("- {} {}".format, st.sampled_from(_DAYS), st.sampled_from(_WORDS))
_BOXED = st.builds("- [x] {} {}".format, st.sampled_from(_DAYS), st.sampled_from(_WORDS))
_LOG = st.lists(st.one_of(_LINES, _LINES, _LINES, _LINES, _BOXED), max_size=6)
_LOGS = st.tuples(_LOG, _LOG, _LOG, _LOG)


def parse(logs: Sequence[Sequence[str]]) -> list[Note]:
    """A few people with these lines in their logs, and a town."""
    texts = dict(_NOTES)
    for path, lines in zip(_NOTES, logs, strict=False):
        texts[path] += "\n".join(["", "## Log", "", *lines, ""])
    return [parse_note(path, text.encode(), _SETTINGS, Conventions()) for path, text in texts.items()]


def closely(note: Note) -> Note:
    """The same note with no plain line."""
    return replace(note, log=None, others=note.jottings)


def say(graph: Graph) -> tuple[object, ...]:
    """All that a graph says."""
    logs = {person: (log.touches, log.kinds, log.first_day) for person, log in graph.logs.items()}
    return dict(graph.entries), logs, dict(graph.relations), graph.introductions, dict(graph.contacts)


@settings(max_examples=examples(500))
@given(_LOGS)
def test_plain_lines_tell_what_they_tell_when_read_closely(logs: Sequence[Sequence[str]]) -> None:
    """Whatever lines a log has: everybody's entries and every problem are those of a close reading."""
    notes = parse(logs)
    graph, problems = build_graph(notes, list(_NOTES), _SETTINGS, TODAY)
    close, same = build_graph([closely(note) for note in notes], list(_NOTES), _SETTINGS, TODAY)
    assert say(graph) == say(close)
    assert problems == same


@settings(max_examples=examples(200))
@given(_LOG)
def test_plain_lines_ask_for_the_same_names(lines: Sequence[str]) -> None:
    """A name that a close reading asks for is asked for; else nobody would notice that it means another."""
    notes = parse([lines])
    names = find_names(list(_NOTES), {note.path: note.contact for note in notes if note.contact})
    short, long = (tell(note, names, _VOCABULARY, TODAY) for note in (notes[0], closely(notes[0])))
    assert short.asked >= long.asked


def test_ordinary_lines_are_plain() -> None:
    """The ordinary lines of a log are kept without their words, so that the laws above look at something."""
    words = """
called: the move
call
lunch with [[Ben]]: the move
lunch with [[Łucja]]: the move
the weather
long walk by the river
walk by the river
they wrote about the weather
""".strip().split("\n")
    lines = [f"- 2026-10-{number:02} {line}" for number, line in enumerate(words, 1)]
    note = parse([lines])[0]
    assert note.log is not None
    assert (len(note.log.days), note.close) == (len(words), ())


def test_a_thought_is_no_first_day() -> None:
    """In somebody's own note as in a daily one: the first day is the first that you had to do with them."""
    text = "---\ntype: person\n---\n## Log\n- 2022-09-21 mention: {}\n- 2024-02-26 met: at the fair\n"
    graph, _ = build({"People/Ben.md": text.format("thought of Ben")})
    assert str(graph.log("People/Ben.md").first_day) == "2024-02-26"
