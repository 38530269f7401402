"""The Click group and the one error boundary."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from vaultwell import __version__
from vaultwell.cli.context import Misuse, Options, Refusal, global_options
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.render.safe import visible

# One file for each command; it is imported when the command is called.
COMMANDS = {
    "init": "start a vault, or begin with the notes you have",
    "index": "write the due note",
    "watch": "keep the due note current while you work, and across midnight",
    "due": "who is due, in the terminal",
    "show": "the brief of one person",
    "list": "people, chosen by circle, place, dates or any other property",
    "search": "every line of the notes in which some words stand",
    "check": "every problem in the notes",
    "doctor": "what is missing, person by person, and what vaultwell sees",
    "config": "the settings that hold, and where each comes from",
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
        command: click.Command = import_module(f"vaultwell.cli.{cmd_name}").command
        return command

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
@click.version_option(__version__, prog_name="vaultwell")
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


def main() -> None:
    """The console script: every name that cannot be printed is shown escaped, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="vaultwell")
    except OSError as error:
        click.echo(visible(f"vaultwell cannot go on: {error}."), err=True)
        sys.exit(1)
