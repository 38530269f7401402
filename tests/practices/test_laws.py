"""What holds for every practice in every vault: an answer, the same in any order, and peace for the dead."""

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from typing import NamedTuple

import jinja2
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import settings_on_disk
from tests.practices.random_vaults import Vault, random_vaults
from vaultwell.graph.build import build_graph
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.practices.alternatives import find_alternatives
from vaultwell.practices.ask import find_verdict
from vaultwell.practices.draft import Wanted, find_draft
from vaultwell.practices.due import find_due
from vaultwell.practices.favors import find_favors, find_favors_of
from vaultwell.practices.load import find_load
from vaultwell.practices.meetings import find_meetings
from vaultwell.practices.occasions import OCCASIONS
from vaultwell.practices.paths import Map, find_place
from vaultwell.practices.periods import parse_period
from vaultwell.practices.picture import find_picture
from vaultwell.practices.places import find_ties
from vaultwell.practices.reconnect import find_reconnection
from vaultwell.practices.review import find_review
from vaultwell.practices.serve import find_service
from vaultwell.practices.share import find_listeners, parse_subject
from vaultwell.practices.spread import find_first_days
from vaultwell.practices.stats import find_stats
from vaultwell.practices.triage import find_unsorted
from vaultwell.render.ask import ask_document, render_answer, say_verdict
from vaultwell.render.documents import dump
from vaultwell.render.draft import render_draft
from vaultwell.render.draft_facts import build_facts
from vaultwell.render.draft_words import say_empty, say_occasion, say_remarks
from vaultwell.render.favors import favors_document, render_favors, render_favors_of
from vaultwell.render.load import load_document, render_load
from vaultwell.render.page import Page
from vaultwell.render.paths import place_document, render_place, render_target, target_document
from vaultwell.render.pictures import picture_document, render_canvas, render_dot, render_mermaid
from vaultwell.render.reconnect import reconnect_document, say_dormant, say_nobody, say_pick
from vaultwell.render.review import review_document
from vaultwell.render.serve import render_service, service_document
from vaultwell.render.share import listeners_document, render_listeners
from vaultwell.render.spread import render_spread, spread_document
from vaultwell.render.stats import render_stats, stats_document
from vaultwell.render.terminal import print_answer
from vaultwell.render.terminal_review import render_review
from vaultwell.render.triage import render_unsorted, triage_document
from vaultwell.vault.templates import find_templates

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TEMPLATES = jinja2.FileSystemLoader(find_templates())

# What people write of each other, some of it with signs that a terminal obeys.
_PROPERTIES = (
    "needs: a flat in Lisbon",
    "needs: [bread, a piano teacher]",
    "offers: a spare room in Lisbon",
    "offers: piano lessons, bread",
    "interests: [bread, lighthouses]",
    'interests: "\\e[31mbread\\a"',
    'why: "a job\\u202e at Kiln"',
    "goals: a book about bread",
    "org: Kiln",
    "communities: [Kiln, chess club]",
    "location: Lisbon",
    "field: geology",
    "pronouns: she/her",
    "aliases: [Bee, Ana]",
    'partner: "[[Chen Wei]]"',
    'introduced_by: "[[Dora]]"',
    "email: a@example.org",
    "gift_ideas: bread",
    "met_at: the bakery in Porto",
    "died: 2020-01-01",
    "let_go: 2025-05-05",
)
_WORDS = ("bread", "50 EUR for bread", "a job at Kiln", "\x1b[31mred\x07", "in Lisbon: 2 hives; Signe", "")


class World(NamedTuple):
    """A vault as the practices get it."""

    graph: Graph
    settings: Settings
    today: date


@st.composite
def worlds_told_twice(draw: st.DrawFn) -> tuple[World, World]:
    """One vault, its notes listed in two orders; somebody in it has an empty note."""
    vault: Vault = draw(random_vaults)
    texts = dict(vault.texts) | {"People/Nobody Yet.md": "---\ntype: person\n---\n"}
    for path in texts:
        more = draw(st.lists(st.sampled_from(_PROPERTIES), max_size=5, unique_by=lambda p: p.split(":")[0]))
        if path.startswith("People/"):
            texts[path] = texts[path].replace("---\n", "\n".join(["---", *more, ""]), 1)
            texts[path] += f"\n- 2026-01-05 note: {draw(st.sampled_from(_WORDS))}\n"
    order = draw(st.permutations(sorted(texts)))
    return _build(vault, texts, sorted(texts)), _build(vault, texts, order)


def _build(vault: Vault, texts: dict[str, str], order: list[str]) -> World:
    conventions = Conventions(daily_folder="Journal")
    notes = [parse_note(path, texts[path].encode(), vault.settings, conventions) for path in order]
    graph, _ = build_graph(notes, order, vault.settings, vault.world.today)
    return World(graph, vault.settings, vault.world.today)


def answers_of(world: World) -> Iterator[str]:
    """What every practice says of a vault: in words, and as JSON."""
    graph, settings, today = world
    names = graph.person_names
    both = {"has_open": True, "has_past": True}
    favors = find_favors(graph, settings, today)
    yield dump(favors_document(favors, names, today, **both))
    yield printed(render_favors(favors, names, today, **both, is_whole=True))
    service = find_service(graph, today)
    yield dump(service_document(service))
    yield printed(render_service(service, 3))
    topic = parse_subject("bread in Lisbon")
    listeners = find_listeners(graph, settings, topic, today)
    yield dump(listeners_document(listeners, topic, names))
    yield printed(render_listeners(listeners, topic, 3, today))
    load, stats = find_load(graph, settings, today), find_stats(graph, settings, today)
    yield dump(load_document(load, settings, names, today)) + printed(
        render_load(load, settings, names, today)
    )
    yield dump(stats_document(stats, today)) + printed(render_stats(stats, today))
    review = find_review(graph, settings, parse_period(str(today.year), today), today)
    yield dump(review_document(review, graph.contacts, today))
    yield printed(render_review(review, graph.contacts))
    yield from _say_reconnection(world)
    first, unsorted = find_first_days(graph, settings, today), find_unsorted(graph)
    yield dump(spread_document(first)) + "\n".join(render_spread(first, today))
    yield dump(triage_document(unsorted)) + "\n".join(render_unsorted(unsorted, ("inner", "close")))
    picture = find_picture(graph, None, 40)
    yield dump(picture_document(picture)) + render_canvas(picture)
    yield render_mermaid(picture) + render_dot(picture)
    place = find_place(graph, settings, "Kiln", today, 5)
    yield dump(place_document(place, names, today)) + printed(render_place(place, names, today, 5))
    for path in sorted(graph.contacts):
        yield from _say_person(world, path)


def _say_reconnection(world: World) -> Iterator[str]:
    graph, settings, today = world
    found = find_reconnection(graph, settings, today)
    yield dump(reconnect_document(found, settings, today, found.dormant, {}))
    yield say_nobody(settings, found, today)
    yield from ("\n".join(say_pick(pick, today, is_why=True)) for pick in found.few)
    yield from ("\n".join(say_dormant(one, today, is_why=True)) for one in found.dormant)


def _say_person(world: World, path: str) -> Iterator[str]:
    graph, settings, today = world
    contact, names = graph.contacts[path], graph.person_names
    verdict = find_verdict(graph, settings, contact, "a name at Kiln", today)
    answer = say_verdict(verdict, find_alternatives(graph, settings, verdict, today), names, today)
    yield dump(ask_document(verdict, answer, today)) + printed(render_answer(answer))
    target = Map(graph, settings, today).find_target(contact)
    yield dump(target_document(target, today)) + printed(render_target(target, names, today))
    favors = find_favors_of(graph, contact, settings, today)
    yield printed(render_favors_of(favors, contact, names, today, has_open=True, has_past=True))
    rows = find_due(graph, settings, today)
    other = graph.contacts["People/Nobody Yet.md"]
    for occasion in (None, *OCCASIONS):
        wanted = Wanted(occasion, rows, other if occasion == "introduce" and contact is not other else None)
        if occasion == "introduce" and wanted.other is None:
            continue
        draft = find_draft(graph, contact, settings, today, wanted)
        yield "\n".join([say_occasion(draft, today), *say_remarks(draft, today), *say_empty(draft, today)])
        if not draft.is_empty:
            yield render_draft(draft.occasion, build_facts(draft, today), _TEMPLATES).text


def printed(answer: Page) -> str:
    """The answer as a terminal shows it."""
    with redirect_stdout(StringIO()) as out:
        print_answer(answer)
    return out.getvalue()


def people_to_think_of(world: World) -> Iterator[tuple[str, str]]:
    """Each list of things to do, and whom it names."""
    graph, settings, today = world
    yield from (("due", row.path) for row in find_due(graph, settings, today, 30))
    found = find_reconnection(graph, settings, today)
    yield from (("reconnect", one.history.contact.path) for one in found.dormant)
    yield from (("favors", matter.contact.path) for matter in find_favors(graph, settings, today).open)
    for match in (service := find_service(graph, today)).matches:
        yield from (("serve", told.path) for told in (match.need, match.answer))
    for meeting in service.meetings:
        yield from (("serve", contact.path) for contact in (meeting.first, meeting.second))
    yield from (
        ("share", one.contact.path) for one in find_listeners(*world[:2], parse_subject("bread"), today)
    )
    yield from (("spread", day.contact.path) for day in find_first_days(graph, settings, today))
    yield from (("triage", one.contact.path) for one in find_unsorted(graph))
    yield from (("travel", tie.contact.path) for tie in find_ties(graph.contacts.values(), "Lisbon"))
    load = find_load(graph, settings, today)
    yield from (("load", entry.person) for entry in (*load.asks, *load.promises, *load.borrowed))
    review = find_review(graph, settings, parse_period(str(today.year), today), today)
    yield from (("review", drift.contact.path) for drift in review.drifted)
    yield from (("review", part.opener.path) for part in review.quiet_parts)
    for day in find_meetings(graph, settings, today, 30):
        yield from (("meetings", guest.history.contact.path) for guest in day.guests)
    place = find_place(graph, settings, "Kiln", today)
    yield from (("path", one.contact.path) for one in place.speakers)
    yield from (("path", target.contact.path) for _, target in place.there)
    for contact in graph.contacts.values():
        ways = Map(graph, settings, today).find_target(contact).ways
        yield from (("path", step.person.path) for way in ways for step in way.steps)
        verdict = find_verdict(graph, settings, contact, "bread", today)
        for one in find_alternatives(graph, settings, verdict, today):
            yield from [("ask", one.person)] if one.person else ()


@settings_on_disk(15)
@given(worlds_told_twice())
def test_every_practice_answers_the_same_in_any_order(worlds: tuple[World, World]) -> None:
    """Nothing raises, whoever has no entries; the order of the notes changes no answer; no sign is obeyed."""
    one, other = (list(answers_of(world)) for world in worlds)
    assert one == other
    assert [text for text in one if _CONTROLS.search(text)] == []


@settings_on_disk(60)
@given(worlds_told_twice())
def test_nobody_has_to_do_anything_about_those_who_left(worlds: tuple[World, World]) -> None:
    """Who died is in no list of things to do; who was let go neither, but for what is planned with them."""
    contacts = worlds[0].graph.contacts
    for what, path in people_to_think_of(worlds[0]):
        assert contacts[path].died is None, (what, path)
        assert contacts[path].let_go is None or what == "meetings", (what, path)
