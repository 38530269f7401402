"""The Click group and the one error boundary."""

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

from vaultwell import __version__
from vaultwell.cli.context import Misuse, Options, Refusal, global_options
from vaultwell.model.errors import UsageError, VaultwellError

_RUNS_ON = "Python {}.{}.{}".format(*sys.version_info) + f" on {sys.platform}"
COMPLETE_VARIABLE = "_VAULTWELL_COMPLETE"  # set by the shell that asks what could follow

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from vaultwell.vault.look import Look

# One file for each command; it is imported when the command is called.
COMMANDS = {
    "init": "start a vault, or begin with the notes you have",
    "new": "a note for somebody",
    "log": "write down what happened with somebody",
    "index": "write the due note, and log what was ticked in it",
    "watch": "keep the due note current while you work, and across midnight",
    "due": "who is due, in the terminal",
    "show": "the brief of one person",
    "ask": "look before you ask: when, with every reason’s line, and what to do first",
    "reconnect": "today’s few, and those not heard from for long, kindly",
    "draft": "a short message to somebody, from what your notes know",
    "done": "tick a promise, an ask or a loan",
    "drop": "mark one as dropped: it will not happen",
    "snooze": "let somebody rest until a day",
    "circle": "put somebody into a circle",
    "pause": "let somebody rest until you say otherwise",
    "resume": "take back a pause, a snooze or letting go",
    "let-go": "let somebody go, in peace",
    "amend": "change or remove an entry",
    "rename": "rename a note, and every link to it",
    "duplicates": "notes that may be about one person, with the reasons",
    "merge": "make one note of two about the same person",
    "open": "open somebody’s note in your editor",
    "import": "people from a phone, from Google, LinkedIn or any table",
    "undo": "take back the last change",
    "favors": "promises, favors and loans, both ways",
    "serve": "whose need somebody else could meet, and who should know each other",
    "share": "who would like this article, this idea, this news",
    "path": "who could introduce you, and how warm each step is",
    "graph": "a picture of who knows whom",
    "triage": "put people into circles, one key each",
    "spread": "a first day for each of many new people, so that they do not all come at once",
    "list": "people, chosen by circle, place, dates or any other property",
    "search": "every line of the notes in which some words stand",
    "load": "what your cadences ask of you, and what would make it fit",
    "review": "look back on a month, a quarter or a year",
    "stats": "how much of what stands in the notes",
    "export": "everybody, for another program or another place",
    "check": "every problem in the notes",
    "doctor": "what is missing, person by person, and what vaultwell sees",
    "hook": "git: the due note after each commit, and merging of notes",
    "template": "templates of your own for drafts, and which you trust",
    "config": "the settings that hold, and where each comes from",
    "completion": "names and commands completed by your shell",
}


class VaultwellGroup(click.Group):
    """Finds commands by file name and turns errors into sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command: click.Command = import_module(f"vaultwell.cli.{name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands that begin with what is typed, without importing them, or the options."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=words)
            for name, words in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; `VaultwellError` ends it with its sentence."""
        try:
            return super().invoke(ctx)
        except VaultwellError as error:
            raise (Misuse if isinstance(error, UsageError) else Refusal)(str(error)) from error
        finally:
            ctx.ensure_object(Options).tell_notices()


@click.group(
    cls=VaultwellGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="vaultwell", message=f"%(prog)s %(version)s, {_RUNS_ON}")
@global_options
@click.pass_context
def cli(context: click.Context) -> None:
    """Keep real relationships in plain-text notes.

    vaultwell reads a folder of Markdown notes, one for each person, and says who to reach out to
    today, why, and with what to say.
    """
    options = context.ensure_object(Options)
    options.vault = options.vault or os.environ.get("VAULTWELL_VAULT")
    options.today = options.today or os.environ.get("VAULTWELL_TODAY")


def main(look: "Look | None" = None) -> None:
    """Run the command that was called, or complete what is typed; never a traceback.

    A `look` that was just taken at the vault spares `index` another one.
    """
    if COMPLETE_VARIABLE in os.environ:
        from vaultwell.cli.shells import prepare_completion

        prepare_completion()
    try:
        cli(prog_name="vaultwell", obj=Options(look))
    except OSError as error:
        from vaultwell.render.safe import visible
        from vaultwell.vault.read import reason

        place = f"{error.filename}: " if error.filename else ""
        click.echo(visible(f"vaultwell cannot go on: {place}{reason(error)}."), err=True)
        sys.exit(1)
