"""`show` for a terminal."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Introduction
from vaultwell.practices.brief import OLD_AFTER_DAYS, Brief
from vaultwell.practices.pronouns import find_pronouns
from vaultwell.render.mirror import list_sources, say_reflection
from vaultwell.render.page import Grid, Indent, Page, Part, Text
from vaultwell.render.rows import say_row
from vaultwell.render.safe import plain
from vaultwell.render.sources import say_sources
from vaultwell.render.words import say_day, say_deed_of, say_label, say_when

# Properties that keep house for an editor or a plugin and say nothing of the person.
_HOUSEKEEPING = re.compile(
    r"(?:(?:date|time)[ _-]?)?(?:created|modified|updated)(?:[ _-]?(?:at|on|date|time))?"
    r"|title|css-?class(?:es)?|publish|permalink|uuid|uid|id|identifier|linter-.*|obsidian.*|banner.*|cover|icon",
    re.IGNORECASE,
)


def render_brief(brief: Brief, names: Mapping[str, str], today: date) -> Page:
    """Who they are, what matters, last talks, what is open, dates, people."""
    parts: list[Part] = _title(brief, today)
    parts += _section("Today", _due_lines(brief, today))
    parts += _section("What matters", _fact_lines(brief))
    parts += _section("Coming", [(say_day(e.on, today), plain(_say_plan(e)), e) for e in brief.plans])
    parts += _section("To ask", [(say_when(e.on, today), plain(e.text), e) for e in brief.questions])
    parts += _section("Last talks", [_talk_line(entry, brief.contact, today) for entry in brief.talks])
    parts += _section("Open between you", _open_lines(brief, today))
    parts += _section(
        "Dates", [(say_day(on, today), plain(say_label(y.label)), None) for on, y in brief.dates]
    )
    parts += _section("People", _people_lines(brief, names, today))
    parts += _section("Good to know", [_knowledge_line(entry, today) for entry in brief.knowledge[:8]])
    parts += _mirror(brief)
    return parts


# (left, text, the entry that tells it)
_Line = tuple[str, str, Entry | None]


def _title(brief: Brief, today: date) -> list[Part]:
    contact = brief.contact
    words = [*contact.relation, *([contact.circle] if contact.circle else [])]
    if contact.died is not None:
        words.append("died" if contact.died == "yes" else f"died {contact.died}")
    if contact.let_go is not None:
        words.append("let go" if contact.let_go == "yes" else f"let go: {contact.let_go}")
    if contact.is_paused:
        words.append("paused")
    if brief.last:
        words.append(f"last in touch {say_when(brief.last.on, today)}")
    else:
        words.append("never in touch yet")
    title = Text(plain(contact.name), style="bold") + Text(f"  {plain(contact.path)}", style="dim")
    return [title, Text(plain(" · ".join(words)))]


def _section(heading: str, lines: Sequence[_Line]) -> list[Part]:
    if not lines:
        return []
    rows = []
    for left, text, entry in lines:
        source = Text(f"  {plain(str(entry.source))}" if entry else "", style="dim")
        rows.append((left, Text(text) + source))
    return [Text(), Text(heading, style="bold cyan"), Indent(Grid(rows, ("dim", "")))]


def _mirror(brief: Brief) -> list[Part]:
    """What the notes show of who begins, each with the lines that show it."""
    name = plain(brief.contact.name)
    said = [
        Indent(
            Text(say_reflection(reflection, name, brief.opener))
            + Text(f"  {plain(say_sources(list_sources(reflection, brief.opener)))}", style="dim")
        )
        for reflection in brief.mirror
    ]
    return [Text(), Text("What your notes show", style="bold cyan"), *said] if said else []


def _due_lines(brief: Brief, today: date) -> list[_Line]:
    return [(row.reason, say_row(row, today), row.entry) for row in brief.rows]


def _fact_lines(brief: Brief) -> list[_Line]:
    contact = brief.contact
    facts = [(key.replace("_", " "), values) for key, values in contact.facts.items()]
    own = [
        (key, values) for key, values in [*facts, *contact.others.items()] if not _HOUSEKEEPING.fullmatch(key)
    ]
    return [(plain(key), plain(", ".join(values)), None) for key, values in own if values]


def _talk_line(entry: Entry, contact: Contact, today: date) -> _Line:
    deed = "you kept" if entry.kind == "promise" else say_deed_of(contact, entry)
    return (
        say_day(entry.touch_on or entry.on, today),
        plain(f"{deed}: {entry.text}".removesuffix(": ")),
        entry,
    )


def _say_plan(entry: Entry) -> str:
    """A plan in words of its own has no verb to show."""
    return entry.text if entry.verb == "contact" else f"{entry.verb}: {entry.text}".removesuffix(": ")


def _open_lines(brief: Brief, today: date) -> list[_Line]:
    who = find_pronouns(brief.contact)
    mine: list[_Line] = [
        (
            "you promised" if entry.kind == "promise" else "you have of theirs",
            plain(entry.text) + _by_day(entry, today),
            entry,
        )
        for entry in brief.open_mine
    ]
    asked: list[_Line] = [
        (f"{who.they} asked", f"{plain(entry.text)} ({say_when(entry.on, today)})", entry)
        for entry in brief.asks_of_me
    ]
    theirs: list[_Line] = [
        (
            f"{who.they} promised" if entry.kind == "promise" else f"{who.has} of yours",
            plain(entry.text) + _by_day(entry, today),
            entry,
        )
        for entry in brief.open_theirs
    ]
    return mine + asked + theirs


def _by_day(entry: Entry, today: date) -> str:
    return f", by {say_day(entry.due_on, today)}" if entry.due_on else ""


def _people_lines(brief: Brief, names: Mapping[str, str], today: date) -> list[_Line]:
    lines: list[_Line] = [
        (plain(relation.word.replace("_", " ")), plain(names[relation.person]), None)
        for relation in brief.relations
    ]
    told: dict[tuple[str, str], date | None] = {}
    for introduction in sorted(brief.introductions, key=lambda one: one.on or date.max):
        told.setdefault(_name_introduction(introduction, brief.contact.path, names), introduction.on)
    lines += [
        (lead, f"{who} ({say_when(on, today)})" if on else who, None) for (lead, who), on in told.items()
    ]
    return lines


def _name_introduction(introduction: Introduction, path: str, names: Mapping[str, str]) -> tuple[str, str]:
    """What it was, and who: two notes that tell of the same one give the same words."""
    others = plain(", ".join(names[person] for person in introduction.people if person != path))
    if introduction.by is None:
        return "you introduced", others
    if introduction.by == path:
        return "introduced you to", others
    return "introduced by", plain(names[introduction.by])


def _knowledge_line(entry: Entry, today: date) -> _Line:
    old = " (ask again)" if (today - entry.on).days > OLD_AFTER_DAYS else ""
    lead = "" if entry.verb in ("note", "thought", "mention") else f"{entry.verb}: "
    return say_day(entry.on, today), plain((lead + entry.text).removesuffix(": ")) + old, entry
