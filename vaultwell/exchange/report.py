"""What an import does, or would do, in words and as a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaultwell.exchange.incoming import LeftOut
from vaultwell.exchange.plan import Outcome, Planned
from vaultwell.exchange.sorting import Doubt

_MOST_NAMES = 20
_MOST_WORDS = 4
_SAID: Mapping[Outcome, str] = {
    "new": "new",
    "changed": "with something more",
    "same": "as before",
    "refused": "left out",
}


@dataclass(frozen=True, slots=True)
class Report:
    """All that is to be said: what becomes of the notes, who is doubtful, what is not taken over."""

    planned: Sequence[Planned]
    doubtful: Sequence[Doubt] = ()
    refused: Sequence[LeftOut] = ()
    passed_over: Sequence[tuple[str, int]] = ()
    unknown: int = 0
    remarks: Sequence[str] = ()

    def of(self, outcome: Outcome) -> list[Planned]:
        """The notes of which one thing becomes."""
        return [one for one in self.planned if one.outcome == outcome]

    def list_left_out(self) -> list[LeftOut]:
        """Everything that is not taken over and should be."""
        return [*self.refused, *(left for one in self.planned for left in one.left_out)]


def say_report(report: Report) -> Iterator[str]:
    """The report, line by line."""
    yield from report.remarks
    yield _say_counts(report)
    yield from _say_list("New", (one.path for one in report.of("new")))
    yield from _say_list("More for", (_say_added(one) for one in report.of("changed")))
    kept = (f"{one.path}: {_say_kept(*first)}" for one in report.planned for first in one.kept)
    yield from _say_list("Yours stays", kept)
    yield from _say_list("Not certain who", (_say_doubt(one) for one in report.doubtful))
    refused = [f"{one.path}: {one.why}" for one in report.of("refused")]
    left_out = [f"{left.source}: {left.what}: {left.why}" for left in report.list_left_out()]
    yield from _say_list("Left out", [*refused, *left_out])
    if report.passed_over:
        counted = ", ".join(f"{what} ({count:,})" for what, count in report.passed_over)
        yield f"Not for notes, so left where they are: {counted}."
    if report.unknown:
        yield f"People of whom you have no note, passed over: {report.unknown:,}."
    if report.doubtful:
        yield (
            "Decide with --doubtful same (they are who they seem to be) or --doubtful new (a note of"
            " their own); with --apply, a terminal asks you one by one."
        )


def _say_counts(report: Report) -> str:
    counts = [(len(report.of(outcome)), said) for outcome, said in _SAID.items()]
    counts.append((len(report.doubtful), "not certain"))
    said = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return f"People: {said or 'none'}."


def _say_list(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    if not listed:
        return
    yield f"{title}:"
    yield from (f"  {item}" for item in listed[:_MOST_NAMES])
    if len(listed) > _MOST_NAMES:
        yield f"  … and {len(listed) - _MOST_NAMES:,} more (--json names them all)"


def _say_added(one: Planned) -> str:
    more = ["…"] if len(one.added) > _MOST_WORDS else []
    return f"{one.path}: {', '.join([*one.added[:_MOST_WORDS], *more])}" if one.added else one.path


def _say_kept(key: str, mine: str, theirs: str) -> str:
    return f"{key} “{mine}”; the file says “{theirs}”"


def _say_doubt(doubt: Doubt) -> str:
    return f"{doubt.person.name} ({doubt.person.source}): {doubt.why}: {', '.join(doubt.candidates)}"


def import_document(report: Report, *, is_applied: bool) -> dict[str, Any]:
    """`import --json`."""
    return {
        "version": 1,
        "applied": is_applied,
        "people": [
            {
                "path": one.path,
                "name": one.name,
                "outcome": one.outcome,
                "added": list(one.added),
                "kept": [{"key": key, "yours": mine, "theirs": theirs} for key, mine, theirs in one.kept],
                "why": one.why or None,
            }
            for one in report.planned
        ],
        "doubtful": [
            {
                "name": doubt.person.name,
                "source": str(doubt.person.source),
                "why": doubt.why,
                "candidates": list(doubt.candidates),
            }
            for doubt in report.doubtful
        ],
        "left_out": [
            {"source": str(left.source), "what": left.what, "why": left.why}
            for left in report.list_left_out()
        ],
        "passed_over": dict(report.passed_over),
        "unknown": report.unknown,
        "remarks": list(report.remarks),
    }
