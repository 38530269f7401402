"""What is said beside a draft: why this one, from which lines, what to mind, and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.model.source import Source
from vaultwell.practices.draft import Draft
from vaultwell.practices.occasions import Occasion
from vaultwell.render.documents import VERSION
from vaultwell.render.draft import Message, find_address, find_brackets, render_mailto
from vaultwell.render.draft_facts import list_sources
from vaultwell.render.safe import plain
from vaultwell.render.words import NBSP, say_day, say_label, say_when

_DUE = {
    "cadence": "is due for a word",
    "first-follow-up": "was met not long ago",
    "follow-up": "is one you wanted to write to",
    "promise": "has a promise of yours",
    "thanks": "did you a favor",
    "loan": "lent you something",
    "dormant": "has not heard from you for long",
    "reconnect": "has not heard from you for long",
    "ask": "asked you something",
}
_DOING: Mapping[Occasion, str] = {
    "reconnect": "reconnect",
    "follow-up": "follow up",
    "thank": "thank",
    "how-it-ended": "tell how it ended",
    "close-the-loop": "close the loop",
    "congratulate": "congratulate",
    "console": "console",
    "introduce": "introduce",
    "share": "share",
    "ask": "ask",
    "answer": "answer",
    "decline": "decline",
    "promise": "keep your word",
}
_OTHER = "For another occasion: --for, see --help."


def say_occasion(draft: Draft, today: date) -> str:
    """Why this occasion: `To thank: Odile did you a favor (People/Odile.md:31). …`."""
    choice = draft.choice
    if choice.is_chosen:
        return ""
    name = plain(draft.contact.name)
    if choice.row is None:
        return f"Nothing is due with {name} today: this is to {_DOING[draft.occasion]}. {_OTHER}"
    if choice.day is not None:
        on, yearly = choice.day
        why = f"{plain(say_label(yearly.label))} {say_day(on, today)} ({plain(str(yearly.source))})"
    else:
        source = choice.row.source or (draft.last.source if draft.last else None)
        why = f"{name} {_DUE[choice.row.reason]}" + (f" ({plain(str(source))})" if source else "")
    other = "For a no: --decline." if draft.occasion == "answer" else _OTHER
    return f"To {_DOING[draft.occasion]}: {why}. {other}".replace(NBSP, " ")


def say_sources(drafts: Sequence[Draft]) -> str:
    """The lines that the facts stand on."""
    found = dict.fromkeys(plain(str(source)) for draft in drafts for source in list_sources(draft))
    return f"From {', '.join(found)}." if found else ""


def say_remarks(draft: Draft, today: date) -> tuple[str, ...]:
    """What to think of before sending: an intention, a promise, a rest, a try without an answer."""
    contact, name = draft.contact, plain(draft.contact.name)
    remarks = []
    if why := contact.fact("why"):
        remarks.append(
            f"You wrote: “{plain(why[0])}” ({_place(contact.source('why'))})."
            " If that is why, say so in the first line."
        )
    if draft.owed is not None and draft.occasion not in ("reconnect", "promise"):
        remarks.append(
            f"You promised {name} “{plain(draft.owed.text)}” ({_place(draft.owed.source)}): --for promise."
        )
    if draft.occasion == "ask" and not contact.is_close:
        remarks.append(f'Look first whether the time is right: vaultwell ask "{name}" "…"')
    if contact.let_go is not None or contact.is_paused:
        what, key = ("go", "let_go") if contact.let_go is not None else ("rest", "paused")
        remarks.append(
            f"You let {name} {what} ({_place(contact.source(key))}). The draft is here all the same."
        )
    return (*remarks, *_say_tries(draft, today), *_say_known(draft))


def _say_tries(draft: Draft, today: date) -> list[str]:
    tries = draft.history.unanswered(date.max)
    if len(tries) < 2:
        return []
    days = " and ".join(say_day(day, today) for day in tries[-2:]).replace(NBSP, " ")
    return [f"Your tries on {days} have had no answer yet, which says nothing about you. One line is enough."]


def _say_known(draft: Draft) -> list[str]:
    if draft.side is None or draft.side.known is None:
        return []
    one, two = plain(draft.contact.name), plain(draft.side.contact.name)
    return [f"{one} and {two} seem to know each other already ({_place(draft.side.known)})."]


def _place(source: Source) -> str:
    return plain(str(source))


def say_empty(draft: Draft, today: date) -> tuple[str, ...]:
    """Why there is no message, and how to find a reason to write."""
    contact, name = draft.contact, plain(draft.contact.name)
    if contact.died is not None:
        return (
            f"{name} has died ({_place(contact.source('died'))}); there is no message to draft.",
            "Perhaps to somebody who misses them too.",
        )
    last = draft.last
    when = f"You were last in touch {say_when(last.on, today)} ({_place(last.source)})." if last else ""
    lines = (
        f"There is nothing yet to begin a message to {name} with.",
        when.replace(NBSP, " "),
        f"Missing in {plain(contact.path)}: {' and '.join(draft.missing)}.",
        "A reason can be found: what they posted or published lately; somebody you",
        "both know; what you last talked about; what made you think of them.",
        f'Write it down: vaultwell log "{name}" "note: sings in a choir"',
        f'Or say it here: vaultwell draft "{name}" --about "the concert in May"',
    )
    return tuple(line for line in lines if line)


def say_brackets(left: Sequence[str]) -> str:
    """Which brackets wait for the user's words."""
    is_one = len(left) == 1
    wait = "This waits for your words; fill it" if is_one else "These wait for your words; fill them"
    listed = "\n".join(f"  {bracket}" for bracket in left)
    return f"{wait} or take {'it' if is_one else 'them'} out:\n{listed}"


def draft_document(drafts: Sequence[Draft], made: Sequence[tuple[Message, str]]) -> dict[str, Any]:
    """`draft --json`; without a message `drafts` is empty and `missing` says what is not known."""
    first = drafts[0]
    return {
        "version": VERSION,
        "name": first.contact.name,
        "path": first.contact.path,
        "occasion": first.occasion,
        "reason": first.choice.row.reason if first.choice.row else None,
        "missing": list(first.missing),
        "drafts": [
            message_document(draft, message, template)
            for draft, (message, template) in zip(drafts, made, strict=False)
        ],
    }


def message_document(draft: Draft, message: Message, template: str) -> dict[str, Any]:
    """One message, as in `draft --json`."""
    address = find_address(draft.contact)
    return {
        "to": draft.contact.name,
        "path": draft.contact.path,
        "email": address or None,
        "subject": message.subject,
        "text": message.text,
        "brackets": list(find_brackets(message.text)),
        "mailto": render_mailto(address, message),
        "template": template,
        "sources": [str(source) for source in list_sources(draft)],
    }
