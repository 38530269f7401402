"""Where each key of a TOML text stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.vault.places import KeyPath, find_place, find_places


def underlined(text: str, path: KeyPath) -> tuple[int, str, str]:
    """The line, and the words that stand at the key's and at the value's place."""
    place = find_place(find_places(text), path)
    line = text.split("\n")[place.line - 1].rstrip("\r")
    assert place.excerpt == line
    key = line[place.column - 1 :][: place.width]
    value = line[place.value_column - 1 :][: place.value_width]
    return place.line, key, value


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ('pace = "4 a day"', ("pace",), (1, "pace", '"4 a day"')),
        ("# pace = 1\n\n  pace=2 # pace = 3", ("pace",), (3, "pace", "2")),
        ('"due_note" = 1', ("due_note",), (1, '"due_note"', "1")),
        ("'a = b' = 1\nb = 2", ("b",), (2, "b", "2")),
        ("[circles]\nclose = 30\n[who]\nclose = 1", ("who", "close"), (4, "close", "1")),
        ("[ circles ] # [who]\n", ("circles",), (1, "circles", "circles")),
        ("[[circles]]\nclose = 30", ("circles", "close"), (2, "close", "30")),
        ('["my circles"]\n"a.b" = 3', ("my circles", "a.b"), (2, '"a.b"', "3")),
        ("circles.close = 30", ("circles", "close"), (1, "circles.close", "30")),
        ("circles . close = 30", ("circles",), (1, "circles . close", "30")),
        ("circles = { close = 30 }", ("circles", "close"), (1, "circles", "{ close = 30 }")),
        ('"\\u0070ace" = 3', ("pace",), (1, '"\\u0070ace"', "3")),
        ("a = 1\r\npace = 2\r\n", ("pace",), (2, "pace", "2")),
        ("people = [\n  'x = 1', # ]\n  [[]],\n]\npace = 2", ("pace",), (5, "pace", "2")),
        ("people = [\n  'pace'\n]", ("people",), (1, "people", "[")),
        ('a = """\npace = 1\n\\""" ""\n"""""\npace = 2', ("pace",), (5, "pace", "2")),
        ("a = '''\npace = 1\n[who]'''\npace = 2", ("pace",), (4, "pace", "2")),
        ('a = "\\"\\\\"\npace = 2', ("pace",), (2, "pace", "2")),
        ('a = "é 😀" # x\nÜ = 1'.replace("Ü", '"Ü"'), ("Ü",), (2, '"Ü"', "1")),
    ],
)
def test_a_key_is_found_where_it_stands(text: str, path: KeyPath, found: tuple[int, str, str]) -> None:
    """Key and value are found on their line, whatever strings, comments and arrays stand around them."""
    tomllib.loads(text)
    assert underlined(text, path) == found


def test_a_key_without_a_place_is_looked_for_at_the_top() -> None:
    """What is nowhere has the first line for its place."""
    assert find_place(find_places("a = 1"), ("b", "c"))[:2] == (1, 1)


VALUES = st.sampled_from(
    [
        "1",
        '"x"',
        "'#'",
        '"""\nb = 1\n"""',
        "'''[a]\n'''",
        "[\n1, # ]\n]",
        "{ b = 1 }",
        "[]",
        "1979-05-27",
        '""',
    ]
)
STATEMENTS = st.one_of(
    st.builds(
        "{} = {}".format, st.sampled_from(["a", "b", '"c d"', "'e'", "f.g", "f . h", 'i."j.k"']), VALUES
    ),
    st.sampled_from(["[t]", "[u.v]", '["w x"]', "[[y]]", "# c = 1", "", "  ", "\t# '''"]),
)
TEXTS = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(STATEMENTS, max_size=12),
    st.sampled_from(["\n", "\r\n", " # x\n"]),
)


@given(TEXTS)
def test_every_key_of_a_valid_text_has_its_place(text: str) -> None:
    """Law: each key one or two tables deep stands at the place found for it."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = find_places(text)
    for key, value in document.items():
        assert (key,) in places
        if isinstance(value, dict):
            inner = [name for name in value if (key, name) not in places]
            assert not inner or "{" in places[key,].excerpt
    for path, place in places.items():
        assert text.replace("\r\n", "\n").split("\n")[place.line - 1] == place.excerpt
        assert path[-1][0] in place.excerpt[place.column - 1 :]
