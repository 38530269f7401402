"""The settings of `vaultwell.toml`, and what Obsidian's own settings say."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vaultwell.model.cadence import Cadence
    from vaultwell.model.contact import Contact

# What `init` proposes; a vault without a `[circles]` table has circles without cadences.
PROPOSED_CIRCLES = {
    "inner": "2 weeks",
    "close": "monthly",
    "casual": "quarterly",
    "warm": "6 months",
    "far": "yearly",
}

# Obsidian's place for the look of notes, and the one hidden file that is ever written (`init --obsidian`).
SNIPPET_FILE = ".obsidian/snippets/vaultwell.css"


class Pace(NamedTuple):
    """How many `people` each day, or each ISO week (picked on Monday)."""

    people: int
    per: Literal["day", "week"]

    def __str__(self) -> str:
        """As it is written in the settings."""
        return f"{self.people} a {self.per}"


class Settings(NamedTuple):
    """`vaultwell.toml`; every default is the one of the format.

    `circles` maps a circle's name to its cadence (None: no table, any name is accepted and gives
    none); `properties` maps the vault's own key to ours; `verbs` an own word to a verb of the
    table; `who` an own word to `they`, `I` or `we`.
    """

    people: tuple[str, ...] = ("People", "Contacts")
    due_note: str = "Due.md"
    me: str = ""
    pace: Pace = Pace(4, "day")
    dormant_after: int = 365
    dates_ahead: int = 14
    rest_until: date | None = None
    headings: tuple[str, ...] = (
        "Log",
        "Favors",
        "Interactions",
        "History",
        "Meeting log",
        "Contact log",
        "Journal",
        "1:1 log",
    )
    mention_headings: tuple[str, ...] = ("Grateful", "Reading", "Ideas", "Plan")
    circles: "Mapping[str, Cadence] | None" = None
    properties: Mapping[str, str] = {}
    verbs: Mapping[str, str] = {}
    who: Mapping[str, str] = {}


def find_cadence(contact: "Contact", settings: Settings) -> "Cadence | None":
    """The cadence that holds for a person: their own, else their circle's; None when untracked."""
    cadence = contact.cadence
    if cadence is None and contact.circle and settings.circles:
        cadence = settings.circles.get(contact.circle)
    return None if cadence is None or cadence.is_never else cadence


class Origin(NamedTuple):
    """One setting that holds, and where it comes from.

    `table` is "" above all tables, `obsidian` for what `.obsidian` says. `value` is as it would stand
    in JSON, None when there is none. `source` names the file, with the line where it has one, or is
    `default`; `fault` is the line whose value cannot be used, so that the default holds.
    """

    table: str
    key: str
    value: str | int | tuple[str, ...] | None
    source: str
    fault: str = ""


class Conventions(NamedTuple):
    """What the vault's own `.obsidian` says.

    Folders are relative to the vault, with `/` and without one at the end. `daily_folder` is None
    when no daily-note setting was found ("" is the vault's root); `daily_format` is a moment.js
    format; `periodic_folders` hold weekly and longer notes, which are never contact.
    """

    template_folders: tuple[str, ...] = ()
    daily_folder: str | None = None
    daily_format: str = "YYYY-MM-DD"
    periodic_folders: tuple[str, ...] = ()
