"""Which property means what: our keys, and what other tools call them (format.md, "A contact note")."""

import re
from collections.abc import Mapping
from functools import lru_cache

from vaultwell.model.contact import INVERSE
from vaultwell.model.settings import Settings

TEXT_KEYS = frozenset(
    "interests offers needs goals pets food communities why met_at org role field location"
    " email phone url channel uid pronouns".split()
)
DAY_KEYS = frozenset("last_contact met created follow_up snooze".split())
YEARLY_KEYS = frozenset("birthday anniversary name_day".split())
YEARLY_ENDINGS = ("_birthday", "_anniversary")
LINK_KEYS = frozenset({"introduced_by", *INVERSE})
OWN_PARSER_KEYS = frozenset("cadence circle relation paused let_go died".split())
# What the note is rather than who the person is; Obsidian's own keys, and those of dated notes.
STRUCTURE_KEYS = frozenset(
    "type tags tag aliases alias categories cssclasses date people attendees with interactions favors".split()
)
SEVERAL_ARE_FINE = frozenset({"email", "phone", "url"})  # a card has one key for each of them
CANONICAL_KEYS = TEXT_KEYS | DAY_KEYS | YEARLY_KEYS | LINK_KEYS | OWN_PARSER_KEYS

# The names other tools and templates use (format.md, *also read as*): theirs to ours.
ALSO_READ_AS: Mapping[str, str] = {
    theirs: ours
    for ours, names in {
        "cadence": "contactfrequency contact_frequency cadence_days custom_frequency_days prm_cadence",
        "circle": "prm_tier tier",
        "last_contact": """lastcontact last_contacted last_chat last_met last_interaction lastchatted
            prm_last_contacted""",
        "met": "first_met",
        "met_at": "howwemet how_we_met",
        "birthday": "birthdate bday prm_birthday",
        "died": "deceased",
        "relation": "relationship relationship_type prm_relationship",
        "partner": "spouse",
        "manager": "boss",
        "interests": "hobbies topics",
        "org": "company organization organizations",
        "role": "job",
        "location": "city based_in lives_in prm_location",
        "snooze": "prm_snooze_until",
        "follow_up": "followupdate next_follow_up nextcontact",
        "paused": "prm_paused",
    }.items()
    for theirs in names.split()
}
KNOWN_KEYS = sorted({*CANONICAL_KEYS, "aliases"})
_VCARD_KEY = re.compile(r"(email|tel|url)(?:\[.*\])?")
_VCARD = {"email": "email", "tel": "phone", "url": "url"}


@lru_cache(maxsize=4096)
def normal_key(key: str) -> str:
    """The key as it is compared: lower case, `-` and blanks as `_`."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def canonical_key(key: str, settings: Settings) -> str:
    """Our name for a key: the settings' own mapping, else what other tools call it, else itself."""
    if settings.properties:
        normal = normal_key(key)
        for theirs, ours in settings.properties.items():
            if normal_key(theirs) == normal:
                return ours
    return _known_name(key)


@lru_cache(maxsize=4096)
def _known_name(key: str) -> str:
    """Our name for what other tools call a key, else the key itself."""
    normal = normal_key(key)
    if vcard := _VCARD_KEY.fullmatch(normal):
        return _VCARD[vcard[1]]
    return ALSO_READ_AS.get(normal, normal)


def is_known_key(key: str, settings: Settings) -> bool:
    """The key is one of ours, by whatever name."""
    return canonical_key(key, settings) in CANONICAL_KEYS
