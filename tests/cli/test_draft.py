"""`vaultwell draft`: an occasion, a message, and what is said beside it."""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import Run
from vaultwell.cli import copying
from vaultwell.practices.occasions import OCCASIONS

WriteVault = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "---\n{}email: ana@example.org\ninterests: climbing\n---\n\n## Log\n\n"


@pytest.fixture
def draft(write_vault: WriteVault, run: Run) -> Callable[..., str]:
    """The message to Ana, whose note has these properties and log."""

    def say(log: str, *words: str, properties: str = "") -> str:
        vault = write_vault(
            {"People/Ana Díaz.md": HEAD.format(properties) + log, "People/Inês.md": "---\n---\n"}
        )
        return run(vault, "draft", "ana", *words).stdout

    return say


# --- The words of each occasion -------------------------------------------------------------------------

OCCASION_WORDS = {
    "thank": (
        "- 2026-11-12 they helped: hemmed the long curtains\n",
        (
            "Ana, thank you for [in your words: hemmed the long curtains].\n"
            "\n"
            "[what came of it, or what it changed for you, in a sentence]\n"
            "\n"
            "Nothing to answer; I only wanted you to know.\n"
        ),
    ),
    "how-it-ended": (
        "- 2026-09-20 they reviewed: my talk\n- 2026-09-21 thanked: for it\n",
        (
            "Ana, you had a part in this two months ago, so I want to tell you how it ended:"
            " [what it was about: my talk].\n"
            "\n"
            "[how it ended, in a sentence or two, also if it ended badly]\n"
            "\n"
            "Thank you. Nothing to answer.\n"
        ),
    ),
    "close-the-loop": (
        "- 2026-11-09 they introduced [[Inês]]: a librarian\n- 2026-11-14 lunch with [[Inês]]: the survey\n",
        (
            "Ana, thank you for introducing me to Inês; I am writing to tell you how it went.\n"
            "\n"
            "We were in touch on 14 November. [how it went, in your words: the survey]\n"
            "\n"
            "Nothing to answer. If there is something I can do for you, tell me.\n"
        ),
    ),
    "congratulate": (
        "- 2026-11-12 promoted: runs a clinic\n",
        (
            "Ana, congratulations! [on what, in your words: promoted: runs a clinic] I am glad for you.\n"
            "\n"
            "[what you think they put into it, or look forward to]\n"
            "\n"
            "No need to answer: enjoy it first.\n"
        ),
    ),
    "console": (
        "- 2026-11-12 lost: a cat\n",
        (
            "Ana, I am so sorry. [what happened, gently, or leave it unsaid: a cat] I am thinking of you.\n"
            "\n"
            "[one thing you remember, or nothing at all]\n"
            "\n"
            "[what you will do, so that they need not ask: a meal on Thursday, a walk, a call]\n"
            "\n"
            "You do not have to answer.\n"
        ),
    ),
    "share": (
        "",
        (
            "Ana, I came across [what it is, with the link] and thought of you.\n"
            "\n"
            "[why it made you think of them: climbing]\n"
            "\n"
            "Nothing to answer; if it is not for you, let it be.\n"
        ),
    ),
    "ask": (
        "",
        (
            "Ana, I am writing with a question: [what you ask, in one sentence].\n"
            "\n"
            "[why you ask them; how long it takes; by when]\n"
            "\n"
            "A plain no is fine, and changes nothing between us.\n"
        ),
    ),
    "answer": (
        "- [ ] 2026-11-05 they asked: a look at an abstract\n",
        (
            "Ana, you asked me on 5 November [for what: a look at an abstract]: yes, gladly.\n"
            "\n"
            "[what you will do, and by when]\n"
            "\n"
            "If you no longer need it, just say so.\n"
        ),
    ),
    "decline": (
        "- [ ] 2026-11-05 they asked: a look at an abstract\n",
        (
            "Ana, you asked me on 5 November [for what: a look at an abstract]."
            " I cannot take it on now, and would rather tell you than keep you waiting.\n"
            "\n"
            "[somebody or something else that could help; or leave this out]\n"
            "\n"
            "I hope it goes well. There is nothing to answer.\n"
        ),
    ),
    "promise": (
        "- [ ] 2026-10-11 promised: the visa checklist 📅 2026-11-20\n",
        (
            "Ana, on 11 October I promised you [the visa checklist].\n"
            "\n"
            "[here it is / it will be there by … / I have to tell you that it will not happen]\n"
            "\n"
            "Sorry that you had to wait. If it has become needless meanwhile, just say so.\n"
        ),
    ),
}


@pytest.mark.parametrize("occasion", OCCASION_WORDS)
def test_the_words_of_an_occasion(occasion: str, draft: Callable[..., str]) -> None:
    """Why in line one, what is known as facts, the user's words in brackets, an easy way out at the end."""
    log, message = OCCASION_WORDS[occasion]
    assert draft(log, "--for", occasion) == message


def test_an_introduction_asks_both_sides_first(write_vault: WriteVault, run: Run) -> None:
    """One message to each, with what the other could be to them, and a no that needs no reason (P12)."""
    ana = "---\ninterests: [climbing, maps]\nneeds: a flat in Lisbon\n---\n"
    ines = "---\ninterests: [Maps]\noffers: a flat in Lisbon from March\nrole: librarian\n---\n"
    vault = write_vault({"People/Ana Díaz.md": ana, "People/Inês.md": ines})
    assert run(vault, "draft", "ana", "--intro", "ines").stdout == (
        "To Ana Díaz:\n"
        "\n"
        "Ana, may I introduce you to Inês?\n"
        "\n"
        "[who Inês is, and why you two: Maps / a flat in Lisbon from March / librarian]\n"
        "\n"
        "I ask each of you first, and do nothing until both of you say yes."
        " A plain no is fine; you need no reason.\n"
        "\n"
        "To Inês:\n"
        "\n"
        "Inês, may I introduce you to Ana Díaz?\n"
        "\n"
        "[who Ana is, and why you two: maps / looks for a flat in Lisbon]\n"
        "\n"
        "I ask each of you first, and do nothing until both of you say yes."
        " A plain no is fine; you need no reason.\n"
    )


@pytest.mark.parametrize(
    "log", ["- 2026-03-01 introduced [[Ben]]: for the wall\n", "- 2026-03-01 lunch with [[Ben]]\n"]
)
def test_who_know_each_other_are_not_introduced_unawares(log: str, write_vault: WriteVault, run: Run) -> None:
    """A line that has both of them in it is named."""
    vault = write_vault({"People/Ana.md": HEAD.format("") + log, "People/Ben.md": "---\n---\n"})
    said = run(vault, "draft", "ana", "--intro", "ben").stderr
    assert "Ana and Ben seem to know each other already (People/Ana.md:8).\n" in said


def test_a_birthday(draft: Callable[..., str]) -> None:
    """Before, on and after the day the wish reads as one says it; somebody else's day is called so."""
    said = [draft("", properties=f"birthday: {day}\n").split("\n")[0] for day in ("11-24", "11-22", "11-20")]
    assert said == [
        "Ana, all the best for your birthday on 24 November!",
        "Ana, all the best for your birthday!",
        "Ana, a few days late, but no less warmly: all the best for your birthday!",
    ]
    assert "all the best for Biscuit’s birthday!" in draft("", properties="biscuit_birthday: 11-22\n")


def test_a_thing_borrowed(draft: Callable[..., str]) -> None:
    """What is theirs is given back with thanks."""
    said = draft("- [ ] 2026-10-25 borrowed: the drill 📅 2026-11-20\n")
    assert said.startswith("Ana, I still have something of yours: [the drill].\n")


def test_an_open_promise_is_not_passed_over(draft: Callable[..., str]) -> None:
    """Who reconnects says a word on what was promised."""
    log = "- 2026-01-05 lunch: the move\n- [ ] 2026-01-05 promised: the tide tables 📅 2026-02-01\n"
    assert "\n[a word on what you promised: the tide tables]\n" in draft(log, "--for", "reconnect")


# --- The occasion that is due ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("log", "properties", "occasion"),
    [
        ("- 2026-11-12 they helped: the shelf\n", "", "thank"),
        ("- 2026-11-12 they helped: the shelf\n", "relation: friend\n", "how-it-ended"),
        ("- 2026-11-12 they introduced [[Ben]]: for the wall\n", "", "close-the-loop"),
        ("- [ ] 2026-11-12 promised: soup 📅 2026-11-20\n", "", "promise"),
        ("- [ ] 2026-11-12 borrowed: a pan 📅 2026-11-20\n", "", "promise"),
        ("- [ ] 2026-11-12 they asked: a name\n", "", "answer"),
        ("- 2026-11-18 met: at the fair\n", "", "follow-up"),
        ("- 2026-09-18 call\n", "cadence: 30\n", "reconnect"),
        ("- 2026-09-18 call\n- 2026-11-18 married: in Leith\n", "cadence: 30\n", "congratulate"),
        ("- 2026-09-18 call\n- 2026-11-18 lost: the dog\n", "cadence: 30\n", "console"),
        ("- 2026-09-18 call\n- 2026-11-18 moved: to Leith\n", "cadence: 30\n", "reconnect"),
        ("- 2026-11-18 call\n- 2026-11-19 married: in Leith\n", "", "congratulate"),
        ("- 2026-11-18 call\n", "birthday: 11-24\n", "congratulate"),
        ("- 2026-11-12 they helped: the shelf\n", "birthday: 12-03\n", "thank"),
        ("- 2026-11-18 call\n", "mothers_death_anniversary: 11-24\n", "console"),
        ("- 2023-11-18 call\n", "", "reconnect"),
        ("- 2026-11-18 call\n", "", "reconnect"),
    ],
)
def test_the_occasion_is_what_is_due(
    log: str, properties: str, occasion: str, write_vault: WriteVault, run: Run
) -> None:
    """Without an option the draft is about today's row; what is owed comes before what is pleasant."""
    notes = {"People/Ana.md": HEAD.format(properties) + log, "People/Ben.md": "---\n---\n"}
    assert json.loads(run(write_vault(notes), "draft", "ana", "--json").stdout)["occasion"] == occasion


def test_beside_the_message_stands_why(write_vault: WriteVault, run: Run) -> None:
    """On stderr: for which row, and from which lines; with `--quiet` nothing."""
    vault = write_vault({"People/Ana.md": HEAD.format("") + "- 2026-11-12 they helped: the shelf\n"})
    assert run(vault, "draft", "ana").stderr == (
        "To thank: Ana did you a favor (People/Ana.md:8). For another occasion: --for, see --help.\n"
        "From People/Ana.md:8.\n"
    )
    assert run(vault, "draft", "ana", "--quiet").stderr == ""
    assert run(vault, "draft", "ana", "--for", "share").stderr == "From People/Ana.md:3.\n"


def test_beside_a_message_that_nothing_asks_for(write_vault: WriteVault, run: Run) -> None:
    """Where nothing is due, that is said."""
    vault = write_vault({"People/Ana.md": HEAD.format("") + "- 2026-10-12 call: the shelf\n"})
    assert run(vault, "draft", "ana").stderr == (
        "Nothing is due with Ana today: this is to reconnect. For another occasion: --for, see --help.\n"
        "From People/Ana.md:8.\n"
    )


@pytest.mark.parametrize(
    ("properties", "log", "words", "said"),
    [
        (
            "why: work at Kiln\n",
            "",
            [],
            "You wrote: “work at Kiln” (People/Ana.md:2). If that is why, say so in the first line.",
        ),
        ("", "", ["--for", "ask"], 'Look first whether the time is right: vaultwell ask "Ana" "…"'),
        (
            "",
            "- 2026-01-05 owe: soup\n",
            ["--for", "share"],
            "You promised Ana “soup” (People/Ana.md:8): --for promise.",
        ),
        ("let_go: 2026-01-05\n", "", [], "You let Ana go (People/Ana.md:2). The draft is here all the same."),
        ("paused: true\n", "", [], "You let Ana rest (People/Ana.md:2). The draft is here all the same."),
        (
            "",
            "- 2026-09-05 pinged\n- 2026-10-05 called: no answer\n",
            [],
            (
                "Your tries on 5 Sep and 5 Oct have had no answer yet, which says nothing about you."
                " One line is enough."
            ),
        ),
    ],
)
def test_what_to_think_of_first(
    properties: str, log: str, words: list[str], said: str, write_vault: WriteVault, run: Run
) -> None:
    """An intention (P17), an open promise, a rest, a try without an answer is said, with its line."""
    vault = write_vault({"People/Ana.md": HEAD.format(properties) + log})
    assert f"{said}\n" in run(vault, "draft", "ana", *words).stderr


def test_a_friend_is_asked_without_a_look(write_vault: WriteVault, run: Run) -> None:
    """Nobody looks up whether a friend may be asked."""
    vault = write_vault({"People/Ana.md": HEAD.format("relation: friend\n")})
    assert "vaultwell ask" not in run(vault, "draft", "ana", "--for", "ask").stderr


def test_nobody_writes_to_the_dead(write_vault: WriteVault, run: Run) -> None:
    """No draft, and a kind word; nor are they introduced to anybody."""
    vault = write_vault({"People/Ana.md": HEAD.format("died: 2026-05-02\n"), "People/Ben.md": "---\n---\n"})
    assert run(vault, "draft", "ana", "--for", "share").stdout == (
        "Ana has died (People/Ana.md:2); there is no message to draft.\n"
        "Perhaps to somebody who misses them too.\n"
    )
    assert run(vault, "draft", "ben", "--intro", "ana").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--for", "share", "--decline"], "One occasion at a time: --for share or --for decline.\n"),
        (["--for", "introduce"], 'To whom? As in: vaultwell draft "Ana" --intro WHO\n'),
        (["--intro", "ana"], "Ana need not be introduced to themselves. Name somebody else with --intro.\n"),
    ],
)
def test_what_makes_no_sense_is_said(words: list[str], said: str, write_vault: WriteVault, run: Run) -> None:
    """Two occasions, or an introduction to nobody, are refused in a sentence."""
    result = run(write_vault({"People/Ana.md": HEAD.format("")}), "draft", "ana", *words)
    assert (result.stderr, result.exit_code) == (said, 2)


@pytest.mark.parametrize("note", ["", "---\n---\n", "---\ndied: true\n---\n", "---\npaused: true\n---\n"])
@pytest.mark.parametrize("occasion", [name for name in OCCASIONS if name != "introduce"])
def test_a_person_with_nothing_breaks_nothing(
    note: str, occasion: str, write_vault: WriteVault, run: Run
) -> None:
    """Whoever it is and whatever is wanted, there is an answer."""
    result = run(write_vault({"People/Ana.md": note}), "draft", "ana", "--for", occasion)
    assert result.exit_code == 0
    assert len(result.stdout.split()) > 5


# --- Names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "aliases", "called"),
    [
        ("Ana Díaz", "[]", "Ana"),
        ("Ana Díaz", "[Ana]", "Ana"),
        ("Tomasz Zieliński", "[Tomek]", "Tomek"),
        ("Chen Wei", "[Wei, 陈伟]", "Wei"),
        ("Käthe Brandt", "[Tante Käthe]", "Tante Käthe"),
        ("Ana Díaz", '["adiaz82", "Díaz, Ana", "@ana", "A. D."]', "Ana"),
        ("Dr. Ana Díaz", "[]", "Dr. Ana Díaz"),
        ("Ana", "[]", "Ana"),
        ("陈伟", "[]", "陈伟"),
    ],
)
def test_what_one_calls_them(name: str, aliases: str, called: str, write_vault: WriteVault, run: Run) -> None:
    """An alias that one says aloud, else the first word of the name; never a handle, never a bare title."""
    note = f"---\naliases: {aliases}\nrelation: friend\n---\n"
    said = run(write_vault({f"People/{name}.md": note}), "draft", f"People/{name}").stdout
    assert said.startswith(f"{called}, I have been thinking of you")


# --- Out of the terminal --------------------------------------------------------------------------------


def test_mailto_is_encoded(write_vault: WriteVault, run: Run) -> None:
    """A link of RFC 6068: only what a link may hold, lines ended by CRLF, and decoded the same words."""
    note = '---\nemail: "ana&b+c%x@example.org"\n---\n'
    vault = write_vault({"People/Ana.md": note})
    result = run(
        vault, "draft", "ana", "--for", "share", "--about", 'a “tale” & a #tag = 100% "ü" 👋', "--mailto"
    )
    link = result.stdout.removesuffix("\n")
    assert re.fullmatch(r"mailto:[A-Za-z0-9@%._~-]+\?subject=[A-Za-z0-9%._~-]+&body=[A-Za-z0-9%._~-]+", link)
    assert link.startswith("mailto:ana%26b%2Bc%25x@example.org?subject=For%20you&body=Ana%2C%20I%20came")
    body = unquote(link.partition("&body=")[2])
    said = run(vault, "draft", "ana", "--for", "share", "--about", 'a “tale” & a #tag = 100% "ü" 👋').stdout
    assert body.replace("\r\n", "\n") == said.removesuffix("\n")
    assert (
        "This waits for your words; fill it or take it out:\n  [why it made you think of them]\n"
        in result.stderr
    )


def test_mailto_without_an_address(write_vault: WriteVault, run: Run) -> None:
    """The link leaves the address open, and it is said."""
    result = run(
        write_vault({"People/Ana.md": "---\nemail: soon\n---\n"}),
        "draft",
        "ana",
        "--for",
        "share",
        "--mailto",
    )
    assert result.stdout.startswith("mailto:?subject=For%20you&body=")
    assert "People/Ana.md has no e-mail address; the link leaves it open.\n" in result.stderr


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, instead of the system's clipboard."""
    copied: list[str] = []
    monkeypatch.setattr(copying, "_fill_clipboard", copied.append)
    return copied


def test_copy_waits_for_the_brackets(clipboard: list[str], write_vault: WriteVault, run: Run) -> None:
    """Without a terminal nothing is copied while a bracket is left, and each is named."""
    vault = write_vault({"People/Ana.md": HEAD.format("")})
    result = run(vault, "draft", "ana", "--for", "share", "--quiet", "--copy")
    assert (clipboard, result.stdout, result.exit_code) == ([], "", 1)
    assert result.stderr == (
        "Not copied yet; in a terminal your editor opens, else save the draft with > and fill it there."
        " These wait for your words; fill them or take them out:\n"
        "  [what it is, with the link]\n"
        "  [why it made you think of them: climbing]\n"
    )


def test_copy_copies_what_waits_for_nothing(clipboard: list[str], write_vault: WriteVault, run: Run) -> None:
    """A message without brackets is copied as it is printed."""
    vault = write_vault({"People/Ana.md": "---\nrelation: friend\n---\n"})
    result = run(vault, "draft", "ana", "--copy")
    assert result.stdout == "In the clipboard. Nothing was sent.\n"
    assert clipboard == [run(vault, "draft", "ana").stdout.removesuffix("\n")]


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("Ana, read [this](https://example.org).\n", ["Ana, read [this](https://example.org)."]),
        ("Ana, read [ask about: x].\n", []),
        (None, []),
    ],
)
def test_in_a_terminal_the_editor_opens_first(
    typed: str | None,
    copied: list[str],
    clipboard: list[str],
    write_vault: WriteVault,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was typed is copied once no bracket is left; a link is none."""
    monkeypatch.setattr(copying, "_is_terminal", lambda: True)
    monkeypatch.setattr("click.edit", lambda text, extension: typed)
    run(write_vault({"People/Ana.md": HEAD.format("")}), "draft", "ana", "--for", "share", "--copy")
    assert clipboard == copied


def test_no_clipboard_is_a_sentence(
    write_vault: WriteVault, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no clipboard, it says what would help."""
    pyperclip = pytest.importorskip("pyperclip")

    def fail(_text: str) -> None:
        raise pyperclip.PyperclipException("none")

    monkeypatch.setattr(pyperclip, "copy", fail)
    result = run(write_vault({"People/Ana.md": "---\nrelation: friend\n---\n"}), "draft", "ana", "--copy")
    assert result.exit_code == 1
    assert result.stderr.endswith("or use the text as it is printed without --copy.\n")


# --- Other people's words -------------------------------------------------------------------------------

EVIL = "{{ 7 * 7 }} {% raw %} <% tp.x %> %% `$= 1` ``` [a](b) [[x]] \x1b[31m\u202e ] [ {# #}"


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_nothing_in_a_note_runs_or_escapes(occasion: str, write_vault: WriteVault, run: Run) -> None:
    """No word of a note is a template, a link, code, a comment, a colour or a bracket in what is printed."""
    fact = json.dumps(EVIL)
    properties = f"interests: [{fact}]\noffers: [{fact}]\nmet: 2026-11-15\nmet_at: {fact}\nlocation: {fact}\n"
    properties += f"aliases: ['`a` %% [[x]]']\nbirthday: 11-23\nwhy: {fact}\nneeds: [{fact}]\n"
    log = f"- 2026-11-12 they helped: {EVIL}\n- 2025-03-14 lunch in {EVIL}\n- 2026-11-20 next: {EVIL}\n"
    log += (
        f"- [ ] 2026-11-05 they asked: {EVIL}\n- [ ] 2026-11-05 promised: {EVIL}\n- 2026-11-13 lost: {EVIL}\n"
    )
    note = f"---\n{properties}---\n\n## Log\n\n{log}"
    name = "Ana" if os.name == "nt" else "{{ 7*7 }}{% x %}`<%\x1b[31m"
    vault = write_vault({f"People/{name}.md": note, "People/Bo.md": note})
    words = ["--intro", "Bo"] if occasion == "introduce" else ["--for", occasion]
    result = run(vault, "draft", f"People/{name}", *words)
    assert result.exit_code == 0, result.stderr
    said = result.stdout
    assert not re.search(r"\x1b|\u202e|\{\{|\{%|<%|%%|`|\b49\b|\]\(|\[\[", said)
    assert "\x1b" not in result.stderr
    assert not re.search(r"\[[^\]]*\[|\][^\[]*\]", said.replace("\n\n", ""))


def test_prose_stays_in_brackets(write_vault: WriteVault, run: Run) -> None:
    """Outside the brackets stands no word that only the note's prose could have given."""
    log = "- 2026-11-01 lunch: zebra; quagga\n- 2026-11-02 next: okapi?\n- 2026-11-03 they helped: gnu\n"
    note = f"---\nmet_at: by the kudu\nwhy: eland\ninterests: oryx\nmet: 2026-11-01\n---\n\n## Log\n\n{log}"
    vault = write_vault({"People/Ana.md": note})
    for occasion in OCCASIONS:
        if occasion == "introduce":
            continue
        said = run(vault, "draft", "ana", "--for", occasion).stdout
        outside = re.sub(r"\[[^\]]*\]", "", said)
        assert not re.search("zebra|quagga|okapi|gnu|kudu|eland|oryx", outside)
