"""The region of the due note that is generated, and what a person wrote into it.

Everything outside the two markers is the user's, byte for byte. Inside, a tick or a mark in a row's
box and every indented line under a row are the user's too and stay with their row; any other
line that was not generated moves below the region. To tell, the end marker carries a short check
of every generated line: nothing has to be stored anywhere else, and it works on every device.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from vaultwell.notes.lines import split_lines
from vaultwell.notes.region_markers import (
    BEGIN,
    CONFLICT_MARK,
    find_begin,
    find_end,
    find_marker,
    join_conflicts,
)
from vaultwell.notes.values import find_day

KEPT_HEADING = "## Ticked"

_STAMP = r"(?:\s*[✅❌]\ufe0f?\s*[0-9]{4}-[0-9]{2}-[0-9]{2})*"  # the Tasks plugin writes the day of a tick
_ROW = re.compile(
    rf"(?P<open>\s*[-*+]\s+\[)(?P<mark>.)\]\s+(?P<words>.*?)(?P<stamp>{_STAMP})\s*\^(?P<id>vw-[0-9a-f]{{8}})"
    rf"(?![0-9A-Za-z-])(?P<late_stamp>{_STAMP})(?P<after>.*)"
)
_DATE_LINE = re.compile(r"([A-Z][a-z]+day), ([0-9]{1,2})\s([A-Z][a-z]+)\s([0-9]{4})")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DONE_ON = re.compile(r"✅\ufe0f?\s*([0-9-]{10})")
_CHECK_LENGTH = 4  # base64 characters, 24 bits


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that a person touched.

    `line` as it stands, the `mark` in its box, the lines `typed` under it, the `stamp` that says when it
    was ticked (`✅ 2026-11-22`, else ""). `rewritten` are the words of rows with this id that somebody
    wrote over.
    """

    row_id: str
    line: str
    mark: str
    typed: tuple[str, ...]
    rewritten: tuple[str, ...] = ()
    stamp: str = ""

    @property
    def is_ticked(self) -> bool:
        """Done, in any of the ways in which editors mark that."""
        return self.mark in "xX"

    @property
    def done_on(self) -> date | None:
        """The day of the tick, when it is written on the row and there is such a day."""
        found = _DONE_ON.search(self.stamp)
        return find_day(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Region:
    """A due note taken apart: the text before and after the region, the touched rows, strange lines.

    `day` is the one it was made for, by its date line (the later of two after a merge), None without one;
    while touched rows wait in it, the day that the first of them was made for.
    """

    before: str
    after: str
    rows: tuple[KeptRow, ...]
    strange: tuple[str, ...]
    day: date | None = None


def parse_region(text: str) -> Region | None:
    """The parts of a due note; None when it holds no region, so that it is not ours to write."""
    lines = join_conflicts(text).split("\n")
    begin = next((i for i, line in enumerate(lines) if find_begin(line)), None)
    if begin is None:
        return None
    end = next((i for i in range(len(lines) - 1, begin, -1) if find_end(lines[i])), None)
    if end is None:
        return None
    opening, closing = find_begin(lines[begin]), find_end(lines[end])
    assert opening is not None
    assert closing is not None
    inner = split_lines("\n".join(lines[begin + 1 : end]))
    rows, strange = _sort_lines(inner, _find_checks(lines[begin + 1 : end + 1]))
    behind = [words for found in (opening, closing) if (words := (found["behind"] or "").strip())]
    before = "\n".join(lines[:begin]) + ("\n" if begin else "")
    day = _find_since(lines[begin + 1 : end + 1]) or _find_date_line(inner)
    return Region(before, "\n".join(lines[end + 1 :]), rows, (*behind, *strange), day)


def has_rows(text: str) -> bool:
    """A due note in which rows stand, touched or not."""
    return any(_ROW.fullmatch(line) for line in split_lines(text))


def _find_since(lines: Iterable[str]) -> date | None:
    found = (find_end(line) for line in lines)
    days = (find_day(marker["since"]) for marker in found if marker)
    return min((day for day in days if day is not None), default=None)


def _find_date_line(lines: Iterable[str]) -> date | None:
    days = [day for line in lines if (day := _parse_date_line(line)) is not None]
    return max(days, default=None)


def _parse_date_line(line: str) -> date | None:
    """The day of `Sunday, 22 November 2026`; None when the line is another, or there is no such day."""
    found = _DATE_LINE.fullmatch(line)
    if found is None or found[3] not in _MONTHS:
        return None
    day = find_day(f"{found[4]}-{_MONTHS.index(found[3]) + 1:02}-{int(found[2]):02}")
    return day if day and _WEEKDAYS[day.weekday()] == found[1] else None


def render_region(body: str, region: Region | None) -> str:
    """The whole due note: `body` (LF lines, the generated text) with what `region` must keep.

    Without a region it is a new note. Touched rows that are no longer generated stay at the end of
    the region, under a heading of their own.
    """
    generated = body.strip("\n").split("\n")
    region = _without_old_words(region, generated) if region else None
    rows = {row.row_id: row for row in region.rows} if region else {}
    lines = [kept for line in generated for kept in _with_touches(line, rows)]
    own = list(generated)
    if rows:  # what is left is generated no longer
        lines += ["", KEPT_HEADING]
        own.append(KEPT_HEADING)
    for row in rows.values():
        lines += ["", row.line, *row.typed]
        if not row.rewritten:
            own.append(_unmarked(row.line))
    before = region.before if region else "---\ncssclasses: [vaultwell]\n---\n"
    after = _with_strange(region)
    since = region.day if region and region.rows else None
    since = None if since == _find_date_line(generated) else since
    return f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{_end_marker(own, since)}\n{after}"


def settle_rows(region: Region, done: Collection[KeptRow], left: Sequence[str]) -> Region:
    """The region once the rows `done` were applied, and are as if nobody had touched them.

    `left` are lines that move below the region. A row that was touched again since stays.
    """
    rows = tuple(row for row in region.rows if row not in done)
    return replace(region, rows=rows, strange=(*region.strange, *left))


def learn_lines(old: str, new: str) -> str:
    """`new`, an edit of `old` line by line, with the generated lines that it changed still known as such.

    Without this, whoever makes the note anew would hold them for lines that a person wrote.
    """
    before, after = old.split("\n"), new.split("\n")
    end = next((i for i in range(len(after) - 1, -1, -1) if find_end(after[i])), None)
    if old == new or end is None or len(before) != len(after):
        return new
    known = _find_checks(before)
    pairs = zip(before, after, strict=True)
    changed = [line for was, line in pairs if was != line and _is_known(was, known)]
    found = find_end(after[end])
    assert found is not None
    checks = found["checks"]
    more = "".join(dict.fromkeys(_check(line) for line in changed))
    after[end] = after[end].replace(f"vaultwell:end {checks}", f"vaultwell:end {checks}{more}", 1)
    return "\n".join(after)


def find_words(line: str) -> str:
    """What a row says behind the person's name, without the day of a tick; "" for any other line."""
    found = _ROW.fullmatch(line)
    return found["words"].partition(" · ")[2].strip() if found else ""


def find_generated(text: str) -> str:
    """The lines of a due note's region as they were generated: nothing ticked, nothing typed.

    Rows that are generated no longer, or whose words somebody wrote over, are left out. "" without a region.
    """
    lines = text.split("\n")
    marked = [index for index, line in enumerate(lines) if find_marker(line)]
    own = split_lines("\n".join(lines[marked[0] + 1 : marked[-1]])) if marked else []
    if KEPT_HEADING in own:
        own = own[: own.index(KEPT_HEADING)]
    known = _find_checks(lines)
    plain = [_unmarked(line) for line in own]
    once = [line for i, line in enumerate(plain) if not _ROW.fullmatch(line) or line not in plain[:i]]
    generated = [line for line in once if not line.strip() or _is_known(line, known)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(generated))


def _sort_lines(lines: Sequence[str], known: frozenset[str]) -> tuple[tuple[KeptRow, ...], tuple[str, ...]]:
    """The rows somebody touched, and the lines that are neither generated nor typed under a row."""
    rows: dict[str, KeptRow] = {}
    strange: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        found = _ROW.fullmatch(line)
        if not found:
            strange += _own_words(line, known)
            continue
        typed = [f"\t{found['after'].strip()}"] if found["after"].strip() else []
        while index < len(lines) and _is_typed(lines, index):
            typed.append(lines[index])
            index += 1
        while typed and not typed[-1].strip():
            typed.pop()
        row = _build_kept(found, tuple(typed), known)
        if row.mark != " " or row.typed or row.rewritten:
            rows[row.row_id] = combine_rows(rows[row.row_id], row) if row.row_id in rows else row
    return tuple(rows.values()), tuple(strange)


def _own_words(line: str, known: frozenset[str]) -> list[str]:
    """What somebody typed in a line: nothing when it is generated, blank, or a mark that git left."""
    text = line.strip()
    if not text or text == KEPT_HEADING or _is_known(line, known) or CONFLICT_MARK.fullmatch(text):
        return []
    marker = find_marker(text)  # a second one, left by a merge or a copy
    return [line] if marker is None else [words for words in [(marker["behind"] or "").strip()] if words]


def _build_kept(found: re.Match[str], typed: tuple[str, ...], known: frozenset[str]) -> KeptRow:
    stamp = " ".join((found["stamp"] + found["late_stamp"]).split())
    line = _compose_row(found, found["mark"], stamp)
    is_rewritten = bool(known) and not _is_known(_compose_row(found, " "), known)
    return KeptRow(found["id"], line, found["mark"], typed, (found["words"],) if is_rewritten else (), stamp)


def _compose_row(found: re.Match[str], mark: str, stamp: str = "") -> str:
    words = " ".join(part for part in (found["words"], stamp) if part)
    return f"{found['open']}{mark}] {words} ^{found['id']}"


def combine_rows(row: KeptRow, other: KeptRow) -> KeptRow:
    """One row that stands there twice, after a merge or a copy: both sides' marks and words."""
    mark = next((mark for mark in "x-" if mark in (row.mark, other.mark)), other.mark.strip() or row.mark)
    shown = row if row.mark == mark else other
    rewritten = (*row.rewritten, *other.rewritten)
    told = shown.rewritten[:1]
    missing = [words for words in rewritten if words not in told]
    old = tuple(words for words in missing if _is_row_like(words, _read_words(shown.line)))
    lost = [f"\t{words}" for words in missing if words not in old]
    typed = [line for line in dict.fromkeys((*row.typed, *other.typed, *lost)) if line.strip()]
    return KeptRow(row.row_id, shown.line, mark, tuple(typed), (*told, *old), shown.stamp)


def _is_typed(lines: Sequence[str], index: int) -> bool:
    """An indented line, or a blank one before another indented line."""
    line = lines[index]
    if line.strip():
        return line[0] in " \t" and not _ROW.fullmatch(line)
    following = next((later for later in lines[index + 1 :] if later.strip()), "")
    return following[:1] in (" ", "\t") and following != "" and not _ROW.fullmatch(following)


def _with_touches(line: str, rows: dict[str, KeptRow]) -> Iterator[str]:
    """A generated line with the mark and the words its row was given; takes the row out of `rows`."""
    found = _ROW.fullmatch(line)
    kept = rows.pop(found["id"], None) if found else None
    if found is None or kept is None:
        yield line
        return
    yield _compose_row(found, kept.mark, kept.stamp)
    yield from kept.typed
    yield from (f"\t{words}" for words in kept.rewritten if words != found["words"])


def _without_old_words(region: Region, generated: Sequence[str]) -> Region:
    """The region with the words that a row had before, on another device, moved below it.

    A merge without vaultwell brings them. Left under their row they would be logged.
    """
    now = {found["id"]: found["words"] for line in generated if (found := _ROW.fullmatch(line))}
    rows, moved = [], []
    for row in region.rows:
        shown = now.get(row.row_id) or _read_words(row.line)
        old = [words for words in row.rewritten if words != shown and _is_row_like(words, shown)]
        moved += old
        rows.append(replace(row, rewritten=tuple(words for words in row.rewritten if words not in old)))
    return replace(region, rows=tuple(rows), strange=(*region.strange, *moved))


def _is_row_like(words: str, shown: str) -> bool:
    """Both begin with the same person, as rows do: `[[Ana Díaz]] · `."""
    head, dot, _ = shown.partition(" · ")
    return bool(dot) and words.startswith(head + dot)


def _read_words(line: str) -> str:
    found = _ROW.fullmatch(line)
    return found["words"] if found else ""


def _with_strange(region: Region | None) -> str:
    """What follows the region: strange lines first, then what stood there."""
    if region is None:
        return ""
    if not region.strange:
        return region.after
    after = region.after.lstrip("\n")
    return "\n" + "\n".join(region.strange) + "\n" + (f"\n{after}" if after else "")


def _unmarked(line: str) -> str:
    found = _ROW.fullmatch(line)
    return _compose_row(found, " ") if found else line


def _check(line: str) -> str:
    digest = sha256(line.strip().encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(digest[:3]).decode("ascii")


def _is_known(line: str, known: frozenset[str]) -> bool:
    return _check(line) in known


def _find_checks(lines: Iterable[str]) -> frozenset[str]:
    """The checks of every end marker: after a merge there may be one of each side."""
    found = (find_end(line) for line in lines)
    texts = [marker["checks"] for marker in found if marker]
    return frozenset(
        text[i : i + _CHECK_LENGTH] for text in texts for i in range(0, len(text), _CHECK_LENGTH)
    )


def _end_marker(lines: Iterable[str], since: date | None) -> str:
    checks = dict.fromkeys(_check(line) for line in lines if line.strip())
    return f"%% vaultwell:end {''.join(checks)}{f' since {since}' if since else ''} %%"
