"""Random small vaults around one day: what they mean, as the oracle reads it, and how somebody would have typed it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hypothesis import strategies as st

from tests.practices.due_oracle import Box, Fact, Person, Span, What, World, Yearly
from vaultwell.model.cadence import NEVER, Cadence
from vaultwell.model.settings import Pace, Settings

NAMES = "Ana,Ben Okafor,Chen Wei,Dora,Emil,Fay,Gus,Henrik Lund".split(",")

CADENCES = [
    ("10", Span(10)),
    ("1", Span(1)),
    ("2w", Span(14)),
    ("weekly", Span(7)),
    ("monthly", Span(months=1)),
    ("30d", Span(30)),
    ("3 weeks", Span(21)),
    ("45 days", Span(45)),
    ("P1M", Span(months=1)),
    ("quarterly", Span(months=3)),
    ("6 months", Span(months=6)),
    ("yearly", Span(months=12)),
    ("2 years", Span(months=24)),
    ("never", Span()),
]
CIRCLES = {
    "inner": Span(14),
    "close": Span(months=1),
    "casual": Span(40),
    "warm": Span(months=6),
    "none": Span(),
}

KEYS = {
    "cadence": ("cadence",),
    "circle": ("circle",),
    "last_contact": ("last_contact",),
    "met": ("met",),
    "created": ("created",),
    "follow_up": ("follow_up",),
    "snooze": ("snooze",),
}


@dataclass(frozen=True)
class Shape:
    """One way to say something: in the person's own log, and in a dated note (None: not there)."""

    what: What
    by: Literal["me", "them"] | None
    log: str | None
    dated: str | None = None
    is_met: bool = False
    i_hold: bool = False
    boxes: tuple[Box | None, ...] = (None,)
    joint: bool = False


ANY_BOX: tuple[Box | None, ...] = (None, "open", "done", "dropped")
SHAPES = [
    Shape(
        "contact",
        None,
        "call{more}: {text}",
        "- call {who}: {text}",
        boxes=(None, None, *ANY_BOX),
        joint=True,
    ),
    Shape(
        "contact",
        "me",
        "called{more}: {text}",
        "- called {who}: {text}",
        boxes=(None, None, *ANY_BOX),
        joint=True,
    ),
    Shape("contact", "them", "they wrote: {text}", "- {who} wrote: {text}"),
    Shape("contact", None, "a long evening, {text}", "Lunch with {who}, {text}.", joint=False),
    Shape("contact", None, "lunch{more}: {text}", "- Lunch: {who}", joint=True),
    Shape("contact", None, "met{more}: {text}", "- met {who}: {text}", is_met=True, joint=True),
    Shape("attempt", "me", "reached out: {text}", "- pinged {who}: {text}"),
    Shape("attempt", "me", "called{more}: no answer", "- called {who}: no answer", joint=True),
    Shape("attempt", "me", "emailed, no reply", "- emailed {who}: no reply"),
    Shape("attempt", "them", "they reached out: {text}"),
    Shape("favor", "me", "gave: {text}", "- gave {who}: {text}"),
    Shape("favor", "them", "they gave: {text}", "- {who} gave: {text}"),
    Shape("favor", "them", "got: {text}"),
    Shape("ask", "them", "they asked: {text}", "- {who} asked: {text}", boxes=ANY_BOX),
    Shape("ask", "me", "asked: {text}", "- asked {who}: {text}", boxes=ANY_BOX),
    Shape("offer", "them", "they offered: {text}", "- {who} offered: {text}", boxes=ANY_BOX),
    Shape("offer", "me", "offered: {text}", "- offered {who}: {text}", boxes=ANY_BOX),
    Shape("promise", "me", "promised: {text}", "- promised {who}: {text}", boxes=ANY_BOX),
    Shape("promise", "me", "owe: {text}", boxes=ANY_BOX),
    Shape("promise", "them", "they promised: {text}", "- {who} promised: {text}", boxes=ANY_BOX),
    Shape("loan", "me", "borrowed: {text}", i_hold=True, boxes=ANY_BOX),
    Shape("loan", "them", "they lent: {text}", "- {who} lent: {text}", i_hold=True, boxes=ANY_BOX),
    Shape("loan", "me", "lent: {text}", "- lent {who}: {text}", boxes=ANY_BOX),
    Shape("loan", "them", "they borrowed: {text}", boxes=ANY_BOX),
    Shape("thanks", "me", "thanked: for {text}", "- thanked {who}: for {text}"),
    Shape("thanks", "them", "they thanked: for {text}", "- {who} thanked: for {text}"),
    Shape("news", "them", "news: {text}", "- {who} moved: {text}"),
    Shape("note", None, "note: {text}", "- heard {who}: {text}"),
    Shape("next", None, "next: {text}"),
    Shape("mention", None, None, "Thought of {who}, {text}."),
    Shape("todo", None, None, "- [ ] buy bread for {who}, {text}", boxes=("open",)),
]
# Kinds that people also write down before the day.
AHEAD = ("contact", "favor", "thanks", "offer")
MARKS = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}


@dataclass(frozen=True)
class Line:
    """A fact and how it is typed."""

    fact: Fact
    shape: Shape
    text: str
    is_dated_note: bool
    date_form: str = "{}"
    heading: str = "Log"
    twin: Literal["none", "same", "open"] = "none"


@dataclass(frozen=True)
class Sheet:
    """A person and the front matter that says so."""

    person: Person
    front_matter: tuple[str, ...]


@dataclass(frozen=True)
class Vault:
    """What a vault means and what it says."""

    world: World
    settings: Settings
    texts: dict[str, str]


# --- Strategies -----------------------------------------------------------------------------------------

SPECIAL_DAYS = [
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2025, 3, 31),
    date(2026, 1, 31),
    date(2026, 11, 22),
    date(2027, 1, 3),
    date(2027, 5, 31),
]
EDGES = [3, 4, 6, 7, 8, 10, 14, 17, 20, 21, 22, 24, 25, 30, 31, 41, 42, 43, 59, 60, 61, 89, 90, 91, 365, 366]

todays = st.one_of(st.sampled_from(SPECIAL_DAYS), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
past = st.one_of(
    st.integers(0, 9), st.integers(0, 9), st.sampled_from(EDGES), st.integers(0, 130), st.integers(0, 900)
).map(lambda days: -days)
ahead = st.one_of(st.integers(0, 4), st.integers(0, 50))
anywhere = st.one_of(past, st.integers(-25, 5), ahead)


def sometimes(strategy: st.SearchStrategy[int], today: date, odds: int) -> st.SearchStrategy[date | None]:
    """A day counted from today, once in `odds` times; else none."""
    days = strategy.map(lambda days: today + timedelta(days))
    return st.integers(0, odds - 1).flatmap(lambda roll: days if roll == odds - 1 else st.none())


@st.composite
def yearly_days(draw: st.DrawFn, today: date) -> tuple[Yearly, str]:
    """A yearly day near today, or 29 February, and one of the ways to type it."""
    near = st.integers(-5, 18).map(lambda days: today + timedelta(days)).map(lambda day: (day.month, day.day))
    month, day = draw(st.one_of(near, st.just((2, 29)), st.just((12, 31)), st.just((1, 1))))
    year = draw(st.sampled_from([1988, 1960, 2004]))
    form = draw(
        st.sampled_from(["{y}-{m:02}-{d:02}", "{m:02}-{d:02}", "--{m:02}-{d:02}", "XXXX-{m:02}-{d:02}"])
    )
    return Yearly(month, day), form.format(y=year, m=month, d=day)


@st.composite
def sheets(draw: st.DrawFn, today: date, name: str) -> Sheet:
    """One person with a few properties."""
    said: list[str] = []

    def say(key: str, value: object) -> None:
        said.append(f"{draw(st.sampled_from(KEYS[key]))}: {value}")

    person = Person(f"People/{draw(st.sampled_from(['', 'Work/', 'A/']))}{name}.md", name)
    if draw(st.booleans()):
        circle = draw(st.sampled_from(sorted(CIRCLES)))
        person = replace(person, circle=circle)
        say("circle", circle)
    if draw(st.booleans()):
        typed, span = draw(st.sampled_from(CADENCES))
        person = replace(person, cadence=span)
        say("cadence", typed)
    days = {
        "met": draw(sometimes(anywhere, today, 3)),
        "created": draw(sometimes(anywhere, today, 3)),
        "last_contact": draw(sometimes(anywhere, today, 4)),
        "follow_up": draw(sometimes(anywhere, today, 5)),
        "snooze": draw(sometimes(anywhere, today, 5)),
    }
    for key, day in days.items():
        if day is not None:
            say(key, day)
    # Decisions: "A day that lies ahead as `last_contact`, `met` or `created` … is reported and left out."
    for key in ("met", "created", "last_contact"):
        typed_day = days[key]
        if typed_day is not None and typed_day > today:
            days[key] = None
    person = replace(
        person,
        met=days["met"],
        created=days["created"],
        last_contact=days["last_contact"],
        follow_up=days["follow_up"],
        snooze=days["snooze"],
    )
    yearly: list[Yearly] = []
    for key in ("birthday", "anniversary", "signe_birthday"):
        if draw(st.integers(0, 5)) == 5:
            one, typed = draw(yearly_days(today))
            yearly.append(one)
            said.append(f"{key}: {typed}")
    flag = draw(st.sampled_from([""] * 12 + ["paused", "let_go", "died"]))
    if flag:
        said.append({"paused": "paused: true", "let_go": "let_go: we drifted", "died": "died: true"}[flag])
    if draw(st.integers(0, 4)) == 4:
        said.append(draw(st.sampled_from(["relation: friend", "relation:\n  - mentor\n  - family"])))
    person = replace(
        person, yearly=tuple(yearly), paused=flag == "paused", let_go=flag == "let_go", died=flag == "died"
    )
    return Sheet(person, tuple(said))


@st.composite
def lines(draw: st.DrawFn, today: date, people: list[Person], number: int) -> Line:
    """One line about one or two of the people."""
    shape = draw(st.sampled_from(SHAPES))
    first = draw(st.sampled_from(people))
    who = [first.path]
    if shape.joint and draw(st.integers(0, 3)) == 3:
        other = draw(st.sampled_from(people)).path
        who += [other] if other not in who else []
    is_dated_note = shape.log is None or (shape.dated is not None and draw(st.integers(0, 3)) == 3)
    box = draw(st.sampled_from(shape.boxes))
    if is_dated_note and shape.what != "todo":
        box = None
    days = st.one_of(past, past, ahead) if shape.what in AHEAD and box in (None, "open") else past
    day = today + timedelta(draw(days))
    due = done = None
    if shape.what == "contact":
        due = draw(sometimes(anywhere, today, 2)) if box == "open" else None
    elif shape.what in ("promise", "loan", "todo"):
        due = draw(sometimes(anywhere, today, 2))
    elif shape.what == "ask" and shape.by == "them":
        due = draw(sometimes(anywhere, today, 4))
    if box == "done" and draw(st.booleans()):
        done = min(day + timedelta(draw(st.integers(0, 40))), today)
    fact = Fact(day, shape.what, tuple(who), shape.by, box, due, done, shape.is_met, shape.i_hold)
    return Line(
        fact,
        shape,
        f"thing {number}",
        is_dated_note,
        draw(st.sampled_from(["{}", "[[{}]]", "**{}**"])),
        draw(st.sampled_from(["Log", "Favors"])),
        draw(st.sampled_from(["none", "none", "none", "same", "open"])) if box == "done" else "none",
    )


@st.composite
def worlds_and_lines(draw: st.DrawFn) -> tuple[World, Settings, list[Sheet], list[Line]]:
    """Everything that makes one vault."""
    today = draw(todays)
    names = draw(st.integers(1, len(NAMES)).map(lambda count: NAMES[:count]))
    drawn = [draw(sheets(today, name)) for name in names]
    people = [sheet.person for sheet in drawn]
    count = draw(st.integers(0, 4 * len(people)))
    typed = [draw(lines(today, people, number)) for number in range(count)]
    per_week = draw(st.integers(0, 3)) == 3
    pace = draw(st.sampled_from([4, 1, 2, 3, 0, 5]))
    has_circles = draw(st.integers(0, 5)) < 5
    world = World(
        today,
        pace,
        per_week,
        dormant_after=draw(st.sampled_from([365, 100, 30, 60, 14])),
        dates_ahead=draw(st.sampled_from([14, 0, 3, 30])),
        rest_until=draw(sometimes(st.integers(-4, 3), today, 8)),
        circles=CIRCLES if has_circles else {},
        people=tuple(people),
        facts=tuple(line.fact for line in typed),
    )
    settings = Settings(
        pace=Pace(pace, "week" if per_week else "day"),
        dormant_after=world.dormant_after,
        dates_ahead=world.dates_ahead,
        rest_until=world.rest_until,
        circles={name: as_cadence(span) for name, span in CIRCLES.items()} if has_circles else None,
    )
    return world, settings, drawn, typed


vaults = worlds_and_lines().map(lambda parts: Vault(parts[0], parts[1], rendered(parts[2], parts[3])))


# --- The text -------------------------------------------------------------------------------------------


def as_cadence(span: Span) -> Cadence:
    """The same cadence in vaultwell's own words."""
    return NEVER if span == Span() else Cadence(days=span.days, months=span.months)


def rendered(drawn: list[Sheet], typed: list[Line]) -> dict[str, str]:
    """The notes of a vault: path to text."""
    names = {sheet.person.path: sheet.person.name for sheet in drawn}
    texts = {}
    for sheet in drawn:
        own = [line for line in typed if not line.is_dated_note and line.fact.people[0] == sheet.person.path]
        parts = ["---", "type: person", *sheet.front_matter, "---", ""]
        for heading in ("Favors", "Log"):
            parts += [f"## {heading}", ""]
            parts += [text for line in own if line.heading == heading for text in log_lines(line, names)]
            parts.append("")
        texts[sheet.person.path] = "\n".join(parts)
    for line in typed:
        if line.is_dated_note:
            path = f"Journal/{line.fact.day}.md"
            texts[path] = texts.get(path, "") + dated_line(line, names) + "\n\n"
    return texts


def log_lines(line: Line, names: dict[str, str]) -> list[str]:
    """The line in the person's own note, with its twin."""
    fact = line.fact
    more = "".join(f" with [[{names[path]}]]" for path in fact.people[1:])
    words = (line.shape.log or "").format(more=more, text=line.text)
    day = line.date_form.format(fact.day)
    mark = MARKS[fact.box] if fact.box else ""
    due = f" 📅 {fact.due}" if fact.due else ""
    done = f" ✅ {fact.done}" if fact.done else ""
    text = f"- {mark}{day} {words}{due}{done}"
    twins = {"none": [], "same": [text], "open": [f"- [ ] {day} {words}{due}"]}
    return [*twins[line.twin], text]


def dated_line(line: Line, names: dict[str, str]) -> str:
    """The line in the note of its day."""
    fact = line.fact
    who = " and ".join(f"[[{names[path]}]]" for path in fact.people)
    words = (line.shape.dated or "").format(who=who, text=line.text)
    return words + (f" 📅 {fact.due}" if fact.due else "")
