"""The man page, made of what Click knows of every command and a few words that only a manual says."""

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

from vaultwell import __version__
from vaultwell.cli.main import cli

_BEGINNING = f"""\
'\\" -*- coding: utf-8 -*-
.TH VAULTWELL 1 "" "vaultwell {__version__}" "User Commands"
.SH NAME
vaultwell \\- keep real relationships in plain\\-text notes
.SH SYNOPSIS
.B vaultwell
.RI [ OPTIONS ]
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
"""

_END = """\
.SH EXIT STATUS
.TP
.B 0
Done. Problems in notes never change this, but for \\fBcheck\\fR.
.TP
.B 1
\\fBcheck\\fR found problems, or vaultwell cannot go on:
one sentence on standard error says why, and what to do.
.TP
.B 2
The command line cannot be understood, or a name could mean several people.
.SH ENVIRONMENT
.TP
.B VAULTWELL_VAULT
The vault, where no \\fB\\-\\-vault\\fR is given.
.TP
.B VAULTWELL_TODAY
The day to take for today, where no \\fB\\-\\-today\\fR is given.
.TP
.BR VISUAL ", " EDITOR
The editor that \\fBopen\\fR and \\fBlog\\fR start.
.TP
.B XDG_STATE_HOME
The folder in which undo copies are kept, instead of the system\\(cqs own.
.TP
.B NO_COLOR
No colours.
.SH FILES
.TP
.I vaultwell.toml
The settings of a vault, in its folder. \\fBvaultwell config\\fR says which hold.
.TP
.I Due.md
The due note: who is due, and why. Generated; ticks in it are applied by \\fBvaultwell index\\fR.
.TP
.I \\(ti/.local/state/vaultwell
Undo copies and the journal (macOS: \\fI\\(ti/Library/Application Support/vaultwell\\fR; Windows:
\\fI%LOCALAPPDATA%\\\\vaultwell\\fR). Deleting it loses undo, and nothing else.
"""

_SIGNS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}


def render_man_page() -> str:
    """The page `vaultwell(1)` in the man macros of roff."""
    root = click.Context(cli, info_name="vaultwell")
    parts = [_BEGINNING, *_render_help(cli), ".SH OPTIONS\n", *_render_options(cli, root, ())]
    parts.append(".PP\nThese stand before or after the command.\n.SH COMMANDS\n")
    shared = tuple(option for parameter in cli.params for option in parameter.opts)
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        parts += _render_command(command, name, root, shared)
    return "".join([*parts, _END])


def _render_command(
    command: click.Command, name: str, parent: click.Context, shared: tuple[str, ...]
) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
    words = context.command_path.removeprefix("vaultwell ")
    yield f".SS {_escape(' '.join([words, *pieces]))}\n"
    yield from _render_help(command)
    yield from _render_options(command, context, shared)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _render_command(found, below, context, shared)


def _render_help(command: click.Command) -> Iterator[str]:
    """The paragraphs; Click's `\\b` marks one whose lines stay as they are."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", cleandoc(command.help or ""))):
        if paragraph.startswith("\b"):
            lines = paragraph.removeprefix("\b").strip("\n").split("\n")
            yield ".PP\n.RS 4\n.nf\n" + "".join(f"{_escape(line)}\n" for line in lines) + ".fi\n.RE\n"
        else:
            yield (".PP\n" if number else "") + f"{_escape(' '.join(paragraph.split()))}\n"


def _render_options(command: click.Command, context: click.Context, shared: tuple[str, ...]) -> Iterator[str]:
    records = [
        parameter.get_help_record(context)
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and not set(parameter.opts) & {*shared, "--help"}
    ]
    for names, words in filter(None, records):
        yield f".TP\n.B {_escape(names)}\n{_escape(' '.join(words.split()))}\n"


def _escape(text: str) -> str:
    """Text as roff prints it: signs that a terminal would make typographic stay as one types them."""
    text = "".join(_SIGNS.get(sign, sign) for sign in text)
    return rf"\&{text}" if text.startswith(".") else text
