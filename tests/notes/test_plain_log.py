"""The short way through a contact's note says what the long way says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from vaultwell.notes.entries import read_words
from vaultwell.notes.inline_fields import find_inline_fields
from vaultwell.notes.jottings import read_log
from vaultwell.notes.lines import split_lines
from vaultwell.notes.plain_body import read_plain_log
from vaultwell.notes.structure import parse_structure
from vaultwell.notes.verbs import build_vocabulary

VOCABULARY = build_vocabulary({}, {})
HEADINGS = frozenset({"log", "favors"})
_PLAIN = [
    "",
    "",
    "## Log ",
    *"""
## Log
## Favors
### 2026
# Ana
Met at PyCon; she climbs.
- 2026-10-05 called: the move
- 2026-10-06 they asked: a recipe
- 2026-10-07 long walk by the river
- 2026-10-08 lunch with [[Ben]]: soup
- 2026-10-08 called: the move, and more of the move
- 2026-10-08 called: the move, and more of the moves
- 2026-10-08 gave [[Ana Díaz]]: soup
- 2026-10-08 coffee with [[Ana]]
- [ ] 2026-10-09 promised: the form 📅 2026-12-01
- [x] 2026-10-09 promised: the form ✅ 2026-10-11 ^vw-1a2b3c4d
- **2026-10-05** coffee #tag
- [[2026-10-05]] tea
- 2026-02-30 call: x
- 2026-10-05 call
- 2026-10-10 promisd: x
""".strip().split("\n"),
]
_ODD = [
    "\t- call: below",
    "- 2026-10-05 call  ",
    "- \t2026-10-05 call",
    "- 2026-10-05 met \\[[Ana]]",
    "\u2028",
    " ",
    "Words\u2028## Log",
    *"""
- a line without a day
  more of it
lazy words
```
> quoted
| a | b |
|---|---|
---
===
%% hidden
a %% b %%
<!-- x
-->
<div>
$$
1. one
* 2026-10-05 call
+ 2026-10-05 call
last-contacted:: 2026-05-01
- 2026-10-05 call (circle:: close)
- 2026-10-05 `code: x
## 2026-10-05 call
## [[2026-10-05]]
##Log
####### Log
-  2026-10-05 call
<<<<<<< ours
=======
>>>>>>> theirs
é sentence
[^1]: note
[a]: b
- [ ]2026-10-05 call
- [] 2026-10-05 call
""".strip().split("\n"),
]


def read_both(text: str) -> tuple[object, object]:
    """The short way's answer, None when it has none, and the long way's."""
    lines = split_lines(text)
    structure = parse_structure(lines)
    long = read_log(structure.blocks, VOCABULARY, HEADINGS)
    log = read_plain_log("\n".join(lines), 1, VOCABULARY, HEADINGS)
    if log is None:
        return None, long
    assert structure.conflict_line is None
    assert not list(find_inline_fields(structure.blocks))
    for index, number in enumerate(log.numbers):
        (said,) = log.read_plain(lines, [index], VOCABULARY)
        assert read_words(lines[number - 1], VOCABULARY) == (said.wording, said.text, said.due_on)
    return (
        log.read_all(lines, VOCABULARY),
        tuple(fault for jotting in log.close for fault in jotting.faults),
    ), long


_ASIDE = """
- likes: bread
  - and [[Soup]]
* a *word* with [a](link), **bold**, _more_, a tag and a \\[
1. one
> quoted
> > twice
> - 2026-10-05 call
| a | b |
|---|---|
lazy words
    indented
\tindented
---
===
- Log
Log
======= x
>>>>>>> theirs
||||||| base
about:: bread
a :: b
!

## Gifts & more (2026)
## Who?
""".strip().split("\n")
_LINES = st.lists(st.sampled_from([*_PLAIN * 8, *_ODD]), max_size=9)
_TYPED = st.lists(st.text(st.sampled_from("- #2026-10[]x:*`%<>|\\ \tabLog=~"), max_size=9), max_size=3)


@settings(max_examples=examples(800))
@given(st.tuples(_LINES, _TYPED, _LINES))
def test_the_short_way_says_what_the_long_way_says(parts: tuple[list[str], list[str], list[str]]) -> None:
    """Whatever note takes the short way, the long way reads the very same from it."""
    before, typed, after = parts
    short, long = read_both("\n".join(["## Log", "", *before, *typed, *after]))
    assert short is None or short == long


_BESIDE = st.lists(st.one_of(st.sampled_from(_ASIDE), st.sampled_from([*_ASIDE, *_ODD])), max_size=5)


@settings(max_examples=examples(800))
@given(st.tuples(_BESIDE, _TYPED, _BESIDE), st.sampled_from(["## Log", "## Log\n", "# Gifts\n"]))
def test_what_stands_beside_a_log_does_not_matter(
    parts: tuple[list[str], list[str], list[str]], heading: str
) -> None:
    """The same of whatever stands above a log, and below it under another heading."""
    above, typed, below = parts
    log = [heading, "- 2026-10-05 called: the move", ""]
    short, long = read_both("\n".join([*above, *typed, *log, "# Gifts", *below, *typed, *log]))
    assert short is None or short == long


def test_ordinary_notes_take_the_short_way() -> None:
    """So that the test above looks at something."""
    short, long = read_both(
        "\n".join(
            [
                "Met at PyCon.",
                "",
                "## Log",
                "",
                *[line for line in _PLAIN if line.startswith("- 2026-10-0")],
                "",
                "## Favors",
                "## Gifts & more",
                *[line for line in _ASIDE[:9] if line],
            ]
        )
    )
    assert short == long
