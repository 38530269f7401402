"""P13: keep promises. Mine to keep and theirs to know, oldest first; kept and dropped are history."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "---\ntype: person\n---\n\n## Log\n\n"

NOTES = {
    "People/Ana.md": HEAD
    + "- [ ] 2026-10-11 promised: the checklist 📅 2026-11-20\n"
    + "- [x] 2026-08-30 promised: the crash pad ✅ 2026-09-02\n"
    + "- 2026-09-15 lent: tripod\n",
    "People/Ben.md": HEAD
    + "- promised: no day, so it is a hint\n"
    + "- 2026-07-01 promised: true his wheel\n"
    + "- [-] 2026-05-09 promised: a second henhouse\n"
    + "- [ ] 2026-10-25 borrowed: his drill 📅 2026-12-06\n",
    "People/Chen.md": HEAD + "- 2026-09-10 they promised: the recipe\n",
    "People/Dom.md": HEAD.replace("person\n", "person\nlet_go: 2026-06-01\n")
    + "- 2026-01-01 promised: the tent\n",
    "People/Eve.md": HEAD.replace("person\n", "person\ndied: 2026-06-01\n")
    + "- 2026-01-01 promised: a visit\n",
    "People/Fay.md": HEAD,
}


def test_the_oldest_promise_stands_first(run: Run, write_vault: Write) -> None:
    """Mine by their day, promises before things; theirs are good to know; nobody who died or was let go."""
    assert run(write_vault(NOTES), "favors").stdout == (
        "Yours to do\n"
        "  Ben · you promised: true his wheel (in July)  People/Ben.md:8\n"
        "  Ana · you promised: the checklist, by 20 Nov (11 Oct)  People/Ana.md:7\n"
        "  Ben · you have of theirs: his drill, by 6 Dec (25 Oct)  People/Ben.md:10\n"
        "\n"
        "Theirs, good to know\n"
        "  Chen · they promised: the recipe (10 Sep)  People/Chen.md:7\n"
        "  Ana · they have of yours: tripod (15 Sep)  People/Ana.md:9\n"
    )


def test_kept_and_dropped_are_history(run: Run, write_vault: Write) -> None:
    """The past says how a promise ended, and nothing about how many did."""
    assert run(write_vault(NOTES), "favors", "--past").stdout == (
        "Past\n"
        "  30 Aug · Ana · you promised: the crash pad – kept 2 Sep  People/Ana.md:8\n"
        "  9 May · Ben · you promised: a second henhouse – dropped  People/Ben.md:9\n"
    )


def test_it_is_never_a_wall(run: Run, write_vault: Write) -> None:
    """Twelve lines, then how many more there are and how to see them."""
    lines = "".join(f"- 2026-10-{day:02} promised: thing {day}\n" for day in range(1, 21))
    vault = write_vault({"People/Ana.md": HEAD + lines})
    few, whole = run(vault, "favors").stdout, run(vault, "favors", "--all").stdout
    assert few.count("\n") == 14
    assert few.endswith("  and 8 more: add --all\n")
    assert whole.count("you promised") == 20


def test_a_kept_promise_leaves_the_list(run: Run, write_vault: Write) -> None:
    """`done` closes it, and it is told among the past."""
    vault = write_vault(NOTES)
    run(vault, "done", "ana", "checklist")
    assert "checklist" not in run(vault, "favors").stdout
    assert "you promised: the checklist – kept 22 Nov" in run(vault, "favors", "--past").stdout


def test_the_order_of_files_makes_no_difference(run: Run, tmp_path: Path, write_vault: Write) -> None:
    """The same notes written the other way round give the same words."""
    first = run(write_vault(NOTES), "favors", "--json").stdout
    (tmp_path / "vault").rename(tmp_path / "first")
    backwards = write_vault(dict(reversed(NOTES.items())))
    assert run(backwards, "favors", "--json").stdout == first


def test_a_promise_kept_stands_on_its_day(run: Run, write_vault: Write) -> None:
    """In the brief, a promise I kept is a talk of the day it was kept, between those before and after."""
    log = (
        "- 2026-09-01 call: the move\n- 2026-09-05 lunch\n- [x] 2026-08-30 promised: the pad ✅ 2026-09-02\n"
    )
    assert run(write_vault({"People/Ana.md": HEAD + log}), "show", "ana").stdout == (
        "Ana  People/Ana.md\n"
        "last in touch 5 Sep\n\n"
        "Last talks\n"
        "  5 Sep  lunch  People/Ana.md:8\n"
        "  2 Sep  you kept: the pad  People/Ana.md:9\n"
        "  1 Sep  call: the move  People/Ana.md:7\n"
    )
