"""Something wrong, or doubtful, in the user's notes: data, never an exception."""

from typing import NamedTuple

from vaultwell.model.codes import Code, Severity

__all__ = ["Code", "Problem", "Severity"]


class Problem(NamedTuple):
    """One finding about one place.

    `path` is relative to the vault with `/`; `line` and `column` count from 1, columns in
    characters. `excerpt` is that line as it stands (empty when there is none to show) and
    `width` the number of characters the caret underlines.
    """

    path: str
    line: int
    column: int
    code: Code
    severity: Severity
    message: str
    remedy: str
    excerpt: str = ""
    width: int = 1
