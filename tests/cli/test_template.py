"""`vaultwell template`: a template of the vault is used only as long as it is what the user trusted."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, write_notes
from vaultwell.practices.draft import Wanted, find_draft
from vaultwell.practices.occasions import OCCASIONS
from vaultwell.render.draft_facts import build_facts
from vaultwell.vault.load import load_vault

OWN = "Templates/vaultwell/reconnect.md.j2"
NOTES = {
    "People/Ana.md": "---\nlocation: Leith\n---\n\n## Log\n\n- 2025-03-14 lunch: two hives\n",
    "People/Ben.md": "---\nrelation: friend\n---\n",
    OWN: "Subject: Lange her\n\n{{ name }}, es ist {{ silence.months }} Monate her.\n\n"
    '[frag nach: {{ topics | join(" / ") }}]\n',
}
MINE = "Ana, es ist 20 Monate her.\n\n[frag nach: two hives]\n"


@pytest.fixture
def vault(
    write_vault: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A vault with a template of its own, and a state folder of this test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return write_vault(NOTES)


def test_a_template_of_the_vault_is_not_run_unasked(vault: Path, run: Run) -> None:
    """Until it is trusted the built-in one is used, and it is said why and what to do."""
    result = run(vault, "draft", "ana")
    assert result.stdout.startswith("Ana, I cannot believe")
    assert (
        f"{OWN} is not used before you trust it: a template is a small program."
        " Look at it, then: vaultwell template trust reconnect\n"
    ) in result.stderr


def test_a_trusted_one_is_used_in_its_own_language(vault: Path, run: Run) -> None:
    """Trusted it makes the message, its subject too, and is named in the JSON."""
    assert run(vault, "template", "trust", "reconnect").stdout == f"Trusted as it is now: {OWN}\n"
    assert run(vault, "draft", "ana").stdout == MINE
    made = json.loads(run(vault, "draft", "ana", "--json").stdout)["drafts"][0]
    assert (made["subject"], made["template"]) == ("Lange her", OWN)


def test_a_changed_one_has_to_be_trusted_again(vault: Path, run: Run) -> None:
    """A single byte takes the trust away, and putting it back gives it back."""
    run(vault, "template", "trust", "--all")
    place = vault / OWN
    text = place.read_bytes()
    place.write_bytes(text + b" ")
    result = run(vault, "draft", "ana")
    assert result.stdout.startswith("Ana, I cannot believe")
    assert f"{OWN} was changed since you trusted it, so the built-in template is used." in result.stderr
    place.write_bytes(text)
    assert run(vault, "draft", "ana").stdout == MINE


def test_trust_is_remembered_outside_the_vault(vault: Path, run: Run, tmp_path: Path) -> None:
    """The vault holds nothing new; another vault with the same template trusts nothing."""
    before = sorted(vault.rglob("*"))
    run(vault, "template", "trust", "reconnect")
    assert sorted(vault.rglob("*")) == before
    assert [place.name for place in (tmp_path / "state").rglob("trusted-templates.json")]
    other = write_notes(tmp_path / "other", NOTES)
    assert run(other, "draft", "ana").stdout.startswith("Ana, I cannot believe")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"templates": 7}', "\x00"])
def test_broken_memory_trusts_nothing(text: str, vault: Path, run: Run, tmp_path: Path) -> None:
    """What is remembered and cannot be read is no trust."""
    run(vault, "template", "trust", "reconnect")
    next((tmp_path / "state").rglob("trusted-templates.json")).write_text(text, "utf-8")
    assert run(vault, "draft", "ana").stdout.startswith("Ana, I cannot believe")


def test_the_folder_is_obsidians_own(vault: Path, run: Run) -> None:
    """Where Obsidian keeps templates elsewhere, that folder is looked into."""
    write_notes(
        vault, {".obsidian/templates.json": '{"folder": "Vorlagen"}', "Vorlagen/vaultwell/ask.md.j2": "x"}
    )
    said = run(vault, "template", "list").stdout.split("\n")
    assert said[0] == "reconnect       built-in"
    assert said[9] == "ask             Vorlagen/vaultwell/ask.md.j2, not used yet: look at it, then trust it"
    assert (
        said[-2] == "For one of your own: Vorlagen/vaultwell/NAME.md.j2, then vaultwell template trust NAME"
    )


def test_show_prints_and_runs_nothing(vault: Path, run: Run) -> None:
    """Yours as it stands, with control characters shown; the built-in one to begin with."""
    write_notes(vault, {OWN: "{{ 1/0 }}\x1b[31m\n"})
    assert run(vault, "template", "show", "reconnect").stdout == "{{ 1/0 }}\\x1b[31m\n"
    assert run(vault, "template", "show", "reconnect", "--built-in").stdout.startswith("Subject: {{")


@pytest.mark.parametrize("name", OCCASIONS)
def test_a_built_in_one_can_be_taken_over(name: str, vault: Path, run: Run) -> None:
    """A copy of the built-in template, trusted, gives the same message, also in the sandbox."""
    (vault / OWN).unlink()
    words = ["draft", "ana", *(["--intro", "ben"] if name == "introduce" else ["--for", name])]
    before = run(vault, *words).stdout
    write_notes(vault, {f"Templates/vaultwell/{name}.md.j2": run(vault, "template", "show", name).stdout})
    assert run(vault, "template", "trust", name).exit_code == 0
    assert run(vault, *words).stdout == before


def test_nothing_to_trust_is_said(vault: Path, run: Run) -> None:
    """Without a name, or for a template that is not there, it says what to do."""
    assert run(vault, "template", "trust").stderr == (
        "Which one? Name it, as in: vaultwell template trust thank. Or say --all.\n"
    )
    result = run(vault, "template", "trust", "thank")
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "There is no Templates/vaultwell/thank.md.j2 in this vault."
            " To begin one: vaultwell template show thank\n"
        ),
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\n", f"{OWN} is not UTF-8 text. Save the file as UTF-8.\n"),
        (b"x" * 64_001, f"{OWN}: "),
        (b"{% if %}", f"{OWN}:1: Expected an expression, got 'end of statement block'."),
        (b"{{ ((" + b"(" * 20_000, f"{OWN}"),
    ],
)
def test_what_is_no_template_is_not_trusted(data: bytes, said: str, vault: Path, run: Run) -> None:
    """The fault is named with its place, and nothing is remembered."""
    (vault / OWN).write_bytes(data)
    result = run(vault, "template", "trust", "reconnect")
    assert (result.exit_code, result.stderr[: len(said)]) == (1, said)


# --- What a template may do -----------------------------------------------------------------------------

_DOUBLE = "{% set x = 'xxxxxxxx' %}" + "{% set x = x ~ x %}" * 40 + "{{ x | length }}"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("\n{{ nobody }}", ":2: 'nobody' is undefined."),
        ("{{ ''.__class__.__mro__ }}", ":1: access to attribute '__class__'"),
        ("{{ topics.append('x') }}", ":1: access to attribute 'append'"),
        ("{{ '{:2000000000}'.format(1) }}", ":1: access to attribute 'format'"),
        ("{{ 'a' * 2000000000 }}", ":1: “*” is for small numbers only"),
        ("{{ '%2000000000d' % 1 }}", ":1: “%” is for small numbers only"),
        ("{{ 9 ** 9 }}", ":1: “**” is for small numbers only"),
        ("{{ 'x' | center(2000000000) }}", ":1: No filter named 'center'"),
        ("{{ lipsum(n=100000) }}", ":1: 'lipsum' is undefined"),
        ("{{ cycler }}", ":1: 'cycler' is undefined"),
        ("{% include '../../etc/passwd' %}", ":1: no loader"),
        ("{% for i in range(10000000) %}x{% endfor %}", ":1: range() is too long"),
        ("{% for i in range(999) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}", ": it writes more than"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ": it calls itself without an end"),
    ],
)  # fmt: skip
def test_a_trusted_template_is_still_held(source: str, why: str, vault: Path, run: Run) -> None:
    """It reads plain data and writes a letter; whatever else it tries is named with its line."""
    write_notes(vault, {OWN: source})
    assert run(vault, "template", "trust", "reconnect").exit_code == 0
    result = run(vault, "draft", "ana")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr.startswith(f"{OWN}{why}")
    assert result.stderr.endswith("Correct that template, or move it away to use the built-in one.\n")


_LOOPS = "{% for i in range(1000) %}" * 4 + "{% endfor %}" * 4


@pytest.mark.parametrize("source", [_LOOPS, _DOUBLE], ids=["time", "memory"])
def test_it_does_not_run_for_ever(
    source: str, vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loops in loops and texts that double are ended from outside."""
    monkeypatch.setattr("vaultwell.cli.apart.SECONDS", 2)
    write_notes(vault, {OWN: source})
    run(vault, "template", "trust", "reconnect")
    result = run(vault, "draft", "ana")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr.startswith(f"{OWN}: it ")


def test_a_template_beside_a_strange_module(
    vault: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `jinja2.py` in the folder one stands in is not taken for Jinja."""
    write_notes(tmp_path / "here", {"jinja2.py": "raise SystemExit('taken')", "json.py": "raise SystemExit"})
    run(vault, "template", "trust", "reconnect")
    monkeypatch.chdir(tmp_path / "here")
    assert run(vault, "draft", "ana").stdout == MINE


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_a_template_is_given_plain_data(occasion: Any, vault: Path) -> None:
    """Texts, numbers, lists and mappings: nothing that has a method which could do anything."""
    from datetime import date

    loaded = load_vault(vault, date(2026, 11, 22))
    ana, ben = (loaded.graph.contacts[f"People/{name}.md"] for name in ("Ana", "Ben"))
    draft = find_draft(loaded.graph, ana, loaded.settings, loaded.today, Wanted(occasion, other=ben))
    facts = build_facts(draft, loaded.today, "words")
    assert json.loads(json.dumps(facts)) == facts
    assert set(_list_types(facts)) <= {str, int, bool, type(None), list, dict}


def _list_types(value: object) -> list[type]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [type(value), *(kind for item in inner for kind in _list_types(item))]
