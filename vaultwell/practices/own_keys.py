"""Names a vault gives to properties that vaultwell has another name for.

A name is proposed only when its values fit too: `frequency: monthly` is a cadence, `frequency: 440 Hz`
is none, and a wrong one would make people due. Pure.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from vaultwell.model.settings import Settings
from vaultwell.notes.fields import Field
from vaultwell.notes.property_keys import (
    CANONICAL_KEYS,
    DAY_KEYS,
    LINK_KEYS,
    SEVERAL_ARE_FINE,
    STRUCTURE_KEYS,
    YEARLY_ENDINGS,
    YEARLY_KEYS,
    canonical_key,
    is_known_key,
    normal_key,
)
from vaultwell.notes.property_texts import link_target, list_texts
from vaultwell.notes.values import parse_cadence, parse_day, parse_yearly

# What people call it, in the spelling that keys are compared in.
_WORDS: Mapping[str, str] = {
    "last_contact": """last_contact_date date_of_last_contact last_contacted_on last_seen last_talked
        last_talk
        last_talked_to last_spoke last_spoken last_spoke_to last_call last_called last_touch last_touched
        last_touchpoint last_reached_out last_conversation last_catch_up last_connected last_communication
        letzter_kontakt zuletzt_gesprochen zuletzt_gesehen dernier_contact último_contacto ultimo_contacto
        ultimo_contatto último_contato laatste_contact senaste_kontakt ostatni_kontakt""",
    "cadence": """frequency contact_every keep_in_touch stay_in_touch touch_frequency reach_out_every
        contact_cadence contact_interval check_in_frequency check_in_every catch_up_frequency interval
        kontakt_alle rhythmus häufigkeit kontakthäufigkeit fréquence frecuencia frequenza frequência""",
    "circle": "closeness ring inner_circle kreis cercle círculo cerchio",
    "birthday": """birth_date date_of_birth birth_day dob born born_on bday_date b_day geburtstag geburtsdatum
        cumpleaños fecha_de_nacimiento nacimiento date_de_naissance naissance compleanno data_di_nascita
        data_de_nascimento verjaardag geboortedatum födelsedag fødselsdag syntymäpäivä urodziny
        data_urodzenia день_рождения 生日 誕生日""",
    "anniversary": "wedding_anniversary wedding_day hochzeitstag",
    "met": "met_on date_met met_date when_met first_met_on first_contact known_since kennengelernt_am",
    "met_at": "where_met met_where where_we_met met_through met_via how_met kennengelernt",
    "introduced_by": "intro_by introduced_via introduction_by connected_by referred_by vorgestellt_von",
    "died": "death death_date date_of_death died_on passed_away gestorben todestag",
    "relation": "relation_type relationship_to_me beziehung relación relação relazione",
    "partner": """wife husband girlfriend boyfriend fiancé fiancée significant_other partnerin ehefrau ehemann
        conjoint pareja""",
    "parent": "parents mother father mum mom dad eltern",
    "child": "children kids son daughter kinder enfants hijos",
    "sibling": "siblings brother sister brothers sisters geschwister",
    "interests": "likes hobby interessen hobbys intérêts intereses interessi",
    "pets": "pet haustier haustiere mascotas",
    "food": "diet dietary favourite_food favorite_food allergies",
    "org": "employer firma arbeitgeber workplace works_at works_for company_name entreprise empresa azienda",
    "role": "job_title position occupation profession beruf profesión",
    "location": "town wohnort lives living_in residence ville ciudad città cidade woonplaats",
    "email": "e_mail mail email_address mail_address e_mail_adresse correo courriel",
    "phone": """telefon telefonnummer handy mobil mobile mobile_phone mobile_number cell cell_phone cellphone
        phone_number telephone téléphone teléfono telefono telefone celular telefoon""",
    "url": "website web_site homepage webseite",
    "follow_up": """follow_up_date follow_up_on next_contact next_contact_date next_touch next_catch_up
        next_check_in reach_out_on wiedervorlage nächster_kontakt""",
    "snooze": "snooze_until snoozed_until",
}
_MEANINGS = {word: ours for ours, words in _WORDS.items() for word in words.split()}
_NEAR_MISS = 0.82  # as in notes/near_keys.py: what `check` speaks of
_LEAST_SLIPS = 2  # one is a slip of the pen, the second is a habit
_FITTING_SHARE = 2 / 3
_MOST_CIRCLES = 8
_LONGEST = 80
_NOTHING = frozenset({"n/a", "na", "none", "unknown", "tbd", "?", "-", "–", "—"})
_NUMBER = re.compile(r"[\d.,:/\s%€$£-]*")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./+-]{4,24}(?:\s*(?:x|ext\.?)\s*[0-9]+)?", re.IGNORECASE)
_EMAIL = re.compile(r"(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+")
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


class KeyUse(NamedTuple):
    """A property of people's notes: as first typed, in how many of them, the values of all of them.

    `meaning` is our name for it, None when it is nobody's but the user's.
    """

    key: str
    notes: int
    values: tuple[str, ...]
    meaning: str | None


class KeyFound(NamedTuple):
    """A property that means one of ours by its name and its values; `example` is one of these."""

    key: str
    meaning: str
    notes: int
    example: str


def count_keys(people: Iterable[Sequence[Field]], settings: Settings) -> tuple[KeyUse, ...]:
    """The properties of these people's notes, the most frequent first; what makes a note a note is none."""
    typed: dict[str, str] = {}
    notes: Counter[str] = Counter()
    values: dict[str, list[str]] = {}
    for fields in people:
        for found in fields:
            key = normal_key(found.key)
            typed.setdefault(key, found.key)
            values.setdefault(key, []).extend(_list_said(found))
        notes.update({normal_key(found.key) for found in fields})
    return tuple(
        KeyUse(typed[key], notes[key], tuple(values[key]), _find_meaning(key, settings))
        for key in sorted(notes, key=lambda key: (-notes[key], key))
        if key not in STRUCTURE_KEYS
    )


def _list_said(found: Field) -> Iterator[str]:
    """Its values, without those that say that there is none."""
    return (text for text in list_texts(found.value) if text.lower() not in _NOTHING)


def _find_meaning(key: str, settings: Settings) -> str | None:
    ours = canonical_key(key, settings)
    return ours if is_known_key(key, settings) or ours.endswith(YEARLY_ENDINGS) else None


@lru_cache(maxsize=4096)
def guess_meaning(key: str) -> str | None:
    """What an unknown property is probably meant to be, by its name alone."""
    normal = re.sub(r"([a-z])([A-Z])", r"\1_\2", key.strip())
    for name in (normal_key(key), normal_key(normal)):
        if name in _MEANINGS or name in CANONICAL_KEYS:
            return _MEANINGS.get(name, name)
    near = get_close_matches(normal_key(key), sorted(CANONICAL_KEYS), n=1, cutoff=_NEAR_MISS)
    return near[0] if near else None


def find_own_keys(
    people: Sequence[Sequence[Field]], uses: Sequence[KeyUse], settings: Settings
) -> Iterator[KeyFound]:
    """Unknown properties that are one of ours by name and by values.

    None that stands beside ours, or beside one found before it, in the same note: both cannot be meant.
    """
    taken = {frozenset(_meanings(fields, settings)) for fields in people}
    for use in uses:
        ours = guess_meaning(use.key) if use.meaning is None else None
        if ours is None or not _is_habit(use) or not _fit(ours, use.values):
            continue
        key = normal_key(use.key)
        both = any({ours, key} <= keys for keys in taken)
        if both and ours not in SEVERAL_ARE_FINE:
            continue
        taken = {keys | {ours} if key in keys else keys for keys in taken}
        example = next(value for value in use.values if _fit(ours, [value]))
        yield KeyFound(use.key, ours, use.notes, example)


def _meanings(fields: Sequence[Field], settings: Settings) -> Iterator[str]:
    for found in fields:
        yield normal_key(found.key)
        yield canonical_key(found.key, settings)


def _is_habit(use: KeyUse) -> bool:
    key = normal_key(use.key)
    return use.notes >= _LEAST_SLIPS or guess_meaning(use.key) == _MEANINGS.get(key)


def _fit(ours: str, values: Sequence[str]) -> bool:
    """Most of the values, and at least one, can be read as that property's."""
    if ours == "circle" and len(set(values)) > _MOST_CIRCLES:
        return False
    fitting = sum(_FITS.get(ours, _is_name)(value) for value in values)
    return fitting > 0 and fitting >= _FITTING_SHARE * len(values)


def _is_parsed_by(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def is_parsed(value: str) -> bool:
        try:
            parse(link_target(value) or value)
        except ValueError:
            return False
        return True

    return is_parsed


def _is_name(value: str) -> bool:
    """A few words, as in a place, a firm or a person."""
    return len(value) <= _LONGEST and not _NUMBER.fullmatch(value) and "://" not in value


_FITS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(DAY_KEYS, _is_parsed_by(parse_day)),
    **dict.fromkeys(YEARLY_KEYS, _is_parsed_by(parse_yearly)),
    **dict.fromkeys(LINK_KEYS, lambda value: link_target(value) is not None),
    "cadence": _is_parsed_by(parse_cadence),
    "died": _is_parsed_by(parse_day),
    "email": lambda value: _EMAIL.fullmatch(value) is not None,
    "phone": lambda value: _PHONE.fullmatch(value) is not None,
    "url": lambda value: _URL.fullmatch(value) is not None,
}
