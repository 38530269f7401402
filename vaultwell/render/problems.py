"""Problems as a person sees them: what, where with a caret, and what to do."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from vaultwell.model.problem import Problem
from vaultwell.render.safe import visible

_WINDOW = 100


def render_problem(problem: Problem) -> str:
    """One problem in two to four lines, without a newline at the end."""
    place = f"{visible(problem.path)}:{problem.line}:{problem.column}"
    hint = "hint: " if problem.severity == "hint" else ""
    lines = [f"{place}: {hint}{visible(problem.message)} [{problem.code}]"]
    if problem.excerpt.strip():
        lines.extend(_excerpt(problem))
    lines.append(f"  {visible(problem.remedy)}")
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    start = max(0, problem.column - 1 - _WINDOW // 2) if len(problem.excerpt) > _WINDOW else 0
    cut = problem.excerpt[start : start + _WINDOW]
    before = cut[: problem.column - 1 - start]
    marked = cut[len(before) : len(before) + problem.width]
    number = f"{problem.line:>3}"
    margin = " " * len(number)
    carets = "^" * max(1, sum(map(_columns, visible(marked))))
    return [f"{number} | {visible(cut)}", f"{margin} | {_blank(before)}{carets}"]


def _blank(text: str) -> str:
    """Blanks as wide as the text, tabs kept, so that the caret stands below its word."""
    return "".join("\t" if char == "\t" else " " * _columns(char) for char in visible(text))


def _columns(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def summarize(problems: Sequence[Problem]) -> str:
    """`2 problems and 1 hint in 3 notes.`"""
    found = sum(problem.severity == "problem" for problem in problems)
    hints = len(problems) - found
    parts = [_count(found, "problem")] if found else []
    parts += [_count(hints, "hint")] if hints else []
    notes = len({problem.path for problem in problems})
    return f"{' and '.join(parts)} in {_count(notes, 'note')}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
