"""Commands that change one property or line of one person's note."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vaultwell.cli.context import Options
from vaultwell.cli.writing import make_changes, report

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.vault.load import Vault


def change_note(
    options: Options,
    vault: "Vault",
    person: "Contact",
    action: str,
    change: Callable[[str], str],
    said: tuple[str, str],
    *,
    is_dry_run: bool,
) -> None:
    """Change the note of one person, and say the first sentence, or the second when it was so before.

    `action` is the command in words, for `undo`.
    """
    from vaultwell.vault.steps import Edit

    changes = make_changes(vault.root, [Edit(person.path, change)], action, is_dry_run=is_dry_run)
    answer = {"name": person.name, "path": person.path}
    report(options, action, changes, [said[not changes]], is_dry_run=is_dry_run, answer=answer)
