"""`vaultwell due`."""

import re

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.model.contact import Contact
from vaultwell.model.errors import UsageError
from vaultwell.practices.due import find_due
from vaultwell.practices.meetings import find_meetings
from vaultwell.practices.places import lives_in
from vaultwell.render.documents import due_document


@click.command("due")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@click.option("--circle", metavar="NAME", help="Only people of this circle.")
@click.option("--in", "place", metavar="PLACE", help="Only people who live there.")
@click.option("--within", metavar="DAYS", default="0", help="Also what comes in so many days (14 or 14d).")
@global_options
@pass_options
def command(options: Options, limit: int | None, circle: str | None, place: str | None, within: str) -> None:
    """Whom you will see, who is due, for which reason, and with what to say."""
    vault = options.load()
    days = _parse_days(within)
    rows = find_due(vault.graph, vault.settings, vault.today, days)
    rows = tuple(row for row in rows if _is_wanted(row.history.contact, circle, place))[:limit]
    meetings = tuple(
        meeting
        for meeting in find_meetings(vault.graph, vault.settings, vault.today, days)
        if any(_is_wanted(guest.history.contact, circle, place) for guest in meeting.guests)
    )
    if options.is_json:
        print_document(due_document(rows, meetings, vault.settings, vault.problems, vault.today))
        return
    if not vault.graph.contacts:
        print_nobody()
        return
    if not rows and not meetings:
        click.echo("Nobody is waiting for a word from you today.")
        return
    from vaultwell.render.terminal import print_answer
    from vaultwell.render.terminal_due import render_due

    print_answer(render_due(rows, meetings, vault.today))


def _parse_days(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,4})d?", text.strip())
    if not found:
        raise UsageError(f"--within “{text}” is no number of days. Write it as 14 or 14d.")
    return int(found[1])


def _is_wanted(contact: Contact, circle: str | None, place: str | None) -> bool:
    if circle is not None and (contact.circle or "").lower() != circle.lower():
        return False
    return place is None or lives_in(contact, place)
