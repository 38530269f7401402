"""Taking back one change of a text that has changed elsewhere since."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_LINE = re.compile(r"(?P<words>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")


class _Line(NamedTuple):
    words: str
    end: str


def take_back(before: str, after: str, current: str) -> str | None:
    """`current` without the change from `before` to `after`; None when that is not certain.

    Each run of lines that changed has to stand in `after` and in `current` exactly once, if need be
    together with the lines around it. Where two places could be meant, none is chosen.
    """
    if current == after:
        return before
    old, new, now = _split(before), _split(after), _split(current)
    words, now_words = [line.words for line in new], [line.words for line in now]
    result: list[_Line] = []
    place = 0
    hunks = _find_hunks([line.words for line in old], words)
    for old_start, old_end, new_start, new_end in hunks:
        found = _find_once(words, new_start, new_end, now_words)
        if found is None or found < place:
            return None
        result += [*now[place:found], *old[old_start:old_end]]
        place = found + new_end - new_start
    return _join([*result, *now[place:]], old, now) if hunks else None


def _find_hunks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What changed: lines from and to in `old`, from and to in `new`."""
    same = zip(old, new, strict=False)
    start = next((at for at, (one, other) in enumerate(same) if one != other), min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    return [
        (start + code[1], start + code[2], start + code[3], start + code[4])
        for code in matcher.get_opcodes()
        if code[0] != "equal"
    ]


def _split(text: str) -> list[_Line]:
    lines = [_Line(found["words"], found["end"]) for found in _LINE.finditer(text)]
    return lines if lines[-1].words else lines[:-1]


def _find_once(words: Sequence[str], start: int, end: int, now: Sequence[str]) -> int | None:
    """Where in `now` the lines `start` to `end` of `words` begin, when there is one such place only."""
    for around in (0, 1, 2, 3):
        first, last = max(0, start - around), min(len(words), end + around)
        wanted = words[first:last]
        if not any(line.strip() for line in wanted):
            continue  # blank lines alone say nothing about the place
        if len(_find_all(wanted, words)) == 1:
            found = _find_all(wanted, now)
            return found[0] + start - first if len(found) == 1 else None
    return None


def _find_all(wanted: Sequence[str], lines: Sequence[str]) -> list[int]:
    width = len(wanted)
    return [at for at in range(len(lines) - width + 1) if lines[at : at + width] == wanted]


def _join(lines: list[_Line], old: list[_Line], now: list[_Line]) -> str:
    """Every line but the last with an end; the last has one if the note's last line had."""
    end = next((line.end for line in (*now, *old) if line.end), "\n")
    if not lines:
        return ""
    last = lines[-1]
    has_end = old[-1].end if old and last is not now[-1] else last.end
    body = "".join(line.words + (line.end or end) for line in lines[:-1])
    return body + last.words + ((last.end or end) if has_end else "")
