"""Rows of an index: what was put in comes back, in the order of the keys."""

from hypothesis import given
from hypothesis import strategies as st

from vaultwell.vault.table import Table, join_words, split_words

_WORDS = st.text(st.characters(), max_size=6) | st.sampled_from(["\\", "\\t", "\t\n", "\\\\n", "", "\ud800"])
_ROWS = st.dictionaries(_WORDS, st.lists(_WORDS, min_size=1, max_size=4).map(tuple))


def build_table(data: bytes = b"") -> Table[tuple[str, ...]]:
    """A table of words, as it was written."""
    table = Table(split_words, join_words)
    table.load(data)
    return table


@given(_ROWS, _ROWS, st.sets(_WORDS))
def test_rows_come_back(
    first: dict[str, tuple[str, ...]], more: dict[str, tuple[str, ...]], gone: set[str]
) -> None:
    """Whatever stands in keys and words, and also after rows were added and taken away."""
    table = build_table()
    table.update(first)
    table = build_table(table.render())
    table.update(more)
    expected = first | more
    for key in gone & expected.keys():
        del table[key], expected[key]
    again = build_table(table.render())
    assert list(again.items()) == list(table.items()) == sorted(expected.items())
    assert again.render() == table.render()
