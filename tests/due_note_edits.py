"""A due note, and what people, editors and git do to it between two runs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from vaultwell.notes.region import render_region

_NAMES = ("Ana Díaz", "Ben Okafor", "Chen", "Henrik Lund", "Käthe", "Ravi")
_ROW = re.compile(r"\s*[-*+] \[(.)\] .*\^(vw-[0-9a-f]{8})")
_WORDS = (
    "call: exhibition went well", "later 2w", "let go", "sent ✅ 2026-11-22", "she moved [[Lisbon]]",
    "## A heading", "> a quote", "- a list", "- [ ] a task of my own", "---", "%% a remark %%", "| a | b |",
    "ok ^abc", "“", "]",
)  # fmt: skip


def render_body(rows: Sequence[int], day: int = 22) -> str:
    """What is generated on one day, with some of six rows; every second row changes its words daily."""
    lines = [f"Sunday, {day}\u00a0November 2026", "", "## A few people", ""]
    for row in rows:
        words = f"last on {day}\u00a0Nov" if row % 2 else "lunch in March: “2 hives; Signe”"
        lines += [f"- [ ] [[{_NAMES[row]}]] · {words} ^vw-{row:08x}", ""]
    return "\n".join([*lines, "That is all for today.", "", "> [!vaultwell]- Coming up", "> - 24\u00a0Nov"])


@dataclass(frozen=True)
class Edited:
    """A due note after some edits, and every text that was typed into it and still stands there."""

    text: str
    typed: tuple[str, ...]

    def list_ticks(self) -> set[tuple[str, str]]:
        """Id and mark of each row that stands there once and is marked."""
        rows = [found for line in re.split(r"\r?\n", self.text) if (found := _ROW.match(line))]
        ids = [found[2] for found in rows]
        return {(found[2], found[1]) for found in rows if found[1] != " " and ids.count(found[2]) == 1}


bodies = st.builds(render_body, st.lists(st.integers(0, 5), unique=True), st.integers(21, 23))


@st.composite
def edited_notes(draw: st.DrawFn, *, is_gentle: bool = False) -> Edited:
    """A due note after a few edits; gentle ones leave the markers and what stands around them alone."""
    note = render_region(draw(bodies), None).removesuffix("\n").split("\n")
    begin = next(index for index, line in enumerate(note) if "vaultwell:begin" in line)
    lines = note[begin + 1 : -1] if is_gentle else note
    typed: list[str] = []
    for number in range(draw(st.integers(0, 6))):
        text = f"{draw(st.sampled_from(_WORDS))} w{number}"
        if _edit(draw, lines, text):
            typed.append(text.removeprefix("- [ ] "))  # its box may become the box of a row
    if is_gentle:
        lines = [*note[: begin + 1], *lines, note[-1]]
    end = draw(st.sampled_from(("\n", "\n", "\r\n")))
    whole = end.join(lines) + draw(st.sampled_from(("", end)))
    return Edited(whole, tuple(text for text in typed if text in whole))


def _edit(draw: st.DrawFn, lines: list[str], text: str) -> bool:
    """One edit; True when `text` was typed by it."""
    kind = draw(st.sampled_from("tick under under line append rewrite cut paste join indent".split()))
    places = [index for index, line in enumerate(lines) if kind not in _ON_ROWS or _ROW.match(line)]
    if not places:
        return False
    place = draw(st.sampled_from(places))
    stop = place + draw(st.integers(1, 4))
    line = lines[place]
    match kind:
        case "tick":
            lines[place] = line.replace("[ ]", f"[{draw(st.sampled_from('xX-/>'))}]", 1)
        case "under":
            lines.insert(place + 1, draw(st.sampled_from(("\t", "    ", "  ", "\t- "))) + text)
        case "line":
            lines.insert(place, text)
        case "append":
            lines[place] = f"{line} {text}"
        case "rewrite":
            head, _, tail = line.partition("] ")
            lines[place] = f"{head}] {text}{draw(st.sampled_from(('', ' · ' + tail)))}"
            if "^vw-" not in lines[place]:
                lines[place] += " ^vw-" + tail.rpartition("^vw-")[2]
        case "cut":
            del lines[place:stop]
        case "paste":
            lines[stop:stop] = lines[place:stop]
        case "join":
            lines[place : place + 2] = ["".join(lines[place : place + 2])]
        case _:
            lines[place] = "\t" + line
    return kind in _TYPING


_ON_ROWS = frozenset(("tick", "under", "rewrite"))
_TYPING = frozenset(("under", "line", "append", "rewrite"))
