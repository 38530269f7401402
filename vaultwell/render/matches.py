"""What a search found, as lines: `path:line: text`."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vaultwell.practices.search import Match, find_spans
from vaultwell.render.safe import visible

if TYPE_CHECKING:
    from rich.text import Text


def render_match(match: Match) -> str:
    """One line, nothing in it obeyed by a terminal."""
    return visible(f"{match.path}:{match.line}: {match.text}".replace("\n", " "))


def render_matches(matches: Iterable[Match], words: Sequence[str]) -> "Text":
    """All lines for a terminal, the words emphasised."""
    from rich.text import Text

    lines = Text("\n").join(_emphasise(match, words) for match in matches)
    lines.no_wrap, lines.overflow = True, "ignore"
    return lines


def _emphasise(match: Match, words: Sequence[str]) -> "Text":
    from rich.text import Text

    line = Text(visible(f"{match.path}:{match.line}: ".replace("\n", " ")), style="dim")
    at = 0
    for start, end in find_spans(match.text, words):
        line.append(visible(match.text[at:start]), style="not dim")
        line.append(visible(match.text[start:end]), style="not dim bold magenta")
        at = end
    return line.append(visible(match.text[at:]), style="not dim")
