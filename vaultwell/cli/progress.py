"""A bar for what takes long: on a terminal only, on stderr, and gone when nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_WORTH_A_BAR = 200


@contextmanager
def show_progress(label: str, count: int) -> Iterator[Callable[[], None]]:
    """A function to call after each of `count` things."""
    if count < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, label=label, file=sys.stderr, width=0) as bar:
        yield lambda: bar.update(1)
