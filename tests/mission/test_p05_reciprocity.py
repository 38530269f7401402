"""P5: reciprocity is two-way. Favors, asks, offers, promises, gifts and loans, both directions, no score."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

COLLEAGUE = "---\ntype: person\nrelation: colleague\n---\n\n## Log\n\n"
FRIEND = "---\ntype: person\nrelation: friend\n---\n\n## Log\n\n"


def ask(run: Run, write_vault: Write, head: str, *lines: str, words: str = "ana") -> str:
    """What `favors` says of a note with these lines in its log, which begins in line 8."""
    vault = write_vault({"People/Ana.md": head + "".join(f"- {line}\n" for line in lines)})
    return run(vault, "favors", *words.split()).stdout


def test_both_sides_stand_there(run: Run, write_vault: Write) -> None:
    """What is open, and what each of you did, with counts where you are no friends, and never a balance."""
    assert ask(
        run,
        write_vault,
        COLLEAGUE,
        "2026-03-05 they helped: with the move",
        "2026-04-02 gave: the old desk",
        "[x] 2026-05-01 promised: a book list ✅ 2026-05-04",
        "2026-10-01 they gave: a week with the scanner",
        "2026-10-02 coffee: the move",
        "[ ] 2026-11-01 they asked: a look at the abstract",
        "[ ] 2026-11-02 promised: the photos 📅 2026-12-01",
    ) == (
        "Ana  People/Ana.md\n"
        "\n"
        "Open\n"
        "  you promised: the photos, by 1 Dec (2 Nov)  People/Ana.md:14\n"
        "  they asked: a look at the abstract (1 Nov)  People/Ana.md:13\n"
        "\n"
        "From you: 1 favor, 1 promise kept\n"
        "  1 May · you promised: a book list – kept 4 May  People/Ana.md:10\n"
        "  2 Apr · you gave: the old desk  People/Ana.md:9\n"
        "\n"
        "From them: 2 favors\n"
        "  1 Oct · they gave: a week with the scanner  People/Ana.md:11\n"
        "  5 Mar · they helped: with the move  People/Ana.md:8\n"
    )


def test_nothing_is_counted_between_friends(run: Run, write_vault: Write) -> None:
    """For a friend the same lines stand there without a number beside them, and without a sum (P16)."""
    lines = (
        "2026-03-05 they helped: with the move",
        "2026-04-02 lent: 20 EUR",
        "2026-04-03 they helped: again",
    )
    friend = ask(run, write_vault, FRIEND, *lines)
    assert "From them\n" in friend
    assert "they owe you: 20 EUR" in friend
    assert "Together" not in friend
    colleague = ask(run, write_vault, COLLEAGUE, *lines)
    assert "From them: 2 favors\n" in colleague
    assert "Together: they have 20 EUR of yours." in colleague


def test_money_comes_back_in_parts(run: Run, write_vault: Write) -> None:
    """Repayments go to the oldest loan of their currency; what is left is said by loan and by currency."""
    assert ask(
        run,
        write_vault,
        COLLEAGUE,
        "2026-01-03 lent: 50 EUR for the train",
        "2026-01-20 got back: 20 EUR",
        "2026-02-01 lent: 20,50 €",
        "2026-02-03 lent: $1,200.00",
        "2026-03-01 they paid me back: €35",
        "2026-03-02 borrowed: £12.50",
        "2026-03-09 gave back: £2.50",
        words="ana --open",
    ) == (
        "Ana  People/Ana.md\n"
        "\n"
        "Open\n"
        "  they owe you: 50 EUR for the train (in January); came back: “20 EUR” in January, “€35” in March. "
        "Tick it if that settles it  People/Ana.md:8  People/Ana.md:9  People/Ana.md:12\n"
        "  they owe you: 20,50 € (in February); 15.50 EUR left, after “€35” in March"
        "  People/Ana.md:10  People/Ana.md:12\n"
        "  they owe you: $1,200.00 (in February)  People/Ana.md:11\n"
        "  you owe: £12.50 (in March); 10 GBP left, after “£2.50” in March"
        "  People/Ana.md:13  People/Ana.md:14\n"
        "  Together: you have 10 GBP of theirs; they have $1,200 and 15.50 EUR of yours.\n"
    )


def test_a_loan_is_settled_by_a_favor(run: Run, write_vault: Write) -> None:
    """A ticked loan is settled whatever came back of it; words without an amount stand beside it."""
    dinner = ("2026-05-02 lent: 30 EUR", "2026-06-01 they gave back: a dinner at hers instead")
    assert "came back: “a dinner at hers instead” in June. Tick it if that settles it" in ask(
        run, write_vault, COLLEAGUE, *dinner
    )
    settled = ask(run, write_vault, COLLEAGUE, "[x] 2026-05-02 lent: 30 EUR ✅ 2026-06-01", dinner[1])
    assert "you lent: 30 EUR – settled 1 Jun" in settled
    assert "Together" not in settled
    assert "Open" not in settled


def test_a_repayment_does_not_count_for_what_was_settled_before(run: Run, write_vault: Write) -> None:
    """Money that came back goes to a loan that was open on its day."""
    text = ask(
        run,
        write_vault,
        COLLEAGUE,
        "[x] 2026-01-01 lent: 100 CHF ✅ 2026-01-20",
        "2026-02-01 lent: 80 CHF",
        "2026-02-10 got back: 50 CHF",
    )
    assert "80 CHF (in February); 30 CHF left" in text
    assert "they have 30 CHF of yours." in text


def test_a_thing_of_a_price_is_no_money(run: Run, write_vault: Write) -> None:
    """In doubt a line is shown as it stands, and not added up."""
    text = ask(
        run, write_vault, COLLEAGUE, "2026-06-02 lent: the 50 € drill", "2026-06-03 lent: 2 books + 20 eur"
    )
    assert "they have of yours: the 50 € drill" in text
    assert "they have of yours: 2 books + 20 eur" in text
    assert "Together" not in text


def test_giving_something_back_is_no_contact(run: Run, write_vault: Write) -> None:
    """A transfer is no talk: somebody who paid something back is as long unheard of as before."""
    vault = write_vault(
        {"People/Ana.md": COLLEAGUE + "- 2026-01-03 coffee: x\n- 2026-11-01 they paid me back: 20 EUR\n"}
    )
    assert run(vault, "list").stdout == "Ana  last 3 Jan\n"


def test_gift_ideas_are_kept(run: Run, write_vault: Write) -> None:
    """Ideas from the log and from a property, each with its line; other ideas are none."""
    head = COLLEAGUE.replace("relation: colleague", "gift_ideas:\n  - a bread knife\n  - socks")
    text = ask(
        run, write_vault, head, "2026-08-02 gift idea: a book on rye", "2026-08-03 idea: a walk by the sea"
    )
    assert "Gift ideas\n  a bread knife  People/Ana.md:3\n  socks  People/Ana.md:3\n" in text
    assert "  a book on rye  People/Ana.md:10\n" in text
    assert "walk by the sea" not in text


def test_a_gift_idea_in_a_daily_note_is_found(run: Run, write_vault: Write) -> None:
    """A line that only mentions somebody can be an idea for them; one that speaks of a gift is none."""
    daily = "- gift idea for [[Ana]]: a chalk bag\n- wrapped the gift for [[Ana]]\n"
    vault = write_vault({"People/Ana.md": FRIEND, "2026-11-05.md": daily})
    text = run(vault, "favors", "ana").stdout
    assert "Gift ideas\n  gift idea for Ana: a chalk bag  2026-11-05.md:1\n" in text
    assert "wrapped" not in text


def test_one_line_about_two_people_stands_with_both(run: Run, write_vault: Write) -> None:
    """An introduction is given to both."""
    vault = write_vault({
        "People/Ana.md": COLLEAGUE + "- 2026-10-11 introduced [[Chen]]: about Lisbon\n",
        "People/Chen.md": COLLEAGUE,
    })  # fmt: skip
    assert "you introduced: Chen, about Lisbon  People/Ana.md:8" in run(vault, "favors", "ana").stdout
    assert "you introduced: Ana, about Lisbon  People/Ana.md:8" in run(vault, "favors", "chen").stdout


def test_nothing_is_said_kindly(run: Run, write_vault: Write) -> None:
    """No entries, no people, nothing open: a sentence."""
    text = ask(run, write_vault, FRIEND)
    assert text == "Ana  People/Ana.md\n\nNo favor, promise or loan between you is written down.\n"
    vault = write_vault({"People/Ana.md": FRIEND})
    assert run(vault, "favors").stdout == "Nothing open between you and anybody.\n"
    assert run(vault, "favors", "--past").stdout == "Nothing past is written down.\n"


def test_pronouns_are_used_where_a_note_says_them(run: Run, write_vault: Write) -> None:
    """“she”, “him” where `pronouns` is written, “they” where it is not; the verb stands as it must."""
    lent = "- [ ] 2026-10-01 lent: 50 EUR\n- [ ] 2026-10-02 lent: tripod\n"
    log = f"\n## Log\n\n- 2026-11-01 they gave: the atlas\n{lent}"
    vault = write_vault({
        "People/Ana.md": f"---\ntype: person\npronouns: she/her\n---\n{log}",
        "People/Kim.md": f"---\ntype: person\n---\n{log}",
    })  # fmt: skip
    rows = run(vault, "due").stdout
    assert "she gave 1 Nov: “the atlas” · thank her, tell her how it went" in " ".join(rows.split())
    assert "they gave 1 Nov: “the atlas” · thank them, tell them how it went" in " ".join(rows.split())
    assert run(vault, "favors", "ana").stdout.splitlines()[2:7] == [
        "Open",
        "  she owes you: 50 EUR (1 Oct)  People/Ana.md:9",
        "  she has of yours: tripod (2 Oct)  People/Ana.md:10",
        "  thank her, or tell how it ended – she gave: the atlas (1 Nov)  People/Ana.md:8",
        "  Together: she has 50 EUR of yours.",
    ]
