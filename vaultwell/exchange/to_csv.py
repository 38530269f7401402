"""People to a table: one row for each, one column for each property that anybody has."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings, find_cadence
from vaultwell.notes.property_keys import TEXT_KEYS
from vaultwell.practices.history import find_history, find_last_contact
from vaultwell.render.safe import one_line

_FIRST = "name aliases circle cadence last_contact met birthday relation".split()
_LAST = "follow_up snooze paused let_go died introduced_by created path".split()
_BETWEEN = "; "
# What makes a spreadsheet take a text for a formula (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_table(graph: Graph, settings: Settings, today: date) -> str:
    """Everybody as CSV (RFC 4180, UTF-8), in the order of the graph; several values joined by “; ”."""
    names = graph.person_names
    rows = [_build_row(contact, graph, names, settings, today) for contact in graph.contacts.values()]
    known = {*_FIRST, *_LAST}
    others = {key for row in rows for key in row} - known
    ours = sorted(key for key in others if key in TEXT_KEYS)
    columns = [*_FIRST, *ours, *sorted(others - set(ours)), *_LAST]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(write_cell, columns))
    writer.writerows([write_cell(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue()


def write_cell(text: str) -> str:
    """A value on one line that no spreadsheet takes for a formula: `'` before one that looks like it."""
    cell = one_line(text)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _build_row(
    contact: Contact, graph: Graph, names: Mapping[str, str], settings: Settings, today: date
) -> Mapping[str, str]:
    last = find_last_contact(find_history(graph, contact, settings), today)
    cadence = contact.cadence or find_cadence(contact, settings)
    row = {
        **{key: _BETWEEN.join(values) for key, values in contact.others.items()},
        **{key: _BETWEEN.join(values) for key, values in contact.facts.items()},
        **{day.label: _say_day(day) for day in contact.yearly},
        "name": contact.name,
        "path": contact.path,
        "aliases": _BETWEEN.join(contact.aliases),
        "circle": contact.circle or "",
        "cadence": str(cadence) if cadence else "",
        "last_contact": str(last.on) if last else "",
        "relation": _BETWEEN.join(contact.relation),
        "introduced_by": _BETWEEN.join(contact.introduced_by),
        "paused": "true" if contact.is_paused else "",
        "let_go": contact.let_go or "",
        "died": contact.died or "",
    }
    for key in ("met", "created", "follow_up", "snooze"):
        row[key] = str(getattr(contact, key) or "")
    for tie in graph.relations.get(contact.path, ()):
        known = [*contact.facts.get(tie.word, ()), *contact.others.get(tie.word, ()), names[tie.person]]
        row[tie.word] = _BETWEEN.join(dict.fromkeys(known))
    return row


def _say_day(day: YearlyDate) -> str:
    """As it is written in a note: `1988-04-17`, `04-17`."""
    year = f"{day.year:04}-" if day.year else ""
    return f"{year}{day.month:02}-{day.day:02}"
