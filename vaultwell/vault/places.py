"""Where each key of a TOML text stands: `tomllib` reads values and forgets their places. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

KeyPath = tuple[str, ...]

# The text is known to be valid: a token need not be checked, only told from the next one.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # a multi-line string may end in two quotes of its own
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\n\[\]{}=]"
    r"|[^\"'#\n\[\]{}=]+",
    re.DOTALL,
)


class Place(NamedTuple):
    """A key's line and column from 1, its width in characters, and the whole line.

    `value_column` and `value_width` are those of the value as far as it stands on that line.
    """

    line: int
    column: int
    width: int
    value_column: int
    value_width: int
    excerpt: str


TOP = Place(1, 1, 1, 1, 1, "")


class _Statement(NamedTuple):
    """Offsets of `key = value` or `[table]`: the key's and the value's first and last."""

    key: tuple[int, int]
    value: tuple[int, int] | None


def find_places(text: str) -> dict[KeyPath, Place]:
    """The place of every key of a valid TOML text by its path, `("circles", "close")`; two deep.

    Keys inside inline tables and arrays have no place of their own: see `find_place`.
    """
    places: dict[KeyPath, Place] = {}
    table: KeyPath = ()
    for key, value in _split_statements(text):
        written = text[slice(*key)]
        if value is None:
            path = table = _parse_key(f"[{written}]")
        else:
            path = table + _parse_key(f"{written} = 0")
        place = _build_place(text, key, value or key)
        for depth in range(1, min(len(path), 2) + 1):
            places.setdefault(path[:depth], place)
    return places


def find_place(places: Mapping[KeyPath, Place], path: KeyPath) -> Place:
    """The place of `path`, else of the nearest key above it, else the top of the file."""
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return TOP


def _split_statements(text: str) -> Iterator[_Statement]:
    tokens: list[re.Match[str]] = []
    depth = 0
    for token in _TOKEN.finditer(f"{text}\n"):
        sign = token[0]
        if sign == "\n" and not depth:
            if tokens:
                yield _build_statement(text, tokens)
            tokens = []
        elif sign[0] != "#" and (tokens or sign.strip()):
            depth += (sign in ("[", "{")) - (sign in ("]", "}"))
            tokens.append(token)


def _build_statement(text: str, tokens: list[re.Match[str]]) -> _Statement:
    start, end = tokens[0].start(), tokens[-1].end()
    if tokens[0][0] == "[":
        inner = text[start:end].rstrip().strip("[]")  # `[[table]]` too; a quoted key ends in its quote
        return _Statement(_trim(text, text.index(inner, start), len(inner)), None)
    equals = next(token.start() for token in tokens if token[0] == "=")
    return _Statement(_trim(text, start, equals - start), _trim(text, equals + 1, end - equals - 1))


def _trim(text: str, start: int, length: int) -> tuple[int, int]:
    """First and last offset without the blanks around, on the first line only."""
    part = text[start : start + length]
    blanks = len(part) - len(part.lstrip())
    return start + blanks, start + blanks + len(part.strip().partition("\n")[0].rstrip())


def _parse_key(statement: str) -> KeyPath:
    path = []
    node: object = tomllib.loads(statement)
    while isinstance(node, dict) and node:
        key, node = next(iter(node.items()))
        path.append(key)
    return tuple(path)


def _build_place(text: str, key: tuple[int, int], value: tuple[int, int]) -> Place:
    line_start = text.rfind("\n", 0, key[0]) + 1
    line_end = text.find("\n", key[0])
    excerpt = text[line_start:] if line_end < 0 else text[line_start:line_end]
    return Place(
        line=text.count("\n", 0, key[0]) + 1,
        column=key[0] - line_start + 1,
        width=key[1] - key[0],
        value_column=value[0] - line_start + 1,
        value_width=value[1] - value[0],
        excerpt=excerpt.rstrip("\r"),
    )
