"""`vaultwell reconnect`."""

from typing import Any

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.drafting import make_message
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.draft import Draft, Wanted, find_draft
from vaultwell.practices.reconnect import Reconnection, find_reconnection
from vaultwell.render.draft_words import message_document, say_empty
from vaultwell.render.reconnect import (
    reconnect_document,
    say_dormant,
    say_nobody,
    say_pick,
    say_rule,
)
from vaultwell.render.safe import plain
from vaultwell.vault.load import Vault

_FEW_DORMANT = 7


@click.command("reconnect")
@click.option("--why", "is_why", is_flag=True, help="Say how each of them was picked.")
@click.option("--draft", "is_draft", is_flag=True, help="A draft for each of them.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=_FEW_DORMANT,
    metavar="N",
    show_default=True,
    help="At most N people not heard from for long.",
)
@global_options
@pass_options
def command(options: Options, is_why: bool, is_draft: bool, limit: int) -> None:
    """Today’s few, and people not heard from for long, with the last thing you shared.

    The few are those of the due note. However long it has been: just reach out anyway.
    """
    vault = options.load()
    found = find_reconnection(vault.graph, vault.settings, vault.today)
    shown = found.dormant[:limit]
    contacts = [pick.row.history.contact for pick in found.few] + [one.history.contact for one in shown]
    drafts = {
        contact.path: find_draft(vault.graph, contact, vault.settings, vault.today, Wanted(rows=found.rows))
        for contact in contacts
        if is_draft
    }
    if options.is_json:
        documents = {path: _build_messages(vault, draft) for path, draft in drafts.items()}
        print_document(reconnect_document(found, vault.settings, vault.today, shown, documents))
    elif not vault.graph.contacts:
        print_nobody()
    else:
        _print(vault, found, drafts, limit, is_why=is_why)


def _build_messages(vault: Vault, draft: Draft) -> list[Any]:
    if draft.is_empty:
        return []
    made = make_message(vault, draft)
    return [message_document(draft, made.message, made.template)]


def _print(vault: Vault, found: Reconnection, drafts: dict[str, Draft], limit: int, *, is_why: bool) -> None:
    blocks: list[str] = []
    if is_why and not found.is_resting:
        blocks.append(say_rule(vault.settings))
    for pick in found.few:
        lines = say_pick(pick, vault.today, is_why=is_why)
        blocks.append("\n".join(lines + _say_draft(vault, drafts.get(pick.row.path))))
    if found.few:
        blocks.insert(len(blocks) - len(found.few), "A few people today")
    shown = found.dormant[:limit]
    if shown:
        blocks.append("Not heard from for long")
    for one in shown:
        lines = say_dormant(one, vault.today, is_why=is_why)
        blocks.append("\n".join(lines + _say_draft(vault, drafts.get(one.history.contact.path))))
    blocks.append(_say_end(vault, found, len(shown)))
    _show(blocks)


def _say_draft(vault: Vault, draft: Draft | None) -> list[str]:
    if draft is None:
        return []
    if draft.is_empty:
        return ["", *say_empty(draft, vault.today)]
    return ["", make_message(vault, draft).message.text]


def _say_end(vault: Vault, found: Reconnection, shown: int) -> str:
    if not found.few and not found.dormant:
        return say_nobody(vault.settings, found, vault.today)
    if not found.dormant:
        return f'A few words are enough: vaultwell draft "{plain(found.few[0].row.name)}"'
    more = len(found.dormant) - shown
    waiting = f"And {more} more: --limit {shown + more}. " if more else ""
    name = plain(found.dormant[0].history.contact.name)
    return f'{waiting}It is not too late for any of them. Just reach out anyway: vaultwell draft "{name}"'


def _show(blocks: list[str]) -> None:
    from vaultwell.render.terminal import indent_lines, print_answer

    print_answer([*indent_lines("\n\n".join(blocks).split("\n"))])
