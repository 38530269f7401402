"""`vaultwell due`."""

import re

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.standings import recall_standings
from vaultwell.model.errors import UsageError
from vaultwell.practices.due import find_due
from vaultwell.practices.meetings import Guest, find_meetings
from vaultwell.practices.places import lives_in
from vaultwell.practices.row import DueRow
from vaultwell.practices.standing import Standings, find_standings
from vaultwell.vault.load import Vault

MOST = 20


@click.command("due")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@click.option("--circle", metavar="NAME", help="Only people of this circle.")
@click.option("--in", "place", metavar="PLACE", help="Only people who live there.")
@click.option("--within", metavar="DAYS", default="0", help="Also what comes in so many days (14 or 14d).")
@click.option("--all", "is_whole", is_flag=True, help=f"Everybody, not only the few and {MOST} more.")
@global_options
@pass_options
def command(
    options: Options, limit: int | None, circle: str | None, place: str | None, within: str, is_whole: bool
) -> None:
    """Whom you will see, who is due, for which reason, and with what to say.

    With any of these options it says all that you ask for, however much that is; so does --json.
    """
    vault = options.load()
    days = _parse_days(within)
    known = (vault.graph, vault.settings, vault.today, days, _find_standings(vault, days))
    rows = tuple(row for row in find_due(*known) if _is_wanted(row, circle, place))[:limit]
    meetings = tuple(
        meeting
        for meeting in find_meetings(*known)
        if any(_is_wanted(guest, circle, place) for guest in meeting.guests)
    )
    if options.is_json:
        from vaultwell.render.documents import due_document

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

    is_whole = is_whole or days > 0 or any(given is not None for given in (limit, circle, place))
    print_answer(render_due(rows, meetings, vault.today, most=len(rows) if is_whole else MOST))


def _find_standings(vault: Vault, days: int) -> Standings:
    """Those of the day are remembered, and reach `dates_ahead`."""
    if days <= vault.settings.dates_ahead:
        return recall_standings(vault)
    return find_standings(vault.graph, vault.settings, vault.today, days)


def _parse_days(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,4})d?", text.strip())
    if not found:
        raise UsageError(f"--within “{text}” is no number of days. Write it as 14 or 14d.")
    return int(found[1])


def _is_wanted(one: DueRow | Guest, circle: str | None, place: str | None) -> bool:
    if circle is None and place is None:
        return True  # and nobody is looked up
    contact = one.history.contact
    if circle is not None and (contact.circle or "").lower() != circle.lower():
        return False
    return place is None or lives_in(contact, place)
