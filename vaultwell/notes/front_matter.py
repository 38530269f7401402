"""Front matter: where the block is, and its fields as text with positions."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vaultwell.model.problem import Problem
from vaultwell.notes.faults import Fault, build_problem
from vaultwell.notes.fields import Field, FrontMatter, Scalar, Value
from vaultwell.notes.flat_yaml import parse_flat

if TYPE_CHECKING:
    from vaultwell.notes.note_handler import NoteHandler

__all__ = ["Field", "FrontMatter", "NoteHandler", "Scalar", "Value", "parse_front_matter"]

_FENCE = re.compile(r"---[ \t]*")
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")


def __getattr__(name: str) -> Any:
    # The handler brings python-frontmatter and PyYAML along: 35 ms at start that flat notes never need.
    if name == "NoteHandler":
        from vaultwell.notes.note_handler import NoteHandler

        return NoteHandler
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def parse_front_matter(path: str, lines: Sequence[str]) -> FrontMatter:
    """The front matter of the note at `path` with these lines (see `split_lines`); never raises.

    A block opens with `---` on line 1 and closes with the next such line; blanks and tabs may
    follow either. Values are text with the meaning of YAML 1.2; nothing is typed.
    """
    if not lines or not lines[0].startswith(("---", "\ufeff---")):
        return FrontMatter()
    stop = _find_first_plain_fence(lines)
    if stop and lines[0] == "---":
        fields = parse_flat(lines, stop)
        if fields is not None:
            return FrontMatter(fields, stop + 2)
    return _parse_any(path, [lines[0].removeprefix("\ufeff"), *lines[1:]])


def _find_first_plain_fence(lines: Sequence[str]) -> int:
    try:
        return lines.index("---", 1)
    except ValueError:
        return 0


def _parse_any(path: str, lines: Sequence[str]) -> FrontMatter:
    if not _FENCE.fullmatch(lines[0]):
        return FrontMatter()
    stop = next((index for index in range(1, len(lines)) if _FENCE.fullmatch(lines[index])), 0)
    if not stop:
        return FrontMatter(problems=(_build_unterminated(path, lines),), is_readable=False)
    for index in range(1, stop):
        if _CONFLICT.fullmatch(lines[index]):
            fault = Fault("conflict-markers", index + 1, 1, len(lines[index]), "")
            return FrontMatter((), stop + 2, (build_problem(path, lines, fault),), is_readable=False)
    return _parse_yaml(path, lines[: stop + 1])


def _parse_yaml(path: str, lines: Sequence[str]) -> FrontMatter:
    from vaultwell.notes.full_yaml import parse_full
    from vaultwell.notes.yaml_faults import build_yaml_problem

    fields, faults = parse_full("\n".join(["", *lines[1:-1], ""]))
    problems = tuple(build_yaml_problem(path, lines, fault) for fault in faults)
    return FrontMatter(fields, len(lines) + 1, problems, not problems)


def _build_unterminated(path: str, lines: Sequence[str]) -> Problem:
    return Problem(
        path,
        1,
        1,
        "unterminated",
        "problem",
        "the front matter that opens here is never closed",
        'Write "---" alone on the line after the last property.',
        lines[0][:200],
        3,
    )
