"""The short way through a contact's note: headings, sentences and entries of one line, as most notes are.

It reads a note only if no line of it could open, continue or close anything else. Then it says the
same as the long way (`parse_structure`, `find_inline_fields` and `read_log`), in a fraction of the
time: a property test holds it to that.
"""

import re
from collections.abc import Sequence

from vaultwell.notes.entries import Jotting, parse_item, parse_plain
from vaultwell.notes.faults import Fault
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import Vocabulary

_HEADING = re.compile(r"(#{1,6}) ([^\W\d_][\w ’'-]*)")
# A sentence in which nothing begins a block, a field, a link or a comment, wherever it stands.
_SENTENCE = re.compile(r"[^\W\d_][^\t:|<>$%*_~=`\\\[\]^#!()\x00-\x1f\x85\u2028\u2029]*")
# One entry with its day, and no code, comment, math, field or escape in it.
_ENTRY = re.compile(r"- (?:\[([^\]])\] )?([0-9\[*](?:[^`%<$\\:\t\x00-\x1f\x85\u2028\u2029]|:(?!:))*)")


def read_plain_log(
    lines: Sequence[str], first_line: int, vocabulary: Vocabulary, headings: frozenset[str]
) -> tuple[tuple[Jotting, ...], tuple[Fault, ...]] | None:
    """The entries of a note whose body begins at `first_line`, and what is wrong with them.

    None when a line needs a closer look. `headings` are those of a log, in lower case.
    """
    jottings: list[Jotting] = []
    path: list[tuple[int, str]] = []
    is_log = is_item = False
    for number in range(first_line, len(lines) + 1):
        line = lines[number - 1]
        if is_log and line.startswith("- "):
            jotting = parse_plain(number, 3, line[2:], vocabulary) or _parse_entry(number, line, vocabulary)
            if jotting is None:
                return None
            jottings.append(jotting)
            is_item = True
        elif not line:
            is_item = False
        elif heading := _HEADING.fullmatch(line):
            path = [found for found in path if found[0] < len(heading[1])]
            path.append((len(heading[1]), heading[2].strip().lower()))
            is_log = any(text in headings for _, text in path)
            is_item = False
        elif is_item or not _SENTENCE.fullmatch(line):
            return None
    return tuple(jottings), tuple(fault for jotting in jottings for fault in jotting.faults)


def _parse_entry(number: int, line: str, vocabulary: Vocabulary) -> Jotting | None:
    found = _ENTRY.fullmatch(line)
    if found is None:
        return None
    item = Item(number, found.start(2) + 1, found[2].rstrip(), found[1], (), None, ())
    jotting = parse_item(item, vocabulary)
    return jotting if jotting.on is not None else None
