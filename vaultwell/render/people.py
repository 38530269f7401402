"""Chosen people as a table: one row for each."""

from collections.abc import Sequence
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from vaultwell.model.contact import Contact
from vaultwell.practices.people import Person
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day

_WHERE_KEYS = ("location", "org")


def render_people(people: Sequence[Person], today: date) -> RenderableType:
    """Name, circle, last in touch, next day to reach out, where they are; no column that is empty."""
    table = Table.grid(padding=(0, 2, 0, 0))
    rows = [_cells(person, today) for person in people]
    shown = [index for index in range(5) if any(row[index] for row in rows)]
    styles = ("bold", "", "dim", "", "")
    for index in shown:
        table.add_column(style=styles[index])
    for row in rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _cells(person: Person, today: date) -> tuple[str, str, str, str, str]:
    contact = person.contact
    return (
        plain(contact.name),
        plain(contact.circle or ""),
        f"last {say_day(person.last.on, today)}" if person.last else "never in touch yet",
        f"due {say_day(person.due_on, today)}" if person.due_on else "",
        _say_where(contact),
    )


def _say_where(contact: Contact) -> str:
    return plain(" · ".join(", ".join(contact.fact(key)) for key in _WHERE_KEYS if contact.fact(key)))
