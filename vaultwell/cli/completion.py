"""`vaultwell completion SHELL`."""

import click
from click.shell_completion import get_completion_class

from vaultwell.cli.context import global_options
from vaultwell.cli.main import COMPLETE_VARIABLE

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@global_options
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that lets your shell complete commands, options and people’s names.

    \b
    bash   echo 'eval "$(vaultwell completion bash)"' >> ~/.bashrc
    zsh    echo 'eval "$(vaultwell completion zsh)"' >> ~/.zshrc
    fish   vaultwell completion fish > ~/.config/fish/completions/vaultwell.fish
    """
    shell_class = get_completion_class(shell)
    assert shell_class is not None
    complete = shell_class(context.find_root().command, {}, "vaultwell", COMPLETE_VARIABLE)
    click.echo(complete.source())
