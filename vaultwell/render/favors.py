"""What goes back and forth, in words and as JSON; nothing is weighed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.practices.favors import Favors, Matter, Past, Side
from vaultwell.practices.loans import Loan
from vaultwell.practices.money import Amount
from vaultwell.practices.pronouns import Pronouns, find_pronouns
from vaultwell.render.documents import VERSION, entry_document
from vaultwell.render.lines import Line, Section, render_sections
from vaultwell.render.page import Page, Text
from vaultwell.render.safe import plain
from vaultwell.render.words import join_words, say_count, say_day, say_deed_of, say_when

MOST_LINES = 12

_OPEN = {
    ("promise", "me"): "you promised",
    ("promise", "them"): "{they} promised",
    ("ask", "me"): "{they} asked",
    ("ask", "them"): "you asked",
    ("offer", "me"): "you offered",
    ("offer", "them"): "{they} offered",
    ("thanks", "me"): "thank {them}, or tell how it ended",
}
_ENDED = {"promise": "kept", "loan": "settled", "offer": "taken up", "ask": "done"}


def render_favors(
    favors: Favors,
    names: Mapping[str, str],
    today: date,
    *,
    has_open: bool = True,
    has_past: bool = False,
    is_whole: bool = False,
) -> Page:
    """Everybody's: whose turn it is, then what was; at most twelve lines each unless `is_whole`."""
    sections: list[Section] = []
    if has_open:
        for heading, side in (("Yours to do", "me"), ("Theirs, good to know", "them")):
            lines = [
                _open_line(matter, names, today, has_name=True)
                for matter in favors.open
                if matter.side == side
            ]
            sections.append(Section(heading, _cut(lines, is_whole)))
    if has_past:
        lines = [_past_line(past, names, today, has_name=True) for past in favors.past]
        sections.append(Section("Past", _cut(lines, is_whole)))
    if not any(section.lines for section in sections):
        return [
            Text("Nothing open between you and anybody." if has_open else "Nothing past is written down.")
        ]
    return render_sections(sections)


def render_favors_of(
    favors: Favors,
    contact: Contact,
    names: Mapping[str, str],
    today: date,
    *,
    has_open: bool = True,
    has_past: bool = True,
) -> Page:
    """One person's, all of it; counts and sums only where you are neither friends nor family."""
    sections: list[Section] = [Section("", [Line(f"{plain(contact.name)}  {plain(contact.path)}")])]
    if has_open:
        lines = [_open_line(matter, names, today) for matter in favors.open]
        sections += [Section("Open", [*lines, *_money_lines(favors, contact)])]
        sections += [Section("Gift ideas", [Line(plain(idea.text), [idea.source]) for idea in favors.ideas])]
    if has_past:
        sections += [_past_section(favors.past, contact, "me", names, today)]
        sections += [_past_section(favors.past, contact, "them", names, today)]
    if len([section for section in sections if section.lines]) == 1:
        sections.append(Section("", [Line("No favor, promise or loan between you is written down.")]))
    return render_sections(sections)


def _say_words(entry: Entry, names: Mapping[str, str]) -> str:
    """What the line says, and who was introduced."""
    others = ", ".join(plain(names[path]) for path in entry.others) if entry.verb == "introduced" else ""
    return f"{others}, {plain(entry.text)}" if others and entry.text else others or plain(entry.text)


def _cut(lines: Sequence[Line], is_whole: bool) -> Sequence[Line]:
    if is_whole or len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], Line(f"and {len(lines) - MOST_LINES:,} more: add --all")]


def _open_line(matter: Matter, names: Mapping[str, str], today: date, *, has_name: bool = False) -> Line:
    entry, loan = matter.entry, matter.loan
    who = find_pronouns(matter.contact)
    lead = _say_loan(loan, who) if loan else _OPEN[matter.what, matter.side].format(**who.words)
    name = f"{plain(matter.contact.name)} · " if has_name else ""
    by = f", by {say_day(entry.due_on, today)}" if entry.due_on else ""
    since = f" ({say_when(entry.on, today)})"
    after = _say_rest(loan, today) if loan else ""
    sources = [entry.source, *(repayment.source for repayment in (loan.repayments if loan else ()))]
    if matter.what == "thanks":
        lead = f"{lead} – {say_deed_of(matter.contact, entry)}"
    return Line(f"{name}{lead}: {_say_words(entry, names) or '…'}{by}{since}{after}", sources)


def _say_loan(loan: Loan, who: Pronouns) -> str:
    if loan.amount:
        return "you owe" if loan.is_mine else f"{who.owes} you"
    return "you have of theirs" if loan.is_mine else f"{who.has} of yours"


def _say_rest(loan: Loan, today: date) -> str:
    """What came back of a loan, and what is left."""
    if not loan.repayments:
        return ""
    came = ", ".join(
        f"“{plain(repayment.text)}” {say_when(repayment.on, today)}" for repayment in loan.repayments
    )
    if loan.amount and 0 < loan.left < loan.amount.value:
        return f"; {loan.rest} left, after {came}"
    return f"; came back: {came}. Tick it if that settles it"


def _money_lines(favors: Favors, contact: Contact) -> Iterator[Line]:
    who = find_pronouns(contact)
    held = [f"you have {join_words(favors.mine)} of theirs"] if favors.mine else []
    held += [f"{who.has} {join_words(favors.theirs)} of yours"] if favors.theirs else []
    if held:
        yield Line(f"Together: {'; '.join(held)}.")


def _past_section(
    past: Iterable[Past], contact: Contact, side: Side, names: Mapping[str, str], today: date
) -> Section:
    own = [one for one in past if one.side == side]
    heading = "From you" if side == "me" else f"From {find_pronouns(contact).them}"
    count = "" if contact.is_close else _say_counts(own)
    return Section(
        f"{heading}: {count}" if count else heading, [_past_line(one, names, today) for one in own]
    )


def _say_counts(past: Sequence[Past]) -> str:
    favors = sum(one.entry.kind == "favor" for one in past)
    kept = sum(one.entry.kind == "promise" and one.entry.state == "done" for one in past)
    words = [say_count(favors, "favor")] if favors else []
    words += [say_count(kept, "promise kept", "promises kept")] if kept else []
    return ", ".join(words)


def _past_line(past: Past, names: Mapping[str, str], today: date, *, has_name: bool = False) -> Line:
    entry = past.entry
    name = f"{plain(past.contact.name)} · " if has_name else ""
    deed, words = say_deed_of(past.contact, entry), _say_words(entry, names)
    text = f": {words}" if words else ""
    return Line(
        f"{say_day(entry.on, today)} · {name}{deed}{text}{_say_end(past, today)}",
        [entry.source, *(repayment.source for repayment in (past.loan.repayments if past.loan else ()))],
    )


def _say_end(past: Past, today: date) -> str:
    entry = past.entry
    if entry.state == "dropped":
        return " – dropped"
    if entry.state != "done":
        return ""
    on = f" {say_day(entry.done_on, today)}" if entry.done_on else ""
    return f" – {_ENDED.get(entry.kind, 'done')}{on}"


# --- JSON -----------------------------------------------------------------------------------------------


def favors_document(
    favors: Favors, names: Mapping[str, str], today: date, *, has_open: bool = True, has_past: bool = True
) -> dict[str, Any]:
    """`favors --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "open": [_matter(matter, names) for matter in favors.open] if has_open else [],
        "past": [_past(past, names) for past in favors.past] if has_past else [],
        "ideas": [
            {"name": i.contact.name, "path": i.contact.path, "text": i.text, "source": str(i.source)}
            for i in favors.ideas
        ],
        "mine": [_amount(amount) for amount in favors.mine],
        "theirs": [_amount(amount) for amount in favors.theirs],
    }


def _matter(matter: Matter, names: Mapping[str, str]) -> dict[str, Any]:
    head = {
        "name": matter.contact.name,
        "path": matter.contact.path,
        "what": matter.what,
        "turn": matter.side,
    }
    return {**head, **entry_document(matter.entry, names), "money": _money(matter.loan)}


def _past(past: Past, names: Mapping[str, str]) -> dict[str, Any]:
    head = {"name": past.contact.name, "path": past.contact.path}
    return {**head, **entry_document(past.entry, names), "money": _money(past.loan)}


def _money(loan: Loan | None) -> dict[str, Any] | None:
    if loan is None or loan.amount is None or loan.rest is None:
        return None
    sources = [str(repayment.source) for repayment in loan.repayments]
    return {"lent": _amount(loan.amount), "left": _amount(loan.rest), "repayments": sources}


def _amount(amount: Amount) -> dict[str, str]:
    return {"amount": f"{amount.value:.2f}", "currency": amount.currency}
