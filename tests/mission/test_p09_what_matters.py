"""P9: care about what matters to them, in their own words."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run
from tests.render.test_due_note import person, render, rows

Write = Callable[[Mapping[str, str | bytes]], Path]

PROPERTIES = (
    "circle: close\nbirthday: 11-22\npets: [Biscuit (border collie)]\n"
    "interests: [climbing]\nfood: [no coriander]"
)


def test_the_due_row_says_what_to_ask() -> None:
    """The question for next time stands on the row, behind the last thing you shared."""
    log = "- 2026-09-05 call: how the talk went\n- 2026-09-06 next: did the landlord write back?\n"
    (row,) = rows(render({"People/Ana.md": person(log)}))
    assert row.startswith(
        "- [ ] [[Ana]] · call 5\u00a0Sep: “how the talk went” · ask: “did the landlord write back?” ^vw-"
    )


def test_their_news_are_a_reason_to_write() -> None:
    """Good or sad news of the last thirty days stands on the row."""
    log = "- 2026-09-05 call\n- 2026-11-10 promoted: head of the lab\n"
    assert "promoted 10\u00a0Nov: “head of the lab”" in render({"People/Ana.md": person(log)})
    assert "promoted" not in render({"People/Ana.md": person(log.replace("2026-11-10", "2026-10-20"))})


def test_without_words_the_row_says_what_they_care_about() -> None:
    """When nothing was told, what they like and who lives with them gives something to begin with."""
    (row, *_) = rows(render({"People/Ana.md": person("- 2026-09-05 call\n", PROPERTIES)}))[1:]
    assert "· call 5\u00a0Sep · climbing, Biscuit (border collie) ^vw-" in row


def test_the_brief_has_it_all(write_vault: Write, run: Run) -> None:
    """Interests, pets, food, dates, the question, the last talk; old facts come with “ask again”."""
    log = (
        "- 2025-06-01 note: her mother is in hospital\n- 2026-09-05 they called: how the talk went\n"
        "- 2026-09-06 next: did the landlord write back?\n- 2026-09-07 learned: the cat is called Miso\n"
    )
    shown = run(write_vault({"People/Ana.md": person(log, PROPERTIES)}), "show", "ana").stdout
    for line in (
        "  interests  climbing\n",
        "  pets       Biscuit (border collie)\n",
        "  food       no coriander\n",
        "To ask\n  6 Sep  did the landlord write back?  People/Ana.md:12\n",
        "Last talks\n  5 Sep  they called: how the talk went  People/Ana.md:11\n",
        "Dates\n  22 Nov  birthday\n",
        "  7 Sep       learned: the cat is called Miso  People/Ana.md:13\n",
        "  1 Jun 2025  her mother is in hospital (ask again)  People/Ana.md:10\n",
    ):
        assert line in shown
