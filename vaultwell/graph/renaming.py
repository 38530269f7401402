"""Which links mean a note, and what they say once it has another name."""

from vaultwell.graph.names import Names, name_key, spoken_names
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


def find_lost_names(contact: Contact, stem: str) -> list[str]:
    """The names by which nobody would find the person any more: they become aliases."""
    kept = {name_key(stem), name_key(stem).split(" ")[0], *map(name_key, contact.aliases)}
    first = contact.name.split(" ")[0]
    names = {name_key(name): name for name in (first, contact.name)}
    return [names[key] for key in sorted(spoken_names(contact) - kept, key=len, reverse=True) if key in names]
