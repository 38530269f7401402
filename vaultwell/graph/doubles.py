"""The same words twice, with another box or date: what two devices leave behind."""

from collections.abc import Iterable, Iterator, Mapping

from vaultwell.graph.account import Account
from vaultwell.model.entry import Entry
from vaultwell.model.problem import Problem


def check_doubles(
    doubles: Iterable[tuple[Entry, Entry]], accounts: Mapping[str, Account]
) -> Iterator[Problem]:
    """A hint for each line that counts no more, because the same words stand in the same note with another
    box or date. `doubles` are pairs of the entry that counts and the one that does not."""
    for kept, other in doubles:
        path, line = other.source
        is_told = (kept.state, kept.due_on, kept.done_on) != (other.state, other.due_on, other.done_on)
        if path != kept.source.path or line == kept.source.line or not is_told:
            continue
        excerpt = accounts[path].lines[line - 1]
        where = f"line {kept.source.line}"
        message = f"the same words stand in {where} with another box or date; {where} counts"
        remedy = "Keep one of the two: two devices, or a merge, can leave both."
        width = max(1, len(excerpt))
        yield Problem(path, line, 1, "repeated-line", "hint", message, remedy, excerpt, width)
