"""Which links mean a note, and what they say once it has another name."""

import posixpath

from vaultwell.graph.names import Names, link_key, name_key, spoken_names
from vaultwell.model.contact import Contact
from vaultwell.notes.edit_links import Rename


def build_rename(names: Names, path: str, stem: str, folder: str) -> Rename:
    """What becomes of a link seen from `folder`, when the note at `path` is called `stem`.

    Links that only match an alias stay, for the aliases stay; so do those that could mean several notes.
    """

    def rename(target: str) -> str | None:
        found = names.resolve(target, folder) if target else None
        if found is None or found.path != path or found.is_alias:
            return None
        above, slash, last = target.rpartition("/")
        ending = last[-3:] if last[-3:].lower() == ".md" else ""
        return f"{above}{slash}{stem}{ending}"

    return rename


def find_merged_names(contact: Contact, gone: Contact) -> list[str]:
    """The names by which only `gone` is found yet: its own, its aliases, its first name."""
    known = set(map(link_key, (contact.name, *contact.aliases)))
    names = {
        link_key(name): name for name in reversed((gone.name, *gone.aliases)) if link_key(name) not in known
    }
    found = list(reversed(names.values()))
    first = gone.name.split(" ")[0]
    if name_key(first) not in {*spoken_names(contact.called), *map(name_key, found), ""}:
        found.append(first)
    return found


def find_lost_names(contact: Contact, stem: str) -> list[str]:
    """The names by which nobody would find the person any more: they become aliases."""
    kept = {name_key(stem), name_key(stem).split(" ")[0], *map(name_key, contact.aliases)}
    first = contact.name.split(" ")[0]
    names = {name_key(name): name for name in (first, contact.name)}
    return [
        names[key]
        for key in sorted(spoken_names(contact.called) - kept, key=len, reverse=True)
        if key in names
    ]


def build_merge(names: Names, path: str, gone: str, folder: str, to: str | None = None) -> Rename:
    """What becomes of a link seen from `folder`, when the note at `gone` becomes a part of that at `path`.

    The link's file name alone stays one where that is enough. `to` is the folder that the note with
    the link goes to itself: what begins with a dot still leads to where it led.
    """
    target_path = path.removesuffix(".md")
    stem = target_path.rpartition("/")[2]
    is_unique = set(names.resolve(stem, "").paths) <= {path, gone}
    home = folder if to is None else to

    def rename(target: str) -> str | None:
        found = names.resolve(target, folder) if target else None
        is_relative = target.startswith(".")
        if found is None or found.path is None or found.is_alias:
            return None
        if found.path != gone and not (is_relative and home != folder):
            return None
        ending = target[-3:] if target[-3:].lower() == ".md" else ""
        meant = target_path if found.path == gone else found.path.removesuffix(".md")
        if is_relative:
            return posixpath.relpath(meant, home or ".") + ending
        return (stem if is_unique and "/" not in target else meant) + ending

    return rename
