"""Problems as a person sees them: what, where with a caret, and what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

from vaultwell.model.problem import Problem
from vaultwell.render.safe import one_line, visible
from vaultwell.render.words import say_count

MOST_ALIKE = 20  # of one kind in one note; whoever has more corrects them by one rule
_WINDOW = 100  # characters of a long line that are shown
_AFTER = 30  # of them, those kept for what follows the caret
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"


def render_problem(problem: Problem) -> str:
    """One problem in two to four lines, without a newline at the end."""
    place = f"{one_line(problem.path)}:{problem.line}:{problem.column}"
    hint = "hint: " if problem.severity == "hint" else ""
    lines = [f"{place}: {hint}{one_line(problem.message)} [{problem.code}]"]
    if problem.excerpt.strip() and problem.column <= len(problem.excerpt) + 1:
        lines.extend(_excerpt(problem))
    lines.append(f"  {one_line(problem.remedy)}")
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    """The line, or the part of a long one around the place, and the caret below it."""
    text, place = problem.excerpt, problem.column - 1
    start = 0
    if len(text) > _WINDOW and place > _WINDOW - _AFTER:
        start = place - (_WINDOW - _AFTER)
    end = start + _WINDOW
    before, marked = text[start:place], text[place : min(place + problem.width, end)]
    cut_off, goes_on = "…" if start else "", "…" if end < len(text) else ""
    number = f"{problem.line:>3}"
    carets = "^" * max(1, _count_columns(visible(marked)))
    return [
        f"{number} | {cut_off}{visible(text[start:end])}{goes_on}",
        f"{' ' * len(number)} | {_blank(cut_off + before)}{carets}",
    ]


def _blank(text: str) -> str:
    """Blanks as wide as the text, tabs kept, so that the caret stands below its word."""
    return "\t".join(" " * _count_columns(part) for part in visible(text).split("\t"))


def _count_columns(text: str) -> int:
    """How many columns of a terminal the text takes; an emoji joined to the one before it takes none."""
    columns = width = 0
    before = ""
    for char in text:
        if char == _AS_EMOJI and width == 1:
            columns, width = columns + 1, 2
        elif category(char) not in ("Mn", "Me", "Cf") and before != _JOINER:
            width = 2 if east_asian_width(char) in "WF" else 1
            columns += width
        before = char
    return columns


def fold(problems: Sequence[Problem]) -> Iterator[tuple[Problem, int]]:
    """The problems to print, each with how many more like it are left out right after it.

    Of more than MOST_ALIKE of one kind in one note only the first are printed.
    """
    counts = Counter((problem.path, problem.code) for problem in problems)
    printed: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = problem.path, problem.code
        printed[kind] += 1
        if printed[kind] <= MOST_ALIKE:
            yield problem, counts[kind] - MOST_ALIKE if printed[kind] == MOST_ALIKE else 0


def say_more(problem: Problem, more: int) -> str:
    """`… and 212 more like this in People/Ana Díaz.md [no-date]`."""
    return f"… and {more:,} more like this in {one_line(problem.path)} [{problem.code}]"


def summarize(problems: Sequence[Problem]) -> str:
    """`2 problems and 1 hint in 3 notes.`; with the settings among them, in so many files."""
    found = sum(problem.severity == "problem" for problem in problems)
    hints = len(problems) - found
    parts = [say_count(found, "problem")] if found else []
    parts += [say_count(hints, "hint")] if hints else []
    paths = {problem.path for problem in problems}
    word = "note" if all(path.lower().endswith(".md") for path in paths) else "file"
    return f"{' and '.join(parts)} in {say_count(len(paths), word)}."
