"""The texts of a property: single ones, lists of them, and links, as people write them into one."""

import re
from collections.abc import Iterator, Mapping, Sequence

from vaultwell.notes.fields import Field, FrontMatter, Scalar, Value
from vaultwell.notes.links import Link, find_links
from vaultwell.notes.property_keys import normal_key

_WHOLE_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")
_BETWEEN_LINKS = re.compile(r"(?:[\s,;&+/]|\band\b)*", re.IGNORECASE)


def find_field(front_matter: FrontMatter, *keys: str) -> Sequence[Field]:
    """The fields whose normalised key is one of `keys`."""
    named = front_matter.named
    if len(keys) == 1 and len(named) == len(front_matter.fields):
        return (named[keys[0]],) if keys[0] in named else ()
    if named.keys().isdisjoint(keys):
        return ()
    return [found for found in front_matter.fields if normal_key(found.key) in keys]


def list_scalars(value: Value) -> Iterator[Scalar]:
    """Every scalar of a text or a list, in order; a mapping has none."""
    if isinstance(value, Scalar):
        yield value
    elif value is not None and not isinstance(value, Mapping):
        for part in value:
            yield from list_scalars(part)


def list_texts(value: Value) -> tuple[str, ...]:
    """The texts of a text or list property, without the empty ones."""
    if isinstance(value, Scalar):
        return (text,) if (text := value.text.strip()) else ()
    return tuple(text for scalar in list_scalars(value) if (text := scalar.text.strip()))


def link_target(text: str) -> str | None:
    """The target of a value that is one whole `[[link]]`, else None."""
    found = _WHOLE_LINK.fullmatch(text.strip())
    return found[1].split("|")[0].split("#")[0].rstrip("\\").strip() if found else None


def unlinked(text: str) -> str:
    """A value's words: the alias or the target of a whole link, else the text."""
    found = _WHOLE_LINK.fullmatch(text.strip())
    return found[1].rpartition("|")[2].strip() if found else text.strip()


def link_targets(text: str) -> tuple[str, ...]:
    """The targets of a value that is nothing but links: `[[Bob]] [[Sue]]`, `[[Bob]], [[Sue]]`."""
    if (target := link_target(text)) is not None:
        return (target,) if target else ()
    return tuple(link.target for link in _only_links(text))


def unlinked_texts(text: str) -> tuple[str, ...]:
    """A value's words: one for each link when it is nothing but links, else one text."""
    if "]]" not in text:
        return (text.strip(),)
    labels = tuple(link.label for link in _only_links(text)) if "]]" in text[:-2] else ()
    return labels or (unlinked(text),)


def _only_links(text: str) -> tuple[Link, ...]:
    links = tuple(link for link in find_links(text) if link.target and not link.is_embed)
    rest, done = "", 0
    for link in links:
        rest, done = rest + text[done : link.start], link.end
    return links if links and _BETWEEN_LINKS.fullmatch(rest + text[done:]) else ()
