"""Lines that stand twice, a little different: what two devices, or git's `merge=union`, leave behind."""

from collections.abc import Iterable
from itertools import pairwise

from vaultwell.graph.company import Company
from vaultwell.notes.jotting import Jotting

_LIKE = 0.85
_SHORTEST = 12  # shorter texts are like each other without being the same


def check_wordings(company: Company, jottings: Iterable[Jotting]) -> None:
    """Hint at a line right below an older or newer wording of itself; both count.

    The plain lines of a log are none: it has no plain one right below one of its day and verb.
    """
    for before, jotting in pairwise(jottings):
        if jotting.verb is before.verb and jotting.on == before.on and _is_reworded(before, jotting):
            company.complain(
                jotting.line,
                jotting.column,
                max(1, len(company.note.lines[jotting.line - 1]) - jotting.column + 1),
                "repeated-line",
                "hint",
                f"nearly the words of line {before.line}, and both count",
                "If they are one and the same, keep one: a merge can leave the old wording beside the new.",
            )


def _is_reworded(before: Jotting, jotting: Jotting) -> bool:
    old, new = before.text, jotting.text
    if jotting.verb is None or jotting.line != before.line + 1 or old == new:
        return False
    is_same_head = _find_head(before) == _find_head(jotting)
    return is_same_head and min(len(old), len(new)) >= _SHORTEST and _is_alike(old, new)


def _find_head(jotting: Jotting) -> tuple[object, ...]:
    return jotting.subject, jotting.names, tuple(ref.target for ref in jotting.people), jotting.parent


def _is_alike(old: str, new: str) -> bool:
    if old.startswith(new) or new.startswith(old):
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _LIKE
