"""The commands as typed by hand: what they print, their exit codes, and what they leave alone."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import Run
from vaultwell.cli.main import cli

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = "---\ncircle: close\naliases: [Anita]\n---\n## Log\n- 2026-09-01 coffee: the move\n"
SETTINGS = '[circles]\nclose = "monthly"\n'
VAULT = {
    "vaultwell.toml": SETTINGS,
    "People/Ana Díaz.md": ANA,
    "People/Ben Okafor.md": "---\ncircle: close\n---\n## Log\n- 2026-11-20 call: x\n",
    "People/Anabel Roy.md": "## Log\n",
}


def test_a_vault_is_begun_from_an_empty_folder(tmp_path: Path, run: Run) -> None:
    """`init` writes the settings, says how to go on, and makes no person."""
    result = run(tmp_path, "init")
    assert result.exit_code == 0
    assert "Nobody here yet." in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["vaultwell.toml"]
    assert 'close = "monthly"' in (tmp_path / "vaultwell.toml").read_text()
    assert run(tmp_path, "check").exit_code == 0


def test_init_twice_changes_nothing(tmp_path: Path, run: Run) -> None:
    """A vault that has settings keeps them."""
    run(tmp_path, "init")
    (tmp_path / "vaultwell.toml").write_text('pace = "2 a day"\n')
    assert "Found" in run(tmp_path, "init").output
    assert (tmp_path / "vaultwell.toml").read_text() == 'pace = "2 a day"\n'


def test_init_finds_the_folder_of_people(write_vault: Write, run: Run) -> None:
    """A folder that is called after people by another name becomes a setting."""
    vault = write_vault({"02 CRM/Ana.md": ANA})
    assert run(vault, "init").output.startswith("1 person by folder (02 CRM).\n")
    assert 'people = ["02 CRM"]' in (vault / "vaultwell.toml").read_text()


def test_a_dry_run_writes_nothing(write_vault: Write, run: Run) -> None:
    """`--dry-run` prints the diff and leaves the folder as it is."""
    vault = write_vault({"People/Ana.md": ANA})
    assert "+[circles]" in run(vault, "init", "--dry-run").output
    assert "+Sunday, 22\u00a0November\u00a02026" in run(vault, "index", "--dry-run").output
    assert [path.name for path in vault.iterdir()] == ["People"]


def test_git_ignores_the_due_note_unless_it_is_tracked(write_vault: Write, run: Run) -> None:
    """`init` adds the due note to this clone's ignore list; `--tracked` does not."""
    vault = write_vault({"People/Ana.md": ANA})
    subprocess.run(["git", "init", "-q", str(vault)], check=True)
    run(vault, "init", "--tracked")
    assert "/Due.md" not in (vault / ".git/info/exclude").read_text().split("\n")
    run(vault, "init")
    assert "/Due.md" in (vault / ".git/info/exclude").read_text().split("\n")


def test_index_says_where_the_due_note_is_and_writes_it_once(write_vault: Write, run: Run) -> None:
    """The first run writes, the second finds nothing to do and leaves the file untouched."""
    vault = write_vault(VAULT)
    assert f"{vault / 'Due.md'} is written (3 people)." in run(vault, "index").output
    before = (vault / "Due.md").stat()
    assert "is up to date" in run(vault, "index").output
    assert (vault / "Due.md").stat().st_mtime_ns == before.st_mtime_ns


def test_index_never_overwrites_a_note_that_is_not_its_own(write_vault: Write, run: Run) -> None:
    """A note of the due note's name without our markers stays, and the sentence says what to do."""
    vault = write_vault({**VAULT, "Due.md": "my own list\n"})
    result = run(vault, "index")
    assert result.exit_code == 1
    assert "was not made by vaultwell" in result.stderr
    assert "due_note in vaultwell.toml" in result.stderr
    assert (vault / "Due.md").read_text() == "my own list\n"


def test_what_is_ticked_and_typed_survives(write_vault: Write, run: Run) -> None:
    """A tick, the words typed under a row and the text around the region outlive every regeneration."""
    vault = write_vault(VAULT)
    due = vault / "Due.md"
    run(vault, "index")
    text = due.read_text(encoding="utf-8")
    row = next(line for line in text.split("\n") if line.startswith("- [ ]"))
    typed = row.replace("[ ]", "[x]") + "\n\tcall: she loved the new flat"
    due.write_text("My day\n" + text.replace(row, typed) + "Shopping: milk\n", encoding="utf-8")
    run(vault, "index", today="2026-11-23")
    after = due.read_text(encoding="utf-8")
    assert typed in after
    assert after.startswith("My day\n")
    assert after.endswith("Shopping: milk\n")
    (vault / "People/Ana Díaz.md").write_text(ANA + "- 2026-11-23 call: done\n", encoding="utf-8")
    run(vault, "index", today="2026-11-24")
    assert typed in due.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("People/Ana Díaz.md", "Ana Díaz"),
        ("People/Ana Díaz", "Ana Díaz"),
        ("Ana Díaz", "Ana Díaz"),
        ("ana diaz", "Ana Díaz"),
        ("Anita", "Ana Díaz"),
        ("anita", "Ana Díaz"),
        ("ana", "Ana Díaz"),
        ("okaf", "Ben Okafor"),
    ],
)
def test_a_person_is_found_by_any_name(write_vault: Write, run: Run, who: str, name: str) -> None:
    """A path, a name, an alias, any of them without case and accents, or a part of a name."""
    result = run(write_vault(VAULT), "show", who)
    assert result.output.startswith(name)


def test_nobody_of_that_name_gets_near_names(write_vault: Write, run: Run) -> None:
    """An unknown name ends with exit code 1 and names that are near."""
    result = run(write_vault(VAULT), "show", "Benn")
    assert (result.exit_code, result.stderr) == (1, "Nobody is called “Benn”. Did you mean “Ben Okafor”?\n")


def test_several_people_of_that_name_are_listed(write_vault: Write, run: Run) -> None:
    """A part that fits several people does nothing, lists them, and is a usage error."""
    result = run(write_vault(VAULT), "show", "an")
    assert result.exit_code == 2
    assert "“People/Ana Díaz.md”, “People/Anabel Roy.md”" in result.stderr


def test_problems_change_no_exit_code_but_checks(write_vault: Write, run: Run) -> None:
    """A problem in the notes is one line on stderr, none with --quiet; only `check` fails."""
    vault = write_vault({**VAULT, "People/Chen.md": "---\ncircle: frends\n---\n"})
    result = run(vault, "due")
    assert (result.exit_code, result.stderr) == (0, "1 problem in your notes: see “vaultwell check”.\n")
    assert run(vault, "due", "--quiet").stderr == ""
    assert run(vault, "check").exit_code == 1


def test_global_options_work_on_both_sides(write_vault: Write) -> None:
    """`--vault`, `--today` and `--json` may stand before and after the command; the later one wins."""
    vault = str(write_vault(VAULT))
    before = CliRunner().invoke(cli, ["--vault", vault, "--today", "2026-11-22", "--json", "due"])
    after = CliRunner().invoke(
        cli, ["--today", "1999-01-01", "due", "--vault", vault, "--today", "2026-11-22", "--json"]
    )
    assert before.stdout == after.stdout
    assert '"today": "2026-11-22"' in before.stdout


def test_a_wrong_day_is_a_usage_error(write_vault: Write, run: Run) -> None:
    """A day that is none ends with exit code 2 and the form to write."""
    result = run(write_vault(VAULT), "due", today="22.11.2026")
    assert (result.exit_code, "Write it as 2026-11-22." in result.stderr) == (2, True)


def test_due_can_be_narrowed(write_vault: Write, run: Run) -> None:
    """`--circle`, `--in`, `--within` and `--limit` choose among the rows."""
    vault = write_vault(
        {**VAULT, "People/Chen.md": "---\ncadence: 10\nlocation: Lisboa\nlast_contact: 2026-11-15\n---\n"}
    )
    assert "Ana Díaz" in run(vault, "due", "--circle", "CLOSE").output
    assert "Chen" not in run(vault, "due").output
    assert "Chen" in run(vault, "due", "--within", "14d", "--in", "lisb").output
    assert run(vault, "due", "--within", "60", "--limit", "1", "--json").output.count('"path"') == 1


def test_an_unknown_command_is_a_usage_error() -> None:
    """A command that is none ends with exit code 2."""
    assert CliRunner().invoke(cli, ["neglected"]).exit_code == 2


def test_no_vault_says_how_to_begin(tmp_path: Path) -> None:
    """Outside any vault the sentence names `vaultwell init` and --vault."""
    result = subprocess.run(
        [sys.executable, "-m", "vaultwell", "due"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "vaultwell init" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_gets_colour_and_a_pipe_does_not(write_vault: Write) -> None:
    """Colour on a terminal, none in a pipe, none with NO_COLOR."""
    vault = write_vault(VAULT)
    command = [sys.executable, "-m", "vaultwell", "--vault", str(vault), "--today", "2026-11-22", "due"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color"}
    piped = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert b"\x1b[" not in piped
    coloured = _run_on_terminal(command, environment)
    assert b"\x1b[1m" in coloured
    plain = _run_on_terminal(command, {**environment, "NO_COLOR": "1"})
    assert b"\x1b[36m" not in plain
    assert b"36m" not in plain


def _run_on_terminal(command: list[str], environment: dict[str, str]) -> bytes:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdout=follower, stderr=follower, stdin=follower)
    os.close(follower)
    output = b""
    while True:
        try:
            block = os.read(leader, 4096)
        except OSError:
            break
        if not block:
            break
        output += block
    os.close(leader)
    assert process.wait() == 0
    return output


def test_what_keeps_house_is_not_shown_as_what_matters(write_vault: Write, run: Run) -> None:
    """A plugin's dates and titles say nothing of the person; any other key of the user's own does."""
    note = "---\ntitle: Ana\ndate created: x\nlinter-yaml-title-alias: Ana\nshoe size: 38\n---\n"
    output = run(write_vault({"People/Ana.md": note}), "show", "ana").output
    assert "shoe size  38" in output
    assert "created" not in output
    assert "title" not in output
