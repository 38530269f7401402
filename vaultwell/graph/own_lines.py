"""The lines of one person's own log: which of them are plain, once it is known whom their words mean."""

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from vaultwell.graph.company import Company, list_first_words, split_names
from vaultwell.graph.names import Asked
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.plain_log import PlainLog

_NOTHING: Mapping[str, tuple[int, ...]] = {}


class OwnLines(NamedTuple):
    """`log` has the plain lines, of which some are `shared` with one other person, by whom; all others are
    `close`."""

    log: PlainLog | None = None
    shared: Mapping[str, tuple[int, ...]] = _NOTHING
    close: tuple[Jotting, ...] = ()


def sort_own_lines(log: PlainLog, company: Company, asked: Asked) -> OwnLines:
    """The lines of a log by whether all that they say stands in their heads."""
    shared: dict[str, list[int]] = {}
    apart: set[int] = set()
    for line, target in log.targets.items():
        if person := _find_other(company, target):
            shared.setdefault(person, []).append(line)
        else:
            apart.add(line)
    apart.update(line for line, words in log.talks.items() if _may_name_somebody(asked, *words))
    close = log.close
    if apart:
        indexes = [index for index, line in enumerate(log.numbers) if line in apart]
        read = log.read_plain(company.note.lines, indexes, company.vocabulary)
        close = tuple(sorted((*close, *read), key=itemgetter(0)))
    by_person = {person: tuple(lines) for person, lines in shared.items()} if shared else _NOTHING
    return OwnLines(log.without(apart), by_person, close)


def _find_other(company: Company, target: str) -> str | None:
    """The one other person whom a link means, if there is nothing to say about it."""
    found = company.names.resolve(target, company.folder)
    is_clear = found.path in company.names.people and not found.is_alias and found.path != company.person
    return found.path if is_clear else None


def _may_name_somebody(asked: Asked, before: str, behind: str) -> bool:
    """Whether one of the words before a verb, or behind it, is a name."""
    names = list(split_names(behind))
    if behind and not names:
        return True
    spoken = [before] if before else []
    return asked.is_anybody((*spoken, *names, *list_first_words(names)))
