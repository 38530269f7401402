"""The short ways through the grammar say what the whole grammar says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from vaultwell.notes.entries import parse_short
from vaultwell.notes.grammar import parse_whole
from vaultwell.notes.heads import _search_verb, find_verb
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import VERBS, build_vocabulary

VOCABULARY = build_vocabulary({}, {})
_BOXES = st.sampled_from([None, None, " ", "x", "-", "/"])
_DAYS = st.sampled_from(
    ["2026-10-05 "] * 9
    + [
        "",
        "",
        "2026-02-30 ",
        "1899-01-01 ",
        "2026-10-5 ",
        "**2026-10-05** ",
        "2026-10-05 - ",
        "2026-10-05T10:00 ",
    ]
    + ["2026-10-05: ", "12:30 ", "19.11. ", "2026-10-050 "]
)
_WHO = st.sampled_from(
    ["", "", "", "they ", "she ", "I ", "we ", "Ana ", "also ", "Later they ", "T ", "[[Ana]] "]
)
_VERBS = st.sampled_from(
    [*VERBS, "promisd", "Called", "called her", "talk", "walk, called", "moved to Monday"]
)
_LINKS = st.sampled_from(
    [""] * 9
    + """ [[Ana]]| with [[Ana Díaz]]| w/ [[a/b]]| about [[Ana]]| her, [[Ana (Lisbon)]]| with [[Ana#x]]
    | with [[ Ana]]| [[Ana]] and [[Ben]]| with ![[Ana]]| [[]]| thought of [[Ana]]| [[Ana|her]]
    | for [[Ana]]'s| \\[[Ana]]| [[Ana]]s| with [[Ana""".split("|")
)
_WORDS = [
    *(
        "Ana they we then Later also, called call video walk her to me \x00\x00 é, no answer caught up".split(
            " "
        )
    ),
    *("", "moved", "Monday"),
]
_TEXT = st.text(st.sampled_from("ab é.,;–-'()[]:#^`!📅✅ 26\xa0\x0b：?"), max_size=25)
_ENDS = st.sampled_from(
    """| | |  📅 2026-12-01|  📅 2026-12-01| 📅 2026-02-30| #tag| ^abc|: no answer| ✅ 2026-12-01
    | 📅 2026-12-01 ✅ 2026-12-01| ✅ 2026-12-01 📅 2026-12-01 ^abc| ✅ soon""".split("|")
)


@settings(max_examples=examples(900))
@given(
    _BOXES,
    st.tuples(_DAYS, _WHO, _VERBS, _LINKS, st.sampled_from([": ", ":", " ", ""]), _TEXT, _LINKS, _ENDS),
)
def test_the_short_ways_say_what_the_grammar_says(box: str | None, parts: tuple[str, ...]) -> None:
    """Whatever line takes a short way, the whole grammar reads the very same from it."""
    item = Item(3, 5, "".join(parts).strip(), box, (), None, ())
    found = parse_short(item.line, item.column, item.box, item.text, VOCABULARY)
    assert found is None or found == parse_whole(item, VOCABULARY)


def test_ordinary_lines_take_a_short_way() -> None:
    """The ordinary lines of a log are read a short way, so that the test above looks at something."""
    lines = """
called: the move
they promised: the form 📅 2026-12-01
promised: the form 📅 2026-12-01 ✅ 2026-11-20
contact: coffee, and bread ^vw-1a2b3c4d
introduced: [[Ana]]
they recommended: the baker whom [[Ana|she]] knows, for [[Ben]]
long walk by the river
called about the move
talked, and talked
call
lunch with [[Ana]]: the move
gave [[Ana Díaz]]: bread
met [[Ana (Lisbon)]]
""".strip().split("\n")
    for line in lines:
        for box, day in ((None, "2026-10-05 "), ("x", "2026-10-05 "), (None, "")):
            assert parse_short(3, 5, box, f"{day}{line}", VOCABULARY), line


@settings(max_examples=examples(900))
@given(st.lists(st.sampled_from(_WORDS), max_size=8), st.sampled_from(["", " "]))
def test_a_verb_is_found_among_plain_words_as_among_any(words: list[str], begin: str) -> None:
    """Words that need no search have who and what where the search finds them."""
    masked = begin + " ".join(words)
    assert find_verb(masked, masked, VOCABULARY) == _search_verb(masked, masked, VOCABULARY)
