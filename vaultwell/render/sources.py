"""Several lines of notes, named in few characters."""

from collections.abc import Iterable
from itertools import groupby

from vaultwell.model.source import Source


def say_sources(sources: Iterable[Source]) -> str:
    """`People/Ravi Menon.md:29 :30, Journal/2026-11-02.md:4`, in the order of paths and lines."""
    notes = groupby(sorted(set(sources)), key=lambda source: source.path)
    return ", ".join(f"{path}:{' :'.join(str(source.line) for source in found)}" for path, found in notes)
