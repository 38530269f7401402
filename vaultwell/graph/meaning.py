"""What a line counts as, once it is known who it speaks of (format.md, "An entry").

The colon moves things: favors, asks, offers, promises, loans, thanks and news are so only with a
colon or a checkbox; without, the line is a talk in those words.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultwell.graph.subject import Subject
from vaultwell.model.entry import IN_TOUCH, By, Kind, State
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.verbs import CONTACT, VERBS, Verb

_OPEN_BY_NATURE = frozenset({"promise", "loan"})
_BOX_IS_ENOUGH = frozenset({"favor", "ask", "offer", "promise", "loan", "repayment", "thanks"})
_TYPO = 0.8


class Meaning(NamedTuple):
    """The kind of a line, its verb, who did it, its day and its words."""

    kind: Kind
    verb: str
    by: By | None
    on: date
    text: str
    state: State | None = None


def find_meaning(
    jotting: Jotting, subject: Subject, *, is_direct: bool, is_all_names: bool, today: date
) -> Meaning:
    """What the line counts as.

    `is_direct`: only people stand between its verb and its colon; `is_all_names`: bare names do.
    """
    assert jotting.on is not None
    verb = jotting.verb if subject.is_known else None
    if verb is None:
        return _wordless(jotting, today)
    is_silence = verb.kind == "attempt" and jotting.outcome == "no answer"
    if verb.needs_colon and not is_silence and not _has_form(jotting, verb, is_direct=is_direct):
        return _talk(jotting, today)
    kind, state = _kind_and_state(jotting, verb, subject)
    on = _day_of_deed(jotting, kind)
    if kind in IN_TOUCH and on > today:
        kind, state = "plan", state or "open"
    if kind == "todo":
        is_named = verb.name == "todo" and jotting.is_direct
        return Meaning(kind, "todo", "me", on, jotting.text if is_named else jotting.wording, state)
    text = jotting.wording if verb.keeps_wording else jotting.tail if is_all_names else jotting.text
    return Meaning(kind, verb.name, _by(verb, subject), on, text, state)


@lru_cache(maxsize=512)
def find_plain_meaning(verb: Verb, subject: Subject) -> Meaning:
    """What any line `verb: text` of a day that is past counts as; day and words are the line's own."""
    jotting = Jotting(0, 0, "", "", on=date.min, has_own_day=True, verb=verb, has_colon=True, is_direct=True)
    return find_meaning(jotting, subject, is_direct=True, is_all_names=False, today=date.min)


def is_missing_colon(jotting: Jotting, subject: Subject, *, is_direct: bool) -> bool:
    """A favor, ask, offer, promise, loan or thanks may have been meant, but no colon after it says so."""
    verb = jotting.verb
    return (
        verb is not None
        and subject.is_known
        and verb.needs_colon
        and verb.kind in _BOX_IS_ENOUGH
        and not is_direct
        and jotting.box is None
    )


def find_typo(jotting: Jotting) -> str | None:
    """The verb that the one word before a colon was probably meant to be."""
    head = jotting.wording.split(":")[0].strip().lower()
    if jotting.verb is not None or not jotting.has_colon or " " in head or len(head) < 4:
        return None
    from difflib import get_close_matches

    near = get_close_matches(head, [word for word in VERBS if " " not in word], n=1, cutoff=_TYPO)
    return near[0] if near else None


def _has_form(jotting: Jotting, verb: Verb, *, is_direct: bool) -> bool:
    return is_direct or (jotting.box is not None and verb.kind in _BOX_IS_ENOUGH)


def _wordless(jotting: Jotting, today: date) -> Meaning:
    """A line with no known verb: a talk, unless its box, its verb's shadow or a typo says otherwise."""
    assert jotting.on is not None
    if jotting.box == "open":
        return Meaning("todo", "todo", "me", jotting.on, jotting.wording, "open")
    shadow = jotting.verb is not None and (jotting.verb.kind in ("note", "attempt") or jotting.outcome)
    typo = find_typo(jotting)
    if jotting.box is not None or shadow or (typo and VERBS[typo].kind != "contact"):
        return Meaning("note", "note", None, jotting.on, jotting.wording, jotting.box)
    return _talk(jotting, today)


def _talk(jotting: Jotting, today: date) -> Meaning:
    assert jotting.on is not None
    kind: Kind = "plan" if jotting.on > today else "contact"
    state: State | None = "open" if kind == "plan" else None
    return Meaning(kind, CONTACT.name, None, jotting.on, jotting.wording, state)


def _kind_and_state(jotting: Jotting, verb: Verb, subject: Subject) -> tuple[Kind, State | None]:
    kind, box = verb.kind, jotting.box
    if kind == "attempt" and subject.by == "them":
        kind = "contact"  # they wrote: no attempt of mine
    if jotting.outcome == "no answer" and kind == "contact":
        kind = "attempt"
    if jotting.outcome == "called off":
        return "note", box
    if kind in _OPEN_BY_NATURE:
        return kind, box or "open"
    if kind in ("ask", "offer"):
        return kind, box
    if box == "open":
        return _open_box(jotting, kind)
    if box == "dropped" and kind in ("contact", "favor", "repayment", "thanks", "attempt"):
        return "note", box
    return kind, box


def _open_box(jotting: Jotting, kind: Kind) -> tuple[Kind, State | None]:
    """An open task: a plan when it names its own day for a contact, else something still to do."""
    if kind == "contact" and (jotting.has_own_day or jotting.due_on):
        return "plan", "open"
    if kind in ("contact", "favor", "repayment", "thanks", "attempt", "note"):
        return "todo", "open"
    return kind, "open"


def _day_of_deed(jotting: Jotting, kind: Kind) -> date:
    """A ticked contact happened on its ✅ day; a plan lies on its 📅 day."""
    assert jotting.on is not None
    if kind == "contact" and jotting.box == "done":
        return jotting.done_on or jotting.on
    if kind == "plan":
        return jotting.due_on or jotting.on
    return jotting.on


def _by(verb: Verb, subject: Subject) -> By | None:
    by = subject.by if subject.is_named else verb.by
    if by is None and verb.kind in _BOX_IS_ENOUGH:
        by = "me"
    if not verb.is_flipped:
        return by
    return "me" if by == "them" else "them"
