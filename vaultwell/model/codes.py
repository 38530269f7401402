"""The codes of problems: one row for each, its severity and its title in the docs."""

from collections.abc import Mapping
from typing import Literal

Severity = Literal["problem", "hint"]

Code = Literal[
    "bad-yaml",
    "refused-yaml",
    "unterminated",
    "duplicate-key",
    "conflict-markers",
    "not-utf-8",
    "too-big",
    "unreadable-file",
    "outside-vault",
    "outside-folder",
    "sync-copy",
    "not-downloaded",
    "near-miss-key",
    "own-key",
    "two-names",
    "bad-date",
    "impossible-date",
    "bad-cadence",
    "unknown-circle",
    "bad-value",
    "ambiguous-link",
    "alias-link",
    "who-is-meant",
    "nobody-named",
    "unknown-person",
    "unlinked-name",
    "same-person",
    "no-date",
    "no-dash",
    "date-form",
    "stray-task-field",
    "never-closed",
    "repeated-line",
    "missing-colon",
    "unknown-verb",
    "unknown-setting",
    "bad-setting",
    "busy-cadences",
]

CODES: Mapping[Code, tuple[Severity, str]] = {
    # The whole note, or its front matter, cannot be read.
    "bad-yaml": ("problem", "The front matter cannot be read"),
    "refused-yaml": ("problem", "The front matter holds YAML that is not for notes"),
    "unterminated": ("problem", "The front matter is never closed"),
    "duplicate-key": ("problem", "A property stands twice"),
    "conflict-markers": ("problem", "Git left conflict markers"),
    "not-utf-8": ("problem", "The note is not UTF-8"),
    "too-big": ("problem", "The note is too big"),
    "unreadable-file": ("problem", "The file cannot be read"),
    "outside-vault": ("problem", "The note is a link out of the vault"),
    "outside-folder": ("hint", "The folder is a link out of the vault"),
    # A note that lies twice, or not here.
    "sync-copy": ("problem", "A copy that a sync left behind"),
    "not-downloaded": ("problem", "A note that is not on this machine"),
    # One property.
    "near-miss-key": ("problem", "A property is nearly one that vaultwell knows"),
    "own-key": ("hint", "A property of your own, nearly one of vaultwell's"),
    "two-names": ("hint", "Two names for one property"),
    "bad-date": ("problem", "A property is not a date"),
    "impossible-date": ("problem", "A day that cannot be meant"),
    "bad-cadence": ("problem", "A cadence that says no length of time"),
    "unknown-circle": ("problem", "A circle that is not among yours"),
    "bad-value": ("problem", "A checkbox that is neither true nor false"),
    # Whom a line means.
    "ambiguous-link": ("problem", "A link could mean several notes"),
    "alias-link": ("hint", "A link is only an alias"),
    "who-is-meant": ("problem", "A name or pronoun could mean several people"),
    "nobody-named": ("hint", "A line in a dated note is about nobody"),
    "unknown-person": ("hint", "Somebody took part who has no note"),
    "unlinked-name": ("hint", "A name without a link"),
    "same-person": ("hint", "Two notes may be about one person"),
    # What a line says.
    "no-date": ("hint", "A line of the log has no date"),
    "no-dash": ("hint", "A line of the log is not a list item"),
    "date-form": ("hint", "A date in another form"),
    "stray-task-field": ("hint", "A task's date in the middle of the text"),
    "never-closed": ("problem", "A code block or comment is never closed"),
    "repeated-line": ("hint", "A line stands twice, a little different"),
    "missing-colon": ("hint", "A favor may have been meant"),
    "unknown-verb": ("hint", "A verb may be misspelt"),
    # The settings.
    "unknown-setting": ("problem", "A setting that vaultwell does not know"),
    "bad-setting": ("problem", "A setting's value cannot be used"),
    "busy-cadences": ("hint", "The cadences ask for more than the pace allows"),
}

# The notes of which nothing, or not everything, could be read: all of them are named.
UNREAD_CODES = frozenset(
    """bad-yaml refused-yaml unterminated duplicate-key not-utf-8 too-big unreadable-file outside-vault
    conflict-markers sync-copy""".split()
)
