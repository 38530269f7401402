"""P14: be of service. A need that somebody meets, who would like this, who should know each other."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]


def person(log: str = "", **properties: str) -> str:
    """A note with some properties, one value or several separated by `; `."""
    lines = ["---", "type: person"]
    for key, value in properties.items():
        values = value.split("; ")
        lines += [f"{key}: {value}"] if len(values) == 1 else [f"{key}:", *(f"  - {one}" for one in values)]
    return "\n".join([*lines, "---", "", "## Log", "", log])


def serve(run: Run, write_vault: Write, **notes: str) -> str:
    """What `serve` says of these people."""
    return run(write_vault({f"People/{name}.md": text for name, text in notes.items()}), "serve").stdout


NOTHING = (
    "No need here that somebody you know could meet, and no two strangers with one interest.\n"
    "What people need, offer and care about stands in their properties: needs, offers, interests.\n"
)


def test_a_need_meets_an_offer(run: Run, write_vault: Write) -> None:
    """Both lines, the words in both, and whether they know each other."""
    assert serve(
        run,
        write_vault,
        Ana=person(needs="a flat in Lisbon"),
        Ben=person(offers="introductions to studios in Lisbon"),
        Ines=person(offers="a flat in Lisbon to sublet from March"),
    ) == (
        "Somebody you know could meet this\n"
        "  Ana needs: a flat in Lisbon  People/Ana.md:3\n"
        "    Ines offers: a flat in Lisbon to sublet from March  People/Ines.md:3\n"
        "      “flat” and “Lisbon” in both; they do not know each other, as far as your notes tell\n"
    )


def test_half_of_an_offer_is_enough_but_not_a_city(run: Run, write_vault: Write) -> None:
    """A piano teacher and piano lessons are of one thing; two things in the city of somebody are not."""
    notes = {"Ana": person(needs="a piano teacher", location="Lisbon"), "Ben": person(offers="piano lessons")}
    assert "“piano” in both" in serve(run, write_vault, **notes)
    notes = {
        "Ana": person(needs="a flat in Lisbon", location="Lisbon"),
        "Ben": person(offers="tours of Lisbon"),
    }
    assert serve(run, write_vault, **notes) == NOTHING


def test_what_was_offered_in_a_talk_counts_for_a_year(run: Run, write_vault: Write) -> None:
    """A line of the log is an offer too, until it is ticked or a year old."""
    need = person(needs="English lessons")
    assert "Ben offers: English lessons on Skype  People/Ben.md:7" in serve(
        run, write_vault, Ana=need, Ben=person("- 2026-03-01 they offered: English lessons on Skype\n")
    )
    for line in (
        "- 2025-03-01 they offered: English lessons",
        "- [x] 2026-03-01 they offered: English lessons",
    ):
        assert serve(run, write_vault, Ana=need, Ben=person(f"{line}\n")) == NOTHING


def test_who_knows_each_other_is_said(run: Run, write_vault: Write) -> None:
    """Two who were together need no introduction; the match still helps."""
    text = serve(
        run,
        write_vault,
        Ana=person("- 2026-03-01 lunch with [[Ben]]: x\n", needs="a physiotherapist"),
        Ben=person(role="physiotherapist"),
    )
    assert "    Ben is: physiotherapist  People/Ben.md:3\n" in text
    assert "      “physiotherapist” in both; they know each other\n" in text


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("a flat in Lisbon", "a van on Sundays in Lisbon"),
        ("somebody to talk to", "somebody to walk with"),
        ("help with the garden", "help with taxes"),
        ("tide tables that a reader can read", "reading"),
    ],
)
def test_a_word_in_passing_is_no_match(run: Run, write_vault: Write, need: str, offer: str) -> None:
    """A city, a little word, or one word of many shared does not send you to two people."""
    assert serve(run, write_vault, Ana=person(needs=need), Ben=person(offers=offer)) == NOTHING


def test_two_strangers_with_one_interest_could_meet(run: Run, write_vault: Write) -> None:
    """Only people who do not know each other, as far as the notes tell, with both lines."""
    assert serve(
        run,
        write_vault,
        Ana=person(interests="night trains; bees"),
        Ben=person(interests="the night train; opera"),
        Cy=person("- 2026-01-01 coffee with [[Ana]]: x\n", interests="bees"),
    ) == (
        "They might like to know each other\n"
        "  Ana and Ben\n"
        "    night trains; the night train  People/Ana.md:3  People/Ben.md:3\n"
    )


def test_what_everybody_likes_is_no_reason(run: Run, write_vault: Write) -> None:
    """An interest of more than twelve people introduces nobody."""
    notes = {f"P{number}": person(interests="music") for number in range(13)}
    assert serve(run, write_vault, **notes) == NOTHING


def test_people_at_rest_are_left_in_peace(run: Run, write_vault: Write) -> None:
    """Who died, is let go or paused neither needs nor offers anything here."""
    for key, value in (("died", "2026-01-01"), ("let_go", "2026-01-01"), ("paused", "true")):
        rest = person(**{"needs": "a flat in Lisbon", "offers": "a drill", "interests": "bees", key: value})
        others = person(offers="a flat in Lisbon", needs="a drill", interests="bees")
        assert serve(run, write_vault, Ana=rest, Ben=others) == NOTHING


# --- share ----------------------------------------------------------------------------------------------

LISTENERS = {
    "People/Ana.md": person("- 2026-10-05 call: x\n", interests="night trains; sourdough"),
    "People/Ben.md": person("- 2026-10-06 lunch: his sourdough did not rise\n- 2026-11-01 tea: y\n"),
    "People/Chen.md": person(goals="to bake sourdough", paused="true"),
    "People/Dora.md": person("- 2026-01-05 call: x\n", goals="sourdough by spring"),
    "People/Eve.md": person("- 2026-11-05 news: took a train\n"),
}


def test_who_would_like_it(run: Run, write_vault: Write) -> None:
    """First those who care about it, longest unheard of first, then those you spoke of it with."""
    assert run(write_vault(LISTENERS), "share", "sourdough").stdout == (
        "Who would like “sourdough”\n"
        "  Dora · last in touch in January\n"
        "    goals: sourdough by spring  People/Dora.md:3\n"
        "  Ana · last in touch 5 Oct\n"
        "    interests: sourdough  People/Ana.md:3\n"
        "  Ben · last in touch 1 Nov\n"
        "    6 Oct · lunch: his sourdough did not rise  People/Ben.md:7\n"
    )


def test_a_link_is_read_by_its_address(run: Run, write_vault: Write) -> None:
    """Words of the path count, numbers and the site do not; one word of several is not enough in a talk."""
    link = "https://www.example.org/2026/11/night-trains-are-back.html?utm_source=x#top"
    text = run(write_vault(LISTENERS), "share", link).stdout
    assert text == (
        "Who would like “night”, “trains”\n"
        "  Ana · last in touch 5 Oct\n"
        "    interests: night trains  People/Ana.md:3\n"
    )


def test_a_whole_interest_is_enough(run: Run, write_vault: Write) -> None:
    """Who likes sourdough likes “sourdough in Portugal”, though nothing speaks of Portugal."""
    text = run(write_vault(LISTENERS), "share", "sourdough", "in", "Portugal", "--json").stdout
    assert [found["name"] for found in json.loads(text)["people"]] == ["Dora", "Ana"]


def test_words_that_say_nothing_are_refused(run: Run, write_vault: Write) -> None:
    """`share the` asks for a word that means something; a topic of nobody's says so."""
    vault = write_vault(LISTENERS)
    done = run(vault, "share", "the", "2026")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == 'Say in a word or two what it is about, as in: vaultwell share "night trains"\n'
    text = run(vault, "share", "volcanoes").stdout
    assert text == "Nobody’s note speaks of “volcanoes”. Fewer or other words may find more.\n"
