"""`vaultwell draft WHO`."""

from dataclasses import replace
from functools import partial

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.copying import copy_message
from vaultwell.cli.drafting import Drafted, make_message
from vaultwell.cli.output import print_document
from vaultwell.cli.people import complete_people
from vaultwell.cli.standings import recall_standings
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.practices.draft import Draft, Wanted, find_draft
from vaultwell.practices.due import find_due_of
from vaultwell.practices.history import find_history
from vaultwell.practices.occasions import OCCASIONS, Occasion
from vaultwell.render.draft import find_address, find_brackets, render_mailto
from vaultwell.render.draft_facts import spoken
from vaultwell.render.draft_words import (
    draft_document,
    say_brackets,
    say_empty,
    say_occasion,
    say_remarks,
    say_sources,
)
from vaultwell.render.safe import visible
from vaultwell.vault.load import Vault


@click.command("draft")
@click.argument("who", shell_complete=complete_people)
@click.option(
    "--for",
    "occasion",
    type=click.Choice(OCCASIONS),
    metavar="OCCASION",
    help="Why you write; else what is due today.",
)
@click.option(
    "--intro",
    metavar="WHO",
    shell_complete=complete_people,
    help="Ask both whether you may introduce them.",
)
@click.option("--decline", is_flag=True, help="Short for --for decline: a kind no to what they asked.")
@click.option("--about", "purpose", metavar="WORDS", default="", help="What it is about, in your words.")
@click.option("--copy", "is_copy", is_flag=True, help="Into the clipboard, once every [bracket] is filled.")
@click.option("--mailto", "is_mailto", is_flag=True, help="Print a mailto: link that opens it as an e-mail.")
@global_options
@pass_options
def command(
    options: Options, /, who: str, purpose: str, is_copy: bool, is_mailto: bool, **given: str | bool | None
) -> None:
    """A short message to somebody, from what your notes know; nothing is sent.

    What only you can say stands in [brackets]. OCCASION is reconnect, follow-up, thank, how-it-ended,
    close-the-loop, congratulate, console, introduce, share, ask, answer, decline or promise.

    \b
    vaultwell draft henrik
    vaultwell draft laura --for share --about "the tale of the Bull Point foghorn"
    vaultwell draft ana --intro ines
    """
    vault = options.load()
    contact = find_person(vault.graph, who)
    occasion, other = _read_occasion(vault, contact, given)
    drafts = _find_drafts(vault, contact, other, Wanted(occasion, has_purpose=bool(purpose)))
    if drafts[0].is_empty:
        _tell_empty(options, vault, drafts[0], is_wanted_elsewhere=is_copy or is_mailto)
        return
    made = [make_message(vault, draft, purpose) for draft in drafts]
    if options.is_json:
        print_document(draft_document(drafts, [(drafted.message, drafted.template) for drafted in made]))
    elif is_copy or is_mailto:
        _tell(options, vault, drafts[:1], made[:1])
        _tell_other_side(drafts)
        _copy(made[0]) if is_copy else _print_mailto(contact, made[0])
    else:
        _print(drafts, made)
        _tell(options, vault, drafts, made)


def _read_occasion(
    vault: Vault, contact: Contact, given: dict[str, str | bool | None]
) -> tuple[Occasion | None, Contact | None]:
    """The occasion asked for, and whom they would be introduced to; `UsageError` when that makes no sense."""
    intro, decline = given["intro"], given["decline"]
    named = [
        words
        for words in (given["occasion"], "introduce" if intro else None, "decline" if decline else None)
        if words
    ]
    if len(set(named)) > 1:
        raise UsageError(f"One occasion at a time: --for {named[0]} or --for {named[1]}.")
    occasion = next((known for known in OCCASIONS if named and known == named[0]), None)
    if occasion == "introduce" and not intro:
        raise UsageError(f'To whom? As in: vaultwell draft "{contact.name}" --intro WHO')
    other = find_person(vault.graph, str(intro)) if intro else None
    if other is not None and other.path == contact.path:
        raise UsageError(
            f"{contact.name} need not be introduced to themselves. Name somebody else with --intro."
        )
    if other is not None and other.died is not None:
        raise VaultwellError(
            f"{other.name} has died, so there is nobody to introduce. Name somebody else with --intro."
        )
    return occasion, other


def _find_drafts(vault: Vault, contact: Contact, other: Contact | None, wanted: Wanted) -> list[Draft]:
    """The facts of the message; of one to each side for an introduction."""
    if wanted.occasion is None:
        history = find_history(vault.graph, contact, vault.settings)
        find_all = partial(recall_standings, vault)
        rows = find_due_of(vault.graph, history, vault.settings, vault.today, find_all)
        wanted = replace(wanted, rows=rows)
    sides = [(contact, other)] if other is None else [(contact, other), (other, contact)]
    return [
        find_draft(vault.graph, one, vault.settings, vault.today, replace(wanted, other=two))
        for one, two in sides
    ]


def _tell_empty(options: Options, vault: Vault, draft: Draft, *, is_wanted_elsewhere: bool) -> None:
    """There is no message: say why, and how to find a reason."""
    if options.is_json:
        print_document(draft_document([draft], []))
        return
    words = "\n".join(say_empty(draft, vault.today))
    if is_wanted_elsewhere:
        raise VaultwellError(words)
    click.echo(words)


def _print(drafts: list[Draft], made: list[Drafted]) -> None:
    from vaultwell.render.page import Text
    from vaultwell.render.terminal import print_answer

    for number, (draft, drafted) in enumerate(zip(drafts, made, strict=True)):
        if len(drafts) > 1:
            print_answer(
                [Text(("\n" if number else "") + f"To {spoken(draft.contact.name)}:\n", style="bold")]
            )
        print_answer([Text(drafted.message.text)])


def _tell(options: Options, vault: Vault, drafts: list[Draft], made: list[Drafted]) -> None:
    """On stderr, so that the message alone can be piped: why this one, from which lines, what to mind."""
    if options.is_quiet:
        return
    remarks = [remark for drafted in made for remark in drafted.remarks]
    lines = [
        say_occasion(drafts[0], vault.today),
        say_sources(drafts),
        *dict.fromkeys(remarks),
        *(remark for draft in drafts for remark in say_remarks(draft, vault.today)),
    ]
    for line in lines:
        if line:
            click.echo(visible(line), err=True)


def _tell_other_side(drafts: list[Draft]) -> None:
    if len(drafts) > 1:
        one, two = drafts[0].contact.name, drafts[1].contact.name
        click.echo(
            visible(f'This is the one to {one}. The other: vaultwell draft "{two}" --intro "{one}"'), err=True
        )


def _copy(drafted: Drafted) -> None:
    copy_message(drafted.message.text)
    click.echo("In the clipboard. Nothing was sent.")


def _print_mailto(contact: Contact, drafted: Drafted) -> None:
    address = find_address(contact)
    if not address:
        click.echo(visible(f"{contact.path} has no e-mail address; the link leaves it open."), err=True)
    if left := find_brackets(drafted.message.text):
        click.echo(visible(say_brackets(left)), err=True)
    click.echo(render_mailto(address, drafted.message))
