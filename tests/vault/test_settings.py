"""`vaultwell.toml`, as people write it and as they get it wrong."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.model.cadence import NEVER, Cadence
from vaultwell.model.errors import VaultwellError
from vaultwell.model.problem import Problem
from vaultwell.model.settings import PROPOSED_CIRCLES, Pace, Settings
from vaultwell.vault.settings import MAX_SETTINGS_BYTES, parse_settings, read_settings

DOCUMENTED = """\
people = ["People", "Contacts"]
due_note = "Due.md"
me = ""                    # my own note: never a contact
pace = "4 a day"           # or "5 a week"
dormant_after = 365
dates_ahead = 14
rest_until = ""            # holidays, illness: until then only promises and dates
headings = ["Log", "Favors", "Interactions", "History", "Meeting log", "Contact log", "Journal", "1:1 log"]
mention_headings = ["Grateful", "Reading", "Ideas", "Plan"]
"""


def the_problem(text: str) -> Problem:
    (problem,) = parse_settings(text)[1]
    return problem


def test_the_documented_defaults_are_the_defaults() -> None:
    """The file shown in the format's page says the same as no file at all."""
    assert parse_settings(DOCUMENTED) == (Settings(), ())
    assert parse_settings("") == (Settings(), ())


def test_the_documented_tables_are_read() -> None:
    """Circles, properties, verbs and words for who are read as the format's page shows them."""
    settings, problems = parse_settings(
        '[circles]\n[properties]\n"last spoke" = "Last-Contact"\nNamenstag = "name day"\n'
        '"kid" = "kid_birthday"\n'
        '[verbs]\n"telefoniert" = "Called"\n[who]\n"sie" = "they"\ner = "he"\nich = "i"\nwir = "we"\n'
    )
    assert problems == ()
    assert settings.circles == {}
    assert settings.properties == {
        "last spoke": "last_contact",
        "Namenstag": "name_day",
        "kid": "kid_birthday",
    }
    assert settings.verbs == {"telefoniert": "called"}
    assert settings.who == {"sie": "they", "er": "they", "ich": "I", "wir": "we"}


def test_the_proposed_circles_are_valid() -> None:
    """What `init` proposes is read without a problem."""
    text = "[circles]\n" + "".join(f'{name} = "{cadence}"\n' for name, cadence in PROPOSED_CIRCLES.items())
    settings, problems = parse_settings(text)
    assert problems == ()
    assert settings.circles == {
        "inner": Cadence(days=14),
        "close": Cadence(months=1),
        "casual": Cadence(months=3),
        "warm": Cadence(months=6),
        "far": Cadence(months=12),
    }


def test_without_a_circles_table_any_name_is_accepted() -> None:
    """No table is not the same as an empty one."""
    assert parse_settings("")[0].circles is None
    assert parse_settings("[circles]")[0].circles == {}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("people = []", "people", ()),
        ('people = ["CRM/People/"]', "people", ("CRM/People",)),
        ('due_note = "Home/Due today.MD"', "due_note", "Home/Due today.MD"),
        ('me = "[[Robin Vale]]"', "me", "Robin Vale"),
        ('me = "[[People/Robin Vale#Log|me]]"', "me", "People/Robin Vale"),
        ('me = "People/Robin Vale.md"', "me", "People/Robin Vale.md"),
        ('pace = "5 a week"', "pace", Pace(5, "week")),
        ('pace = "1 per Day"', "pace", Pace(1, "day")),
        ('pace = "3/week"', "pace", Pace(3, "week")),
        ("pace = 0", "pace", Pace(0, "day")),
        ("dormant_after = 30", "dormant_after", 30),
        ("dates_ahead = 0", "dates_ahead", 0),
        ("rest_until = 2026-12-24", "rest_until", date(2026, 12, 24)),
        ('rest_until = "2026-12-24"', "rest_until", date(2026, 12, 24)),
        ("rest_until = 2026-12-24T10:00:00Z", "rest_until", date(2026, 12, 24)),
        ('headings = ["## Log", "#1 log"]', "headings", ("Log", "#1 log")),
        ("mention_headings = []", "mention_headings", ()),
        ("circles = { close = 30, far = 'never' }", "circles", {"close": Cadence(days=30), "far": NEVER}),
    ],
)
def test_a_good_value_is_taken(text: str, key: str, value: Any) -> None:
    """Every value that the format names is read, in the ways people write it."""
    settings, problems = parse_settings(text)
    assert problems == ()
    assert getattr(settings, key) == value


@pytest.mark.parametrize(
    "text",
    [
        'people = "People"',
        'people = ["People", 3]',
        'people = ["/"]',
        "people = {}",
        "due_note = 3",
        'due_note = ""',
        'due_note = "Due"',
        'due_note = "/tmp/Due.md"',
        'due_note = "../Due.md"',
        'due_note = "a/../../Due.md"',
        'due_note = "./Due.md"',
        'due_note = ".obsidian/Due.md"',
        'due_note = "Home/.md"',
        'due_note = "C:Due.md"',
        'due_note = "a\\\\..\\\\Due.md"',
        'due_note = "a//Due.md"',
        'due_note = "a\\u0000.md"',
        'due_note = "a\\nb.md"',
        "me = 3",
        'me = "[[Robin"',
        'pace = "often"',
        'pace = "101 a day"',
        'pace = "-1 a day"',
        'pace = "٤ a day"',
        "pace = -1",
        "pace = true",
        "pace = 4.0",
        "dormant_after = 29",
        "dormant_after = 36501",
        "dormant_after = true",
        'dormant_after = "365"',
        "dormant_after = 365.0",
        "dormant_after = nan",
        f"dormant_after = 0x{'f' * 9000}",
        "dates_ahead = 366",
        "dates_ahead = -1",
        'rest_until = "2026-02-30"',
        'rest_until = "Christmas"',
        "rest_until = 10:00:00",
        "rest_until = 20261224",
        'headings = "Log"',
        'headings = ["Log", ""]',
        "mention_headings = [[]]",
        "circles = 3",
        "circles = ['close']",
        "verbs = 'called'",
    ],
)
def test_a_bad_value_is_a_problem_and_the_default_holds(text: str) -> None:
    """A value of another type or out of bounds is reported with an example, and changes nothing."""
    settings, (problem,) = parse_settings(text)
    assert settings == Settings()
    assert (problem.code, problem.severity, problem.path) == ("bad-setting", "problem", "vaultwell.toml")
    assert problem.remedy.startswith("Write for example: ")
    assert (problem.line, problem.excerpt) == (1, text)
    assert problem.excerpt[problem.column - 1 :][: problem.width] == text.partition(" = ")[2]
    assert problem.message.isprintable()
    assert len(problem.message) < 200


@pytest.mark.parametrize(
    "text",
    [
        "[circles]\nclose = '3m'",
        "[circles]\nclose = 0",
        "[circles]\nclose = -3",
        "[circles]\nclose = 40000",
        "[circles]\nclose = true",
        "[circles]\nclose = 2.5",
        "[circles]\nclose = ''",
        f"[circles]\nclose = 0x{'f' * 9000}",
        "[circles]\npeople = ['People']",
        "[properties]\nBirthday = 'birthdy'",
        "[properties]\nBirthday = 3",
        "[verbs]\ntelefoniert = 'caled'",
        "[verbs]\n'' = 'called'",
        "[verbs]\n' ' = 'called'",
        "[who]\nsie = 'sie'",
        "[who]\npace = '4 a day'",
        "[verbs]\nmention_headings = ['Plan']",
        "[circles]\ndates_ahead = 7",
    ],
)
def test_a_bad_line_of_a_table_does_nothing(text: str) -> None:
    """A line of a table that cannot be meant is reported at its place and left out."""
    settings, (problem,) = parse_settings(text)
    assert problem.code == "bad-setting"
    assert problem.line == 2
    assert not any((settings.properties, settings.verbs, settings.who))


def test_the_other_lines_of_a_table_are_kept() -> None:
    """One bad line costs nothing but itself, and a circle's name stays known."""
    settings, problems = parse_settings("[circles]\nclose = 'montly'\nfar = 365\n")
    assert settings.circles == {"close": NEVER, "far": Cadence(days=365)}
    assert len(problems) == 1


def test_a_setting_below_a_table_is_told_where_it_belongs() -> None:
    """A setting added at the end of the file, under a table, is not taken for a line of the table."""
    settings, (problem,) = parse_settings("[circles]\nclose = 30\ndormant_after = 200\n")
    assert settings.circles == {"close": Cadence(days=30)}
    assert settings.dormant_after == 365
    assert problem.message == "“dormant_after” stands under [circles], where it is not read as the setting"
    assert problem.remedy == "Move this line up, above the first line in square brackets."


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ('pase = "4 a day"', "pase", "pace"),
        ("dormant-after = 3", "dormant-after", "dormant_after"),
        ("[circels]\nclose = 30", "circels", "circles"),
        ("circels.close = 30", "circels", "circles"),
        ("[[Verb]]\na = 'called'", "Verb", "verbs"),
        ("duenote = 3", "duenote", "due_note"),
    ],
)
def test_an_unknown_key_is_a_problem_with_a_suggestion(text: str, name: str, near: str) -> None:
    """A misspelt setting or table is reported with the one that was probably meant."""
    problem = the_problem(text)
    assert (problem.code, problem.severity, problem.line) == ("unknown-setting", "problem", 1)
    assert problem.message == f"unknown setting “{name}”"
    assert problem.remedy == f"Did you mean “{near}”?"
    assert problem.excerpt[problem.column - 1 :].startswith(name)


def test_an_unknown_key_that_is_like_nothing_is_shown_the_settings() -> None:
    """Without a near name the remedy lists every setting."""
    assert the_problem("xyzzy = 1").remedy == (
        "The settings are people, due_note, me, pace, dormant_after, dates_ahead, rest_until, headings,"
        " mention_headings, circles, properties, verbs, who."
    )


def test_a_problem_in_full() -> None:
    """Place, words and remedy of a bad value are exactly these."""
    assert the_problem('# mine\npeople = ["Friends"]\n  pace = "often" # really\n') == Problem(
        path="vaultwell.toml",
        line=3,
        column=10,
        code="bad-setting",
        severity="problem",
        message="“pace” is “often”; expected so many a day or a week, from 0 to 100",
        remedy='Write for example: pace = "4 a day", or pace = "5 a week". Until then the default holds.',
        excerpt='  pace = "often" # really',
        width=7,
    )


def test_problems_come_in_the_order_of_the_file() -> None:
    """However the settings are looked at, their problems are sorted by place."""
    problems = parse_settings("zzz = 1\npace = []\naaa = 2\n[who]\nx = 1\n[circles]\ny = []\n")[1]
    assert [problem.line for problem in problems] == [1, 2, 3, 5, 7]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("people = [People]\n", "1:11"),
        ('a = 1\npace = 4 a day"', "2:10"),
        ("pace = 1\npace = 2\n", "2:9"),
        ('a = 1\nme = "', "2:7"),
        ("rest_until = 2026-02-30", "1:"),
        (f"dormant_after = {'9' * 5000}", "1:1"),
        ("a = 1\r\r\nb = 2", "1:"),
    ],
)
def test_a_file_that_is_no_toml_stops_with_its_place(text: str, place: str) -> None:
    """With settings that cannot be read nothing goes on, and the sentence names line and column."""
    with pytest.raises(VaultwellError) as stopped:
        parse_settings(text)
    assert str(stopped.value).startswith(f"vaultwell.toml:{place}")
    assert "Correct that line" in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_deep_nesting_stops_too() -> None:
    """A file made to exhaust the stack is refused like any other that is no settings file."""
    with pytest.raises(VaultwellError, match=r"^vaultwell\.toml:"):
        parse_settings("a = " + "[" * 100_000)


@given(st.text(alphabet=st.sampled_from("ab=[]{}\"'\\#.\n\r\t 0é\0"), max_size=60))
def test_no_text_crashes(text: str) -> None:
    """Law: whatever the file holds, there are settings or one sentence."""
    try:
        _, problems = parse_settings(text)
    except VaultwellError:
        return
    for problem in problems:
        assert problem.excerpt in text


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """The settings file is optional."""
    assert read_settings(tmp_path) == (Settings(), ())


@pytest.mark.parametrize("data", [b'\xef\xbb\xbfpace = "2 a day"\r\n', b'pace = "2 a day"'])
def test_any_editors_file_is_read(tmp_path: Path, data: bytes) -> None:
    """A byte order mark, CRLF and a missing last newline change nothing."""
    (tmp_path / "vaultwell.toml").write_bytes(data)
    assert read_settings(tmp_path) == (Settings(pace=Pace(2, "day")), ())


def test_a_file_in_another_encoding_stops_with_its_line(tmp_path: Path) -> None:
    """A file that is not UTF-8 says so, with the line."""
    (tmp_path / "vaultwell.toml").write_bytes(b"# ok\n# caf\xe9\n")
    with pytest.raises(VaultwellError, match=r"^vaultwell\.toml:2:1: this is not UTF-8 text\."):
        read_settings(tmp_path)


def test_a_huge_file_stops(tmp_path: Path) -> None:
    """A file that is far too large for settings is not even loaded."""
    (tmp_path / "vaultwell.toml").write_bytes(b"#" * (MAX_SETTINGS_BYTES + 1))
    with pytest.raises(VaultwellError, match="larger than"):
        read_settings(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
def test_settings_from_outside_the_vault_are_not_read(tmp_path: Path) -> None:
    """A link to some other file cannot bring its lines into the vault's problems."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "secret").write_text("password = 1")
    (tmp_path / "vault" / "vaultwell.toml").symlink_to("../secret")
    with pytest.raises(VaultwellError, match="out of the vault"):
        read_settings(tmp_path / "vault")
