"""One fact between you and one person on one day."""

from datetime import date
from typing import Literal, NamedTuple

from vaultwell.model.source import Source

By = Literal["me", "them"]
State = Literal["open", "done", "dropped"]
Kind = Literal[
    "contact",  # you were in touch
    "attempt",  # you tried and there was no answer
    "plan",  # you will be in touch
    "favor",
    "ask",
    "offer",
    "promise",
    "loan",
    "repayment",  # a loan came back, or a part of it
    "thanks",
    "news",  # theirs, and a reason to write
    "next",  # what to ask next time
    "note",  # something to know
    "mention",  # you wrote about them
    "todo",  # an open task that names them
]

# Kinds that count as being in touch on their own day (format.md, "An entry").
IN_TOUCH: frozenset[Kind] = frozenset({"contact", "favor", "ask", "offer", "thanks"})


class Entry(NamedTuple):
    """What one line says of one person.

    `person` and `others` are paths of contacts: whom it is about, and who else took part. `by`
    is who did it (None: nobody in particular). `state` stands only where a checkbox or the kind
    gives one; `due_on` is the task's 📅, `done_on` its ✅. `text` may hold several lines.
    `column` counts from 1. `block_id` is the `^id` at the line's end, without the caret.
    """

    on: date
    person: str
    kind: Kind
    verb: str
    by: By | None
    text: str
    source: Source
    others: tuple[str, ...] = ()
    state: State | None = None
    due_on: date | None = None
    done_on: date | None = None
    block_id: str | None = None

    @property
    def touch_on(self) -> date | None:
        """The day on which this counts as being in touch, if it does.

        A promise of mine counts on the day it was kept, when that day is written.
        """
        if self.kind == "promise":
            return self.done_on if self.by == "me" and self.state == "done" else None
        if self.kind not in IN_TOUCH or self.state == "dropped":
            return None
        return self.on

    @property
    def is_borrowed(self) -> bool:
        """I hold a thing of theirs."""
        return self.kind == "loan" and (self.verb == "lent") == (self.by == "them")
