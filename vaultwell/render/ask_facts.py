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


class Speaker(NamedTuple):
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


def say_fact(fact: Fact, speaker: Speaker) -> str:
    """What a fact tells, in a sentence or two."""
    return _FACTS[fact.topic](fact, speaker)


def quote(text: str, lead: str = ": ", most: int = MOST_QUOTED) -> str:
    """`: “their words”` in `most` characters, or nothing where there are none."""
    words = quoted(text, most, plain)
    return f"{lead}{words}" if words else ""


def say_ending(text: str, speaker: Speaker) -> str:
    """` on 2 Nov`, ` in March` for what `died` or `let_go` says, when that is a day."""
    try:
        return speaker.on(date.fromisoformat(text))
    except ValueError:
        return ""


def stop(sentence: str) -> str:
    """The sentence with its full stop, unless what it quotes ends with one."""
    return sentence if sentence.endswith(_ENDED) else f"{sentence}."


def _let_go(fact: Fact, speaker: Speaker) -> str:
    words = say_ending(fact.text, speaker) or ("" if fact.text == "yes" else quote(fact.text))
    return f"You let {speaker.name} go{words}. An ask would take up more than the matter itself."


def _paused(_fact: Fact, speaker: Speaker) -> str:
    return f"You are letting {speaker.name} rest. Can it wait?"


def _in_a_row(fact: Fact, speaker: Speaker) -> str:
    often = f"The last {say_number(len(fact.entries))} times you were in touch, you asked for something"
    before = f" Before that: {speaker.deed(fact.last)}." if fact.last else ""
    return f"{often}; nothing else lies between.{before}"


def _promise(fact: Fact, speaker: Speaker) -> str:
    return _say_few([_say_promise(entry, speaker) for entry in fact.entries])


def _say_few(sentences: list[str]) -> str:
    """The first three, and how many more there are."""
    more = len(sentences) - _MOST_OPEN
    return " ".join([*sentences[:_MOST_OPEN], *([f"And {say_number(more)} more."] if more > 0 else [])])


def _say_promise(entry: Entry, speaker: Speaker) -> str:
    what = quote(entry.text, " ") or " something"
    if entry.verb.startswith("owe"):
        return f"You owe {speaker.person.them}{what}, since {speaker.bare(entry.on)}."
    when = f" for {speaker.bare(entry.due_on)}" if entry.due_on else speaker.on(entry.on)
    return f"You promised{what}{when}, and it is open."


def _loan(fact: Fact, speaker: Speaker) -> str:
    return _say_few(
        [
            f"You still have{quote(entry.text, ' ') or ' something of theirs'}, "
            + (f"due back{speaker.on(entry.due_on)}." if entry.due_on else f"since {speaker.bare(entry.on)}.")
            for entry in fact.entries
        ]
    )


def _introduction(fact: Fact, speaker: Speaker) -> str:
    they, them = speaker.person.they.capitalize(), speaker.person.them
    made = f"{they} introduced you to {speaker.list_people(fact)}{speaker.on(fact.on)}"
    return f"{made}; nothing says that you told {them} how it went."


def _untold(fact: Fact, speaker: Speaker) -> str:
    entry = fact.entries[-1]
    they, them = speaker.person.they.capitalize(), speaker.person.them
    favor = stop(f"{they} {entry.verb}{speaker.on(entry.on)}{quote(entry.text)}")
    if entry.verb in _PRESENTS:
        return f"{favor} Nothing says that you thanked {them}."
    return f"{favor} Nothing says that you told {them} how it ended."


def _open_ask(fact: Fact, speaker: Speaker) -> str:
    entry = fact.entries[-1]
    is_open = "is open" if entry.state else "may still be open"
    return stop(f"What you asked{speaker.on(entry.on)} {is_open}{quote(entry.text)}")


def _one_sided(fact: Fact, _speaker: Speaker) -> str:
    asked = (
        f"In twelve months you asked {say_number(len(fact.entries))} times, and no line says what you gave."
    )
    return f"{asked} Lines forget small kindnesses; you may know better."


def _attempts(fact: Fact, speaker: Speaker) -> str:
    days = [say_day(entry.on, speaker.today) for entry in fact.entries]
    return f"No answer came to your word of {join_words(days)}. People have such months."


def _silent(fact: Fact, speaker: Speaker) -> str:
    if fact.last is None:
        entry = fact.entries[-1]
        if entry.kind == "ask":
            return "All that is written down between you is an ask."
        return stop(
            f"All that is written down between you is what {speaker.person.they} gave{quote(entry.text)}"
        )
    return stop(f"You were last in touch without an ask{speaker.on(fact.last.on)}{_deed(fact.last, speaker)}")


def _new(fact: Fact, speaker: Speaker) -> str:
    last = fact.last
    return stop(f"You were in touch once,{speaker.on(last.on)}{_deed(last, speaker)}") if last else ""


def _unknown(fact: Fact, speaker: Speaker) -> str:
    if fact.on:
        return f"You met{speaker.on(fact.on)}, and nothing between you is written down since."
    return "No contact between you is written down yet. If you know each other well, trust that, and ask."


def _their_ask(fact: Fact, speaker: Speaker) -> str:
    entry = fact.entries[-1]
    they = speaker.person.they.capitalize()
    return stop(f"{they} asked you{speaker.on(entry.on)}, and may be waiting{quote(entry.text)}")


def _promised(fact: Fact, speaker: Speaker) -> str:
    return f"{_say_promise(fact.entries[0], speaker)} It would be good to bring it along."


def _borrowed(fact: Fact, speaker: Speaker) -> str:
    return f"{_loan(fact, speaker)} It would be good to bring it along."


def _their_work(fact: Fact, speaker: Speaker) -> str:
    return stop(f"To be asked is {speaker.person.their} work{quote(fact.text)}")


def _offered(fact: Fact, speaker: Speaker) -> str:
    if fact.entries:
        they = speaker.person.they.capitalize()
        return stop(f"{they} offered it{speaker.on(fact.entries[0].on)}{quote(fact.entries[0].text)}")
    return stop(f"It is among what {speaker.name} offers{quote(fact.text)}")


def _given(fact: Fact, speaker: Speaker) -> str:
    entry = fact.entries[-1]
    gave = f"{speaker.on(entry.on)}{_words(entry, speaker)}"
    return stop(f"Since you last asked, something went the other way{gave}")


def _free(fact: Fact, speaker: Speaker) -> str:
    last = fact.last
    words = f"{speaker.on(last.on)}{_deed(last, speaker)}" if last else ""
    return stop(f"You were in touch without an ask{words}") if last else ""


def _deed(last: LastContact, speaker: Speaker) -> str:
    """`: walk, “the barrage at dusk”`, as far as it is written down."""
    if last.verb == "contact":
        return quote(last.text)
    return f": {say_deed(last.verb, last.by, speaker.person)}{quote(last.text, ', ')}"


def _words(entry: Entry, speaker: Speaker) -> str:
    return f": {say_deed(entry.verb, entry.by, speaker.person)}{quote(entry.text, ', ')}"


def _friend_asked(_fact: Fact, speaker: Speaker) -> str:
    asked = "Each time you were in touch this last year, you asked for something."
    return f"{asked} A hello that wants nothing would please {speaker.person.them}."


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
    "their-ask": _their_ask,
    "promised": _promised,
    "borrowed": _borrowed,
    "their-work": _their_work,
    "offered": _offered,
    "given": _given,
    "free": _free,
    "friend-asked": _friend_asked,
}
