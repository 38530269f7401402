"""The lines that vaultwell adds to the vault's `.gitattributes`, and takes back. Pure."""

BEGIN = '# vaultwell: how notes are merged ("vaultwell hook uninstall" takes these lines away)'
END = "# vaultwell: end"


def add_lines(text: str, due_note: str) -> str:
    """The text with our lines at its end, or with newer ones in their place.

    A text whose last line is not ended stays so, in order that nothing else is left when our lines go again.
    """
    text = remove_lines(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = newline.join(_render_lines(due_note))
    if not text or text.endswith("\n"):
        return f"{text}{lines}{newline}"
    return f"{text}{newline}{lines}"


def remove_lines(text: str) -> str:
    """The text without our lines; a text that has none stays as it is."""
    start = text.find(BEGIN)
    stop = text.find(END, start)
    if start < 0 or stop < 0:
        return text
    before, after = text[:start], text[stop + len(END) :]
    if after:
        return before + after.removeprefix("\r").removeprefix("\n")
    newline = "\r\n" if f"{BEGIN}\r\n" in text else "\n"
    return before.removesuffix(newline)


def has_lines(text: str, due_note: str) -> bool:
    """Our lines stand there as they would be written today."""
    return all(line in text.splitlines() for line in _render_lines(due_note))


def _render_lines(due_note: str) -> tuple[str, ...]:
    """Notes are merged by vaultwell; the due note has the same line ends everywhere."""
    return (BEGIN, "*.md merge=vaultwell", f"{_quote(due_note)} text eol=lf", END)


def _quote(path: str) -> str:
    """A pattern for this one path, in quotes because it may hold blanks."""
    escaped = "".join(f"\\{sign}" if sign in "\\*?[" else sign for sign in f"/{path}")
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
