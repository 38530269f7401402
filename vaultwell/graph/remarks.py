"""What is said about a line besides what it counts as: a day that cannot be meant, a hint."""

import re
from collections.abc import Sequence
from datetime import date

from vaultwell.graph.company import Company
from vaultwell.graph.meaning import find_typo, is_missing_colon
from vaultwell.graph.subject import Subject
from vaultwell.model.cadence import add_months
from vaultwell.notes.faults import say_impossible
from vaultwell.notes.heads import THEY
from vaultwell.notes.jotting import Jotting

YEARS_AHEAD = 3
TWO_SIDED = frozenset({"favor", "ask", "offer", "promise", "loan", "repayment", "thanks"})

_MEANT = {
    "favor": "a favor",
    "ask": "something you asked for",
    "offer": "an offer",
    "promise": "a promise",
    "loan": "a loan",
    "repayment": "something that came back",
    "thanks": "thanks",
}
_WORD_START = re.compile(r"(?<!\w)\w")


def is_too_far_ahead(day: date, today: date) -> bool:
    """More than three years ahead: not a plan but a slip of the pen."""
    return day > today and day > add_months(today, 12 * YEARS_AHEAD)


def report_far_day(company: Company, jotting: Jotting, today: date) -> bool:
    """Whether the line's day is too far ahead to be meant; one written on the line is reported."""
    assert jotting.on is not None
    is_too_far = is_too_far_ahead(jotting.on, today)
    if is_too_far and jotting.has_own_day:
        _complain_of_day(company, jotting, jotting.on)
    return is_too_far


def without_far_fields(company: Company, jotting: Jotting, today: date) -> Jotting:
    """The line without a 📅 or ✅ day that is too far ahead to be meant, which is reported."""
    if jotting.due_on is not None and is_too_far_ahead(jotting.due_on, today):
        _complain_of_day(company, jotting, jotting.due_on)
        jotting = jotting._replace(due_on=None)
    if jotting.done_on is not None and is_too_far_ahead(jotting.done_on, today):
        _complain_of_day(company, jotting, jotting.done_on)
        jotting = jotting._replace(done_on=None)
    return jotting


def _complain_of_day(company: Company, jotting: Jotting, day: date) -> None:
    words = str(day)
    column = company.find_column(jotting.line, 1, words)
    company.complain(jotting.line, column, len(words), "impossible-date", "problem", *say_impossible(words))


def ask_about_whom(company: Company, jotting: Jotting, candidates: Sequence[str]) -> None:
    """Report a deed in the note of a meeting with several people that names none of them."""
    typed = _find_typed(company, jotting)
    company.complain(
        jotting.line,
        jotting.column,
        len(typed),
        "who-is-meant",
        "problem",
        f"“{typed}” could be about {company.say_either(candidates)}, so this line counts for nobody",
        f"Name the person before the colon, as in “{typed} {company.write_link(candidates[0])}: …”.",
    )


def hint_form(company: Company, jotting: Jotting, subject: Subject, *, is_direct: bool) -> None:
    """Two kind remarks: a colon that may be missing, a verb that may be misspelt."""
    if jotting.verb is not None and is_missing_colon(jotting, subject, is_direct=is_direct):
        typed = _find_typed(company, jotting)
        is_unsaid = jotting.subject == THEY and not typed.lower().startswith(THEY)
        company.complain(
            jotting.line,
            jotting.column,
            len(typed),
            "missing-colon",
            "hint",
            f"read as a talk, because no colon stands right after “{typed}”",
            f"If you meant {_MEANT[jotting.verb.kind]}, write “{THEY + ' ' if is_unsaid else ''}{typed}: …”.",
        )
    elif typo := find_typo(jotting):
        word = jotting.wording.split(":")[0]
        company.complain(
            jotting.line,
            jotting.column,
            len(word),
            "unknown-verb",
            "hint",
            f"“{word}” is not a verb that vaultwell knows",
            f"Did you mean “{typo}:”? A word of your own goes into vaultwell.toml, under [verbs].",
        )


def hint_nobody(company: Company, jotting: Jotting) -> None:
    """A deed in a dated note that names nobody counts for nobody; that is said, not hidden."""
    if jotting.verb is None or jotting.is_mention:
        return
    if not (jotting.is_direct and jotting.verb.kind in TWO_SIDED):
        return
    named = next(iter(jotting.people), None)
    if named is not None and not company.names.people.isdisjoint(company.find_paths(named)):
        return  # one of several: the link itself has been reported
    typed = _find_typed(company, jotting)
    if named is not None:
        column, width = named.column, named.width
        message = f"[[{named.target}]] is not among your contacts, so this line counts for nobody"
        remedy = "Correct the link, or make a note for this person."
    else:
        column, width = jotting.column, len(typed)
        message = f"nobody is named after “{typed}”, so this line counts for nobody"
        remedy = f"Name the person before the colon, as in “{typed} [[First Last]]: …”."
    company.complain(jotting.line, column, width, "nobody-named", "hint", message, remedy)


def _find_typed(company: Company, jotting: Jotting) -> str:
    """The words up to the end of the verb, as they stand in the note: `they gave`."""
    text = company.note.lines[jotting.line - 1][jotting.column - 1 :]
    for word in _WORD_START.finditer(text):
        found = company.vocabulary.verb_at(text, word.start())
        if found is not None and found[0] == jotting.verb:
            return text[: found[1]]
    return jotting.wording.split(" ")[0] or "…"
