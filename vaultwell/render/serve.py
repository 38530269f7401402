"""What you could do for people, in words and as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from vaultwell.practices.serve import Match, Meeting, Service, Told
from vaultwell.render.documents import VERSION
from vaultwell.render.lines import Line, Section, render_sections, say_more
from vaultwell.render.page import Page, Text
from vaultwell.render.safe import plain

MOST_ANSWERS = 3
_SAYS = {"offers": "offers", "interests": "is interested in", "role": "is", "field": "works in"}


def render_service(service: Service, most: int) -> Page:
    """Needs with who could meet them, then who should know each other: at most so many of each."""
    groups = [list(group) for _, group in groupby(service.matches, lambda match: match.need)]
    needs = [line for group in groups[:most] for line in _say_need(group)]
    meetings = [line for meeting in service.meetings[:most] for line in _say_meeting(meeting)]
    if not needs and not meetings:
        words = (
            "No need here that somebody you know could meet, and no two strangers with one interest.\n"
            "What people need, offer and care about stands in their properties: needs, offers, interests."
        )
        return [Text(words)]
    return render_sections(
        [
            Section("Somebody you know could meet this", [*needs, *say_more(len(groups), most)]),
            Section(
                "They might like to know each other", [*meetings, *say_more(len(service.meetings), most)]
            ),
        ]
    )


def _say_need(matches: Sequence[Match]) -> Iterator[Line]:
    need = matches[0].need
    yield Line(f"{plain(need.name)} needs: {plain(need.text)}", [need.source])
    for match in matches[:MOST_ANSWERS]:
        answer = match.answer
        words = " and ".join(f"“{plain(word)}”" for word in match.words)
        known = "know" if match.is_acquainted else "do not know"
        told = "" if match.is_acquainted else ", as far as your notes tell"
        text = f"{plain(answer.name)} {_SAYS[answer.key]}: {plain(answer.text)}"
        yield Line(text, [answer.source], 1)
        yield Line(f"{words} in both; they {known} each other{told}", (), 2)
    if len(matches) > MOST_ANSWERS:
        yield Line(f"and {len(matches) - MOST_ANSWERS:,} others", (), 1)


def _say_meeting(meeting: Meeting) -> Iterator[Line]:
    yield Line(f"{plain(meeting.first.name)} and {plain(meeting.second.name)}")
    for one, other in meeting.shared:
        same = one.text.casefold() == other.text.casefold()
        text = plain(one.text) if same else f"{plain(one.text)}; {plain(other.text)}"
        yield Line(text, [one.source, other.source], 1)


def service_document(service: Service) -> dict[str, Any]:
    """`serve --json`."""
    return {
        "version": VERSION,
        "needs": [
            {
                "need": told_document(match.need),
                "answer": told_document(match.answer),
                "words": list(match.words),
                "acquainted": match.is_acquainted,
            }
            for match in service.matches
        ],
        "meetings": [
            {
                "people": [meeting.first.name, meeting.second.name],
                "paths": [meeting.first.path, meeting.second.path],
                "shared": [told_document(told) for pair in meeting.shared for told in pair],
            }
            for meeting in service.meetings
        ],
    }


def told_document(told: Told) -> dict[str, str]:
    """Some words of somebody's note."""
    return {
        "name": told.name,
        "path": told.path,
        "key": told.key,
        "text": told.text,
        "source": str(told.source),
    }
