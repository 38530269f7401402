"""`vaultwell template list | show | trust`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.drafting import BUILT_IN, name_fault
from vaultwell.cli.output import print_document
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.practices.occasions import OCCASIONS
from vaultwell.render.draft import template_name
from vaultwell.render.safe import visible
from vaultwell.vault.load import read_rules
from vaultwell.vault.own_templates import (
    OwnTemplate,
    find_template_folder,
    read_own_template,
    trust_templates,
)
from vaultwell.vault.templates import find_templates

_NAMES = click.Choice(OCCASIONS)
_WORDS = {
    "trusted": "trusted",
    "unknown": "not used yet: look at it, then trust it",
    "changed": "changed since you trusted it, and not used: look at it, then trust it",
}


@click.group("template")
@global_options
def command() -> None:
    """Templates of your own for drafts: yours, in your language, and run only when you trust them.

    They lie in the vault, in vaultwell/ below the folder of templates, each named after its occasion
    (Templates/vaultwell/thank.md.j2). A template is a small program, and a vault may be shared.
    """


@command.command("list")
@global_options
@pass_options
def list_command(options: Options) -> None:
    """Every occasion, and which template holds for it."""
    folder, found = _read_all(options)
    if options.is_json:
        rows = [
            {"name": name, "path": own.path if own else None, "trust": own.trust if own else BUILT_IN}
            for name, own in found.items()
        ]
        print_document({"version": 1, "folder": folder, "templates": rows})
        return
    width = max(map(len, found))
    for name, own in found.items():
        state = f"{own.path}, {_WORDS[own.trust]}" if own else BUILT_IN
        click.echo(visible(f"{name.ljust(width)}  {state}"))
    click.echo(visible(f"\nFor one of your own: {folder}/NAME.md.j2, then vaultwell template trust NAME"))


@command.command("show")
@click.argument("name", type=_NAMES, metavar="NAME")
@click.option(
    "--built-in", "is_built_in", is_flag=True, help="The built-in one, to begin one of your own with."
)
@global_options
@pass_options
def show_command(options: Options, name: str, is_built_in: bool) -> None:
    """Print the template of one occasion: yours if there is one, else the built-in one. Nothing is run."""
    own = None if is_built_in else _read_all(options)[1][name]
    if own is None:
        place = find_templates() / template_name(next(known for known in OCCASIONS if known == name))
        source = place.read_text("utf-8")
    else:
        source = own.source
    if options.is_json:
        trust = own.trust if own else BUILT_IN
        print_document(
            {"version": 1, "name": name, "path": own.path if own else None, "trust": trust, "source": source}
        )
    else:
        click.echo(visible(source), nl=not source.endswith("\n"))


@command.command("trust")
@click.argument("names", nargs=-1, type=_NAMES, metavar="[NAME]…")
@click.option("--all", "is_all", is_flag=True, help="Every template of yours, as it is now.")
@global_options
@pass_options
def trust_command(options: Options, names: tuple[str, ...], is_all: bool) -> None:
    """Say that you looked at templates of the vault, and want them used as they are now.

    Any later change, also by a sync, takes the trust away until you look again. What you trust is
    remembered on this computer, outside the vault.
    """
    folder, found = _read_all(options)
    if not names and not is_all:
        raise UsageError("Which one? Name it, as in: vaultwell template trust thank. Or say --all.")
    mine = [own for name, own in found.items() if own and (is_all or name in names)]
    missing = [name for name in names if found[name] is None]
    if missing or not mine:
        name = missing[0] if missing else "thank"
        raise VaultwellError(
            f"There is no {folder}/{name}.md.j2 in this vault. To begin one: vaultwell template show {name}"
        )
    for own in mine:
        _check(own)
    trust_templates(options.find_root(), mine)
    if options.is_json:
        print_document({"version": 1, "trusted": [own.path for own in mine]})
    elif not options.is_quiet:
        for own in mine:
            click.echo(visible(f"Trusted as it is now: {own.path}"))


def _read_all(options: Options) -> tuple[str, dict[str, OwnTemplate | None]]:
    """The folder of own templates, and the one of each occasion."""
    root = options.find_root()
    conventions = read_rules(root).conventions
    names: tuple[str, ...] = OCCASIONS
    found = {name: read_own_template(root, conventions, name) for name in names}
    return find_template_folder(conventions), found


def _check(own: OwnTemplate) -> None:
    from vaultwell.render.sandbox import Faulty, check_template

    try:
        check_template(own.source)
    except Faulty as fault:
        raise name_fault(own, fault) from fault
