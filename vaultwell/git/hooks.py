"""The text of the hooks and of the merge driver: constant, so that no name or path can run in it. Pure.

vaultwell is looked for where the shell finds it, then where it was when the hooks were installed, which
git's own settings say: a program with windows often has another search path than a terminal.
"""

# After these git has changed notes. The last one only where the due note is tracked.
AFTER = ("post-commit", "post-merge", "post-checkout", "post-rewrite")
BEFORE = "pre-commit"

PROGRAM_KEY = "vaultwell.program"
VAULT_KEY = "vaultwell.vault"
EXCLUDED_KEY = "vaultwell.excluded"
DRIVER_KEY = "merge.vaultwell.driver"
DRIVER_NAME_KEY = "merge.vaultwell.name"
DRIVER_NAME = "notes of vaultwell"

_FIND = f"command -v vaultwell || git config {PROGRAM_KEY}"


def render_call(name: str) -> str:
    """The one line of a hook that calls vaultwell. Whatever happens, git goes on."""
    return f'"$({_FIND} || echo true)" hook run {name} "$@" || true'


def render_hook(name: str) -> str:
    """The whole text of a hook of ours."""
    about = 'Keeps the due note current. "vaultwell hook uninstall" takes this file away.'
    return f"#!/bin/sh\n# {about}\n{render_call(name)}\n"


def render_driver() -> str:
    """The command by which git merges notes.

    Without vaultwell, or with one that does not work, git merges as it always does. A conflict
    without marks would hide the other side, so that case is an ordinary merge too.
    """
    return (
        f'vw=$({_FIND} || echo false); "$vw" hook merge %O %A %B %L %X %Y || {{ code=$?;'
        " test $code -gt 128 && exit $code; grep -q '^<<<<<<<' %A && exit 1;"
        " git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B || exit 1; }"
    )
