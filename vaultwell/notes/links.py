"""Links in a piece of text: Obsidian's `[[…]]` and Markdown's `[…](…)`, outside code spans."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from vaultwell.notes.comments import find_code_spans

# Stands in a masked text for every character of a link or of code.
FILLER = "\x00"

# Begins with a fixed character, so that it is searched for at the speed of one; a `!` before it is looked up.
_LINK = re.compile(
    r"""\[(?:
        \[(?!\[)(?P<wiki>(?:[^\[\]\n]|\](?!\])|\[(?!\[))++)\]\]
      | (?P<text>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*+\])*+)\]
        \(\s*+(?:
            <(?P<angled>(?:[^<>\\\n]|\\.)*+)>
          | (?P<bare>(?!<)(?:[^\s()\\]|\\\S|\\|\((?:[^\s()\\]|\\\S|\\)*+\))++)
        )(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


class Link(NamedTuple):
    """One link of a searched text.

    `target` is the note's name or path as typed, without heading, block and alias, empty for a
    link into the same note; that of a Markdown link is decoded. `label` is what is shown. `start`
    and `end` are the offsets of the whole link, an embed's `!` included; `target_span` are those of the
    target as it is typed, also where a Markdown link has it encoded.
    """

    target: str
    label: str
    start: int
    end: int
    is_embed: bool
    target_span: tuple[int, int] = (0, 0)


def find_links(text: str) -> tuple[Link, ...]:
    """The links to notes and files in `text`, from left to right; those to the outside are not among them."""
    if "[[" not in text and "](" not in text:
        return ()
    return tuple(link for link, is_outside in _find_all(text) if not is_outside)


@lru_cache(maxsize=16)
def mask(text: str) -> str:
    """`text` with every character of links, also of those to the outside, and of code spans as FILLER."""
    masked = _mask_code(text)
    if "[[" not in masked and "](" not in masked:
        return masked
    return _fill(masked, ((link.start, link.end) for link, _ in _find_all(text)))


def plain_text(text: str) -> str:
    """`text` for quoting: links as their labels, no embeds, each run of blanks as one."""
    if "[[" in text or "](" in text:
        pieces: list[str] = []
        done = 0
        for link, _ in _find_all(text):
            pieces += (text[done : link.start], "" if link.is_embed else link.label)
            done = link.end
        text = "".join(pieces) + text[done:]
    return " ".join(text.split())


def _mask_code(text: str) -> str:
    return _fill(text, find_code_spans(text)) if "`" in text else text


def _fill(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], FILLER * (end - start))
        done = end
    return "".join(pieces) + text[done:]


@lru_cache(maxsize=16)  # a line is asked for its links, its words without them, and its plain text
def _find_all(text: str) -> tuple[tuple[Link, bool], ...]:
    """Each link, and whether it leads out of the vault."""
    return tuple(_iterate(text))


def _iterate(text: str) -> Iterator[tuple[Link, bool]]:
    masked = _mask_code(text)
    has_escapes = "\\" in text
    at = 0
    while found := _LINK.search(masked, at):
        start, at = found.span()
        if has_escapes and _is_escaped(masked, start):
            at = start + 1
            continue
        is_embed = masked[start - 1 : start] == "!" and not (has_escapes and _is_escaped(masked, start - 1))
        parts = _wiki_parts(text, found) if found["wiki"] is not None else _markdown_parts(text, found)
        if parts:
            target, label, is_outside, span = parts
            yield Link(target, label, start - is_embed, at, is_embed, span), is_outside


def _is_escaped(text: str, at: int) -> bool:
    backslashes = 0
    while at > backslashes and text[at - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1


_Parts = tuple[str, str, bool, tuple[int, int]]


def _wiki_parts(text: str, found: re.Match[str]) -> _Parts | None:
    """Target, label, that it leads inside, and where the target is typed; none when there is no target."""
    start = found.start("wiki")
    path, _, alias = text[start : found.end("wiki")].partition("|")
    shown = path.rstrip().rstrip("\\").strip()
    if not shown:
        return None
    target = shown.partition("#")[0].partition("^")[0].rstrip()
    start += len(path) - len(path.lstrip())
    return target, alias.strip() or shown, False, (start, start + len(target))


def _markdown_parts(text: str, found: re.Match[str]) -> _Parts | None:
    """Target, label, whether it leads outside, where the target is typed; none when its place is empty."""
    group = "bare" if found["angled"] is None else "angled"
    typed = text[found.start(group) : found.end(group)]
    place = typed.strip()
    if not place:
        return None
    path = place.partition("#")[0].rstrip()
    target = _PERCENT.sub(_decode, _ESCAPE.sub(r"\1", path)).strip()
    label = _ESCAPE.sub(r"\1", text[found.start("text") : found.end("text")].strip()) or place
    start = found.start(group) + len(typed) - len(typed.lstrip())
    return target, label, bool(_SCHEME.match(place)), (start, start + len(path))


def _decode(found: re.Match[str]) -> str:
    """The UTF-8 text of percent signs; as typed when it is none."""
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
