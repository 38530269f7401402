"""`vaultwell search WORDS…`."""

import gc
import sys
from collections.abc import Sequence

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document
from vaultwell.practices.search import Match, find_matches, parse_words
from vaultwell.render.matches import render_match, render_matches
from vaultwell.render.safe import visible
from vaultwell.vault.obsidian import read_conventions
from vaultwell.vault.read import read_notes
from vaultwell.vault.settings import read_settings


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N lines.")
@global_options
@pass_options
def command(options: Options, words: tuple[str, ...], limit: int | None) -> None:
    """Every line about people in which all the words stand.

    Looks through people's notes (names, aliases, properties, log and everything else) and dated notes.
    Case and accents make no difference, a part of a word is enough, and several words in quotes are looked
    for as they stand. A word in a person's name need not stand in the line as well.

    \b
    vaultwell search lisbon flat
    vaultwell search ana "the move"
    """
    sought = parse_words(words)
    root = options.find_root()
    settings, problems = read_settings(root)
    gc.disable()  # nothing read here is garbage, and looking for it takes longer than the search
    reading = read_notes(root)
    matches = find_matches(reading.notes, sought, settings, read_conventions(root))
    gc.enable()
    options.tell_problems((*problems, *reading.problems))
    if options.is_json:
        from vaultwell.render.documents import search_document

        print_document(search_document(matches[:limit]))
        return
    if not matches:
        click.echo(f"Nothing found for “{visible(' '.join(words))}”.")
        return
    _print_lines(matches[:limit], sought)
    if limit and len(matches) > limit and not options.is_quiet:
        click.echo(f"{len(matches) - limit} more with a higher --limit.", err=True)


def _print_lines(matches: Sequence[Match], sought: Sequence[str]) -> None:
    """Emphasised on a terminal; where it is piped, without the time it takes to load what emphasises."""
    from vaultwell.render.terminal import is_terminal, print_drawn

    if is_terminal():
        print_drawn([render_matches(matches, sought)])
    else:
        sys.stdout.write("".join(f"{render_match(match)}\n" for match in matches))
