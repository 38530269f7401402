"""Reads the day out of a note's name by a moment.js format, as `moment(name, format, true)` would.

Month and weekday names may be of any language in the table. Weeks, quarters and times of day must
have their shape, but their values mean nothing here; nor do formats that need them to know the day.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from vaultwell.notes.locale_names import LOCALES

# How moment itself cuts a format into tokens.
_TOKENS = re.compile(
    r"\[[^\[]*\]|\\?(?:[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[o|w]?|W[o|W]?|Qo?|N{1,5}|YYYYYY"
    r"|YYYYY|YYYY|YY|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|.)"
)
# Eras, zones, timestamps, years of other lengths, and formats that differ from language to language.
_UNREAD = frozenset("N NN NNN NNNN NNNNN yo YYYYY YYYYYY ggggg GGGGG x X z zz Z ZZ L l".split())

# As in moment, a number takes as many digits as it can: none is given back to what follows.
_UP_TO_TWO = "(?>[1-9][0-9]?)"
_PATTERNS: Mapping[str, str] = {
    **dict.fromkeys("Y y yy yyy yyyy".split(), "(?>[0-9]+)"),
    **dict.fromkeys("YYYY gggg GGGG".split(), "[0-9]{4}"),
    **dict.fromkeys("YY MM DD ww WW gg GG SS".split(), "[0-9]{2}"),
    **dict.fromkeys("M D w W".split(), _UP_TO_TWO),
    **dict.fromkeys("DDDD SSS".split(), "[0-9]{3}"),
    "DDD": "(?>[0-9]{1,3})",
    "d": "[0-6](?![0-9])",
    "e": "[0-6](?![0-9])",
    "E": "[1-7](?![0-9])",
    "Q": "[1-4]",
    "HH": "(?:[01][0-9]|2[0-3])",
    "H": "(?:1[0-9]|2[0-3]|0|[1-9](?![0-9]))",
    "kk": "(?:0[1-9]|1[0-9]|2[0-4])",
    "k": "(?:1[0-9]|2[0-4]|[1-9](?![0-9]))",
    "hh": "(?:0[1-9]|1[0-2])",
    "h": "(?:1[0-2]|[1-9](?![0-9]))",
    **dict.fromkeys("mm ss".split(), "[0-5][0-9]"),
    **dict.fromkeys("m s".split(), "(?:[1-5][0-9]|0|[1-9](?![0-9]))"),
    **dict.fromkeys("hmm Hmm".split(), "(?>[0-9]{3,4})"),
    **dict.fromkeys("hmmss Hmmss".split(), "(?>[0-9]{5,6})"),
    "S": "[0-9]",
    **{"S" * count: "(?>[0-9]+)" for count in range(4, 10)},
}
_ORDINALS: Mapping[str, str] = {
    **dict.fromkeys("Mo Do do wo Wo Qo".split(), "(?>[0-9]{1,2})"),
    "DDDo": "(?>[0-9]{1,3})",
}
_NAMES = frozenset("MMMM MMM dddd ddd dd A a".split())
# What a token says of the day; the others say nothing.
_FIELDS: Mapping[str, str] = {
    **dict.fromkeys("YYYY Y yyyy yyy yy y".split(), "year"),
    "YY": "short year",
    **dict.fromkeys("M MM Mo MMM MMMM".split(), "month"),
    **dict.fromkeys("D DD Do".split(), "day"),
    **dict.fromkeys("DDD DDDD DDDo".split(), "day of year"),
    **dict.fromkeys("d dd ddd dddd".split(), "weekday"),
}
_Token = tuple[str, str]  # the token, or "" and the literal text


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads names by one format; `tokens` name the groups of `pattern`.

    `is_whole_path`: the last part of the format does not say the day, so that a path is read.
    """

    pattern: re.Pattern[str]
    tokens: tuple[str, ...]
    is_whole_path: bool

    def find_day_text(self, path: str) -> str | None:
        """The day that the path of a note (below the daily folder, without `.md`) has the shape of.

        It is written as an ISO date, and need not exist: `2026-02-30`, or `2026-366` where the format
        counts the days of the year. None when the name has another shape, or contradicts itself.
        """
        found = self.pattern.fullmatch(_fold(path if self.is_whole_path else path.rpartition("/")[2]))
        return _combine(zip(self.tokens, found.groups(), strict=True)) if found else None


@lru_cache(maxsize=64)
def build_reader(format_: str) -> Reader | None:
    """The reader of a moment.js format; None for a format that cannot say a day.

    The last part of the format is read against a note's own name, as in Obsidian; where it does not
    say the day by itself (`YYYY/MM/DD`), the whole format against the whole path.
    """
    tokens = [_unescape(token) for token in _TOKENS.findall(format_.strip("/"))]
    if any(token in _UNREAD for token, _ in tokens):
        return None
    last = _keep_last_part(tokens)
    chosen = last if _says_day(last) else tokens
    if not _says_day(chosen):
        return None
    pattern = re.compile("".join(_build_pattern(*token) for token in chosen))
    return Reader(pattern, tuple(token for token, _ in chosen if token in _FIELDS), chosen is not last)


def _unescape(token: str) -> _Token:
    if token.startswith("[") and token.endswith("]"):
        return "", token[1:-1]
    if token in _PATTERNS or token in _ORDINALS or token in _NAMES or token in _UNREAD:
        return token, ""
    return "", token.replace("\\", "")


def _keep_last_part(tokens: Sequence[_Token]) -> list[_Token]:
    last: list[_Token] = []
    for token, literal in tokens:
        if "/" in literal:
            last = []
        last.append((token, literal.rpartition("/")[2]))
    return last


def _says_day(tokens: Iterable[_Token]) -> bool:
    said = {_FIELDS[token] for token, _ in tokens if token in _FIELDS}
    return bool(said & {"year", "short year"}) and (said >= {"month", "day"} or "day of year" in said)


def _build_pattern(token: str, literal: str) -> str:
    if not token:
        return re.escape(_fold(literal))
    if token in _NAMES:
        pattern = "|".join(map(re.escape, sorted(_read_names(token), key=len, reverse=True)))
        return f"({pattern})" if token in _FIELDS else f"(?:{pattern})"
    number = _ORDINALS.get(token) or _PATTERNS[token]
    suffix = _build_suffixes() if token in _ORDINALS else ""
    return f"({number}){suffix}" if token in _FIELDS else number + suffix


@cache
def _read_names(token: str) -> Mapping[str, frozenset[int]]:
    """What each name stands for in any language: a few for two weekdays, none for two months."""
    kind = "meridiem" if token in ("A", "a") else token
    found: dict[str, frozenset[int]] = {}
    for names in LOCALES.values():
        for number, forms in enumerate(names[kind].split()):
            for form in map(_fold, forms.split("|")):
                found[form] = found.get(form, frozenset()) | {number}
    return found


@cache
def _build_suffixes() -> str:
    forms = {_fold(form) for names in LOCALES.values() for form in names["ordinal"].split()}
    suffixes = sorted((form.removeprefix("#") for form in forms), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, suffixes))})"


def _combine(said: Iterable[tuple[str, str]]) -> str | None:
    values: dict[str, frozenset[int]] = {}
    for token, text in said:
        field, numbers = _read_value(token, text)
        values[field] = values.get(field, numbers) & numbers
    if not all(values.values()):  # the same thing twice, and not the same
        return None
    numbers = values.pop("weekday", frozenset(range(7)))
    year, month, day, day_of_year = (
        next(iter(values.get(field, [0]))) for field in ("year", "month", "day", "day of year")
    )
    if "day of year" not in values:
        text, found = f"{year:04}-{month:02}-{day:02}", _build_date(year, month, day)
    else:
        text, found = f"{year:04}-{day_of_year:03}", _build_day_of_year(year, day_of_year)
    if found is None:
        return text
    is_consistent = month in (0, found.month) and day in (0, found.day)
    return found.isoformat() if is_consistent and found.isoweekday() % 7 in numbers else None


def _read_value(token: str, text: str) -> tuple[str, frozenset[int]]:
    field = _FIELDS[token]
    if token in _NAMES:
        numbers = _read_names(token)[text]
        return field, frozenset(number + 1 for number in numbers) if field == "month" else numbers
    number = int(text[:9])  # a year of ten digits is none, whatever they are
    if field == "short year":
        return "year", frozenset({number + (1900 if number > 68 else 2000)})
    return field, frozenset({number})


def _build_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _build_day_of_year(year: int, number: int) -> date | None:
    first = _build_date(year, 1, 1)
    if first is None or not 0 < number <= (date(year, 12, 31) - first).days + 1:
        return None
    return first + timedelta(days=number - 1)


def _fold(text: str) -> str:
    """The text without regard to case and to how its accents are stored."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
