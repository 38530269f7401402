"""What `watch` says on stderr: one line that is rewritten on a terminal, else one line for each event.

Never a word of anybody's notes: these lines end up in the system's log.
"""

import os
import sys
from pathlib import Path

import click

from vaultwell.cli.clock import read_now
from vaultwell.cli.output import show_path
from vaultwell.render.safe import one_line
from vaultwell.render.words import say_count

_CLEAR = "\r\x1b[K"


class Status:
    """The state of a watcher, in words."""

    def __init__(self, root: Path, *, is_quiet: bool) -> None:
        self._place = show_path(root)
        self._is_quiet = is_quiet
        self._is_live = sys.stderr is not None and sys.stderr.isatty()
        self._people = self._more = self._written = ""
        self._trouble = ""

    def tell_written(self, due_note: str, ticks: int) -> None:
        """The due note is new; so many ticks went into people's notes."""
        applied = f", {say_count(ticks, 'tick')} applied" if ticks else ""
        self._written = f"{due_note} written {read_now():%H:%M:%S}{applied}"
        if not self._is_live:
            self._log(f"{due_note} written{applied}.")

    def tell_state(self, people: str, problems: int, waiting: int) -> None:
        """How many people there are, lines that are problems, and ticks that wait."""
        more = [say_count(problems, "problem")] if problems else []
        more += [f"{say_count(waiting, 'tick')} {'waits' if waiting == 1 else 'wait'}"] if waiting else []
        before = (self._people, self._more)
        self._people, self._more = people, " · ".join(more)
        if not self._is_live and before != (self._people, self._more):
            self._log(f"Watching {self._place} ({' · '.join([people, *more])}).")
        self.rest()

    def rest(self) -> None:
        """All is well, and nothing to do."""
        if self._is_live:
            parts = [f"Watching {self._place}", self._people, self._written, self._more, "Ctrl-C ends"]
            self._show(" · ".join(part for part in parts if part))
        elif self._trouble:
            self._log("The due note is kept current again.")
        self._trouble = ""

    def trouble(self, sentence: str) -> None:
        """Something keeps the due note from being brought up to date."""
        self._trouble = sentence
        self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """A sentence that stays."""
        if self._is_live and not self._is_quiet:
            click.echo(_CLEAR, nl=False, err=True)
        self._log(sentence)

    def end(self) -> None:
        """Leave the terminal with a fresh line."""
        if self._is_live and not self._is_quiet:
            click.echo(err=True)

    def _log(self, sentence: str) -> None:
        if not self._is_quiet:
            click.echo(f"{read_now():%Y-%m-%d %H:%M:%S} {one_line(sentence)}", err=True)

    def _show(self, line: str) -> None:
        if not self._is_quiet:
            click.echo(_CLEAR + _fit(one_line(line)), nl=False, err=True)


def _fit(line: str) -> str:
    """The line cut to the terminal's width, so that it can be rewritten."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        width = 80
    return line if len(line) < width else f"{line[: width - 2]}…"
