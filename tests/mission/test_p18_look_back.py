"""P18: look back on a month, a quarter or a year; and drift from one's own rhythm."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run
from tests.graph.lines import build
from vaultwell.model.settings import Settings
from vaultwell.practices.drift import find_drift
from vaultwell.practices.history import find_history

Write = Callable[[Mapping[str, str | bytes]], Path]

PEOPLE = {
    "People/Ana.md": "## Log\n- 2026-02-01 call\n- 2026-03-01 call\n- 2026-04-02 call\n"
    "- 2026-05-01 they called: x\n",
    "People/Ben.md": "---\nrelation: friend\n---\n## Log\n- 2026-07-04 they gave: a starter\n"
    "- 2026-08-30 gave [[Chen]]: the tent\n- [x] 2026-06-30 promised: the crash pad ✅ 2026-09-02\n"
    "- [x] 2026-09-01 they borrowed: my panniers ✅ 2026-09-12\n- 2026-09-12 called: thanks\n",
    "People/Chen.md": "## Log\n- 2024-06-01 lunch: noodles\n- 2026-08-08 they wrote: out of the blue\n",
    "People/Dora.md": "---\nmet: 2026-08-15\nmet_at: PyCon\nfield: bread\nlocation: Porto\n"
    'introduced_by: "[[Ben]]"\n---\n',
    "People/Emil.md": "---\nlet_go: 2026-07-02\n---\n## Log\n- 2026-07-01 walk: he never listens\n",
    "People/Fay.md": "---\ndied: 2026-09-01\n---\n",
}

QUARTER = """\
July to September 2026
You were in touch with two people, on six days.

Kept
  Ben and Chen.

In touch again
  Chen · 8 Aug, after two years and two months  People/Chen.md:3

Quieter than usual
  Quiet is no verdict: people have exams, small children and winters. One line to one of them is enough.
  Ana · usually about once a month; last: they called 1 May  People/Ana.md:5

What you were given
  Ben · they gave 4 Jul: “a starter”  People/Ben.md:5

What you gave
  Ben and Chen · you gave 30 Aug: “the tent”  People/Ben.md:6

Promises kept
  Ben · you kept 2 Sep: “the crash pad”  People/Ben.md:7
  Ben · they gave back 12 Sep: “my panniers”  People/Ben.md:8

Who writes, and with what
  You began three times, the others twice; of one more nobody wrote down who began. Notes remember \
questions better than hellos, so this may be half the story.

New people
  Dora · 15 Aug · bread · Porto · PyCon · through Ben  People/Dora.md:2

Let go in peace
  Emil. What was good stays good.  People/Emil.md:2

In memory
  Fay  People/Fay.md:2
"""


def test_a_quarter_in_words(write_vault: Write, run: Run) -> None:
    """Kept, again, drifted, given and received, promises kept, who began, new, let go: with their lines."""
    assert run(write_vault(PEOPLE), "review", "2026-Q3").stdout == QUARTER


def test_the_same_as_json(write_vault: Write, run: Run) -> None:
    """`review --json` has the same sentences in sections, and follows its schema."""
    document = json.loads(run(write_vault(PEOPLE), "review", "2026-q3", "--json").stdout)
    assert list(find_faults(document, SCHEMAS["vaultwell:review"], "vaultwell:review")) == []
    assert (document["period"], document["until"]) == ("2026-Q3", "2026-09-30")
    said = [line["words"] for section in document["sections"] for line in section["lines"]]
    assert [words for words in said if words not in QUARTER] == []


NOTE = """\
---
cssclasses: [vaultwell]
---
%% vaultwell:begin · made from your notes; write above or below this part %%
# August 2026

You were in touch with two people, on two days.

## Kept

[[Ben]] and [[Chen]].

```mermaid
---
config: {xyChart: {width: 360, height: 220}}
---
xychart-beta
    x-axis ["1 Aug", "3 Aug", "10 Aug", "17 Aug", "24 Aug", "31 Aug"]
    y-axis "in touch" 0 --> 2
    bar [0, 1, 0, 0, 2, 0]
```

## In touch again

- [[Chen]] · 8\u00a0Aug, after two years and two months

## Quieter than usual

Quiet is no verdict: people have exams, small children and winters. One line to one of them is enough.

- [[Ana]] · usually about once a month; last: they called 1\u00a0May

## What you gave

- [[Ben]] and [[Chen]] · you gave 30\u00a0Aug: “the tent”

## New people

- [[Dora]] · 15\u00a0Aug · bread · Porto · PyCon · through [[Ben]]
%% vaultwell:end"""


def test_a_month_as_a_note(write_vault: Write, run: Run) -> None:
    """`--write` makes a note whose pictures Obsidian shows by itself; what stands around them stays."""
    vault = write_vault(PEOPLE)
    assert run(vault, "review", "2026-08", "--write").stdout == "Wrote Reviews/2026-08.md.\n"
    note = vault / "Reviews/2026-08.md"
    text = note.read_text("utf-8")
    assert text.rpartition(" ")[0].rpartition(" ")[0] == NOTE
    note.write_text(f"{text}\nA good month. [[Ana]] should hear of the tent.\n", "utf-8")
    assert run(vault, "review", "2026-08", "--write").stdout == "Reviews/2026-08.md is up to date.\n"
    (vault / "People/Gus.md").write_text("## Log\n- 2026-08-20 lunch\n", "utf-8")
    run(vault, "review", "2026-08", "--write")
    changed = note.read_text("utf-8")
    assert "[[Ben]], [[Chen]] and [[Gus]]." in changed
    assert changed.endswith("\nA good month. [[Ana]] should hear of the tent.\n")


def test_a_review_is_never_contact(write_vault: Write, run: Run) -> None:
    """The links in a review, also in what I write into it, count for nobody."""
    vault = write_vault(PEOPLE)
    before = run(vault, "stats", "--json").stdout
    run(vault, "review", "2026-08", "--write")
    note = vault / "Reviews/2026-08.md"
    note.write_text(note.read_text("utf-8") + "\n- 2026-11-20 coffee with [[Ana]]\n", "utf-8")
    assert run(vault, "stats", "--json").stdout == before
    assert run(vault, "check").exit_code == 0


def test_a_review_follows_a_new_name(write_vault: Write, run: Run) -> None:
    """`rename` changes the links of a review too, and what it changed is no line of mine afterwards."""
    vault = write_vault(PEOPLE)
    note = vault / "Reviews/2026-08.md"
    run(vault, "review", "2026-08", "--write")
    run(vault, "rename", "chen", "Chen Wei")
    assert "[[Ben]] and [[Chen Wei]]." in note.read_text("utf-8")
    run(vault, "review", "2026-08", "--write")
    text = note.read_text("utf-8")
    assert text.count("- [[Chen Wei]] · ") == 1
    assert text.rstrip().endswith("%%")


NOT_OURS = "this note was not made by vaultwell, so it stays as it is. Rename it, and try again."


def test_a_note_of_mine_is_never_overwritten(write_vault: Write, run: Run) -> None:
    """A note that I wrote where a review would stand stays, and it is said; `undo` takes a review back."""
    vault = write_vault({**PEOPLE, "Reviews/2026-08.md": "My August.\n"})
    refused = run(vault, "review", "2026-08", "--write")
    assert (refused.exit_code, refused.stderr) == (
        1,
        f"Reviews/2026-08.md: {NOT_OURS}\n",
    )
    assert (vault / "Reviews/2026-08.md").read_text("utf-8") == "My August.\n"
    assert "+# July 2026" in run(vault, "review", "2026-07", "--dry-run").stdout
    assert not (vault / "Reviews/2026-07.md").exists()
    run(vault, "review", "2026-07", "--write")
    run(vault, "undo")
    assert not (vault / "Reviews/2026-07.md").exists()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ([], "October 2026"),
        (["2026-10"], "October 2026"),
        (["2026-q4"], "October to December 2026"),
        (["2025"], "2025"),
    ],
)
def test_what_a_period_is_called(write_vault: Write, run: Run, words: list[str], title: str) -> None:
    """Without a period it is the last month that is over; an unfinished one is told so far."""
    assert run(write_vault(PEOPLE), "review", *words).stdout.split("\n")[0] == title


@pytest.mark.parametrize(
    "words", ["2026-13", "26-10", "last month", "2026-Q5", "2026-12", "2027", "1066", "²⁰²⁶"]
)
def test_what_is_no_period(write_vault: Write, run: Run, words: str) -> None:
    """What is none, or has not begun, ends with exit code 2 and the form to write."""
    refused = run(write_vault(PEOPLE), "review", words)
    assert refused.exit_code == 2
    assert "has not begun yet." in refused.stderr or "Write a month as 2026-10" in refused.stderr


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ({"Note.md": ""}, "Nobody here yet."),
        ({"People/Ana.md": ""}, "October 2026\nNo line of your notes tells of a talk then."),
        (
            {"People/Ana.md": "## Log\n- 2026-10-05 call\n"},
            "October 2026\nYou were in touch with one person, on one day.\n\nKept\n  Ana.\n",
        ),
    ],
)
def test_empty_and_one(write_vault: Write, run: Run, notes: dict[str, str], shown: str) -> None:
    """Nobody, one person without a line, one talk: all read well, also as a note."""
    vault = write_vault(notes)
    assert run(vault, "review").stdout.startswith(shown)
    assert run(vault, "review", "--write").stdout == "Wrote Reviews/2026-10.md.\n"


def test_very_many_people_are_words(write_vault: Write, run: Run) -> None:
    """With hundreds of people no list grows long."""
    log = "## Log\n- 2025-01-05 call\n- 2026-10-05 they gave: honey\n- [x] 2026-10-06 promised: jam\n"
    shown = run(write_vault({f"People/P{number:03}.md": log for number in range(300)}), "review").stdout
    assert "P011 and many others." in shown
    assert shown.count("  and many others\n") == 3
    assert len(shown.split("\n")) < 50


def test_nothing_that_would_hurt(write_vault: Write, run: Run) -> None:
    """Of somebody let go no reason is repeated, nor what was noted; nobody is neglected or overdue."""
    log = "---\nlet_go: she only ever takes\n---\n## Log\n- 2026-10-01 note: mean\n- 2026-10-02 tea: a row\n"
    shown = run(write_vault({**PEOPLE, "People/Gus.md": log}), "review", "2026-10").stdout
    assert "Let go in peace\n  Gus. What was good stays good." in shown
    for words in ("takes", "mean", "a row", "neglect", "overdue", "only", "score"):
        assert words not in shown


# --- Drift ----------------------------------------------------------------------------------------------


def drift(gaps: list[int], silent: int, properties: str = "", more: str = "") -> float | None:
    """Somebody last in touch so many days ago, with these gaps before; the usual gap when they drifted."""
    today = date(2026, 11, 22)
    days = [today - timedelta(silent)]
    for gap in reversed(gaps):
        days.append(days[-1] - timedelta(gap))
    log = "".join(f"- {day} call\n" for day in days)
    graph, _ = build({"People/Ana.md": f"---\n{properties}\n---\n## Log\n{log}{more}"})
    history = find_history(graph, graph.contacts["People/Ana.md"], Settings())
    found = find_drift(history, today)
    return found.usual_days if found else None


@pytest.mark.parametrize(
    ("gaps", "silent", "usual"),
    [
        ([30, 30, 30], 60, None),  # twice is a late letter
        ([30, 30, 30], 61, 30),
        ([30, 30, 30], 359, 30),
        ([30, 30, 30], 360, None),  # twelve times: that rhythm is over
        ([10, 90, 20], 41, 20),  # the middle one, not the mean
        ([5, 5, 5, 5, 5], 14, None),  # never less than 14 days
        ([5, 5, 5, 5, 5], 15, 5),
        ([5, 5, 5, 5, 5], 89, 5),  # never less than 90
        ([5, 5, 5, 5, 5], 90, None),
        ([7, 7, 6], 30, None),  # 20 days are no rhythm
        ([7, 7, 7], 30, 7),
        ([30, 30], 70, None),  # two gaps have no middle
        ([400] + [10] * 12, 25, 10),  # how it was years ago is another story
        ([], 70, None),
    ],
)
def test_the_band_of_drift(gaps: list[int], silent: int, usual: float | None) -> None:
    """More than twice and less than twelve times the middle gap, with floors of 14 and 90 days."""
    assert drift(gaps, silent) == usual


@pytest.mark.parametrize(
    ("properties", "more"),
    [
        ("paused: true", ""),
        ("let_go: true", ""),
        ("died: true", ""),
        ("snooze: 2026-12-01", ""),
        ("", "- [ ] 2026-12-01 lunch\n"),
        ("", "- 2026-10-01 pinged\n- 2026-10-10 pinged\n- 2026-10-20 pinged\n"),
    ],
)
def test_whom_you_let_rest_does_not_drift(properties: str, more: str) -> None:
    """Paused, put off, gone, tried three times, or about to meet: nobody of them drifts."""
    assert drift([30, 30, 30], 80) == 30
    assert drift([30, 30, 30], 80, properties, more) is None


def test_who_is_back_was_not_lost(write_vault: Write, run: Run) -> None:
    """Somebody who was quiet at the end of a quarter and wrote since is not told of as quiet."""
    notes = {"People/Ana.md": PEOPLE["People/Ana.md"] + "- 2026-10-05 they wrote: hello\n"}
    assert "Quieter" not in run(write_vault(notes), "review", "2026-Q3").stdout
