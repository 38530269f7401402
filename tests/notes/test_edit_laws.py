"""What holds for every edit of every note: what was asked, and nothing else."""

from collections import Counter
from datetime import date, timedelta
from difflib import SequenceMatcher

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.strange_notes import ANA, texts
from vaultwell.model.contact import Contact
from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.edit_front_matter import add_to_list, remove_property, set_property
from vaultwell.notes.edit_lines import drop, remove_entry, set_due, tick
from vaultwell.notes.edit_links import rewrite_links
from vaultwell.notes.edit_log import append_entries
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.lines import split_lines
from vaultwell.notes.note import Note, parse_note

SETTINGS = Settings(properties={"Kreis": "circle"})
HEADINGS = SETTINGS.headings
DAY = date(2026, 11, 22)
ENTRY = "- 2026-11-22 call: the move ^vw-0a1b2c3d"
NEWLINES = st.sampled_from(("\n", "\n", "\r\n", "\r"))


@st.composite
def notes(draw: st.DrawFn) -> str:
    """Any note, some of them with another newline, a byte order mark, or no newline at the end."""
    text = draw(texts).replace("\ud800", "")
    newline = draw(NEWLINES)
    if newline != "\n":
        text = text.replace("\r\n", "\n").replace("\n", newline)
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return ("\ufeff" if draw(st.integers(0, 4)) == 0 else "") + text


def read(text: str) -> Note:
    """The note as vaultwell reads it."""
    data = text.encode("utf-8", "surrogatepass")
    return parse_note("People/Ana Díaz.md", data, SETTINGS, Conventions())


def person(note: Note) -> Contact:
    """The contact without the lines on which things stand."""
    assert note.contact is not None
    yearly = tuple(day._replace(source=day.source._replace(line=0)) for day in note.contact.yearly)
    return note.contact._replace(lines={}, yearly=yearly)


def said(note: Note) -> list[tuple[object, ...]]:
    """What every jotting says, wherever it stands."""
    return [what_it_says(jotting) for jotting in note.jottings]


def what_it_says(jotting: Jotting) -> tuple[object, ...]:
    """A jotting without its place."""
    targets = tuple(ref.target for ref in (*jotting.people, *jotting.refs))
    return (
        jotting.on, jotting.box, jotting.subject, jotting.verb, targets, jotting.text, jotting.tail,
        jotting.wording, jotting.due_on, jotting.done_on, jotting.block_id,
    )  # fmt: skip


def complaints(note: Note) -> Counter[tuple[str, str]]:
    """The problems, wherever they stand."""
    return Counter((problem.code, problem.message) for problem in note.problems)


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came, newlines included."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    gone: list[str] = []
    come: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


@settings(max_examples=examples(400))
@given(notes(), st.sampled_from(("Log", "Favors")))
@example("---\ntype: person\n---\n## Log\n- 2026-10-05 call\n%%\n", "Log")
@example("---\ntype: person\n---\n## Log\n- 2026-10-05 call\n- > a quote\nthat runs on\n", "Log")
def test_an_entry_is_added_and_nothing_else(text: str, section: str) -> None:
    """The new entry is read, every other line, property and problem is what it was; twice adds nothing."""
    try:
        edited = append_entries(text, [ENTRY], HEADINGS, section)
    except CannotEdit:
        return
    before, after = read(text), read(edited)
    assume(before.contact)
    new = what_it_says(read(f"## Log\n{ENTRY}").jottings[0])
    assert Counter(said(after)) == Counter([*said(before), new])
    assert person(after) == person(before)
    assert complaints(after) == complaints(before)
    assert is_insertion(text, edited)
    assert append_entries(edited, [ENTRY], HEADINGS, section) == edited


def is_insertion(before: str, after: str) -> bool:
    """The text came into one place, and what stood around it is as it was."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return any(
        before[:cut] + after[cut : cut + len(after) - len(before)] + before[cut:] == after
        for cut in range(max(0, start - 80), start + 1)
    )


@settings(max_examples=examples(400))
@given(notes(), st.data())
def test_a_line_is_closed_and_nothing_else(text: str, data: st.DataObject) -> None:
    """Ticked, dropped, put off: that one line says so, each other one what it said; twice changes nothing."""
    before = read(text)
    assume(before.contact and before.jottings)
    index = data.draw(st.integers(0, len(before.jottings) - 1))
    jotting = before.jottings[index]
    edit = data.draw(st.sampled_from((tick, drop, set_due)))
    try:
        edited = edit(text, jotting.line, jotting.text, DAY)
    except CannotEdit:
        return
    after = read(edited)
    assert len(after.jottings) == len(before.jottings)
    different = [i for i, (a, b) in enumerate(zip(said(before), said(after), strict=True)) if a != b]
    if edited != text:
        now = after.jottings[different[0]]
        assert len(different) == 1
        wanted = {"tick": "done", "drop": "dropped"}.get(edit.__name__)
        assert now.due_on == DAY if edit is set_due else now.box == wanted
    assert person(after) == person(before)
    lines = zip(split_lines(text), split_lines(edited), strict=True)
    assert sum(a != b for a, b in lines) == (edited != text)
    assert edit(edited, jotting.line, jotting.text, DAY) == edited


@settings(max_examples=examples(300))
@given(notes(), st.data())
def test_an_entry_is_removed_and_nothing_else(text: str, data: st.DataObject) -> None:
    """A removed entry takes along what is indented under it; every other line says what it said."""
    before = read(text)
    assume(before.contact and before.jottings)
    jotting = data.draw(st.sampled_from(before.jottings))
    try:
        edited = remove_entry(text, jotting.line, jotting.text)
    except CannotEdit:
        return
    after = read(edited)
    assert not Counter(said(after)) - Counter(said(before))
    assert len(after.jottings) < len(before.jottings)
    assert not complaints(after) - complaints(before)
    assert is_insertion(edited, text)


FIELDS = {"paused": "is_paused"}
KEYS = st.sampled_from(("circle", "snooze", "paused", "let_go", "cadence", "last_contact"))
VALUES = st.sampled_from(
    ("2026-12-01", "close", "it is: time", "no", "", "a # b", "[[Ben]]", '"', "'", "é\u2028")
) | st.text(st.characters(codec="utf-8"), max_size=8)


@settings(max_examples=examples(500))
@given(notes(), KEYS, VALUES)
@example(ANA.replace("circle:", "Kreis :"), "circle", "far")
@example("---\nPRM-Tier: 'a' # why\n---\n", "circle", "far")
def test_a_property_is_set_and_nothing_else(text: str, key: str, value: str) -> None:
    """The property reads as set; all others, every entry and every other line are what they were."""
    try:
        edited = set_property(text, key, value, SETTINGS)
    except CannotEdit:
        return
    before, after = read(text), read(edited)
    assume(before.contact)
    assert said(after) == said(before)
    if value.isprintable():
        quoted = value.replace("'", "''")
        alone = read(f"---\n{key}: '{quoted}'\n---\n")
        assert value_of(after, key) == value_of(alone, key)
    assert others(after, key) == others(before, key)
    assert len(split_lines(edited)) - len(split_lines(text)) in (0, 1, 3)
    assert set_property(edited, key, value, SETTINGS) == edited


def value_of(note: Note, key: str) -> object:
    """What a contact has for a property."""
    return getattr(person(note), FIELDS.get(key, key))


def others(note: Note, key: str) -> Contact:
    """The contact but for one property."""
    name = FIELDS.get(key, key)
    empty = False if name == "is_paused" else None
    return person(note)._replace(**{name: empty})  # type: ignore[arg-type]


@settings(max_examples=examples(400))
@given(notes(), KEYS)
def test_a_property_is_removed_and_nothing_else(text: str, key: str) -> None:
    """The property is gone by all its names; all others and every entry are what they were."""
    try:
        edited = remove_property(text, key, SETTINGS)
    except CannotEdit:
        return
    before, after = read(text), read(edited)
    assume(before.contact)
    assert said(after) == said(before)
    assert person(after) == others(after, key) == others(before, key)
    assert remove_property(edited, key, SETTINGS) == edited


@settings(max_examples=examples(300))
@given(notes(), VALUES)
def test_an_alias_is_added_and_nothing_else(text: str, value: str) -> None:
    """One more alias stands behind those there were; everything else is what it was."""
    assume(value.strip())
    try:
        edited = add_to_list(text, "aliases", value, SETTINGS)
    except CannotEdit:
        return
    assume(read(text).contact)
    before, after = person(read(text)), person(read(edited))
    assert set(after.aliases) == {*before.aliases, value.strip()}
    assert after._replace(aliases=()) == before._replace(aliases=())
    assert said(read(edited)) == said(read(text))


@settings(max_examples=examples(100))
@given(st.dates(date(1990, 1, 1), date(2029, 1, 1)), st.integers(1, 400))
def test_putting_off_again_replaces_the_day(day: date, days: int) -> None:
    """However often a promise is put off, one 📅 stands behind it."""
    text = "- [ ] 2026-10-11 promised: send the checklist ^a1\n"
    once = set_due(text, 1, "send the checklist", day)
    twice = set_due(once, 1, "send the checklist", day + timedelta(days))
    assert twice == f"- [ ] 2026-10-11 promised: send the checklist 📅 {day + timedelta(days)} ^a1\n"


@settings(max_examples=examples(300))
@given(notes(), st.sampled_from(("Ana Díaz", "Ben Okafor", "Chen", "b.md")))
def test_links_change_and_nothing_else(text: str, name: str) -> None:
    """Every link that counted goes along, no other does, and the way back gives the same bytes."""
    assume("Zoe" not in text)
    try:
        edited = rewrite_links(text, {name: "Zoe"}.get)
    except CannotEdit:
        return
    before, after = read(text), read(edited)
    targets = [[ref.target for ref in (*jotting.people, *jotting.refs)] for jotting in before.jottings]
    assert [[ref.target for ref in (*jotting.people, *jotting.refs)] for jotting in after.jottings] == [
        ["Zoe" if target == name else target for target in found] for found in targets
    ]
    assert len(split_lines(edited)) == len(split_lines(text))
    assert rewrite_links(edited, {"Zoe": name}.get) == text
