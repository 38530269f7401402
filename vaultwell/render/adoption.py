"""What `init` proposes: as the text of `vaultwell.toml`, each setting with its reason."""

import json
import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

import jinja2

from vaultwell.model.settings import PROPOSED_CIRCLES, Settings
from vaultwell.practices.adopt import Adoption, CircleFound, HeadingFound
from vaultwell.practices.own_keys import KeyFound
from vaultwell.practices.people_folders import FolderFound
from vaultwell.render.environment import build_environment
from vaultwell.render.safe import one_line
from vaultwell.render.words import say_count

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_EXAMPLE = 40
_WIDTH = 79


class Line(NamedTuple):
    """One proposed setting: `table` is "" above all tables; the value is as TOML writes it."""

    table: str
    key: str
    value: str
    whys: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line of TOML; a list too long for one line takes several."""
        line = f"{self.key if _BARE_KEY.fullmatch(self.key) else quote(self.key)} = {self.value}"
        if len(line) <= _WIDTH or not line.endswith("]"):
            return line
        head, _, items = line.partition(" = ")
        rows = [f"  {quote(item)}," for item in json.loads(items)]
        return "\n".join((f"{head} = [", *rows, "]"))


class _Table(NamedTuple):
    name: str
    whys: Sequence[str]
    lines: Sequence[Line]


_TABLE_WHYS = {
    "properties": ["Your names for properties, and what each means."],
    "circles": [
        "A circle is how close somebody is to you, and gives a cadence: how often you would",
        "like to talk. In a person's note: circle: close",
    ],
}


def quote(value: object) -> str:
    """A text or a list of texts as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(quote(item) for item in value)}]"
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char >= " " and char not in "\x7f" else f"\\u{ord(char):04x}" for char in text)


def list_proposals(adoption: Adoption, settings: Settings, *, has_settings: bool) -> tuple[Line, ...]:
    """Every setting to propose beyond `settings`, those above the tables first.

    Where there are no settings yet, circles are proposed even if none is in use.
    """
    circles = tuple(_list_circles(adoption.circles))
    if not circles and not has_settings:
        circles = tuple(Line("circles", name, quote(words)) for name, words in PROPOSED_CIRCLES.items())
    return (*_list_top(adoption, settings), *map(_say_key, adoption.keys), *circles)


def _list_top(adoption: Adoption, settings: Settings) -> Iterator[Line]:
    if adoption.people:
        folders = tuple(found.folder for found in adoption.people)
        yield Line("", "people", quote(folders), tuple(map(say_folder, adoption.people)))
    if adoption.me is not None:
        yield Line(
            "", "me", quote(adoption.me.name), (f"{adoption.me.path} is the note about you: never a contact",)
        )
    if adoption.due_note:
        why = f"{settings.due_note} is a note of your own, which is never overwritten"
        yield Line("", "due_note", quote(adoption.due_note), (why,))
    if adoption.headings:
        headings = (*settings.headings, *(found.heading for found in adoption.headings))
        yield Line("", "headings", quote(headings), tuple(map(_say_heading, adoption.headings)))


def say_folder(found: FolderFound) -> str:
    """Why a folder is taken for one of people."""
    if found.sign == "default":
        return f"{found.folder}: as before, {say_count(found.notes, 'person', 'people')}"
    how = "called after people" if found.sign == "name" else ""
    most = "" if found.alike else say_count(found.notes, "note")
    if found.alike:
        keys = ", ".join(found.keys[:3])
        most = f"{found.alike} of its {say_count(found.notes, 'note')} "
        most += f"with {keys}" if keys else "are of people you were with, by your dated notes"
    parts = [part for part in (how, most) if part]
    return f"{found.folder}: {', '.join(parts)}"


def _say_heading(found: HeadingFound) -> str:
    lines, notes = say_count(found.lines, "line"), say_count(found.notes, "note")
    return f"{found.heading}: {lines} with a date below it in {notes}, as {found.source}"


def _say_key(found: KeyFound) -> Line:
    is_short = len(found.example) <= _LONGEST_EXAMPLE
    example = found.example if is_short else f"{found.example[:_LONGEST_EXAMPLE]}…"
    why = f"in {say_count(found.notes, 'note')}, as “{example}”"
    return Line("properties", found.key, quote(found.meaning), (why,))


def _list_circles(circles: Sequence[CircleFound]) -> Iterator[Line]:
    """The circles in use; all of ours where they are among them, so that the next one is known too."""
    names = {found.name.lower(): found for found in circles}
    if names and names.keys() <= PROPOSED_CIRCLES.keys():
        for name, words in PROPOSED_CIRCLES.items():
            count = names[name].people if name in names else 0
            yield Line(
                "circles", name, quote(words), (say_count(count, "person", "people"),) if count else ()
            )
        return
    for found in circles:
        people = say_count(found.people, "person", "people")
        why = people if found.cadence else f"{people}; say how often, as in “monthly”"
        yield Line("circles", found.name, quote(str(found.cadence or "never")), (why,))


def render_settings(proposals: Sequence[Line], loader: jinja2.BaseLoader) -> str:
    """The text of `vaultwell.toml` with these proposals."""
    tables = [
        _Table(name, whys, [_harmless(line) for line in proposals if line.table == name])
        for name, whys in _TABLE_WHYS.items()
    ]
    template = build_environment(loader).get_template("vaultwell.toml.j2")
    return template.render(
        top=[_wrapped(_harmless(line)) for line in proposals if not line.table],
        tables=[table for table in tables if table.lines],
    )


def _wrapped(line: Line) -> Line:
    return line._replace(whys=tuple(row for why in line.whys for row in wrap(why, _WIDTH - 2)))


def _harmless(line: Line) -> Line:
    """Each reason on one line, without characters that TOML forbids in a comment."""
    return line._replace(whys=tuple(map(one_line, line.whys)))
