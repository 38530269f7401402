"""What a note's text is besides its lines: a byte order mark, the line ends, the last one. Pure."""

from typing import NamedTuple

from vaultwell.git.three_way import settle

BOM = "\ufeff"


class Layout(NamedTuple):
    """`newline` is None where there is no line end to tell from; `is_ended`: the last line has one too."""

    mark: str
    newline: str | None
    is_ended: bool


def split_layout(text: str) -> tuple[Layout, list[str]]:
    """The layout of a text and its lines. Where line ends are mixed, a CR belongs to its line."""
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    has_only_crlf = text.count("\r\n") == text.count("\n") == text.count("\r")
    newline = ("\r\n" if has_only_crlf else "\n") if "\n" in text else None
    is_ended = not text or text.endswith("\n")
    lines = text.split(newline or "\n")
    return Layout(mark, newline, is_ended), lines[:-1] if is_ended else lines


def settle_layout(base: Layout, ours: Layout, theirs: Layout) -> Layout:
    """The layout after both changes; raises `Disagreement`."""
    return Layout(
        settle(base.mark, ours.mark, theirs.mark),
        settle(base.newline, ours.newline, theirs.newline),
        settle(base.is_ended, ours.is_ended, theirs.is_ended),
    )


def join_layout(layout: Layout, lines: list[str]) -> str:
    """The text again."""
    newline = layout.newline or "\n"
    return layout.mark + newline.join(lines) + (newline if layout.is_ended and lines else "")
