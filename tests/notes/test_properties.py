"""Properties as people and other tools write them: names, links, endings, keys of one's own."""

import pytest

from vaultwell.model.contact import Contact
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import Note, parse_note

DENOTE = "People/20260105T120000--ana-diaz__person_work.md"


def read(*properties: str, path: str = "People/Ana Díaz.md") -> Note:
    text = "\n".join(("---", *properties, "---", ""))
    return parse_note(path, text.encode(), Settings(), Conventions())


def contact(*properties: str, path: str = "People/Ana Díaz.md") -> Contact:
    found = read(*properties, path=path).contact
    assert found is not None
    return found


def codes(*properties: str) -> list[str]:
    return [problem.code for problem in read(*properties).problems]


@pytest.mark.parametrize(
    "properties",
    [
        ("N.GN: Ana Sofía", "N.FN: Díaz"),
        ("first_name: Ana Sofía", "last_name: Díaz"),
        ("name:", "  first: Ana Sofía", "  last: Díaz"),
        ("FN: Ana Sofía Díaz",),
        ("aliases: [Ana Sofía Díaz]", "N.GN: Ana Sofía", "N.FN: Díaz"),
    ],
)
def test_given_and_family_name_make_an_alias(properties: tuple[str, ...]) -> None:
    """What VCF Contacts, hal_md and Contacts keep apart is one more name of the person."""
    assert contact(*properties).aliases == ("Ana Sofía Díaz",)


@pytest.mark.parametrize("properties", [("N.GN: Ana", "N.FN: Díaz"), ("N.GN: Ana",), ("name: Ana",)])
def test_half_a_name_or_the_same_one_is_no_alias(properties: tuple[str, ...]) -> None:
    """The name of the file again, or only one part of a name, adds nothing."""
    assert contact(*properties).aliases == ()


@pytest.mark.parametrize(
    "value",
    [
        '"[[Bob]] [[Sue|Susie]]"',
        '"[[Bob]], [[Sue]]"',
        '"[[Bob]] and [[Sue]]"',
        '["[[Bob]]", "[[Sue]]"]',
        '["[[Bob]] & [[Sue]]"]',
    ],
)
def test_several_links_in_one_text_are_several(value: str) -> None:
    """Links with nothing but blanks, commas or “and” between them are read one by one."""
    found = contact(f"friends: {value}", f"sibling: {value}", f"introduced_by: {value}")
    assert found.relations == {"friends": ("Bob", "Sue"), "sibling": ("Bob", "Sue")}
    assert found.introduced_by == ("Bob", "Sue")
    assert found.facts["sibling"][0] == "Bob"


def test_a_sentence_with_links_is_text() -> None:
    """Words around the links make it no relation."""
    found = contact('friends: "[[Bob]], whom [[Sue]] knows"', 'why: "[[Bob]] [[Sue]]"')
    assert found.relations == {}
    assert found.others == {"friends": ("[[Bob]], whom [[Sue]] knows",)}
    assert found.fact("why") == ("Bob", "Sue")


def test_several_attendees_in_one_text_were_all_there() -> None:
    """`people: "[[Bob]] [[Sue]]"` of a meeting names two; one marked absent is none."""
    note = read("date: 2026-10-05", 'people: ["[[Bob]] [[Sue]]", "[[Kim]] (absent)"]', path="Talk.md")
    assert [ref.target for ref in note.attendees] == ["Bob", "Sue"]


def test_a_name_of_denote_is_read() -> None:
    """The title is the person's name, the keyword makes them one, the day is when the note was made."""
    assert str(contact(path=DENOTE).created) == "2026-01-05"
    assert contact(path=DENOTE).name == "Ana Diaz"
    assert contact('title: "Ana Díaz"', path=DENOTE.removeprefix("People/")).name == "Ana Díaz"
    assert str(contact("created: 2025-12-24", path=DENOTE).created) == "2025-12-24"
    assert read(path="20260105T120000--soup__kitchen.md").contact is None
    assert contact(path="People/20261305T120000--ana__x.md").created is None


@pytest.mark.parametrize(
    ("value", "let_go", "code"),
    [
        ("2026-03-01", "2026-03-01", None),
        ("we drifted", "we drifted", None),
        ("yes", "yes", None),
        ("no", None, None),
        ("never", None, None),
        ("not yet", None, None),
        ("2026-02-30", "2026-02-30", "impossible-date"),
        ("19/11/2026", "19/11/2026", "bad-date"),
    ],
)
def test_let_go_says_yes_or_no(value: str, let_go: str | None, code: str | None) -> None:
    """Words that deny it deny it; a day that cannot be meant is reported, and they stay let go."""
    assert contact(f"let_go: {value}").let_go == let_go
    assert codes(f"let_go: {value}") == [code] * (code is not None)


@pytest.mark.parametrize(
    ("value", "is_dead", "code"),
    [
        ("2019-05-03", True, None),
        ("true", True, None),
        ("false", False, None),
        ("n/a", False, None),
        ("2019-02-30", True, "impossible-date"),
        ("03.05.2019", True, "bad-date"),
        ("of old age", True, "bad-value"),
    ],
)
def test_died_says_yes_or_no(value: str, is_dead: bool, code: str | None) -> None:
    """Whatever else stands there is reported, and nobody is sent to write to the dead."""
    assert (contact(f"died: {value}").died is not None) == is_dead
    assert codes(f"died: {value}") == [code] * (code is not None)


@pytest.mark.parametrize("key", ["cadance", "brithday", "birtday", "cirlce", "last_contct", "lcation"])
def test_a_slip_of_the_pen_is_a_problem(key: str) -> None:
    """One letter wrong inside a longer word of ours is not a word that anybody chose."""
    assert codes(f"{key}: 1") == ["near-miss-key"]


@pytest.mark.parametrize(
    "key", ["emails", "mail", "e-mail", "goal", "interest", "parents", "created_at", "Rolle", "vocation"]
)
def test_a_form_of_a_word_of_ours_is_a_hint(key: str) -> None:
    """A plural, a part, a longer or a foreign word may be a key of one's own."""
    assert codes(f"{key}: x") == ["own-key"]


def test_a_relation_of_ones_own_is_no_slip() -> None:
    """A key whose value is only links is a relation, however near it is to another."""
    assert codes('manages: "[[Bob]]"') == ["own-key"]


@pytest.mark.parametrize("key", ["favourite_pub", "children", "nickname", "hobby"])
def test_other_keys_are_not_spoken_of(key: str) -> None:
    """Unknown keys belong to the user."""
    assert codes(f"{key}: x") == []


def test_a_key_beside_the_one_it_is_like_is_not_spoken_of() -> None:
    """Who writes `email` and `emails` in one note knows both."""
    assert codes("email: a@example.org", "emails: [b@example.org]") == []
