"""Rows of an index: what was put in comes back, in the order of the keys."""

from hypothesis import given
from hypothesis import strategies as st

from vaultwell.vault.table import Table, escape, find_row, join_words, split_words

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


@given(_ROWS, st.sets(_WORDS))
def test_a_row_is_found_where_it_lies(rows: dict[str, tuple[str, ...]], others: set[str]) -> None:
    """Without the rest taken apart, and what is not there is not found."""
    table = build_table()
    table.update(rows)
    data = table.render()
    for key in rows.keys() | others:
        expected = join_words(rows[key]) if key in rows else None
        assert find_row(data, key) == expected
        assert build_table(data).get(key) == rows.get(key)
        assert (key in build_table(data)) == (key in rows)
    assert len(build_table(data)) == len(rows)


_DOING = st.sampled_from(["put", "put", "drop", "take", "leave", "ask", "search", "count", "list", "render"])


@given(
    _ROWS,
    st.lists(st.tuples(_DOING, _WORDS, st.lists(_WORDS, min_size=1, max_size=3).map(tuple)), max_size=12),
)
def test_a_table_is_like_a_dictionary(
    rows: dict[str, tuple[str, ...]], doings: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Whatever is put, taken and asked in whatever order, the rows taken apart by then or not."""
    table = build_table()
    table.update(rows)
    table, expected = build_table(table.render()), dict(rows)
    for what, key, words in doings:
        if what == "put":
            table[key] = expected[key] = words
        elif what == "take":
            table.take({key: join_words(words)})
            expected[key] = words
        elif what in ("drop", "leave"):
            assert (key in table) == (key in expected)
            if what == "leave":
                table.take({key: None})
            elif key in expected:
                del table[key]
            expected.pop(key, None)
        elif what == "ask":
            assert table.get(key) == expected.get(key)
        elif what == "search":
            text = escape(key) or "0"
            held = [key for key, words in expected.items() if text in join_words(words)]
            assert sorted(table.search(text)) == sorted(held)
        elif what == "count":
            assert len(table) == len(expected)
        elif what == "list":
            assert list(table.items()) == sorted(expected.items())
        else:
            assert dict(build_table(table.render())) == expected
    assert dict(table) == dict(build_table(table.render())) == expected
