"""Answers for a terminal: rich where there is one, plain lines where the output is piped."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Introduction
from vaultwell.practices.brief import OLD_AFTER_DAYS, Brief
from vaultwell.practices.meetings import Meeting
from vaultwell.practices.pronouns import find_pronouns
from vaultwell.practices.row import DueRow
from vaultwell.render.meetings import say_parts, say_what
from vaultwell.render.mirror import list_sources, say_reflection
from vaultwell.render.rows import say_row
from vaultwell.render.safe import plain
from vaultwell.render.sources import say_sources
from vaultwell.render.words import NBSP, say_day, say_deed_of, say_full_day, say_label, say_when

# Properties that keep house for an editor or a plugin and say nothing of the person.
_HOUSEKEEPING = re.compile(
    r"(?:(?:date|time)[ _-]?)?(?:created|modified|updated)(?:[ _-]?(?:at|on|date|time))?"
    r"|title|css-?class(?:es)?|publish|permalink|uuid|uid|id|identifier|linter-.*|obsidian.*|banner.*|cover|icon",
    re.IGNORECASE,
)
_ANY_WIDTH = 10_000  # a pipe has no edge: one row, one line


def print_answer(answer: RenderableType) -> None:
    """On stdout: colour only on a terminal and never with NO_COLOR; plain lines where it is piped."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=_ANY_WIDTH)
    with console.capture() as captured:
        console.print(answer)
    text = captured.get().replace(NBSP, " ")
    sys.stdout.write("\n".join(line.rstrip() for line in text.split("\n")))


def indent_lines(lines: Iterable[str]) -> Iterable[RenderableType]:
    """Lines that begin with blanks keep that edge when a narrow terminal breaks them."""
    for line in lines:
        words = line.lstrip(" ")
        yield Padding(Text(words), (0, 0, 0, len(line) - len(words))) if words != line else Text(line)


def render_due(rows: Sequence[DueRow], meetings: Sequence[Meeting], today: date) -> RenderableType:
    """Whom you will see, then the due list: today's few first, then the rest by day."""
    few = [row for row in rows if row.is_today_pick]
    rest = [row for row in rows if not row.is_today_pick]
    parts: list[RenderableType] = [Text(say_full_day(today), style="bold")]
    if meetings:
        parts.append(_render_meetings(meetings, today))
    if few:
        parts += [Text(), Text("A few people", style="bold cyan"), _due_table(few, today)]
    if rest:
        parts += [Text(), Text("Also" if few else "Due", style="bold cyan"), _due_table(rest, today)]
    return Group(*parts)


def _render_meetings(meetings: Sequence[Meeting], today: date) -> RenderableType:
    """A line for each meeting, and below it what there is to talk about, once for each person."""
    parts: list[RenderableType] = [Text(), Text("You will see", style="bold cyan")]
    met: set[str] = set()
    for meeting in meetings:
        names = ", ".join(plain(guest.history.contact.name) for guest in meeting.guests)
        words = plain(meeting.plan.text)
        what = f"{plain(say_what(meeting.plan))}: “{words}”" if words else plain(say_what(meeting.plan))
        day = "today" if meeting.on == today else say_day(meeting.on, today)
        source = f"  {plain(str(meeting.plan.source))}"
        title = Text.assemble((f"{day}  ", "dim"), (names, "bold"), f"  {what}", (source, "dim"))
        parts.append(Padding(title, (0, 0, 0, 2)))
        for guest in meeting.guests:
            contact = guest.history.contact
            lead = f"{plain(contact.name)}: " if len(meeting.guests) > 1 else ""
            said = () if contact.path in met else say_parts(guest, today, plain, _ANY_WIDTH)
            parts.extend(Padding(Text(lead + part), (0, 0, 0, 4)) for part in said)
            met.add(contact.path)
    return Group(*parts)


def _due_table(rows: Iterable[DueRow], today: date) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(style="bold")
    table.add_column()
    for row in rows:
        day = say_day(row.due_on, today) if row.due_on else "no date"
        table.add_row(
            f"  {day}", plain(row.name), Text.assemble((f"{row.reason}: ", "dim"), say_row(row, today))
        )
    return table


def render_brief(brief: Brief, names: Mapping[str, str], today: date) -> RenderableType:
    """Who they are, what matters, last talks, what is open, dates, people."""
    parts: list[RenderableType] = [_title(brief, today)]
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
    return Group(*parts)


# (left, text, the entry that tells it)
_Line = tuple[str, str, Entry | None]


def _title(brief: Brief, today: date) -> RenderableType:
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
    return Group(title, Text(plain(" · ".join(words))))


def _section(heading: str, lines: Sequence[_Line]) -> list[RenderableType]:
    if not lines:
        return []
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column()
    for left, text, entry in lines:
        source = Text(f"  {plain(str(entry.source))}" if entry else "", style="dim")
        table.add_row(left, Text(text) + source)
    return [Text(), Text(heading, style="bold cyan"), Padding(table, (0, 0, 0, 2))]


def _mirror(brief: Brief) -> list[RenderableType]:
    """What the notes show of who begins, each with the lines that show it."""
    name = plain(brief.contact.name)
    said = [
        Padding(
            Text(say_reflection(reflection, name, brief.opener))
            + Text(f"  {plain(say_sources(list_sources(reflection, brief.opener)))}", style="dim"),
            (0, 0, 0, 2),
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
