"""Random small vaults around one day: what they mean to the oracle, and how somebody would have typed it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeVar

from hypothesis import strategies as st

from tests.practices.due_oracle import Box, Fact, Person, Span, What, World, Yearly
from vaultwell.model.cadence import NEVER, Cadence
from vaultwell.model.settings import Pace, Settings

NAMES = "Ana,Ben Okafor,Chen Wei,Dora,Emil,Fay,Gus,Henrik Lund".split(",")

CADENCES: list[tuple[str, Span | None]] = [
    ("", None),
    ("", None),
    ("", None),
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
    "cadence": ("cadence", "contact-frequency", "prm-cadence", "contactFrequency"),
    "circle": ("circle", "tier", "prm-tier"),
    "last_contact": ("last_contact", "lastContact", "last-contacted", "last_met"),
    "met": ("met", "first_met"),
    "created": ("created",),
    "follow_up": ("follow_up", "followUpDate", "next_follow_up"),
    "snooze": ("snooze", "prm-snooze-until"),
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
    is_task: bool = False


ANY_BOX: tuple[Box | None, ...] = (None, "open", "done", "dropped")
SHAPES = [
    Shape(
        "contact",
        None,
        "call{more}: {text}",
        "- call {who}: {text}",
        boxes=(None, None, *ANY_BOX),
        joint=True,
        is_task=True,
    ),
    Shape(
        "contact",
        "me",
        "called{more}: {text}",
        "- called {who}: {text}",
        boxes=(None, None, *ANY_BOX),
        joint=True,
        is_task=True,
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
    Shape("ask", "them", "they asked: {text}", "- {who} asked: {text}", boxes=ANY_BOX, is_task=True),
    Shape("ask", "me", "asked: {text}", "- asked {who}: {text}", boxes=ANY_BOX),
    Shape("offer", "them", "they offered: {text}", "- {who} offered: {text}", boxes=ANY_BOX),
    Shape("offer", "me", "offered: {text}", "- offered {who}: {text}", boxes=ANY_BOX),
    Shape("promise", "me", "promised: {text}", "- promised {who}: {text}", boxes=ANY_BOX, is_task=True),
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
    Shape("todo", None, None, "- bring bread to {who}, {text}", boxes=("open",)),
    Shape("todo", None, None, "- buy bread for {who}, {text}", boxes=("open",)),
]
# Kinds that people also write down before the day.
WRITTEN_AHEAD = ("contact", "favor", "thanks", "offer")
FLAGS = {"paused": "paused: true", "let_go": "let_go: we drifted", "died": "died: true"}
YEAR_FORMS = ["1988-{m:02}-{d:02}", "{m:02}-{d:02}", "--{m:02}-{d:02}", "XXXX-{m:02}-{d:02}"]
YEAR_EDGES = [(2, 29), (12, 31), (1, 1)]


class Way(NamedTuple):
    """How a line is typed; `partner` says how many people further on the other one stands (0: none)."""

    date_form: str = "{}"
    heading: str = "Log"
    twin: Literal["none", "same", "open"] = "none"
    partner: int = 0
    in_dated_note: bool = False
    open_mark: str = "[ ] "


WAYS = [
    *([Way()] * 9),
    Way(partner=1),
    Way(in_dated_note=True),
    Way("[[{}]]"),
    Way("**{}**", "Favors"),
    Way(open_mark="[/] "),
    Way(twin="same"),
    Way(twin="open"),
    Way(twin="open", in_dated_note=True),
    Way(partner=2),
    Way(partner=1, in_dated_note=True),
]


@dataclass(frozen=True)
class Line:
    """A fact and how it is typed."""

    fact: Fact
    shape: Shape
    way: Way
    text: str = ""

    @property
    def is_dated(self) -> bool:
        """It stands in the note of its day; an open task without 📅 there would be a to-do, not a plan."""
        return self.shape.log is None or (
            self.way.in_dated_note
            and self.shape.dated is not None
            and (self.fact.box is None or self.shape.is_task)
            and not (self.fact.what == "contact" and self.fact.box == "open" and self.fact.due is None)
        )


@dataclass(frozen=True)
class Sheet:
    """A person's note, and the lines about them in the notes of the days."""

    person: Person
    folder: str
    front_matter: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Vault:
    """What a vault means and what it says."""

    world: World
    settings: Settings
    texts: dict[str, str]


class Step(NamedTuple):
    """A line of a scene: days after the scene's (None: it is not there), boxes, 📅 counted from today."""

    shapes: list[Shape]
    days: list[int | None]
    boxes: list[Box | None]
    due: list[int | None]


class Scene(NamedTuple):
    """Lines that count from one day, which counts from today."""

    base: list[int]
    steps: list[Step]


def step(
    what: What,
    by: str | None,
    days: list[int | None],
    boxes: list[Box | None] | None = None,
    due: list[int | None] | None = None,
    *,
    is_met: bool = False,
) -> Step:
    """A step in one of the shapes that say it."""
    shapes = [
        one for one in SHAPES if (one.what, one.is_met) == (what, is_met) and (by is None or one.by == by)
    ]
    return Step(shapes, days, boxes or [None], due or [None])


FIRST_WEEKS = [
    -days for days in (3, 4, 0, 1, 2, 5, 6, 7, 8, 10, 11, 14, 20, 21, 22, 23, 24, 28, 30, 40, 41, 42, 43, 44)
]
LAST_TALKS = [-days for days in (*range(12), *range(14, 46, 2), 61, 70, 92, 100, 190, 366, 400)]
DUE_DAYS: list[int | None] = [None, 0, -13, -14, -19, -20, -21, -22, -1, 1, 2, 7]
SCENES = [
    Scene(
        FIRST_WEEKS,
        [
            step("contact", None, [0], is_met=True),
            step("contact", "them", [None, None, 0, 1, 2, 3, 4, 5, 21]),
            step("attempt", "me", [None, 0, 1, 4, 14]),
            step("attempt", "me", [None, 1, 2, 6, 20]),
            step("attempt", "me", [None, 3, 5, 7]),
        ],
    ),
    Scene(
        LAST_TALKS,
        [
            step("contact", "them", [0]),
            step("attempt", "me", [0, 1, 2, 20]),
            step("attempt", "me", [None, 1, 3, 30]),
            step("attempt", "me", [None, 4, 9]),
            step("attempt", "me", [None, 12, 2]),
        ],
    ),
    Scene(
        [-7, -5, -6, -8, -9, -30, -88, -89, -90, -91, -92],
        [
            step("favor", "them", [0], due=[*([None] * 6), 0, 5]),
            step("thanks", "me", [None, None, None, 0, 1]),
            step("thanks", "them", [None, None, None, 0]),
            step("contact", "them", [None, None, None, None, -1, 0, 1]),
        ],
    ),
    Scene(
        [-58, -59, -60, -61, -3, 0],
        [
            step("ask", "them", [0], [None, None, "open", "dropped"], [None, None, None, 0, 1]),
            step("favor", "me", [None, None, -1, 0, 1]),
        ],
    ),
    Scene(
        [-40, -25, -23],
        [
            step("promise", "me", [0], [None, "open"], DUE_DAYS),
            step("promise", "me", [None, 0, 1], [None, "open"], DUE_DAYS),
            step("loan", None, [None, 0, 1], [None, "open"], DUE_DAYS),
        ],
    ),
    Scene(
        [0, 1, 2, 3, 5, 9, -3],
        [step("contact", "me", [0], [None, "open", "dropped"], [None, None, 0, 1, 3, 8])],
    ),
    *[
        Scene(
            [-days - late for days in (10, 14, 30, 40, 60, 100, 365) for late in range(9)],
            [step("contact", "them", [0]), step("note", None, [None, 0, -1])],
        )
    ]
    * 3,
]


# --- Drawing --------------------------------------------------------------------------------------------

# Small counts simplest first: a byte of 0 picks the first of a list.
EDGES = [3, 4, 6, 7, 8, 10, 14, 17, 20, 21, 22, 24, 25, 30, 31, 41, 42, 43, 59, 60, 61, 89, 90, 91, 365, 366]
NEAR = range(10)
PAST = [-days for days in (*NEAR, *EDGES, *range(130), *NEAR, *EDGES, *NEAR, *range(130, 900, 9))]
AHEAD = [*range(5), *range(50), *range(5)]
ANYWHERE = [*PAST, *AHEAD, *range(-25, 5)]
# How often a property is written: once in so many notes.
PROPERTY_DAYS = {"met": 3, "created": 3, "last_contact": 4, "follow_up": 5, "snooze": 5}
RELATIONS = ["", "", "", "relation: friend", "relation:\n  - mentor\n  - family"]
YEARLY_DAYS: list[int | tuple[int, int] | None] = [*([None] * 60), *range(-5, 18), (2, 29), (12, 31), (1, 1)]
FIRST_DAY = date(2024, 1, 1)
TODAYS = [
    date(2024, 2, 29),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 2, 27),
    date(2025, 3, 31),
    date(2026, 1, 31),
    date(2026, 11, 22),
    date(2027, 1, 3),
    *(FIRST_DAY + timedelta(days) for days in range(4 * 365)),
]
KINDS = [(shape, box) for shape in SHAPES for box in shape.boxes]
PICKS = 120  # of one person
SEED_BYTES = 2 * (len(NAMES) + 1) * PICKS

T = TypeVar("T")


class Tape:
    """Bytes read as choices, two for each: one draw is a whole vault, and zeros are the simplest one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; the first at the tape's end."""
        two = self._data[self._at : self._at + 2]
        self._at += 2
        return options[int.from_bytes(two, "little") % len(options)]

    def maybe(self, odds: int, options: Sequence[T]) -> T | None:
        """One of the options once in `odds` times."""
        is_one, found = self.pick(range(odds)) == odds - 1, self.pick(options)
        return found if is_one else None

    def part(self, picks: int) -> "Tape":
        """A tape of the next picks, so that one more in it moves nothing behind it."""
        self._at += 2 * picks
        return Tape(self._data[self._at - 2 * picks : self._at])


def counted(today: date, days: int | None) -> date | None:
    """So many days after today."""
    return None if days is None else today + timedelta(days)


def front_matter(tape: Tape, today: date) -> tuple[Person, list[str]]:
    """What the properties of a note say, and the front matter that says so."""
    circle = tape.pick([None, *sorted(CIRCLES)])
    every, span = tape.pick(CADENCES)
    days = {key: counted(today, tape.maybe(odds, ANYWHERE)) for key, odds in PROPERTY_DAYS.items()}
    form = tape.pick(range(12))
    values: dict[str, object] = {"circle": circle, "cadence": every or None, **days}
    said = [
        f"{KEYS[key][form % len(KEYS[key])]}: {value}" for key, value in values.items() if value is not None
    ]
    yearly = []
    for key in ("birthday", "signe_birthday"):
        where, form_of_day = tape.pick(YEARLY_DAYS), tape.pick(YEAR_FORMS)
        if isinstance(where, int):
            day = today + timedelta(where)
            where = day.month, day.day
        if where is not None:
            yearly.append(Yearly(*where))
            said.append(f"{key}: " + form_of_day.format(m=where[0], d=where[1]))
    flag, relation = tape.pick([""] * 12 + list(FLAGS)), tape.pick(RELATIONS)
    said += [line for line in (FLAGS.get(flag), relation) if line]
    person = Person(
        path="",
        name="",
        circle=circle,
        cadence=span,
        last_contact=days["last_contact"],
        met=days["met"],
        created=days["created"],
        follow_up=days["follow_up"],
        snooze=days["snooze"],
        paused=flag == "paused",
        let_go=flag == "let_go",
        died=flag == "died",
        yearly=tuple(yearly),
    )
    return person, said


def typed(
    shape: Shape, day: date, way: Way, box: Box | None, due: date | None, done: date | None = None
) -> Line:
    """The line and what it means; nobody puts a thing off to a day before its own, and a talk has no 📅."""
    if shape.what == "contact" and box not in ("open", "done"):
        due = None
    if due is not None and shape.what in ("ask", "favor"):
        due = max(due, day)
    return Line(Fact(day, shape.what, (), shape.by, box, due, done, shape.is_met, shape.i_hold), shape, way)


def lone_line(tape: Tape, today: date) -> Line:
    """A line of any kind."""
    shape, box = tape.pick(KINDS)
    is_ahead = shape.what in WRITTEN_AHEAD and box != "done"
    day = today + timedelta(tape.pick(PAST * 2 + AHEAD * 4 if is_ahead else PAST))
    way, due, after = tape.pick(WAYS), tape.pick([None, *ANYWHERE]), tape.pick([None, *range(30)])
    has_due = shape.what in ("promise", "loan", "todo") or (
        shape.what == "contact" and box in ("open", "done")
    )
    done = None if box != "done" or after is None else min(day + timedelta(after), today)
    return typed(shape, day, way, box, counted(today, due) if has_due else None, done)


def scene_lines(tape: Tape, today: date) -> tuple[date | None, list[Line]]:
    """A few lines that have to do with each other, so that the rules meet; and `met`, if a property says it."""
    scene = tape.pick(SCENES)
    base, has_property = today + timedelta(tape.pick(scene.base)), tape.pick([False, True])
    met = base if has_property and scene.steps[0].shapes[0].is_met else None
    found = []
    for step in scene.steps[met is not None :]:
        shape, days, box = tape.pick(step.shapes), tape.pick(step.days), tape.pick(step.boxes)
        due, way = tape.pick(step.due), tape.pick(WAYS)
        if days is None:
            continue
        day = base + timedelta(days)
        if day <= today or (shape.what in WRITTEN_AHEAD and box != "done"):
            found.append(typed(shape, day, way, box, counted(today, due)))
    return met, found


def sheet(tape: Tape, today: date) -> Sheet:
    """One person: properties and lines."""
    folder, lone, scenes = tape.pick(["", "Work/", "A/"]), tape.pick([0, 0, 1, 2]), tape.pick([0, 1, 1, 2])
    person, said = front_matter(tape.part(30), today)
    lines = [lone_line(tape.part(5), today) for _ in range(2)][:lone]
    for met, more in [scene_lines(tape.part(30), today) for _ in range(2)][:scenes]:
        lines += more
        if met is not None and person.met is None:
            person = replace(person, met=met)
            said.append(f"met: {met}")
    return Sheet(person, folder, tuple(said), tuple(lines))


def named(drawn: list[Sheet]) -> list[Sheet]:
    """The people with their names, and the lines with whom they are about."""
    paths = [f"People/{sheet.folder}{name}.md" for sheet, name in zip(drawn, NAMES, strict=False)]
    done = []
    for index, sheet in enumerate(drawn):
        own = []
        for number, line in enumerate(sheet.lines):
            partner = line.way.partner if line.shape.joint else 0
            who = dict.fromkeys([paths[index], paths[(index + partner) % len(paths)]])
            fact = replace(line.fact, people=tuple(who))
            own.append(replace(line, fact=fact, text=f"thing {index}{number}"))
        person = replace(sheet.person, path=paths[index], name=NAMES[index])
        done.append(replace(sheet, person=person, lines=tuple(own)))
    return done


def vault_of(data: bytes) -> Vault:
    """The vault that these bytes choose."""
    tape = Tape(data)
    top = tape.part(PICKS)
    today = top.pick(TODAYS)
    count = top.pick(range(1, len(NAMES) + 1))
    drawn = named([sheet(tape.part(PICKS), today) for _ in range(count)])
    circles = top.pick([CIRCLES, CIRCLES, CIRCLES, {}])
    world = World(
        today,
        pace=top.pick([4, 1, 2, 3, 1, 2, 0, 5]),
        per_week=top.pick([False, False, False, True]),
        dormant_after=top.pick([365, 100, 30, 60, 14]),
        dates_ahead=top.pick([14, 0, 3, 30]),
        rest_until=counted(today, top.maybe(6, range(-4, 8))),
        circles=circles,
        people=tuple(sheet.person for sheet in drawn),
        facts=tuple(line.fact for sheet in drawn for line in sheet.lines),
    )
    settings = Settings(
        pace=Pace(world.pace, "week" if world.per_week else "day"),
        dormant_after=world.dormant_after,
        dates_ahead=world.dates_ahead,
        rest_until=world.rest_until,
        circles={name: as_cadence(span) for name, span in circles.items()} or None,
    )
    return Vault(world, settings, rendered(drawn))


random_vaults = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES).map(vault_of)


# --- The text -------------------------------------------------------------------------------------------


def as_cadence(span: Span) -> Cadence:
    """The same cadence in vaultwell's own words."""
    return NEVER if span == Span() else Cadence(days=span.days, months=span.months)


def rendered(drawn: list[Sheet]) -> dict[str, str]:
    """The notes of a vault: path to text."""
    names = {sheet.person.path: sheet.person.name for sheet in drawn}
    texts = {}
    for sheet in drawn:
        parts = ["---", "type: person", *sheet.front_matter, "---", ""]
        for heading in ("Favors", "Log"):
            own = [line for line in sheet.lines if not line.is_dated and line.way.heading == heading]
            parts += [f"## {heading}", "", *(text for line in own for text in log_lines(line, names)), ""]
        texts[sheet.person.path] = "\n".join(parts)
    for line in (line for sheet in drawn for line in sheet.lines if line.is_dated):
        path = f"Journal/{line.fact.day}.md"
        texts[path] = texts.get(path, "") + "\n".join(dated_lines(line, names)) + "\n\n"
    return texts


def log_lines(line: Line, names: dict[str, str]) -> list[str]:
    """The line in the person's own note, with its twin."""
    fact = line.fact
    more = "".join(f" with [[{names[path]}]]" for path in fact.people[1:])
    words = (line.shape.log or "").format(more=more, text=line.text)
    return with_twin(line, "- ", f"{line.way.date_form.format(fact.day)} {words}")


def dated_lines(line: Line, names: dict[str, str]) -> list[str]:
    """The line in the note of its day, with its twin."""
    who = " and ".join(f"[[{names[path]}]]" for path in line.fact.people)
    words = (line.shape.dated or "").format(who=who, text=line.text)
    return with_twin(line, "- ", words[2:]) if words.startswith("- ") else [words]


def with_twin(line: Line, marker: str, words: str) -> list[str]:
    """The line with its box and task fields; a ticked one sometimes stands there open too, as after a merge."""
    fact = line.fact
    marks = {None: "", "open": line.way.open_mark, "done": "[x] ", "dropped": "[-] "}
    due = f" 📅 {fact.due}" if fact.due else ""
    done = f" ✅ {fact.done}" if fact.done else ""
    text = f"{marker}{marks[fact.box]}{words}{due}{done}"
    if line.way.twin == "open" and fact.box == "done":
        return [f"{marker}[ ] {words}{due}", text]
    return [text, text] if line.way.twin == "same" else [text]
