"""The timeline under “Coming up”: small, the same every time, and safe whatever people are called."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.lines import TODAY
from tests.render.test_due_note import person, render
from vaultwell.render.timeline import MOST_EVENTS, MOST_WEEKS, Event, render_timeline

# What Mermaid, Markdown, HTML or a terminal could take for more than a part of a name.
HOSTILE = (
    ": ", ":", "::", " : x", ";", "#", "#35;", "#colon;", "%%", "%%{init: {}}%%", "%", "\"", "'",
    "`", "```", "~~~", "<br>", "<br/>", "<script>alert(1)</script>", "&lt;", "<", ">", "{", "}",
    "{{x}}", "[", "]", "[[Ana]]", "(", ")", "|", "||", "\\", "\\n", "/", "end", "End", "title x",
    "section x", "timeline", "accTitle: x", "accDescr {", "---", "config:", "classDef x:#;",
    "style x:#1;", "@", "$", "$$x$$", "^", "*", "_", "=", "🧗🏽‍♀️", "大橋 美咲", "שרה לוי", "أحمد",
    "\u202e", "\u200f", "e\u0301", "\t", "\u00a0", "\u2028", "\n", "ﬂ°x¶ß", "- [ ] x", "> x",
    "^vw-00000000",
)  # fmt: skip
NAMES = tuple(f"{first}{second}".strip() or "." for first, second in product(HOSTILE[:50], HOSTILE))


def coming(days: int, name: str = "Ana", what: str = "birthday") -> Event:
    """Something that comes in so many days."""
    return Event(TODAY + timedelta(days), (name,), what)


def draw(*events: Event) -> str:
    """The block as it stands in the note."""
    return "\n".join(render_timeline(events))


def test_the_coming_days_stand_by_week() -> None:
    """Each week is a column with its days below one another, in their order."""
    ben = Event(TODAY + timedelta(3), ("Ben Okafor", "Chen Wei"), "dinner")
    assert draw(coming(9, "Käthe Brandt", "you promised"), ben, coming(2, "Käthe Brandt")) == (
        "```mermaid\n"
        "---\n"
        "config: {timeline: {leftMargin: 0, padding: 8}}\n"
        "---\n"
        "timeline\n"
        "    23–29 Nov\n"
        "        : 24 Nov · Käthe Brandt, birthday\n"
        "        : 25 Nov · Ben Okafor and others, dinner\n"
        "    30 Nov – 6 Dec\n"
        "        : 1 Dec · Käthe Brandt, you promised\n"
        "```"
    )


def test_somebody_stands_there_once_a_day() -> None:
    """A birthday and the dinner on it are one box."""
    assert draw(coming(2, what="dinner"), coming(2)).count(" : ") == 1


def test_nothing_to_come_is_no_picture() -> None:
    """Without anything in the coming days there is no block at all."""
    assert draw() == ""
    assert "mermaid" not in render({"People/Ana.md": person("- 2026-11-20 coffee: the move\n")})


def test_no_year_is_said() -> None:
    """At New Year no line changes because the year does: the list above has the years."""
    assert "    28 Dec – 3 Jan\n        : 2 Jan · Ana, birthday" in draw(coming(41))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Dr: Ana; 100% #1", "Dr： Ana； 100％ ＃1"),
        ('Ana "Nana" [x] (y)', 'Ana "Nana" [x] (y)'),
        ("end", "end"),
        ("%%{init: {}}%%", "％％｛init： ｛｝｝％％"),
        ("<b>Ana</b>", "＜b＞Ana＜/b＞"),
        ("שרה לוי 🧗", "שרה לוי 🧗"),
        ("Ana\u202e\nX", "Ana\\u202e； X"),
        ("Maria-Theresia von und zu Liechtenstein", "Maria-Theresia von und…"),
    ],
)
def test_a_name_is_only_a_name(name: str, shown: str) -> None:
    """What Mermaid would obey is shown by its full-width twin; a long name is shortened."""
    assert f"        : 24 Nov · {shown}, birthday\n" in draw(coming(2, name))


def test_what_comes_is_only_words() -> None:
    """The verb of a plan, or the label of a date, is as harmless as a name."""
    assert "        : 24 Nov · Ana, 50％ ＜br＞ ： x\n" in draw(coming(2, what="50% <br> : x"))


_EVENTS = st.builds(
    Event,
    st.dates(TODAY + timedelta(1), TODAY + timedelta(60)),
    st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=3).map(tuple),
    st.text(min_size=1, max_size=20),
)


@given(st.lists(_EVENTS, min_size=1, max_size=30))
def test_the_picture_stays_small(events: list[Event]) -> None:
    """Whatever comes: eight things and two weeks at most, one line each, in any order the same."""
    text = draw(*events)
    lines = text.split("\n")[5:-1]
    assert text == draw(*reversed(events))
    assert sum(line.startswith("        : ") for line in lines) <= MOST_EVENTS
    assert sum(line[4] != " " for line in lines) <= MOST_WEEKS
    assert all(line.startswith("    ") and len(line.splitlines()) == 1 for line in lines)
    assert all(line.count(":") == line.startswith("        : ") for line in lines)
    assert not any(sign in "".join(lines) for sign in ";#%<>{}")


def test_it_stands_inside_the_fold() -> None:
    """In the due note every line of the picture belongs to the callout, below the list."""
    note = render({"People/Ana.md": person("", "birthday: 1990-11-24")})
    fold = note.partition("> [!vaultwell]- Coming up\n")[2]
    assert fold.startswith("> - 24\u00a0Nov · [[Ana]] · birthday\n>\n> ```mermaid\n> ---\n")
    assert fold.rstrip().endswith(">     23–29 Nov\n>         : 24 Nov · Ana, birthday\n> ```")
