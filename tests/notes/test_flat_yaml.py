"""The fast path reads what YAML reads, or nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultwell.notes import front_matter
from vaultwell.notes.fields import FrontMatter
from vaultwell.notes.flat_yaml import parse_flat
from vaultwell.notes.lines import split_lines

# Front matter as people, Obsidian and its plugins write it; an empty line parts two notes.
_NOTES = """
type: person

tags: [person]
aliases: []

type: person
aliases:
  - Ana
  - Ana D.
circle: close
cadence: 30
birthday: 1988-04-17
email: ana@example.org

aliases: ["Ben", 'Benny', B. Ode]
partner: "[[Ana Díaz]]"
phone: "+49 170 1234567"

tags:
- person
- friend/close
created: 2024-03-01T10:22
last-contact: 2026-01-02

categories:
  - "[[People]]"
birthday:
org: []
created: 2023-09-12

name: Jürgen Großmann
city: München
company: Müller & Söhne GmbH
role: Head of R&D

name: 山田 太郎
tags: [友達]
mood: 😀

url: https://example.org/~ana?tab=1#about
time: 12:30
how_we_met: at Bo's party (2019), with Cem

last_contact: 2026-02-30
active: true
vegetarian: no
number: 01796
version: 3.10

date created: Monday, 12th September 2022, 9:15:22 am
date modified: Tuesday, 13th September 2022, 9:15:22 am
linter-yaml-title-alias: Jane Doe
aliases: [Jane Doe]

FN: Ana Díaz
N.GN: Ana
EMAIL[HOME]: ana@example.org
BDAY: 1988-04-17

prm-tier: close
prm-cadence: 30
prm-paused: false
prm-snooze-until:

# how I keep this
circle: close    # since the move
interests:
  - climbing     # indoors
  - early music

birthday: --04-17
met_at: "Bar Zentral: the one with the piano"
why: 'She said "come by"'

type: person
aliases:
  -
tags:
  - person

cadence:   2 weeks
note: ~
died: null

relation: [friend, colleague]
pets: [Momo (cat), Rex (dog)]
location: Lisbon, since 2024

snooze: 2026-12-01
follow_up: 2026-11-11
let_go: 2026

title: <% tp.file.title %>
status: 50 % done
score: 4/5

name: O'Brien, Pat
nick: the "boss"
quote: "it's fine"

food: [no nuts, vegan]
needs: [a flat in Lisbon, a cat-sitter]
offers: ["help, with moving", piano lessons]

introduced_by: "[[Bo Ek|Bo]]"
colleague_of:
    - "[[Cem Aydın]]"
    - "[[Dana]]"
goals:
    - run a marathon

creation: 2024-01-01
modified: 2024-01-02
publish: false
cssclasses:

birthday: 17 April
children: Mia (4), Tom (7)
notes: met at a conference - talked about boats

contactFrequency: 90
lastContact: 2026-01-02
contactPriority: high

type: Person
company: "[[Acme]]"
manager: "[[Eve]]"
email: eve@acme.example, e@x.example

type: person
partner: [[Ana Díaz]]
met: 2019

interactions:
  - date: 2026-01-02
    text: lunch
""".strip().split("\n\n")

# What makes a line mean something else, or looks as if it did.
_BITS = [
    *": ¦ #¦- ¦  ¦''¦\"\"¦null¦~¦---¦...¦? ¦&a¦*a¦!t¦<<¦1¦a¦é¦[a, b]¦x: y¦e\u0301".split("¦"),
    *"\n¦\n  ¦\n- ¦\n  - ¦\n  - - a¦\n# ¦\nkey: ¦\n\n¦\n  \n".split("¦"),
    *"\t\u2028\x85\xa0\ufeff\u200d\x0b\x1c[]{}?|>=%@`,\"'\\#: -_.(/+<\ud800\uffff\U0001fffe\U0001d4b3",
]


def _read_both_ways(block: str) -> tuple[FrontMatter | None, FrontMatter]:
    """By the fast path, if it accepts the block, and by YAML."""
    lines = split_lines(f"---\n{block}\n---\nbody")
    stop = lines.index("---", 1)
    fields = parse_flat(lines, stop)
    fast = None if fields is None else FrontMatter(fields, stop + 2)
    return fast, front_matter._parse_any("note.md", lines)


class _Dice:
    """Numbers that look random and are the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def roll(self, sides: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % sides

    def pick(self, things: list[str]) -> str:
        return things[self.roll(len(things))]


def _mutate(dice: _Dice, text: str) -> str:
    for _ in range(1 + dice.roll(3)):
        at = dice.roll(len(text) + 1)
        until = at + dice.roll(3)
        lines = text.split("\n")
        match dice.roll(5):
            case 0 | 1:
                text = text[:at] + dice.pick(_BITS) + text[at:]
            case 2:
                text = text[:at] + dice.pick(_BITS) + text[until:]
            case 3:
                text = text[:at] + text[until:]
            case _:
                lines.insert(dice.roll(len(lines) + 1), dice.pick(dice.pick(_NOTES).split("\n")))
                text = "\n".join(lines)
    return text


def _list_mutants(seed: int, count: int) -> Iterator[str]:
    dice = _Dice(seed)
    for _ in range(count):
        yield _mutate(dice, dice.pick(_NOTES))


@pytest.mark.parametrize("block", _NOTES)
def test_real_front_matter_is_read_as_by_yaml(block: str) -> None:
    """Front matter as people write it has the same fields, places and problems by both paths."""
    fast, full = _read_both_ways(block)
    assert full.is_readable
    assert fast in (None, full)


def test_nearly_all_real_front_matter_takes_the_fast_path() -> None:
    """More than nine of ten real notes are flat; else the comparisons here would prove nothing."""
    accepted = [block for block in _NOTES if _read_both_ways(block)[0] is not None]
    assert len(accepted) > 0.9 * len(_NOTES)


def test_ten_thousand_mutants_are_read_as_by_yaml() -> None:
    """However a real note is disfigured, the fast path gives YAML's answer or none."""
    accepted = 0
    for block in _list_mutants(seed=2026, count=10_000):
        lines = split_lines(f"---\n{block}\n---\nbody")
        if parse_flat(lines, lines.index("---", 1)) is not None:
            accepted += 1
            fast, full = _read_both_ways(block)
            assert fast == full, block
    assert accepted > 2_500


_WORD = st.text(st.sampled_from("ab é1-_.,:#'\"[]{}?~ "), max_size=8)
_SCALAR = st.one_of(
    _WORD,
    _WORD.map(lambda word: f'"{word}"'),
    _WORD.map(lambda word: f"'{word}'"),
    st.lists(_WORD, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    st.sampled_from(["null", "~", "# c", "x # c", '"x" # c', "2026-01-02", "12:30", "[[Ana]]", '"[[Ana]]"']),
)
_LINE = st.one_of(
    st.builds(lambda key, value: f"{key}: {value}", st.sampled_from("abcdefgh"), _SCALAR),
    st.builds(lambda indent, value: f"{indent}- {value}", st.sampled_from(["", "  ", "    "]), _SCALAR),
    st.sampled_from("abcdefgh").map(lambda key: f"{key}:"),
    st.sampled_from(["", "  ", "# c", "  # c", "-", "  -"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINE, max_size=6))
def test_made_up_front_matter_is_read_as_by_yaml(lines: list[str]) -> None:
    """Any mixture of properties, items, comments and empty lines is read alike by both paths."""
    fast, full = _read_both_ways("\n".join(lines))
    assert fast in (None, full)


def test_places_are_those_of_the_note() -> None:
    """A field knows its key's line, and a value its own line, column and width, quotes counted."""
    lines = ["---", "circle:  close ", "aliases:", "  - 'Ana'", 'tags: [a, "b c"]', "---"]
    circle, aliases, tags = parse_flat(lines, 5) or ()
    assert circle == ("circle", ("close", 2, 10, 5, True), 2, 1)
    assert aliases == ("aliases", (("Ana", 4, 5, 5, False),), 3, 1)
    assert tags == ("tags", (("a", 5, 8, 1, True), ("b c", 5, 11, 5, False)), 5, 1)


@pytest.mark.parametrize(
    "block",
    [
        "a: 1\na: 2",
        "a: b: c",
        "a: |\n  text",
        "a: b\n  c",
        "a:\n  b: c",
        "a: [[Ana]]",
        'a: "\\n"',
        "a: 'it''s'",
        "a: @b",
        "a:\tb",
        "a: b\xa0c",
        "<<: a",
        "- a",
        "a:\n  - b\n - c",
        "a: [b, [c]]",
        "a: [b,]",
        "=======",
        "--- ",
    ],
)
def test_what_is_doubtful_is_left_to_yaml(block: str) -> None:
    """Duplicates, nesting, escapes, block scalars and faults are not read by the fast path."""
    lines = ["---", *block.split("\n"), "---"]
    assert parse_flat(lines, len(lines) - 1) is None


def test_a_block_near_the_size_limit_is_left_to_yaml() -> None:
    """What might be over 64 KiB in UTF-8, by its letters or its line ends, is left to YAML."""
    assert parse_flat(["---", "a: " + "b" * 16_384, "---"], 2) is None
    assert parse_flat(["---", *[""] * 16_385, "---"], 16_386) is None


def test_hostile_lines_are_given_up_at_once() -> None:
    """No line makes the pattern try again and again."""
    for line in ["a: [" + "b  ," * 4_000, "a:" + " " * 16_000 + "}", "a: [" + '"b" ,' * 3_000, "a " * 8_000]:
        assert parse_flat(["---", line, "---"], 2) is None
