"""Whom a name on the command line means (cli.md, "Names")."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from unicodedata import normalize

from vaultwell.graph.names import link_key, name_key
from vaultwell.model.contact import Contact
from vaultwell.model.errors import UsageError, VaultwellError


def find_person(contacts: Mapping[str, Contact], who: str) -> Contact:
    """The one contact that `who` means: exact path, name, alias, the same ignoring case and accents,
    part of a name (a whole word before any other part); the first of these that fits anybody decides.

    Raises `VaultwellError` with near names when nobody fits, `UsageError` when several do.
    """
    for fits in _ways(who):
        found = [contact for contact in contacts.values() if fits(contact)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"“{contact.path}”" for contact in found[:10])
            more = " and others" if len(found) > 10 else ""
            raise UsageError(f"“{who}” could be {several}{more}. Give the path.")
    raise VaultwellError(f"Nobody is called “{who}”.{_suggestion(contacts.values(), who)}")


def _ways(who: str) -> Iterable[Callable[[Contact], bool]]:
    key, folded = normalize("NFC", who), name_key(who)
    yield lambda contact: who in (contact.path, contact.path.removesuffix(".md"))
    yield lambda contact: normalize("NFC", contact.name) == key
    yield lambda contact: normalize("NFC", PurePosixPath(contact.path).stem) == key  # Denote's say more
    yield lambda contact: any(normalize("NFC", alias) == key for alias in contact.aliases)
    yield lambda contact: link_key(who).removesuffix(".md") == link_key(contact.path).removesuffix(".md")
    yield lambda contact: name_key(contact.name) == folded
    yield lambda contact: any(name_key(alias) == folded for alias in contact.aliases)
    if folded:
        yield lambda contact: folded in name_key(contact.name).split(" ")
        yield lambda contact: folded in name_key(contact.name)


def _suggestion(contacts: Iterable[Contact], who: str) -> str:
    names: dict[str, str] = {}
    for contact in contacts:
        for name in (contact.name, *contact.aliases):
            names.setdefault(name_key(name), contact.name)
            names.setdefault(name_key(name).split(" ")[0], contact.name)
    near = dict.fromkeys(names[key] for key in get_close_matches(name_key(who), names, n=3, cutoff=0.6))
    if near:
        return f" Did you mean {' or '.join(f'“{name}”' for name in near)}?"
    return f' For somebody new: vaultwell new "{who}"'
