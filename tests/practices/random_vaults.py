"""Random small vaults around one day: what they mean, as the oracle reads it, and how somebody would have typed it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

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
    Shape("todo", None, None, "- [ ] bring bread to {who}, {text}", boxes=("open",)),
    Shape("todo", None, None, "- [ ] buy bread for {who}, {text}", boxes=("open",)),
]
# Kinds that people also write down before the day.
WRITTEN_AHEAD = ("contact", "favor", "thanks", "offer")
FLAGS = {"paused": "paused: true", "let_go": "let_go: we drifted", "died": "died: true"}
YEAR_FORMS = ["1988-{m:02}-{d:02}", "{m:02}-{d:02}", "--{m:02}-{d:02}", "XXXX-{m:02}-{d:02}"]
YEAR_EDGES = [(2, 29), (12, 31), (1, 1)]
MARKS = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}


class Way(NamedTuple):
    """How a line is typed; `partner` says how many people further on the other one stands (0: none)."""

    date_form: str = "{}"
    heading: str = "Log"
    twin: Literal["none", "same", "open"] = "none"
    partner: int = 0
    in_dated_note: bool = False


WAYS = [
    Way(),
    Way(partner=1),
    Way(in_dated_note=True),
    Way("[[{}]]"),
    Way("**{}**", "Favors"),
    Way(twin="same"),
    Way(twin="open"),
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
        """It stands in the note of its day: nobody writes a box or a twin there but for a call."""
        return self.shape.log is None or (
            self.way.in_dated_note
            and self.shape.dated is not None
            and (self.fact.box is None or (self.shape.is_task and self.fact.what == "contact"))
            and (self.fact.box != "open" or self.fact.due is not None)
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
# Days from today, the likelier ones several times: one draw each keeps the test fast.
PAST = [
    -days for days in [*range(10), *EDGES, *range(130), *range(10), *EDGES, *range(10), *range(130, 900, 9)]
]
AHEAD = [*range(5), *range(50), *range(5)]
ANYWHERE = [*PAST, *AHEAD, *range(-25, 5)]


def sometimes(days: list[int], odds: int) -> list[int | None]:
    """One of the days once in `odds` times, else none."""
    return [None] * (len(days) * (odds - 1)) + days


todays = st.one_of(st.sampled_from(SPECIAL_DAYS), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
past = st.sampled_from(PAST)
past_or_ahead = st.sampled_from(PAST * 2 + AHEAD * 4)
one_in = {odds: st.sampled_from(sometimes(ANYWHERE, odds)) for odds in (2, 3, 4, 5)}
property_days = {
    "met": one_in[3],
    "created": one_in[3],
    "last_contact": one_in[4],
    "follow_up": one_in[5],
    "snooze": one_in[5],
}
circle_names = st.sampled_from([None, *sorted(CIRCLES)])
cadences = st.sampled_from(CADENCES)
flags = st.sampled_from([""] * 12 + list(FLAGS))
relations = st.sampled_from([(), (), (), ("relation: friend",), ("relation:", "  - mentor", "  - family")])
yearly_kinds = st.lists(
    st.tuples(st.sampled_from([*range(-5, 18), *YEAR_EDGES]), st.sampled_from(YEAR_FORMS)), max_size=2
)
folders = st.sampled_from(["", "Work/", "A/"])
ways = st.sampled_from([*([WAYS[0]] * 8), *WAYS])
ticked_after = st.sampled_from([None, *range(30)])
kinds = st.sampled_from([(shape, box) for shape in SHAPES for box in shape.boxes])


def yearly_day(today: date, where: int | tuple[int, int], key: str, form: str) -> tuple[Yearly, str]:
    """A yearly day, near today or a doubtful one, and how it is typed."""
    if isinstance(where, int):
        day = today + timedelta(where)
        where = day.month, day.day
    return Yearly(*where), f"{key}: " + form.format(m=where[0], d=where[1])


@st.composite
def front_matters(draw: st.DrawFn, today: date) -> tuple[Person, tuple[str, ...]]:
    """What the properties of a note say, and the front matter that says so."""
    form = draw(st.integers(0, 3))
    circle = draw(circle_names)
    every, span = draw(cadences)
    days = {key: counted(today, draw(chance)) for key, chance in property_days.items()}
    values: dict[str, object] = {"circle": circle, "cadence": every or None, **days}
    said = [
        f"{KEYS[key][form % len(KEYS[key])]}: {value}" for key, value in values.items() if value is not None
    ]
    yearly = [
        yearly_day(today, where, key, form)
        for key, (where, form) in zip(("birthday", "signe_birthday"), draw(yearly_kinds), strict=False)
    ]
    flag = draw(flags)
    said += [line for _, line in yearly] + ([FLAGS[flag]] if flag else [])
    said += draw(relations)
    person = Person(
        "",
        "",
        circle,
        span,
        days["last_contact"],
        days["met"],
        days["created"],
        days["follow_up"],
        days["snooze"],
        paused=flag == "paused",
        let_go=flag == "let_go",
        died=flag == "died",
        yearly=tuple(day for day, _ in yearly),
    )
    return person, tuple(said)


def counted(today: date, days: int | None) -> date | None:
    """So many days after today."""
    return None if days is None else today + timedelta(days)


@st.composite
def lines(draw: st.DrawFn, today: date) -> Line:
    """One line about somebody, and sometimes about somebody else too."""
    shape, box = draw(kinds)
    day = today + timedelta(draw(past_or_ahead if shape.what in WRITTEN_AHEAD and box != "done" else past))
    due = done = None
    if shape.what in ("promise", "loan", "todo") or (shape.what == "contact" and box == "open"):
        due = counted(today, draw(one_in[2]))
    elif shape.what == "ask" and shape.by == "them":
        due = counted(today, draw(one_in[4]))
        due = max(due, day) if due else None
    elif shape.what == "favor" and shape.by == "them":
        due = counted(today, draw(one_in[5]))
        due = max(due, day) if due else None
    if box == "done":
        days = draw(ticked_after)
        done = None if days is None else min(day + timedelta(days), today)
    return typed(shape, day, draw(ways), box, due, done)


def typed(
    shape: Shape,
    day: date,
    way: Way,
    box: Box | None = None,
    due: date | None = None,
    done: date | None = None,
) -> Line:
    """The line and what it means."""
    return Line(Fact(day, shape.what, (), shape.by, box, due, done, shape.is_met, shape.i_hold), shape, way)


@st.composite
def scenes(draw: st.DrawFn, today: date) -> tuple[date | None, tuple[Line, ...]]:
    """A few lines that have to do with each other, so that the rules meet; and the day of meeting, as a property."""
    scene = draw(st.sampled_from(SCENES))
    base = today + timedelta(draw(st.sampled_from(scene.base)))
    steps = scene.steps
    met = None
    if steps[0].shapes[0].is_met and draw(st.booleans()):
        met, steps = base, steps[1:]
    found = []
    for step in steps:
        days = draw(st.sampled_from(step.days))
        if days is None:
            continue
        shape, box = draw(st.sampled_from(step.shapes)), draw(st.sampled_from(step.boxes))
        due = counted(today, draw(st.sampled_from(step.due)))
        if base + timedelta(days) <= today or (shape.what in WRITTEN_AHEAD and box != "done"):
            found.append(typed(shape, base + timedelta(days), draw(ways), box, due))
    return met, tuple(found)


class Step(NamedTuple):
    """One line of a scene: how many days after its base (None: not at all), its box, its 📅 counted from today."""

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
DUE_DAYS: list[int | None] = [None, 0, -13, -14, -19, -20, -21, -22, -1, 1, 2, 7]
SCENES = [
    Scene(
        FIRST_WEEKS,
        [
            step("contact", None, [0], is_met=True),
            step("contact", "them", [None, None, 0, 1, 2, 3, 4, 5, 21]),
            step("attempt", "me", [None, None, 0, 1, 4, 14]),
            step("attempt", "me", [None, 1, 2, 6, 20]),
            step("attempt", "me", [None, 3, 5, 30]),
        ],
    ),
    Scene(
        PAST,
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
            step("favor", "them", [0]),
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


@st.composite
def sheets(draw: st.DrawFn, today: date) -> Sheet:
    """One person: properties and lines."""
    person, said = draw(front_matters(today))
    alone = draw(st.lists(lines(today), max_size=2))
    together = draw(st.lists(scenes(today), max_size=2))
    met = [day for day, _ in together if day is not None]
    if met and person.met is None:
        person, said = replace(person, met=met[0]), (*said, f"met: {met[0]}")
    return Sheet(person, draw(folders), said, (*alone, *(line for _, scene in together for line in scene)))


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


@st.composite
def random_vaults(draw: st.DrawFn) -> Vault:
    """A whole vault."""
    today = draw(todays)
    drawn = named(draw(st.lists(sheets(today), min_size=1, max_size=len(NAMES))))
    per_week = draw(st.integers(0, 3)) == 3
    pace = draw(st.sampled_from([4, 1, 2, 3, 1, 2, 1, 2, 0, 5]))
    circles = CIRCLES if draw(st.integers(0, 5)) < 5 else {}
    world = World(
        today,
        pace,
        per_week,
        dormant_after=draw(st.sampled_from([365, 100, 30, 60, 14])),
        dates_ahead=draw(st.sampled_from([14, 0, 3, 30])),
        rest_until=counted(today, draw(st.sampled_from([None] * 9 + [*range(-4, 4)]))),
        circles=circles,
        people=tuple(sheet.person for sheet in drawn),
        facts=tuple(line.fact for sheet in drawn for line in sheet.lines),
    )
    settings = Settings(
        pace=Pace(pace, "week" if per_week else "day"),
        dormant_after=world.dormant_after,
        dates_ahead=world.dates_ahead,
        rest_until=world.rest_until,
        circles={name: as_cadence(span) for name, span in circles.items()} or None,
    )
    return Vault(world, settings, rendered(drawn))


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
        texts[path] = texts.get(path, "") + dated_line(line, names) + "\n\n"
    return texts


def log_lines(line: Line, names: dict[str, str]) -> list[str]:
    """The line in the person's own note, with its twin."""
    fact = line.fact
    more = "".join(f" with [[{names[path]}]]" for path in fact.people[1:])
    words = (line.shape.log or "").format(more=more, text=line.text)
    day = line.way.date_form.format(fact.day)
    mark = MARKS[fact.box] if fact.box else ""
    due = f" 📅 {fact.due}" if fact.due else ""
    done = f" ✅ {fact.done}" if fact.done else ""
    text = f"- {mark}{day} {words}{due}{done}"
    if line.way.twin == "open" and fact.box == "done":
        return [f"- [ ] {day} {words}{due}", text]
    return [text, text] if line.way.twin == "same" else [text]


def dated_line(line: Line, names: dict[str, str]) -> str:
    """The line in the note of its day."""
    fact = line.fact
    who = " and ".join(f"[[{names[path]}]]" for path in fact.people)
    words = (line.shape.dated or "").format(who=who, text=line.text)
    if line.shape.is_task and fact.box:
        words = words.replace("- ", f"- {MARKS[fact.box]}", 1)
    return words + (f" 📅 {fact.due}" if fact.due else "") + (f" ✅ {fact.done}" if fact.done else "")
