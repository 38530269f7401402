"""Look-ups whose values are found when somebody asks for them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Derived(Mapping[str, Value]):
    """What `find` gives for each of the `keys`, asked each time: for what lies ready elsewhere."""

    def __init__(self, keys: Collection[str], find: Callable[[str], Value]) -> None:
        self._keys, self._find = keys, find

    def __getitem__(self, key: str) -> Value:
        if key not in self._keys:
            raise KeyError(key)
        return self._find(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class OnDemand(Derived[Value]):
    """The same, asked once for each."""

    def __init__(self, keys: Collection[str], find: Callable[[str], Value]) -> None:
        super().__init__(keys, find)
        self._found: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        try:
            return self._found[key]
        except KeyError:
            value = self._found[key] = super().__getitem__(key)
            return value
