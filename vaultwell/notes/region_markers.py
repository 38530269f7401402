"""The two lines between which the due note is generated, and what a merge of git's leaves around them."""

import re

BEGIN = "%% vaultwell:begin · made from your notes; write above or below this part %%"
CONFLICT_MARK = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?|={7}")

_BEGIN = re.compile(r"%%\s*vaultwell:begin\b(?:(?!%%).)*(?:%%(?P<behind>.*))?")
_END = re.compile(
    r"%%\s*vaultwell:end\b\s*(?P<checks>[A-Za-z0-9_=-]*)"
    r"(?:\s+since\s+(?P<since>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\s*%%(?P<behind>.*)"
)
_CONFLICT = re.compile(
    r"^<{7}(?: .*)?\n(?P<ours>(?:.*\n)*?)(?:\|{7}(?: .*)?\n(?:.*\n)*?)?"
    r"={7}\r?\n(?P<theirs>(?:.*\n)*?)>{7}(?: .*)?(?:\n|\Z)",
    re.MULTILINE,
)


def find_begin(line: str) -> re.Match[str] | None:
    """The marker that opens the region, and the words `behind` it."""
    return _BEGIN.fullmatch(line.rstrip("\r"))


def find_end(line: str) -> re.Match[str] | None:
    """The marker that closes the region.

    It holds the `checks` of what was generated, the day `since` which touched rows wait in it, and what
    stands `behind` it.
    """
    return _END.fullmatch(line.rstrip("\r"))


def find_marker(line: str) -> re.Match[str] | None:
    """One of the two."""
    return find_begin(line) or find_end(line)


def join_conflicts(text: str) -> str:
    """The text with both sides of each conflict that git left in the region or across its markers.

    A conflict outside them is the user's to resolve.
    """
    if "<<<<<<<" not in text:
        return text
    lines = text.split("\n")
    marked = [index for index, line in enumerate(lines) if find_marker(line)] or [len(lines)]
    begin, end = (len("\n".join(lines[:index])) for index in (marked[0], marked[-1] + 1))

    def join(found: re.Match[str]) -> str:
        is_outside = found.end() <= begin or found.start() >= end
        return found[0] if is_outside else "\n".join(_join_sides(found["ours"], found["theirs"]))

    return _CONFLICT.sub(join, text)


def _join_sides(ours: str, theirs: str) -> list[str]:
    """One side after the other; what both have above or below the region stands there once."""
    mine, others = ours.split("\n")[:-1], theirs.split("\n")
    above = next((index for index, line in enumerate(others) if find_marker(line)), 0)
    below = max((index + 1 for index, line in enumerate(mine) if find_marker(line)), default=len(mine))
    once = [line for line in mine[below:] if line not in others]
    return [*mine[:below], *once, *(line for line in others[:above] if line not in mine), *others[above:]]
