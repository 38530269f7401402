"""What every command shares: the global options, before or after the command, and the loaded vault."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vaultwell.cli.counted import say_problems
from vaultwell.model.errors import VaultwellError

if TYPE_CHECKING:
    from pathlib import Path

    from vaultwell.model.problem import Problem
    from vaultwell.vault.load import Vault
    from vaultwell.vault.look import Look
    from vaultwell.vault.reading import Reading

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Options:
    """The global options as given; `look` is one that was taken at the vault before they were read."""

    vault: str | None = None
    today: str | None = None
    is_json: bool = False
    is_quiet: bool = False

    def __init__(self, look: "Look | None" = None) -> None:
        self.look = look

    def load(self, reading: "Reading | None" = None, look: "Look | None" = None) -> "Vault":
        """The vault these options name, read; says on stderr how many problems there are.

        `reading` are its notes when they have been read already, `look` a look that was just taken at it.
        """
        from vaultwell.cli.clock import read_nanoseconds, read_today
        from vaultwell.vault.load import load_vault  # two thirds of the start, and `search` needs no graph

        now_ns = read_nanoseconds() if reading is None else None
        today = read_today(self.today)
        vault = load_vault(self.find_root(), today, reading=reading, now_ns=now_ns, look=look)
        self.tell_problems(vault.problems)
        return vault

    def tell_problems(self, problems: "Iterable[Problem]") -> None:
        """Say on stderr how many problems there are, if any; nothing with `--quiet`."""
        count = sum(problem.severity == "problem" for problem in problems)
        if count and not self.is_quiet:
            click.echo(say_problems(count), err=True)

    def tell_notices(self) -> None:
        """Say on stderr what went by while notes were written: an editor's save that was kept elsewhere."""
        from vaultwell.render.safe import visible
        from vaultwell.vault.state import take_notices

        with suppress(VaultwellError):
            for notice in take_notices(self.find_root()):
                click.echo(visible(notice), err=True)

    def find_root(self) -> "Path":
        """The vault's folder."""
        from pathlib import Path

        from vaultwell.vault.find import find_vault

        return find_vault(Path.cwd(), self.vault)


def _store(field: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def store(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        if value is not None:
            setattr(context.ensure_object(Options), field, value)
        return value

    return store


def global_options(function: _Function) -> _Function:
    """Add `--vault`, `--today`, `--json` and `--quiet`; the last one given wins."""
    options = [
        click.option(
            "--vault",
            metavar="DIR",
            expose_value=False,
            callback=_store("vault"),
            help="The folder of notes (else VAULTWELL_VAULT, else the nearest one upwards).",
        ),
        click.option(
            "--today",
            metavar="DATE",
            expose_value=False,
            callback=_store("today"),
            help="Take this day for today (YYYY-MM-DD; else VAULTWELL_TODAY).",
        ),
        click.option(
            "--json",
            is_flag=True,
            default=None,
            expose_value=False,
            callback=_store("is_json"),
            help="Print one JSON document.",
        ),
        click.option(
            "--quiet",
            "-q",
            is_flag=True,
            default=None,
            expose_value=False,
            callback=_store("is_quiet"),
            help="Say nothing but the answer.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


pass_options = click.make_pass_decorator(Options, ensure=True)


class Refusal(click.ClickException):
    """A `VaultwellError` as Click shows it: the sentence alone; exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence on stderr."""
        from vaultwell.render.safe import visible

        click.echo(visible(self.message), err=True, file=file)


class Misuse(Refusal):
    """A `UsageError`: exit code 2."""

    exit_code = 2
