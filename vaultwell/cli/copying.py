"""A message into the clipboard: only once nothing in it waits for the user's words."""

import sys

import click

from vaultwell.model.errors import VaultwellError
from vaultwell.render.draft import find_brackets
from vaultwell.render.draft_words import say_brackets


def copy_message(text: str) -> None:
    """Copy a message; with brackets in it the editor opens first, where there is a terminal.

    Raises `VaultwellError` when brackets are left, or there is no clipboard.
    """
    if find_brackets(text) and _is_terminal():
        text = (click.edit(text, extension=".md") or text).strip()
    if left := find_brackets(text):
        raise VaultwellError(
            "Not copied yet; in a terminal your editor opens, else save the draft with > and fill it there."
            f" {say_brackets(left)}"
        )
    _fill_clipboard(text)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _fill_clipboard(text: str) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        raise VaultwellError(
            "No clipboard was found, so nothing was copied. On Linux install wl-clipboard or xclip;"
            " or use the text as it is printed without --copy."
        ) from error
