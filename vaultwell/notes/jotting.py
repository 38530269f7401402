"""What one line of a note says, before anybody in it is looked up."""

from datetime import date
from typing import NamedTuple

from vaultwell.model.entry import State
from vaultwell.notes.faults import Fault
from vaultwell.notes.outcomes import Outcome
from vaultwell.notes.verbs import Verb


class Ref(NamedTuple):
    """A link as evidence, its target and label as typed.

    `is_mention`: the words around it only speak of the person; `is_in_company`: `with`, `at` or the
    like stands right before it; `is_after_colon`: it stands in an entry's text. `line` and `column`
    count from 1; `width` is the link's length.
    """

    target: str
    label: str
    line: int
    column: int
    width: int
    is_mention: bool = False
    is_in_company: bool = False
    is_after_colon: bool = False


class Jotting(NamedTuple):
    """What one line of a note says, people not yet looked up.

    `subject` is who did it as typed ("" when nobody is named; a link keeps its brackets) and stands
    only before a known verb. `people` are the links right after the verb, `names` the words that
    stand between those and the colon (or the end), which may be bare names. `on` is None only until the
    line's surroundings give it a day; `has_own_day`: one was written on the line
    (with `on` None: an impossible one). `is_direct`: nothing but
    people stands between verb and colon. `wording` is the whole line after its date, `text` what
    follows the colon, or verb and people; `tail` only what follows the colon, which is the text when
    `names` turn out to be people. `refs` are the other links, those after the colon
    marked so. `parent` is the index, among the note's jottings, of the entry it is indented under.
    """

    line: int
    column: int
    wording: str
    text: str
    tail: str = ""
    box: State | None = None
    on: date | None = None
    has_own_day: bool = False
    subject: str = ""
    subject_refs: tuple[Ref, ...] = ()
    verb: Verb | None = None
    people: tuple[Ref, ...] = ()
    is_with: bool = False
    names: str = ""
    has_colon: bool = False
    is_direct: bool = False
    refs: tuple[Ref, ...] = ()
    outcome: Outcome = ""
    due_on: date | None = None
    done_on: date | None = None
    is_item: bool = True
    is_mention: bool = False
    block_id: str | None = None
    parent: int | None = None
    faults: tuple[Fault, ...] = ()
