"""When two short texts speak of one thing."""

import pytest

from vaultwell.practices.topics import find_shared, is_one_thing, parse_topic, split_parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a flat in Lisbon", "a flat in Lisbon to sublet from March"),
        ("a climbing partner", "climbing"),
        ("climbers", "climbs"),
        ("a good dentist", "dentist"),
        ("eine Wohnung in Altona", "Wohnungen in Altona, auch möbliert"),
        ("Gärten", "Garten"),
        ("Wohnung in Hamburg", "Wohnungen"),
        ("留学", "留学"),
        ("[[Sourdough|sourdough]] starter", "starters for sourdough"),
    ],
)
def test_two_texts_are_of_one_thing(one: str, other: str) -> None:
    """Two words are shared, or all of one text and half of the other; endings make no difference."""
    assert is_one_thing(parse_topic(one), parse_topic(other))
    assert is_one_thing(parse_topic(other), parse_topic(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a flat in Lisbon", "introductions to studios in Lisbon"),
        ("somebody to read his English", "English lessons"),
        ("tide tables that a reader can read", "reading"),
        ("practice in front of a kind audience", "audience research"),
        ("someone for Sundays", "a van on Sundays"),
        ("help with the move", "help with the garden"),
        ("", ""),
        ("the", "the"),
        ("2026", "2026"),
    ],
)
def test_a_word_in_passing_is_not_one_thing(one: str, other: str) -> None:
    """A city, a day, a number or a little word in both texts is no match."""
    assert not is_one_thing(parse_topic(one), parse_topic(other))


def test_shared_words_are_those_that_were_typed() -> None:
    """What is quoted is the first text's own form of the word."""
    assert find_shared(parse_topic("Climbs in Lisbon"), parse_topic("climbing in Lisbon")) == (
        "Climbs",
        "Lisbon",
    )


def test_an_enumeration_has_parts() -> None:
    """Each thing that is listed in one text can be found alone."""
    assert split_parts("a drill, a ladder and a van") == (
        "a drill, a ladder and a van",
        "a drill",
        "a ladder",
        "a van",
    )
