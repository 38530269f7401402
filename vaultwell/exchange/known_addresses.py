"""Whose address is whose, as the notes say it."""

from vaultwell.graph.marks import email_key
from vaultwell.model.graph import Graph


class KnownAddresses:
    """The people of a vault by their e-mail addresses; an address that two notes have is nobody's."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._paths: dict[str, set[str]] = {}
        for contact in graph.contacts.values():
            for address in contact.fact("email"):
                self._paths.setdefault(email_key(address), set()).add(contact.path)

    def find(self, address: str) -> str | None:
        """The note of the one person with that address."""
        found = self._paths.get(email_key(address), set())
        return next(iter(found)) if len(found) == 1 else None

    def name(self, path: str) -> str:
        """The name of the person whose note is at `path`; "" for none."""
        return self._graph.contacts[path].name if path in self._graph.contacts else ""
