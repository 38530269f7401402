"""P16: between friends, family and partners nothing is counted; a friend about to be used is a word worth saying."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

OWED = (
    "## Log\n- 2026-03-01 they gave: the tent\n- 2026-04-01 tea\n- 2026-05-01 asked: the van\n"
    "- 2026-05-02 promised: soup\n"
)


@pytest.fixture
def ask(write_vault: Write, run: Run) -> Callable[[str, str], str]:
    """What `ask ANA WHAT` says of her note."""

    def ask(note: str, what: str) -> str:
        vault = write_vault({"vaultwell.toml": "", "People/Ana Díaz.md": note})
        return run(vault, "ask", "ana", what).stdout

    return ask


@pytest.mark.parametrize(
    ("properties", "line"),
    [
        ("relation: friend\npronouns: she/her", "She is a friend: just ask her."),
        ("relation: [professional, friend]\naliases: Ana", "Ana is a friend: just ask."),
        ("relation: friend", "Ana Díaz is a friend: just ask."),
        ("relation: family\npronouns: er/ihn", "He is family: just ask him."),
        ("relation: Schwester\npronouns: sie/ihr", "She is family: just ask her."),
        ("relation: wife\npronouns: they/them\naliases: Ana", "Ana is your partner: just ask."),
    ],
)
def test_nothing_is_counted_between_friends(
    properties: str, line: str, ask: Callable[[str, str], str]
) -> None:
    """Whatever is owed, and however long ago it was, a friend is just asked, in the word the note has for them."""
    assert ask(f"---\n{properties}\n---\n{OWED}", "the crash pad") == f"{line}\n"


@pytest.mark.parametrize(
    "what", ["an introduction to her boss", "help with my CV", "a reference", "kennst du jemanden bei Kiln?"]
)
def test_a_friend_about_to_be_used_as_a_contact(what: str, ask: Callable[[str, str], str]) -> None:
    """An ask for her contacts, or about work, comes with a question for me, not with a verdict on her."""
    assert ask("---\nrelation: friend\npronouns: she/her\n---\n", what) == (
        "She is a friend: just ask her.\n\n  If it is for her contacts: will it be easy for her to say no?\n"
    )


def test_all_contact_with_a_friend_carries_an_ask(ask: Callable[[str, str], str]) -> None:
    """It is said with its lines and without a number; one talk between, and it is not."""
    asks = "".join(f"- 2026-{month:02}-01 asked: the van\n" for month in (7, 9, 11))
    note = f"---\nrelation: friend\npronouns: she/her\n---\n## Log\n{asks}"
    assert ask(note, "the van") == (
        "She is a friend: just ask her.\n\n"
        "  Each time you were in touch this last year, you asked for something. A hello that wants nothing"
        " would please her.  People/Ana Díaz.md:6 :7 :8\n"
    )
    assert ask(f"{note}- 2026-10-01 tea\n", "the van") == "She is a friend: just ask her.\n"


def test_a_friend_who_is_at_rest(ask: Callable[[str, str], str]) -> None:
    """A friend may be asked, and the pause is remembered."""
    assert ask("---\nrelation: friend\npaused: true\npronouns: she/her\n---\n", "the van") == (
        "She is a friend: just ask her.\n\n  You are letting Ana Díaz rest. Can it wait?  People/Ana Díaz.md:3\n"
    )
