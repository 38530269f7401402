"""The short way through the grammar says what the long way says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from vaultwell.notes.entries import _parse_whole, parse_linked, parse_plain, parse_talk
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import VERBS, build_vocabulary

VOCABULARY = build_vocabulary({}, {})
_DAYS = st.sampled_from(["2026-10-05", "2026-02-30", "1899-01-01", "2026-10-5", "**2026-10-05**"])
_WHO = st.sampled_from(["", "", "they ", "she ", "I ", "we ", "Ana "])
_VERBS = st.sampled_from([*VERBS, "promisd", "Called", "called her", "talk"])
_LINKS = st.sampled_from(
    [""] * 9
    + """ [[Ana]]| with [[Ana Díaz]]| w/ [[a/b]]| about [[Ana]]| her, [[Ana (Lisbon)]]| with [[Ana#x]]
    | with [[ Ana]]| [[Ana]] and [[Ben]]| with ![[Ana]]| [[]]| thought of [[Ana]]""".split("|")
)
_TEXT = st.text(st.sampled_from("ab é.,;–-'()[]:#^`!📅✅ 26\xa0\x0b：?"), max_size=25)
_ENDS = st.sampled_from(
    ["", "", " ", " 📅 2026-12-01", "  📅 2026-12-01", " 📅 2026-02-30", " #tag", " ^abc", ": no answer"]
)


@settings(max_examples=examples(600))
@given(st.tuples(_DAYS, _WHO, _VERBS, _LINKS, st.sampled_from([": ", ":", " ", ""]), _TEXT, _ENDS))
def test_the_short_way_says_what_the_long_way_says(parts: tuple[str, ...]) -> None:
    """Whatever line takes the short way, the whole grammar reads the very same from it."""
    day, who, verb, link, colon, text, end = parts
    item = Item(3, 5, f"{day} {who}{verb}{link}{colon}{text}{end}".rstrip(), None, (), None, ())
    for short in (parse_plain, parse_linked, parse_talk):
        found = short(item.line, item.column, item.text, VOCABULARY)
        assert found is None or found == _parse_whole(item, VOCABULARY, is_mention=False)


def test_most_lines_take_the_short_way() -> None:
    """The ordinary lines of a log are read the short way, so that the test above looks at something."""
    lines = ["called: the move", "they promised: the form 📅 2026-12-01", "coffee: bread, and a plan"]
    items = [Item(3, 5, f"2026-10-05 {line}", None, (), None, ()) for line in lines]
    assert all(parse_plain(item.line, item.column, item.text, VOCABULARY) for item in items)
    lines = ["long walk by the river", "called about the move", "talked, and talked"]
    assert all(parse_talk(3, 5, f"2026-10-05 {line}", VOCABULARY) for line in lines)
    lines = ["lunch with [[Ana]]: the move", "gave [[Ana Díaz]]: bread", "met [[Ana (Lisbon)]]"]
    assert all(parse_linked(3, 5, f"2026-10-05 {line}", VOCABULARY) for line in lines)
