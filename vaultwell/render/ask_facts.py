"""The facts of `ask` as sentences."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vaultwell.model.entry import Entry
from vaultwell.practices.ask_facts import Fact
from vaultwell.practices.history import LastContact
from vaultwell.practices.pronouns import Pronouns
from vaultwell.render.markdown import quoted
from vaultwell.render.safe import plain
from vaultwell.render.words import MONTH_ALONE_AFTER_DAYS, join_words, say_day, say_deed, say_number, say_when

MOST_QUOTED = 90
_MOST_OPEN = 3
_PRESENTS = frozenset({"gave", "gift", "gifted", "hosted"})  # for which thanks are all there is to tell
_ENDED = (".”", "?”", "!”", "…”")


class Speech(NamedTuple):
    """How to speak of the person and of days; `names` maps a contact's path to the name."""

    name: str
    person: Pronouns
    names: Mapping[str, str]
    today: date

    def on(self, day: date | None) -> str:
        """` on 9 Nov`, ` in March`, or nothing."""
        if day is None:
            return ""
        words = say_when(day, self.today)
        return f" {words}" if (self.today - day).days > MONTH_ALONE_AFTER_DAYS else f" on {words}"

    def bare(self, day: date) -> str:
        """`9 Nov`, `March`."""
        return self.on(day).strip().removeprefix("on ").removeprefix("in ")

    def deed(self, last: LastContact) -> str:
        """`lunch in December 2025`."""
        return f"{say_deed(last.verb, last.by, self.person)}{self.on(last.on)}"

    def list_people(self, fact: Fact) -> str:
        """The others a fact is about: `Inês Carvalho and Ben Okafor`."""
        return join_words([plain(self.names[path]) for path in fact.people]) or "somebody"


def say_fact(fact: Fact, speech: Speech) -> str:
    """What a fact tells, in a sentence or two."""
    return _FACTS[fact.topic](fact, speech)


def quote(text: str, lead: str = ": ", most: int = MOST_QUOTED) -> str:
    """`: “their words”` in `most` characters, or nothing where there are none."""
    words = quoted(text, most, plain)
    return f"{lead}{words}" if words else ""


def say_ending(text: str, speech: Speech) -> str:
    """` on 2 Nov`, ` in March` for what `died` or `let_go` says, when that is a day."""
    try:
        return speech.on(date.fromisoformat(text))
    except ValueError:
        return ""


def stop(sentence: str) -> str:
    """The sentence with its full stop, unless what it quotes ends with one."""
    return sentence if sentence.endswith(_ENDED) else f"{sentence}."


def _let_go(fact: Fact, speech: Speech) -> str:
    words = say_ending(fact.text, speech) or ("" if fact.text == "yes" else quote(fact.text))
    return f"You let {speech.name} go{words}. An ask would take up more than the matter itself."


def _paused(_fact: Fact, speech: Speech) -> str:
    return f"You are letting {speech.name} rest. Can it wait?"


def _in_a_row(fact: Fact, speech: Speech) -> str:
    often = f"The last {say_number(len(fact.entries))} times you were in touch, you asked for something"
    before = f" Before that: {speech.deed(fact.last)}." if fact.last else ""
    return f"{often}; nothing else lies between.{before}"


def _promise(fact: Fact, speech: Speech) -> str:
    return _say_few([_say_promise(entry, speech) for entry in fact.entries])


def _say_few(sentences: list[str]) -> str:
    """The first three, and how many more there are."""
    more = len(sentences) - _MOST_OPEN
    return " ".join([*sentences[:_MOST_OPEN], *([f"And {say_number(more)} more."] if more > 0 else [])])


def _say_promise(entry: Entry, speech: Speech) -> str:
    what = quote(entry.text, " ") or " something"
    if entry.verb.startswith("owe"):
        return f"You owe {speech.person.them}{what}, since {speech.bare(entry.on)}."
    when = f" for {speech.bare(entry.due_on)}" if entry.due_on else speech.on(entry.on)
    return f"You promised{what}{when}, and it is open."


def _loan(fact: Fact, speech: Speech) -> str:
    return _say_few(
        [
            f"You still have{quote(entry.text, ' ') or ' something of theirs'}, "
            + (f"due back{speech.on(entry.due_on)}." if entry.due_on else f"since {speech.bare(entry.on)}.")
            for entry in fact.entries
        ]
    )


def _introduction(fact: Fact, speech: Speech) -> str:
    they, them = speech.person.they.capitalize(), speech.person.them
    made = f"{they} introduced you to {speech.list_people(fact)}{speech.on(fact.on)}"
    return f"{made}; nothing says that you told {them} how it went."


def _untold(fact: Fact, speech: Speech) -> str:
    entry = fact.entries[-1]
    they, them = speech.person.they.capitalize(), speech.person.them
    favor = stop(f"{they} {entry.verb}{speech.on(entry.on)}{quote(entry.text)}")
    if entry.verb in _PRESENTS:
        return f"{favor} Nothing says that you thanked {them}."
    return f"{favor} Nothing says that you told {them} how it ended."


def _open_ask(fact: Fact, speech: Speech) -> str:
    entry = fact.entries[-1]
    is_open = "is open" if entry.state else "may still be open"
    return stop(f"What you asked{speech.on(entry.on)} {is_open}{quote(entry.text)}")


def _one_sided(fact: Fact, _speech: Speech) -> str:
    asked = (
        f"In twelve months you asked {say_number(len(fact.entries))} times, and no line says what you gave."
    )
    return f"{asked} Lines forget small kindnesses; you may know better."


def _attempts(fact: Fact, speech: Speech) -> str:
    days = [say_day(entry.on, speech.today) for entry in fact.entries]
    return f"No answer came to your word of {join_words(days)}. People have such months."


def _silent(fact: Fact, speech: Speech) -> str:
    if fact.last is None:
        entry = fact.entries[-1]
        if entry.kind == "ask":
            return "All that is written down between you is an ask."
        return stop(
            f"All that is written down between you is what {speech.person.they} gave{quote(entry.text)}"
        )
    return stop(f"You were last in touch without an ask{speech.on(fact.last.on)}{_deed(fact.last, speech)}")


def _new(fact: Fact, speech: Speech) -> str:
    last = fact.last
    return stop(f"You were in touch once,{speech.on(last.on)}{_deed(last, speech)}") if last else ""


def _unknown(fact: Fact, speech: Speech) -> str:
    if fact.on:
        return f"You met{speech.on(fact.on)}, and nothing between you is written down since."
    return "No contact between you is written down yet. If you know each other well, trust that, and ask."


def _asked_before(fact: Fact, speech: Speech) -> str:
    entry = fact.entries[-1]
    asked = stop(f"You asked for this{speech.on(entry.on)}{quote(entry.text)}")
    return f"{asked} Nothing says what came of it; if it is the same, ask that first."


def _their_ask(fact: Fact, speech: Speech) -> str:
    entry = fact.entries[-1]
    they = speech.person.they.capitalize()
    return stop(f"{they} asked you{speech.on(entry.on)}, and may be waiting{quote(entry.text)}")


def _promised(fact: Fact, speech: Speech) -> str:
    return f"{_say_promise(fact.entries[0], speech)} It would be good to bring it along."


def _borrowed(fact: Fact, speech: Speech) -> str:
    return f"{_loan(fact, speech)} It would be good to bring it along."


def _their_work(fact: Fact, speech: Speech) -> str:
    return stop(f"To be asked is {speech.person.their} work{quote(fact.text)}")


def _offered(fact: Fact, speech: Speech) -> str:
    if fact.entries:
        they = speech.person.they.capitalize()
        return stop(f"{they} offered it{speech.on(fact.entries[0].on)}{quote(fact.entries[0].text)}")
    return stop(f"It is among what {speech.name} offers{quote(fact.text)}")


def _given(fact: Fact, speech: Speech) -> str:
    entry = fact.entries[-1]
    gave = f"{speech.on(entry.on)}{_words(entry, speech)}"
    return stop(f"Since you last asked, something went the other way{gave}")


def _free(fact: Fact, speech: Speech) -> str:
    last = fact.last
    words = f"{speech.on(last.on)}{_deed(last, speech)}" if last else ""
    return stop(f"You were in touch without an ask{words}") if last else ""


def _deed(last: LastContact, speech: Speech) -> str:
    """`: walk, “the barrage at dusk”`, as far as it is written down."""
    if last.verb == "contact":
        return quote(last.text)
    return f": {say_deed(last.verb, last.by, speech.person)}{quote(last.text, ', ')}"


def _words(entry: Entry, speech: Speech) -> str:
    return f": {say_deed(entry.verb, entry.by, speech.person)}{quote(entry.text, ', ')}"


def _friend_asked(_fact: Fact, speech: Speech) -> str:
    asked = "Each time you were in touch this last year, you asked for something."
    return f"{asked} A hello that wants nothing would please {speech.person.them}."


_FACTS = {
    "let-go": _let_go,
    "paused": _paused,
    "in-a-row": _in_a_row,
    "promise": _promise,
    "loan": _loan,
    "introduction": _introduction,
    "untold": _untold,
    "open-ask": _open_ask,
    "one-sided": _one_sided,
    "attempts": _attempts,
    "silent": _silent,
    "new": _new,
    "unknown": _unknown,
    "asked-before": _asked_before,
    "their-ask": _their_ask,
    "promised": _promised,
    "borrowed": _borrowed,
    "their-work": _their_work,
    "offered": _offered,
    "given": _given,
    "free": _free,
    "friend-asked": _friend_asked,
}
