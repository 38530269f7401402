"""What there is to say: reasons to write to somebody, each with the line it stands on (P9, P10)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vaultwell.model.cadence import add_days
from vaultwell.model.contact import Contact
from vaultwell.model.entry import IN_TOUCH, Entry
from vaultwell.model.log import Told
from vaultwell.model.source import Source
from vaultwell.practices.history import History

NEWS_DAYS = 30
PLAIN_ASK_DAYS = 60
THANKS_AFTER_DAYS = 7
THANKS_WITHIN_DAYS = 90

What = Literal["promise", "loan", "ask", "thanks", "news", "next", "mention"]

# What is worth talking about, in the order in which it is offered (`about` of the due list).
ABOUT_KEYS = ("interests", "pets")
# Any of these gives something to begin with.
CONTEXT_KEYS = (
    *ABOUT_KEYS,
    "needs",
    "offers",
    "goals",
    "food",
    "communities",
    "met_at",
    "why",
    "field",
    "org",
    "role",
)


class Reason(NamedTuple):
    """Something between you, or about them, that is a reason to write."""

    what: What
    entry: Entry

    @property
    def source(self) -> Source:
        """The line it stands on."""
        return self.entry.source


def find_reasons(history: History, today: date) -> tuple[Reason, ...]:
    """Everything that is a reason to write today: open between you first, then news and questions."""
    limit = today + timedelta(1)
    return (
        *(Reason("promise", entry) for entry in list_my_promises(history)),
        *(Reason("loan", entry) for entry in list_borrowed(history)),
        *(Reason("ask", entry) for entry in list_their_asks(history, today)),
        *(Reason("thanks", entry) for entry in _optional(find_unthanked(history, today))),
        *(Reason("news", entry) for entry in _list_news(history, today)),
        *(Reason("next", entry) for entry in _list_next(history, limit)),
        *(Reason("mention", entry) for entry in _last_mention(history, today)),
    )


def has_context(history: History, today: date) -> bool:
    """There is anything to begin with; friends and family need nothing (P10)."""
    contact, log = history.contact, history.log
    return (
        contact.is_close
        or any(map(contact.fact, CONTEXT_KEYS))
        or bool(contact.introduced_by)
        or log.has("note", "news")
        or log.has(*IN_TOUCH, where=lambda told: told.verb != "contact" and told.state != "dropped")
        or any(entry.text for entry in history.entries if entry.touch_on)
        or bool(find_reasons(history, today))
    )


def find_missing(contact: Contact) -> tuple[str, ...]:
    """What a line or two about a person could say, when nothing is known: words for the due note."""
    missing = []
    if not contact.fact("interests"):
        missing.append("what they care about")
    if not contact.fact("met_at"):
        missing.append("where you met")
    return tuple(missing)


def list_my_promises(history: History) -> list[Entry]:
    """My open promises, by their day, undated ones last and oldest first."""
    mine = history.log.find("promise", where=lambda told: told.by == "me" and told.state == "open")
    return sorted(mine, key=lambda entry: (entry.due_on or date.max, entry.on, entry.source))


def list_borrowed(history: History) -> list[Entry]:
    """Things of theirs that I still hold."""
    held = [entry for entry in history.log.find("loan") if entry.is_borrowed and entry.state == "open"]
    return sorted(held, key=lambda entry: (entry.due_on or date.max, entry.on, entry.source))


def list_their_asks(history: History, today: date) -> list[Entry]:
    """What they asked me for and still wait for.

    With a checkbox until it is ticked; without one for 60 days from its day, unless I did them a favor since.
    """
    log = history.log
    waiting = log.find("ask", where=lambda told: told.by == "them" and told.state == "open")
    since = today - timedelta(PLAIN_ASK_DAYS)
    plain = log.find("ask", where=lambda told: told.by == "them" and told.state is None, since=since)
    gave = log.find_days("favor", where=lambda told: told.by == "me") if plain else ()
    last_gift = max((on for on in gave if on <= today), default=date.min)
    still = (entry for entry in plain if last_gift < entry.on and (entry.due_on or entry.on) > since)
    found = [entry for entry in (*waiting, *still) if entry.on <= today]
    return sorted(found, key=lambda entry: (entry.on, entry.source))


def thanks_on(favor: Entry) -> date:
    """When thanks are due: a week after the favor, or when a 📅 on its line put them off to."""
    return favor.due_on or add_days(favor.on, THANKS_AFTER_DAYS)


def find_unthanked(history: History, today: date) -> Entry | None:
    """The last favor of theirs in 90 days that neither thanks nor any talk after it has closed."""
    last = history.last_touch(today + timedelta(1))  # any later talk closes the favors before
    if last is None or (today - last).days > THANKS_WITHIN_DAYS:
        return None
    log = history.log
    received = log.find_on(last, "favor", where=_is_received)
    if not received or last in log.find_days("thanks", where=lambda told: told.by == "me"):
        return None
    return min(received, key=lambda favor: (thanks_on(favor), favor.source))


def _is_received(told: Told) -> bool:
    return told.by == "them" and told.state != "dropped"


def _optional(entry: Entry | None) -> Iterator[Entry]:
    if entry is not None:
        yield entry


def _list_news(history: History, today: date) -> list[Entry]:
    """Their news of the last 30 days, latest first."""
    news = [entry for entry in history.log.find("news") if 0 <= (today - entry.on).days <= NEWS_DAYS]
    return news[::-1]


def _list_next(history: History, limit: date) -> list[Entry]:
    """What to ask next time, until you have talked; latest first."""
    asked = [
        entry
        for entry in history.log.find("next")
        if entry.on < limit and not history.is_touched_after(entry.on, limit)
    ]
    return asked[::-1]


def _last_mention(history: History, today: date) -> list[Entry]:
    """The last time you wrote about them, if you have not been in touch since."""
    mentions = [entry for entry in history.log.find("mention") if entry.on <= today]
    if not mentions or history.is_touched_after(mentions[-1].on, today + timedelta(1)):
        return []
    return mentions[-1:]
