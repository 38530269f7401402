"""Rows of text by a key, taken apart only when somebody asks for them: what an index is made of.

A row is a line: key, tab, text. Reading a table costs next to nothing until it is used, and then what it
takes to split lines; what was not changed is written again as it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import cached_property
from hashlib import blake2b
from typing import TypeVar

Value = TypeVar("Value")

_FEW = 200  # rows that are found in less time than all are split
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


class Table(MutableMapping[str, Value]):
    """Values by key, in the order of the keys. `read` takes the text of a row apart, `write` makes it.

    A new one is empty.
    """

    def __init__(self, read: Callable[[str], Value], write: Callable[[Value], str]) -> None:
        self._read, self._write = read, write
        self._data = b""
        self._later: dict[str, str | None] = {}  # rows that are others than in the data
        self._found: dict[str, Value] = {}
        self._changed: set[str] = set()
        self._is_sorted = True
        self._sought = 0

    def load(self, data: bytes) -> None:
        """Have what was written so."""
        self._data = data

    def build_empty(self) -> "Table[Value]":
        """Another one like it."""
        return Table(self._read, self._write)

    @property
    def has_changed(self) -> bool:
        """There are `changes`."""
        return bool(self._changed)

    def take(self, changes: Mapping[str, str | None]) -> None:
        """Have these rows, as they were written, or have them no more."""
        for key, row in changes.items():
            self._put(key, row)

    @property
    def changes(self) -> dict[str, str | None]:
        """The rows that are others than when it was loaded or `forget_changes` was said, None: no more."""
        return {key: self._find(key) for key in sorted(self._changed)}

    @property
    def digest(self) -> str:
        """While it is the same, so are all rows; after they were written anew it may be another."""
        later = repr(sorted(self._later.items())).encode("utf-8", "surrogatepass")
        return blake2b(self._data + later, digest_size=8).hexdigest()

    def search(self, text: str) -> list[str]:
        """The keys of the rows in which a text stands; not an empty one, nor one with line ends."""
        if self._later or "rows" in vars(self):
            return [key for key, row in self.rows.items() if text in row]
        return [key for key, row in _search(self._data, text) if text in row]

    def forget_changes(self) -> None:
        """From now on it has not changed."""
        self._changed.clear()

    @cached_property
    def rows(self) -> dict[str, str]:
        """The texts of all rows by key, in no particular order."""
        text = self._data.decode("utf-8", "surrogatepass")
        lines = [line.partition("\t") for line in text.split("\n")[:-1]]
        rows = {unescape(key): text for key, _, text in lines}
        for key, row in self._later.items():
            self._set(rows, key, row)
        return rows

    def render(self) -> bytes:
        """The table as it is kept."""
        if self._later:
            lines = [f"{escape(key)}\t{self.rows[key]}\n" for key in self]
            self._data = "".join(lines).encode("utf-8", "surrogatepass")
            self._later.clear()
        return self._data

    def __getitem__(self, key: str) -> Value:
        if key not in self._found:
            row = self._find(key)
            if row is None:
                raise KeyError(key)
            self._found[key] = self._read(row)
        return self._found[key]

    def __setitem__(self, key: str, value: Value) -> None:
        row = self._write(value)
        if self._find(key) != row:
            self._put(key, row)
            self._found[key] = value
            self._changed.add(key)

    def __delitem__(self, key: str) -> None:
        if self._find(key) is None:
            raise KeyError(key)
        self._put(key, None)
        self._changed.add(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __iter__(self) -> Iterator[str]:
        rows = self.rows
        if not self._is_sorted:
            self.rows = rows = dict(sorted(rows.items()))
            self._is_sorted = True
        return iter(rows)

    def __len__(self) -> int:
        return len(self.rows) if self._later else self._data.count(b"\n")

    def _find(self, key: str) -> str | None:
        """The text of a row; the first few are looked for where they lie."""
        if key in self._later:
            return self._later[key]
        self._sought += 1
        if "rows" in vars(self) or self._sought > _FEW:
            return self.rows.get(key)
        return find_row(self._data, key)

    def _put(self, key: str, row: str | None) -> None:
        """Have this row, or none."""
        self._later[key] = row
        self._found.pop(key, None)
        if "rows" in vars(self):
            self._set(self.rows, key, row)

    def _set(self, rows: dict[str, str], key: str, row: str | None) -> None:
        if row is None:
            rows.pop(key, None)
        else:
            self._is_sorted = self._is_sorted and key in rows
            rows[key] = row


def find_row(data: bytes, key: str) -> str | None:
    """The text of a row in the sorted rows of a table."""
    low, high = 0, len(data)
    while low < high:
        begin = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", begin)
        found, _, row = data[begin:end].decode("utf-8", "surrogatepass").partition("\t")
        found = unescape(found)
        if found == key:
            return row
        low, high = (end + 1, high) if found < key else (low, begin)
    return None


def _search(data: bytes, text: str) -> Iterator[tuple[str, str]]:
    """The rows in which a text stands, in the row or in its key."""
    wanted = text.encode("utf-8", "surrogatepass")
    at = data.find(wanted)
    while at >= 0:
        end = data.index(b"\n", at)
        key, _, row = (
            data[data.rfind(b"\n", 0, at) + 1 : end].decode("utf-8", "surrogatepass").partition("\t")
        )
        yield unescape(key), row
        at = data.find(wanted, end)


def escape(word: str) -> str:
    """A text without tabs and line ends."""
    return word.translate(_ESCAPES) if "\t" in word or "\n" in word or "\\" in word else word


def unescape(word: str) -> str:
    """The text that `escape` was given."""
    if "\\" not in word:
        return word
    parts = word.split("\\\\")
    return "\\".join(part.replace("\\t", "\t").replace("\\n", "\n") for part in parts)


def split_words(row: str) -> tuple[str, ...]:
    """The words of a row that `join_words` made; one at least."""
    return tuple(map(unescape, row.split("\t"))) if "\\" in row else tuple(row.split("\t"))


def join_words(words: Iterable[str]) -> str:
    """Some words, one at least, as a row."""
    return "\t".join(map(escape, words))
