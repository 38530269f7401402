"""Who is due, the slow way: every rule beside its sentence of the format, nothing shared with vaultwell.

It works from plain facts, never from a note's text, and prefers a loop over a formula.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

What = Literal[
    "contact",
    "attempt",
    "favor",
    "ask",
    "offer",
    "promise",
    "loan",
    "thanks",
    "news",
    "note",
    "next",
    "mention",
    "todo",
]
Box = Literal["open", "done", "dropped"]

DAY = timedelta(1)
# The JSON: “`reason` is one of …”, and rows are ordered by “reason in the order above”.
REASONS = "cadence first-follow-up follow-up promise thanks loan date dormant reconnect ask".split()


@dataclass(frozen=True)
class Span:
    """A cadence: days, or calendar months; neither is `never`."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True)
class Yearly:
    """A birthday or another day of the year."""

    month: int
    day: int


@dataclass(frozen=True)
class Person:
    """What the properties of one note say."""

    path: str
    name: str
    circle: str | None = None
    cadence: Span | None = None
    last_contact: date | None = None
    met: date | None = None
    created: date | None = None
    follow_up: date | None = None
    snooze: date | None = None
    paused: bool = False
    let_go: bool = False
    died: bool = False
    yearly: tuple[Yearly, ...] = ()


@dataclass(frozen=True)
class Fact:
    """What one line says: `by` did it; `due` is its 📅, `done` its ✅; `i_hold` is for loans."""

    day: date
    what: What
    people: tuple[str, ...]
    by: Literal["me", "them"] | None = None
    box: Box | None = None
    due: date | None = None
    done: date | None = None
    is_met: bool = False
    i_hold: bool = False


@dataclass(frozen=True)
class World:
    """A whole vault, its settings and the day."""

    today: date
    pace: int
    per_week: bool
    dormant_after: int
    dates_ahead: int
    rest_until: date | None
    circles: dict[str, Span]
    people: tuple[Person, ...]
    facts: tuple[Fact, ...]


class Row(NamedTuple):
    """One row of the due list."""

    path: str
    reason: str
    due_on: date | None
    cadence_days: int | None
    estimated: bool
    today_pick: bool


class View(NamedTuple):
    """The world on `day`, knowing what is dated before `before`; only today's own view sees plans."""

    world: World
    day: date
    before: date
    sees_plans: bool


# --- Days -----------------------------------------------------------------------------------------------


def later(day: date, span: Span) -> date:
    """Dates: “Compute from the anchor, n months at once”; a shorter month gives its last day."""
    year, month = day.year, day.month
    for _ in range(span.months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    for number in range(day.day, 0, -1):
        try:
            moved = date(year, month, number)
        except ValueError:
            continue
        break
    for _ in range(span.days):
        moved += DAY
    return moved


def days_between(first: date, last: date) -> int:
    """How many midnights lie between the two, counted one by one."""
    count = 0
    while first < last:
        first += DAY
        count += 1
    return count


def day_of_year(yearly: Yearly, year: int) -> date:
    """Dates: “29 February birthdays are on 28 February in common years”."""
    try:
        return date(year, yearly.month, yearly.day)
    except ValueError:
        return date(year, 2, 28)


# --- What the entries say -------------------------------------------------------------------------------


def facts_of(view: View, person: Person) -> Iterator[Fact]:
    """Everything that is written about one person, seen or not."""
    return (fact for fact in view.world.facts if person.path in fact.people)


def is_plan(fact: Fact, today: date) -> bool:
    """An entry: “An open box on a contact verb with a day of its own, a DATE in the future, an entry in a dated
    note of the future: a plan”; but an open task that is a to-do is none.
    """
    if fact.what in ("mention", "todo") or fact.box == "dropped":
        return False
    return fact.day > today or (fact.what == "contact" and fact.box == "open")


def plan_day(fact: Fact) -> date:
    """The day of a plan is its 📅, else its DATE."""
    return fact.due or fact.day


def entry_day(fact: Fact) -> date:
    """Where an entry stands in time: a plan on the day it is for, a ticked one on the day it was ticked."""
    if fact.what == "contact" and fact.box in ("open", "done"):
        return plan_day(fact) if fact.box == "open" else (fact.done or fact.day)
    return fact.day


def touch_day(fact: Fact) -> date | None:
    """The day on which a line counts as being in touch, if it does."""
    if fact.what == "contact":
        # “A ticked task is contact … on its ✅ date, else on the note's day”; open is a plan, dropped did not happen.
        if fact.box == "done":
            return fact.done or fact.day
        return None if fact.box else fact.day
    if fact.what == "attempt":
        # Decisions: “An attempt of theirs is contact: they wrote.” Mine: “Not contact”.
        return fact.day if fact.by == "them" else None
    if fact.what in ("favor", "ask", "offer", "thanks"):
        # “Favors, asks, offers and thanks count as being in touch on their day; promises, loans and notes do not”
        return None if fact.box == "dropped" else fact.day
    if fact.what == "promise" and fact.by == "me" and fact.box == "done":
        # “a promise of mine kept counts on its ✅ day”
        return fact.done
    return None


def touches(view: View, person: Person) -> set[date]:
    """The days in touch that the view knows, with `last_contact` as “a floor”."""
    days = {touch_day(fact) for fact in facts_of(view, person)} | {person.last_contact}
    return {day for day in days if day is not None and day < view.before}


def talked_from(view: View, person: Person, day: date) -> bool:
    """Any contact on `day` or later."""
    return any(touch >= day for touch in touches(view, person))


def met_on(view: View, person: Person) -> date | None:
    """First follow-up: “`met` (the property, else the very first entry when its verb is `met`)”."""
    if person.met is not None and person.met <= view.world.today:
        return person.met if person.met < view.before else None
    # “Entry … one list item under one of the headings”: a mention or a to-do elsewhere is none.
    entries = [fact for fact in facts_of(view, person) if fact.what not in ("mention", "todo")]
    known = [(entry_day(fact), fact.is_met) for fact in entries if entry_day(fact) < view.before]
    for day, is_met in known:
        if is_met and all(day <= other for other, _ in known):
            return day
    return None


# Decisions: “A day that lies ahead as `last_contact`, `met` or `created` cannot be meant: it is … left out”:
# all three are taken only when they lie before `view.before`.
def anchor_of(view: View, person: Person) -> tuple[date | None, bool]:
    """“due_on = last contact + cadence. Never in touch: `met`, else `created`, + cadence, marked *estimated*”."""
    known = touches(view, person)
    if known:
        return max(known), False
    for day in (person.met, person.created):
        if day is not None and day < view.before:
            return day, True
    return None, True


def attempts_since(view: View, person: Person, since: date | None) -> list[date]:
    """My attempts after that day. Decisions: “Attempts on one day count once, like contact”."""
    days = {
        fact.day
        for fact in facts_of(view, person)
        if fact.what == "attempt" and fact.by != "them" and fact.day < view.before
    }
    return sorted(day for day in days if since is None or day > since)


def plans(view: View, person: Person) -> list[date]:
    """“plans whose day is not past”. Decisions: “The day's list does not see plans.”."""
    if not view.sees_plans:
        return []
    today = view.world.today
    found = [plan_day(fact) for fact in facts_of(view, person) if is_plan(fact, today)]
    return [day for day in found if day >= today]


# --- The person's own rhythm ----------------------------------------------------------------------------


def cadence_of(world: World, person: Person) -> Span | None:
    """“Tracked people have a cadence of their own or of their circle”; “`never` (overrides the circle)”."""
    span = person.cadence
    if span is None and person.circle is not None:
        span = world.circles.get(person.circle)
    return None if span == Span() else span


def silence_day(view: View, person: Person) -> date | None:
    """Since when it is silent: the last contact, else what stands for it."""
    return anchor_of(view, person)[0]


def in_first_weeks(view: View, person: Person) -> bool:
    """“for 42 days after `met` …, tracked or not, the cadence waiting meanwhile”."""
    met = met_on(view, person)
    return met is not None and view.day <= met + 42 * DAY


def pushes(view: View, person: Person, span: Span) -> list[date] | None:
    """The days until which attempts, plans and a snooze keep somebody off the list; None when they rest.

    “the first since the last contact quiets the list for max(7 days, cadence // 3), the second for a whole cadence,
    after the third the person rests until one of you writes”
    """
    known = touches(view, person)
    attempts = attempts_since(view, person, max(known) if known else None)
    if len(attempts) >= 3:
        return None
    found = plans(view, person)
    if person.snooze is not None:
        found.append(person.snooze)
    if len(attempts) >= 1:
        whole = days_between(attempts[0], later(attempts[0], span))
        found.append(attempts[0] + max(7, whole // 3) * DAY)
    if len(attempts) >= 2:
        found.append(later(attempts[1], span))
    return found


def is_silent_too_long(view: View, person: Person) -> bool:
    """“Silent for longer than `dormant_after`”."""
    since = silence_day(view, person)
    return since is not None and days_between(since, view.day) > view.world.dormant_after


def cadence_row(view: View, person: Person) -> Row | None:
    """“due_on = last contact + cadence”, however far ahead; “Attempts, and plans …, move it (never earlier)”."""
    span = cadence_of(view.world, person)
    if span is None or in_first_weeks(view, person):
        return None
    pushed = pushes(view, person, span)
    if pushed is None:
        return None
    anchor, estimated = anchor_of(view, person)
    if anchor is None:
        # “with neither date `due_on` is null, estimated, sorted last”; quiet while something keeps them off.
        quiet = any(day > view.day for day in pushed)
        return None if quiet else Row(person.path, "cadence", None, None, True, False)
    due = max([later(anchor, span), *pushed])
    if is_silent_too_long(view, person):
        # “the reason is `dormant` instead of `cadence`”
        return Row(person.path, "dormant", due, None, estimated, False)
    # The JSON: “`cadence_days` = due_on − anchor (null for other reasons)”
    return Row(person.path, "cadence", due, days_between(anchor, due), estimated, False)


def first_follow_up_row(view: View, person: Person) -> Row | None:
    """“on met + 3 until any contact after `met`; on met + 21 until a contact after met + 3”."""
    met = met_on(view, person)
    if met is None or not in_first_weeks(view, person):
        return None
    if talked_from(view, person, met + 4 * DAY):
        return None
    due = met + 21 * DAY if talked_from(view, person, met + DAY) else met + 3 * DAY
    # Decisions: “Attempts without an answer move it by 7 days, three of them end it; plans and a snooze move it too.”
    since = max({met} | touches(view, person))
    attempts = attempts_since(view, person, since)
    if len(attempts) >= 3:
        return None
    due = max([due, *(day + 7 * DAY for day in attempts), *plans(view, person)])
    if person.snooze is not None:
        due = max(due, person.snooze)
    if due > met + 42 * DAY:
        return None
    return Row(person.path, "first-follow-up", due, None, False, False)


def may_be_offered(view: View, person: Person) -> bool:
    """“Nobody else is ever due by cadence; they can only be offered by `reconnect`, once silent for `dormant_after`”."""
    world = view.world
    since = silence_day(view, person)
    if cadence_of(world, person) is not None or since is None or in_first_weeks(view, person):
        return False
    # Decisions: “for somebody untracked the cadence that attempts quiet is `dormant_after`”.
    pushed = pushes(view, person, Span(days=world.dormant_after))
    if pushed is None or any(day > view.day for day in pushed):
        return False
    return is_silent_too_long(view, person)


# --- Today's few ----------------------------------------------------------------------------------------


def is_hidden(person: Person) -> bool:
    """“`let_go` and `died` hide everything”."""
    return person.let_go or person.died


def is_resting(world: World, day: date) -> bool:
    """“until then only promises and dates”; decisions: “until the day itself”."""
    return world.rest_until is not None and day < world.rest_until


def picked_on(world: World, day: date, times: dict[str, int]) -> list[str]:
    """One day's list, “using only entries dated before that day”."""
    if is_resting(world, day):
        return []
    view = View(world, day, before=day, sees_plans=False)
    meetings, rhythm, bottom = [], [], []
    for person in world.people:
        if is_hidden(person) or person.paused:
            continue
        first, row = first_follow_up_row(view, person), cadence_row(view, person)
        rank = times.get(person.path, 0)
        if first is not None and first.due_on is not None and first.due_on <= day:
            meetings.append((rank, first.due_on, person.path))
        elif row is not None and row.due_on is not None and row.due_on <= day and row.reason == "cadence":
            rhythm.append((rank, row.due_on, person.path))
        elif (row is not None and row.due_on is not None and row.due_on <= day) or may_be_offered(
            view, person
        ):
            bottom.append((rank, silence_day(view, person) or date.max, person.path))
    # “each day first follow-ups, then tracked people ordered by (times picked this week, longest *due*, path)”
    queue = sorted(meetings) + sorted(rhythm)
    # Decisions: “Its place is the last of the day's places, also among first follow-ups; with a pace of one it is used
    # only when nobody else is due. Dormant and untracked people come round by times picked this week”.
    offered = sorted(bottom)[:1]
    if world.pace == 0:
        offered = []
    if world.pace == 1 and queue:
        offered = []
    chosen = queue[: world.pace - len(offered)] + offered
    return [path for _, _, path in chosen]


def picked_today(world: World) -> list[str]:
    """“replayed from this ISO week's Monday to today”; “`5 a week` picks on Monday”."""
    day = world.today
    while day.isoweekday() != 1:
        day -= DAY
    times: dict[str, int] = {}
    chosen = picked_on(world, day, times)
    while not world.per_week and day < world.today:
        for path in chosen:
            times[path] = times.get(path, 0) + 1
        day += DAY
        chosen = picked_on(world, day, times)
    return chosen


# --- The other reasons ----------------------------------------------------------------------------------


def earliest(rows: Iterable[Row]) -> list[Row]:
    """Decisions: “One row for each reason. When two promises of one person are due, the earlier one has the row”."""
    return sorted(rows, key=lambda row: row.due_on or date.max)[:1]


def plain_row(person: Person, reason: str, due_on: date | None) -> Row:
    """A row of a reason that has no cadence."""
    return Row(person.path, reason, due_on, None, False, False)


def follow_up_rows(view: View, person: Person) -> Iterator[Row]:
    """“`follow_up` is due on its day until a contact on or after it”; an open task “with `📅` a follow-up on that day”."""
    days = [person.follow_up] + [
        fact.due for fact in facts_of(view, person) if fact.what == "todo" and fact.box == "open"
    ]
    for day in days:
        if day is not None and not talked_from(view, person, day):
            # “`snooze` moves cadence, dormant, reconnect and follow-ups”
            yield plain_row(person, "follow-up", max(day, person.snooze or day))


def is_open(fact: Fact) -> bool:
    """“open until ticked or dropped, with or without a box”."""
    return fact.box in (None, "open")


def asks_again(view: View, due: date) -> bool:
    """Decisions: “A promise asks once more from 14 to 20 days past its date … After that it has no row of its own”."""
    return days_between(due, view.day) <= 20


def promise_rows(view: View, person: Person) -> Iterator[Row]:
    """“Promises of *mine* and things *I* borrowed are due on their date”."""
    for fact in facts_of(view, person):
        if (
            fact.what == "promise"
            and fact.by == "me"
            and is_open(fact)
            and fact.due
            and asks_again(view, fact.due)
        ):
            yield plain_row(person, "promise", fact.due)


def loan_rows(view: View, person: Person) -> Iterator[Row]:
    """Decisions: “The same holds for a borrowed thing with a date. A borrowed thing without a date has no row.”."""
    for fact in facts_of(view, person):
        if fact.what == "loan" and fact.i_hold and is_open(fact) and fact.due and asks_again(view, fact.due):
            yield plain_row(person, "loan", fact.due)


def thanks_rows(view: View, person: Person) -> Iterator[Row]:
    """“due 7 days after a favor received in the last 90 days, closed by any talk after it or by thanks on the day”."""
    for favor in facts_of(view, person):
        if favor.what != "favor" or favor.by != "them" or favor.box == "dropped" or favor.day >= view.before:
            continue
        thanked = any(
            fact.what == "thanks" and fact.by == "me" and fact.day == favor.day and fact.box != "dropped"
            for fact in facts_of(view, person)
        )
        if (
            days_between(favor.day, view.day) <= 90
            and not thanked
            and not talked_from(view, person, favor.day + DAY)
        ):
            yield plain_row(person, "thanks", favor.due or favor.day + 7 * DAY)


def ask_rows(view: View, person: Person) -> Iterator[Row]:
    """The JSON: “`ask` (theirs to me: open box, or plain and under 60 days; `due_on` = its day)”."""
    for ask in facts_of(view, person):
        if ask.what != "ask" or ask.by != "them" or ask.day >= view.before:
            continue
        # Decisions: “An ask with a 📅 is due on that day instead of its own, so that it can be put off”.
        due = ask.due or ask.day
        # “On a plain bullet: history, closed by the next favor the other way, quiet after 60 days.”
        answered = any(
            fact.what == "favor"
            and fact.by == "me"
            and fact.box != "dropped"
            and ask.day <= fact.day < view.before
            for fact in facts_of(view, person)
        )
        plain = ask.box is None and days_between(due, view.day) < 60 and not answered
        if ask.box == "open" or plain:
            yield plain_row(person, "ask", due)


def date_rows(view: View, person: Person, ahead: int) -> Iterator[Row]:
    """“Dates come 14 days ahead and stay until three days after, or until a contact on or after the day.”."""
    for yearly in person.yearly:
        day = view.day - 3 * DAY
        while day <= view.day + ahead * DAY:
            if day_of_year(yearly, day.year) == day and not talked_from(view, person, day):
                yield plain_row(person, "date", day)
            day += DAY


def rows_of(view: View, person: Person, picked: list[str], within_days: int) -> Iterator[Row]:
    """All rows of one person but the undated promise. The JSON: “`rows` holds what is due on or before `today`
    (`--within` adds what comes)”.
    """
    if is_hidden(person):
        return
    horizon = view.day + within_days * DAY

    def due(rows: Iterable[Row]) -> list[Row]:
        return earliest(row for row in rows if row.due_on is not None and row.due_on <= horizon)

    resting = is_resting(view.world, view.day)
    yield from due(promise_rows(view, person))
    if not resting:
        yield from due(loan_rows(view, person))
    if person.paused:
        # “`paused` hides all but promises and loans”
        return
    yield from earliest(date_rows(view, person, max(within_days, view.world.dates_ahead)))
    if resting:
        return
    for row in (cadence_row(view, person), first_follow_up_row(view, person)):
        if row is not None and (row.due_on is None or row.due_on <= horizon):
            is_now = row.due_on is None or row.due_on <= view.day
            yield row._replace(today_pick=is_now and person.path in picked)
    if person.path in picked and may_be_offered(view, person):
        yield plain_row(person, "reconnect", None)._replace(today_pick=True)
    yield from due(follow_up_rows(view, person))
    yield from due(thanks_rows(view, person))
    yield from due(ask_rows(view, person))


def undated_promise(view: View, rows: list[Row]) -> list[Row]:
    """“undated promises: the oldest one a day”; decisions: “chosen among people who have no dated promise due”."""
    busy = {row.path for row in rows if row.reason == "promise"}
    found = [
        (fact.day, person.path, person)
        for person in view.world.people
        for fact in facts_of(view, person)
        if fact.what == "promise" and fact.by == "me" and is_open(fact) and fact.due is None
        if fact.day < view.before and not is_hidden(person) and person.path not in busy
    ]
    if not found:
        return []
    return [plain_row(min(found, key=lambda one: one[:2])[2], "promise", None)]


def expected_rows(world: World, within_days: int = 0) -> list[Row]:
    """The due list, in order."""
    view = View(world, world.today, before=world.today + DAY, sees_plans=True)
    picked = picked_today(world)
    rows = [row for person in world.people for row in rows_of(view, person, picked, within_days)]
    rows += undated_promise(view, rows)
    names = {person.path: person.name for person in world.people}

    def place(row: Row) -> tuple[date, int, str, str, int]:
        # The JSON: “Ordered by `due_on` (null last: undated people, the oldest undated promise, `reconnect`), name, path,
        # reason in the order above.”
        null_rank = ["cadence", "promise", "reconnect"].index(row.reason) if row.due_on is None else 0
        return row.due_on or date.max, null_rank, names[row.path], row.path, REASONS.index(row.reason)

    return sorted(rows, key=place)
