"""Names of daily notes by a moment.js format, against what moment.js itself prints and reads."""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultwell.notes.locale_names import LOCALES
from vaultwell.notes.moment import Reader, build_reader

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("moment_names.json").read_text("utf-8"))
DAYS: list[str] = TABLE["days"]
FORMATS: list[str] = list(TABLE["names"])


def reader(format_: str) -> Reader:
    """The reader of a format that says the day."""
    found = build_reader(format_)
    assert found is not None, format_
    return found


def read(format_: str, name: str) -> str | None:
    """The day that the name says by the format."""
    return reader(format_).find_day_text(name)


# --- Against moment -------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_name_that_moment_prints_is_read_back(format_: str) -> None:
    """In each of the twenty languages, the name of a day is read as that day."""
    for locale, names in TABLE["names"][format_].items():
        read_back = [read(format_, name) for name in names]
        assert read_back == DAYS, locale


@pytest.mark.parametrize("format_", ["dddd, MMMM Do YYYY", "ddd D MMM YYYY", "D. MMMM YYYY"])
def test_case_and_the_form_of_accents_do_not_matter(format_: str) -> None:
    """Capitals, small letters and decomposed accents (as some disks store them) are read alike."""
    for locale, names in TABLE["names"][format_].items():
        for name, day in zip(names, DAYS, strict=True):
            assert read(format_, unicodedata.normalize("NFD", name)) == day, locale
            assert read(format_, name.lower()) == day, locale
            if locale != "tr":  # its capital of i is a letter of its own
                assert read(format_, name.upper()) == day, locale


# Where we read what moment does not: an ordinal beside another language's month, and brackets.
_MIXED = re.compile(r"[0-9]+\.? (?:May|November|February) [0-9]{4}|May 3, 2026")


@pytest.mark.parametrize("format_", TABLE["readings"])
def test_names_of_other_formats_are_read_only_where_moment_reads_them(format_: str) -> None:
    """A name that strict moment refuses in every language is refused; what it reads is read the same."""
    for name in TABLE["given"]:
        expected = TABLE["readings"][format_].get(name, [])
        found = read(format_, name)
        if found is None or not _exists(found):
            assert expected == [], name
        elif expected or not (("Do" in format_ and _MIXED.fullmatch(name)) or format_.startswith("[[]")):
            assert found in expected, name


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def test_the_table_is_of_the_promised_size() -> None:
    """At least forty formats in twenty languages stand in the table."""
    assert len(FORMATS) >= 40
    assert set(TABLE["names"]["D MMMM YYYY"]) <= set(LOCALES)
    assert len(LOCALES) == 20


# --- What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("DD-MM-YYYY", "1-11-2026"),
        ("DD-MM-YYYY", "19-11-26"),
        ("DD-MM-YYYY", "19-11-2026 "),
        ("DD-MM-YYYY", "19-11-2026 dinner"),
        ("DD-MM-YYYY", "x19-11-2026"),
        ("DD-MM-YYYY", "19.11.2026"),
        ("DD-MM-YYYY", "١٩-١١-٢٠٢٦"),
        ("DD.MM.YYYY", "19x11x2026"),
        ("D-M-YYYY", "09-11-2026"),
        ("DMYYYY", "1112026"),
        ("dddd, MMMM Do YYYY", "Friday, November 19th 2026"),
        ("dddd, MMMM Do YYYY", "Somewhen, November 19th 2026"),
        ("dddd, MMMM Do YYYY", "Thursday, Nov 19th 2026"),
        ("DD MMM YYYY", "19 November 2026"),
        ("DD MMM YYYY", "19 xyz 2026"),
        ("YYYY-MM-DD d", "2026-11-19 5"),
        ("YYYY-MM-DD HHmm", "2026-11-19 2561"),
        ("YYYY-MM-DD [W]WW", "2026-11-19"),
        ("[Daily Journal] MM-DD-YYYY", "11-19-2026"),
        ("YYYY/MM/DD", "19"),
        ("YYYY/MM/DD", "Archive/2026/11/19"),
        ("YYYY MM/YYYY-MM-DD", "2026 11"),
        ("YYYY YYYY-MM-DD", "2025 2026-11-19"),
        ("YYYY-MM-DD (DDD)", "2026-11-19 (1)"),
    ],
)
def test_a_name_of_another_shape_is_refused(format_: str, name: str) -> None:
    """Missing or needless zeros, other signs, more words, wrong weekdays, contradictions: none fits."""
    assert read(format_, name) is None


@pytest.mark.parametrize(
    "format_",
    "gggg-[W]ww|GGGG-[W]WW|YYYY-[W]W|gggg-MM-DD|GGGG-[W]WW-E|YYYY-MM|MMMM YYYY|YYYY-[Q]Q|YYYY|MM-DD|DD|x|X|"
    "LL|LLLL|YYYY-MM-DD Z|YYYY-MM-DD N|[YYYY-MM-DD]|\\YYYY-MM-DD||Journal".split("|"),
)
def test_a_format_that_does_not_say_the_day_has_no_reader(format_: str) -> None:
    """Weeks, months, quarters, years, literals, and what differs from language to language date nothing."""
    assert build_reader(format_) is None


@pytest.mark.parametrize(
    ("format_", "name", "day"),
    [
        ("DD-MM-YYYY", "30-02-2026", "2026-02-30"),
        ("DD-MM-YYYY", "00-13-2026", "2026-13-00"),
        ("MM-DD-YYYY", "19-11-2026", "2026-19-11"),
        ("D MMMM YYYY", "31 November 2026", "2026-11-31"),
        ("YYYY-DDDD", "2026-366", "2026-366"),
        ("YYYY-DDDD", "2026-000", "2026-000"),
        ("YYYY/MM/DD", "2026/02/30", "2026-02-30"),
    ],
)
def test_an_impossible_day_is_handed_on_as_written(format_: str, name: str, day: str) -> None:
    """A name of the right shape whose day does not exist is told as it stands, so that it is reported."""
    assert read(format_, name) == day
    assert not _exists(day)


# --- Tokens and paths -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("yyyy-MM/yyyy-MM-DD", "2026-11/2026-11-19"),
        ("yyyy-MM/yyyy-MM-DD", "Old/2026-11-19"),
        ("yyyy-MM/yyyy-MM-DD", "2026-11-19"),
        ("YYYY/MM/DD", "2026/11/19"),
        ("/YYYY/MM/DD/", "2026/11/19"),
        ("[Daily/]YYYY-MM-DD", "Daily/2026-11-19"),
        ("YYYY-MM-DD [Q]Q", "2026-11-19 Q4"),
        ("YYYY-MM-DD Qo [quarter]", "2026-11-19 4th quarter"),
        ("DDDo [day of] YYYY", "323rd day of 2026"),
        ("Do Mo YYYY", "19th 11th 2026"),
        ("YYYY-MM-DD wo", "2026-11-19 47th"),
        ("YYYY-MM-DD e E", "2026-11-19 4 4"),
        ("YYYY-MM-DD hmm a", "2026-11-19 307 pm"),
        ("YYYY-MM-DD k.m.s", "2026-11-19 24.0.59"),
        ("YYYY-MM-DD HHmmssSSS", "2026-11-19 150709123"),
        ("YYYY-MM-DD (*.+?)", "2026-11-19 (*.+?)"),
    ],
)
def test_other_tokens_are_read_too(format_: str, name: str) -> None:
    """Ordinals, quarters, times and folders around the day leave the day what it is."""
    assert read(format_, name) == "2026-11-19"


@pytest.mark.parametrize(
    ("year", "full"), [("00", "2000"), ("26", "2026"), ("68", "2068"), ("69", "1969"), ("99", "1999")]
)
def test_two_digits_of_a_year_turn_at_68(year: str, full: str) -> None:
    """As in moment, 68 lies ahead and 69 behind."""
    assert read("DD.MM.YY", f"19.11.{year}") == f"{full}-11-19"


def test_no_name_means_two_months() -> None:
    """A month's name means the same month in every language, so that the language need not be known."""
    for token in ("MMMM", "MMM"):
        months: dict[str, int] = {}
        for names in LOCALES.values():
            words = names[token].split()
            assert len(words) == 12
            for number, word in enumerate(words):
                for form in word.lower().split("|"):
                    assert months.setdefault(form, number) == number, form


# --- Any numeric format ---------------------------------------------------------------------------------

_PRINTED: dict[str, Callable[[date], str]] = {
    "YYYY": lambda day: f"{day.year:04}",
    "Y": lambda day: str(day.year),
    "MM": lambda day: f"{day.month:02}",
    "M": lambda day: str(day.month),
    "DD": lambda day: f"{day.day:02}",
    "D": lambda day: str(day.day),
    "DDDD": lambda day: f"{day.timetuple().tm_yday:03}",
    "WW": lambda day: f"{day.isocalendar().week:02}",
    "Q": lambda day: str((day.month + 2) // 3),
    "[ on D ]": lambda day: " on D ",
}


@st.composite
def formats(draw: st.DrawFn) -> list[str]:
    """The tokens of a format that says the day, in any order, with others among them."""
    needed = draw(
        st.tuples(st.sampled_from(["YYYY", "Y"]), st.sampled_from(["MM", "M"]), st.sampled_from(["DD", "D"]))
    )
    others = draw(st.lists(st.sampled_from(["DDDD", "WW", "Q", "[ on D ]"]), max_size=3))
    return draw(st.permutations([*needed, *others]))


@settings(deadline=None)
@given(
    tokens=formats(),
    separator=st.sampled_from(["-", ".", "_", " ", "/", "年", "[ at ]", "\\T"]),
    day=st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    other=st.dates(date(1900, 1, 1), date(2999, 12, 31)),
)
def test_what_a_numeric_format_prints_is_read_back(
    tokens: list[str], separator: str, day: date, other: date
) -> None:
    """Whatever the order and the signs between, the name of a day is read as that day and no other."""
    between = separator.strip("[]").removeprefix("\\")
    found = reader(separator.join(tokens))
    name = between.join(_PRINTED[token](day) for token in tokens)
    assert found.find_day_text(name) == day.isoformat()
    other_name = between.join(_PRINTED[token](other) for token in tokens)
    assert (found.find_day_text(other_name) == day.isoformat()) == (day == other)


@settings(deadline=None)
@given(format_=st.text(alphabet="YMDdwWQHhmsaAo[]\\/-. é", max_size=20), name=st.text(max_size=20))
def test_no_format_and_no_name_is_too_strange(format_: str, name: str) -> None:
    """Whatever stands in the settings and in the vault, reading ends without an error."""
    found = build_reader(format_)
    if found is not None:
        assert found.find_day_text(name) is None or isinstance(found.find_day_text(name), str)
