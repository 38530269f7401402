"""What a person is called: by the file's name, by `aliases`, and by the name properties of other tools."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.notes.fields import Field, Scalar
from vaultwell.notes.property_keys import normal_key
from vaultwell.notes.property_texts import list_texts
from vaultwell.notes.values import parse_day

# VCF Contacts says `N.GN` and `N.FN` (its family name), hal_md `first_name` and `last_name`.
_GIVEN = ("n.gn", "first_name", "given_name")
_FAMILY = ("n.fn", "last_name", "family_name")
_PARTS = frozenset({*_GIVEN, *_FAMILY, "name"})
_ALIASES = frozenset({"aliases", "alias", "fn"})
_NAMING = _ALIASES | _PARTS
# Denote: `20260101T120000==signature--ana-diaz__person_work.md`; its words are joined by dashes.
_DENOTE = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})T[0-9]{6}(?:==[^_-][^_]*?)?--([^_]+?)(?:__([^-]+?))?(?:\.md)?"
)


class DenoteName(NamedTuple):
    """What Denote writes into a file's name: the day it was made, the title's words, the keywords."""

    created: date | None
    title: str
    keywords: tuple[str, ...]


def parse_denote(path: str) -> DenoteName | None:
    """The parts of a file's name, when it is one of Denote's."""
    name = path.rpartition("/")[2]
    found = _DENOTE.fullmatch(name) if name[8:9] == "T" else None
    if found is None:
        return None
    try:
        created = parse_day("-".join(found.group(1, 2, 3)))
    except ValueError:
        created = None
    words = found[4].replace("-", " ").split()
    title = " ".join(word[:1].upper() + word[1:] for word in words)
    return DenoteName(created, title, tuple((found[5] or "").lower().split("_")))


def find_name(path: str, fields: Sequence[Field]) -> str:
    """The name of the file; of one that Denote named the `title`, else the title's words in its name."""
    name = path.rpartition("/")[2]
    denote = parse_denote(path) if name[8:9] == "T" else None
    if denote is None:
        return name[:-3] if name[-3:].lower() == ".md" else name
    titles = (
        text for found in fields if normal_key(found.key) == "title" for text in list_texts(found.value)
    )
    return next(titles, denote.title)


def find_aliases(name: str, fields: Sequence[Field]) -> tuple[str, ...]:
    """Every other name, in the order typed and once."""
    if _NAMING.isdisjoint([normal_key(found.key) for found in fields]):
        return ()
    keyed = [(normal_key(found.key), found) for found in fields]
    found = [text for key, one in keyed if key in _ALIASES for text in list_texts(one.value)]
    if any(key in _PARTS for key, _ in keyed):
        found.extend(_join_parts(dict(keyed)))
    return tuple(dict.fromkeys(alias for alias in found if alias != name)) if found else ()


def _join_parts(keyed: Mapping[str, Field]) -> Iterator[str]:
    """`Given Family` from two properties, or from the map `name: {first, last}`."""
    parts = {key: " ".join(list_texts(keyed[key].value)) for key in _PARTS if key in keyed}
    if "name" in keyed and isinstance(named := keyed["name"].value, Mapping):
        parts |= {
            f"{key.lower()}_name": value.text.strip()
            for key, value in named.items()
            if isinstance(value, Scalar)
        }
    given = next((parts[key] for key in _GIVEN if parts.get(key)), "")
    family = next((parts[key] for key in _FAMILY if parts.get(key)), "")
    if given and family:
        yield f"{given} {family}"
