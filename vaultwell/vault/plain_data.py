"""Frozen records to plain data and back, led by their own types: dataclasses and named tuples of texts,
numbers, days, tuples and mappings. What comes back is equal to what was written, to the last type.

A record is a list: the numbers of its fields and their values by turns, without those that have their
default.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_Turn = Callable[[Any], Any]
_PLAIN = (str, int, bool, NoneType)
_find_day = lru_cache(maxsize=None)(date.fromordinal)


class Codec:
    """Writes and reads records of one type, and of every type that its fields name.

    `known` has, by type, tables of records that are written by their name there. Of fields with a name
    in `given` only that they have a value is written: who reads gives it. Raises `TypeError` when a
    field has a type that is none of these.
    """

    def __init__(
        self, kind: type, known: Mapping[type, Mapping[str, Any]], given: Collection[str] = ()
    ) -> None:
        self._known, self._given = known, frozenset(given)
        self._values: Mapping[str, Any] = {}
        self._writers: dict[Any, _Turn | None] = {}
        self._readers: dict[Any, _Turn | None] = {}
        self._write, self._read = self._find_writer(kind), self._find_reader(kind)

    def write(self, record: object) -> str:
        """The record as one line of ASCII; `KeyError` when a part of it is known by no name."""
        return json.dumps(self.take_apart(record), separators=(",", ":"))

    def take_apart(self, record: object) -> Any:
        """The record as plain data; `KeyError` as above."""
        assert self._write is not None
        return self._write(record)

    def read(self, text: str, given: Mapping[str, Any]) -> Any:
        """The record again, with the fields that are `given`."""
        return self.build(json.loads(text), given)

    def build(self, plain: Any, given: Mapping[str, Any]) -> Any:
        """The record again of its plain data."""
        assert self._read is not None
        self._values = given
        return self._read(plain)

    def _find_writer(self, kind: Any) -> _Turn | None:
        """What makes plain data of a value of this type; None when it is plain already."""
        if kind not in self._writers:
            self._writers[kind] = self._build_writer(*_take_apart(kind))
        return self._writers[kind]

    def _build_writer(self, kind: Any, inner: tuple[Any, ...]) -> _Turn | None:
        if kind in (None, date):
            return date.toordinal if kind else None
        if kind is Union:
            return _unless_none(self._find_writer(inner[0]))
        if kind is tuple:
            turn = self._find_writer(inner[0])
            return None if turn is None else lambda values: [*map(turn, values)]
        if kind is Mapping:
            keys, values = (self._find_writer(one) or _same for one in inner)
            return lambda found: [[*map(keys, found)], [*map(values, found.values())]]
        if kind in self._known:
            names = {_list_values(record): name for name, record in self._known[kind].items()}
            return lambda record: names[_list_values(record)]
        return self._build_record_writer(kind)

    def _build_record_writer(self, kind: type) -> _Turn:
        parts = [
            (number, name, default, _leave_out if name in self._given else self._find_writer(inner))
            for number, (name, inner, default) in enumerate(_list_fields(kind))
        ]

        def write(record: Any) -> list[Any]:
            plain: list[Any] = []
            for number, name, default, turn in parts:
                value = getattr(record, name)
                if value is not default and value != default:
                    plain += number, value if turn is None else turn(value)
            return plain

        return write

    def _find_reader(self, kind: Any) -> _Turn | None:
        """What makes a value of this type of plain data; None when it is one already."""
        if kind not in self._readers:
            self._readers[kind] = self._build_reader(*_take_apart(kind))
        return self._readers[kind]

    def _build_reader(self, kind: Any, inner: tuple[Any, ...]) -> _Turn | None:
        if kind in (None, date):
            return _find_day if kind else None
        if kind is Union:
            return _unless_none(self._find_reader(inner[0]))
        if kind is tuple:
            turn = self._find_reader(inner[0])
            return tuple if turn is None else lambda values: tuple(map(turn, values))
        if kind is Mapping:
            keys, values = (self._find_reader(one) or _same for one in inner)
            return lambda pair: dict(zip(map(keys, pair[0]), map(values, pair[1]), strict=True))
        if kind in self._known:
            return self._known[kind].__getitem__
        return self._build_record_reader(kind)

    def _build_record_reader(self, kind: type) -> _Turn:
        listed = _list_fields(kind)
        turns = [
            self._take_given(name) if name in self._given else self._find_reader(inner)
            for name, inner, _ in listed
        ]
        defaults = [None if default is MISSING else default for _, _, default in listed]
        make: Callable[..., Any] = kind if is_dataclass(kind) else lambda *values: tuple.__new__(kind, values)

        def read(plain: list[Any]) -> Any:
            values = defaults.copy()
            rest = iter(plain)
            for number in rest:
                value, turn = next(rest), turns[number]
                values[number] = value if turn is None else turn(value)
            return make(*values)

        return read

    def _take_given(self, name: str) -> _Turn:
        return lambda _: self._values[name]


def _list_values(record: Any) -> tuple[Any, ...]:
    """What a record is, also for types whose records are told apart one by one."""
    if isinstance(record, tuple):
        return record
    return tuple(getattr(record, one.name) for one in fields(record))


def _leave_out(_value: Any) -> int:
    return 0


def _same(value: Any) -> Any:
    return value


def _unless_none(turn: _Turn | None) -> _Turn | None:
    return None if turn is None else lambda value: None if value is None else turn(value)


def _take_apart(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is, for us: None (plain), date, Union, tuple, Mapping or a record; and its inner types."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = tuple(one for one in inner if _take_apart(one)[0] is not None)
        if len(others) > 1:
            raise TypeError(kind)
        return (Union, others) if others else (None, ())
    if kind in _PLAIN or origin is Literal:
        return None, ()
    if kind is date or hasattr(kind, "_fields") or is_dataclass(kind):
        return kind, ()
    if origin is Sequence or (origin is tuple and inner[1:] == (...,)):
        return tuple, inner
    if origin is Mapping:
        return Mapping, inner
    raise TypeError(kind)


def _list_fields(kind: Any) -> list[tuple[str, Any, Any]]:
    """The name, type and default of each field of a record, `MISSING` when it has none."""
    hints = get_type_hints(kind)
    if not is_dataclass(kind):
        return [(name, hints[name], kind._field_defaults.get(name, MISSING)) for name in kind._fields]
    return [(one.name, hints[one.name], _find_default(one)) for one in fields(kind)]


def _find_default(one: Any) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()
