"""The graph: people, relations, introductions, look-ups; one day, one person, one touch."""

from datetime import date

from tests.graph.lines import PERSON, build

ANA, BEN, CHEN = "People/Ana.md", "People/Ben.md", "People/Chen.md"
DAY = date(2026, 10, 5)


def test_relations_are_seen_from_both_sides() -> None:
    """A manager's report, a parent's child, and a relation of the user's own with its own word."""
    graph, _ = build(
        {
            ANA: '---\nmanager: "[[Ben]]"\nclimbs_with: "[[Chen]]"\nparent:\n  - "[[Ben]]"\n---\n',
            BEN: PERSON,
            CHEN: PERSON,
        }
    )
    assert [(r.word, r.person) for r in graph.relations[BEN]] == [("child", ANA), ("report", ANA)]
    assert [(r.word, r.person) for r in graph.relations[CHEN]] == [("climbs_with", ANA)]


def test_a_link_to_anything_else_is_no_relation() -> None:
    """A key of the user's own that links to a place is only a property."""
    graph, _ = build({ANA: '---\nhome: "[[Lisbon]]"\n---\n', "Places/Lisbon.md": ""})
    assert graph.relations == {}
    assert graph.contacts[ANA].others == {"home": ("Lisbon",)}


def test_introductions_are_known_from_both_notes() -> None:
    """Mine joins two people; theirs makes somebody known to me; the property tells one too."""
    graph, _ = build(
        {
            ANA: PERSON
            + "## Log\n- 2026-10-05 introduced [[Ben]]: bread\n- 2026-10-06 they introduced [[Chen]]: law\n",
            BEN: PERSON,
            CHEN: '---\ntype: person\nintroduced_by: "[[Ben]]"\n---\n',
        }
    )
    assert {(found.by, found.people) for found in graph.introductions} == {
        (None, (ANA, BEN)),
        (ANA, (CHEN,)),
        (BEN, (CHEN,)),
    }
    assert [entry.by for entry in graph.of(BEN)] == ["me"]


def test_one_day_is_one_touch() -> None:
    """A call, a coffee and a daily note on one day are one day in touch."""
    graph, _ = build(
        {
            ANA: PERSON + "## Log\n- 2026-10-05 call: a\n- 2026-10-05 coffee: b\n",
            "2026-10-05.md": "- saw [[Ana]]\n",
        }
    )
    assert graph.touches(ANA) == (DAY,)
    assert len(graph.of(ANA)) == 3


def test_the_same_line_twice_counts_once_and_a_tick_wins() -> None:
    """A promise that stands open in the daily note and ticked in the person's note is kept."""
    graph, _ = build(
        {
            ANA: PERSON + "## Favors\n- [x] 2026-10-05 promised: the slides ✅ 2026-10-07\n",
            "2026-10-05.md": "- [ ] promised [[Ana]]: the slides\n- [ ] promised [[Ana]]: the slides\n",
        }
    )
    assert [(entry.state, entry.touch_on) for entry in graph.of(ANA)] == [("done", date(2026, 10, 7))]


def test_the_same_line_as_a_plan_and_as_done_counts_as_done() -> None:
    """Whichever of the two stands first."""
    lines = ["- 2026-11-01 walk: the fog\n", "- [ ] 2026-11-01 walk: the fog\n"]
    for log in (lines, lines[::-1]):
        graph, _ = build({ANA: PERSON + "## Log\n" + "".join(log)})
        assert graph.touches(ANA) == (date(2026, 11, 1),)


def test_who_took_part_together_can_be_looked_up() -> None:
    """`between` finds what two people were both part of."""
    graph, _ = build({ANA: PERSON + "## Log\n- 2026-10-05 coffee with [[Ben]]: x\n", BEN: PERSON})
    assert [entry.on for entry in graph.between(BEN, ANA)] == [DAY]


def test_a_meetings_people_are_its_attendees() -> None:
    """Attendees were met that day; `they` and bare first names in the note mean them."""
    properties = '---\nattendees:\n  - "[[Ana]]"\n  - "[[Ben]]"\n---\n'
    text = properties + "- Ben promised: the figures\n- they asked: a draft\n"
    graph, problems = build({ANA: PERSON, BEN: PERSON, "Meetings/2026-10-05 Budget.md": text})
    assert graph.touches(ANA) == graph.touches(BEN) == (DAY,)
    assert [(entry.kind, entry.by) for entry in graph.of(BEN)] == [("contact", None), ("promise", "them")]
    assert [problem.code for problem in problems] == ["who-is-meant"]


def test_a_day_that_lies_ahead_cannot_be_the_last_contact() -> None:
    """A last contact in the future is reported and left out, so that nobody vanishes by a typo."""
    graph, problems = build({ANA: "---\nlast_contact: 2027-10-05\n---\n"})
    assert graph.contacts[ANA].last_contact is None
    assert [problem.code for problem in problems] == ["impossible-date"]


def test_a_bad_note_stops_no_other() -> None:
    """A person whose front matter cannot be read is still a person, and the others are whole."""
    graph, problems = build({ANA: "---\ncircle: @x\n---\n## Log\n- 2026-10-05 call: a\n", BEN: PERSON})
    assert set(graph.contacts) == {ANA, BEN}
    assert graph.touches(ANA) == (DAY,)
    assert [problem.code for problem in problems] == ["bad-yaml"]
