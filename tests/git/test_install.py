"""What `hook install` writes, says, and takes back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import run_vaultwell, write_notes
from tests.git.repositories import Clone, install, make_clone
from vaultwell.git.attributes import add_lines, has_lines, remove_lines
from vaultwell.git.hooks import render_call, render_hook

_NOTES = {"vaultwell.toml": "", "People/Ana.md": "---\ntype: person\n---\n"}


@pytest.fixture
def vault(tmp_path: Path) -> Clone:
    """A vault in a repository, without hooks."""
    return make_clone(tmp_path / "vault", _NOTES)


def take_picture(top: Path) -> dict[str, bytes]:
    """Every file but git's objects, indexes and logs."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not {"objects", "logs", "index"} & set(path.relative_to(top).parts)
    }


def uninstall(clone: Clone) -> str:
    done = run_vaultwell(clone.top, "hook", "uninstall")
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("attributes", [None, "*.png -text\n", "*.png -text", "*.png -text\r\n*.md diff\r\n"])
@pytest.mark.parametrize("exclude", ["# mine\n", "# mine"])
def test_uninstalling_takes_back_exactly_what_was_added(
    vault: Clone, attributes: str | None, exclude: str
) -> None:
    """After `install` (twice) and `uninstall` every file is as it was, byte for byte."""
    if attributes is not None:
        vault.write(".gitattributes", attributes)
    vault.write(".git/info/exclude", exclude)
    before = take_picture(vault.top)
    install(vault)
    after = take_picture(vault.top)
    install(vault)
    assert take_picture(vault.top) == after != before
    uninstall(vault)
    assert take_picture(vault.top) == before


def test_what_init_ignored_stays_ignored(vault: Clone) -> None:
    """The line in git's own list is not taken back when it was there before the hooks."""
    run_vaultwell(vault.top, "init", str(vault.top))
    before = take_picture(vault.top)
    install(vault)
    uninstall(vault)
    assert take_picture(vault.top) == before


def test_what_is_said(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing and looking say the same in three short lines."""
    monkeypatch.chdir(vault.top)
    said = (
        "Hooks: post-commit, post-merge, post-checkout, post-rewrite (in .git/hooks).\n"
        "Merging: by vaultwell where both sides can be kept (commit .gitattributes for other clones).\n"
        "Due.md: ignored by git in this clone; it can always be made again.\n"
    )
    assert install(vault) == said
    assert run_vaultwell(vault.top, "hook", "status").stdout == said
    assert uninstall(vault) == (
        "Hooks: none (in .git/hooks).\n"
        "Merging: by git alone, line by line.\n"
        "Due.md: neither tracked nor ignored by git.\n"
    )


def test_a_dry_run_writes_nothing(vault: Clone) -> None:
    """It shows the new lines and settings, and every file stays as it is."""
    before = take_picture(vault.top)
    said = run_vaultwell(vault.top, "hook", "install", "--dry-run").stdout
    assert ("+*.md merge=vaultwell" in said, "git config vaultwell.vault: ." in said) == (True, True)
    assert take_picture(vault.top) == before


def test_a_hook_of_somebody_else_stays(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are not touched; the line to add is printed until it stands there."""
    monkeypatch.chdir(vault.top)
    foreign = "#!/bin/sh\necho mine\n"
    write_notes(vault.top, {".git/hooks/post-merge": foreign})
    line = render_call("post-merge")
    said = install(vault)
    assert f"post-merge is yours to write, and stays as it is. Add this line:\n  {line}\n" in said
    assert vault.read(".git/hooks/post-merge") == foreign
    write_notes(vault.top, {".git/hooks/post-merge": f"{foreign}{line}\n"})
    assert install(vault).startswith("Hooks: post-commit, post-checkout, post-rewrite, post-merge (in")
    said = uninstall(vault)
    assert f"post-merge is your own and still calls vaultwell. Take this line out:\n  {line}\n" in said
    assert vault.read(".git/hooks/post-merge") == f"{foreign}{line}\n"


def test_a_hook_that_is_a_link_stays(vault: Clone, tmp_path: Path) -> None:
    """A link in the folder of hooks is somebody else's, wherever it leads."""
    hooks = vault.top / ".git" / "hooks"
    (hooks / "post-commit").symlink_to(tmp_path / "nowhere")
    assert "post-commit is yours to write" in install(vault)
    assert (hooks / "post-commit").is_symlink()


def test_a_folder_of_hooks_of_its_own(vault: Clone) -> None:
    """`core.hooksPath` of this repository is where the hooks go."""
    vault.git("config", "core.hooksPath", ".husky")
    install(vault)
    assert vault.read(".husky/post-commit") == render_hook("post-commit")
    assert not (vault.top / ".git" / "hooks" / "post-commit").exists()
    uninstall(vault)
    assert list((vault.top / ".husky").iterdir()) == []


def test_a_folder_of_hooks_for_all_repositories(
    vault: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `core.hooksPath` that holds everywhere is left alone; the lines for it are printed."""
    shared = tmp_path / "shared"
    shared.mkdir()
    settings = tmp_path / "gitconfig"
    vault.git("config", "--file", str(settings), "core.hooksPath", str(shared))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    said = install(vault)
    assert f"{shared} serves other repositories too (core.hooksPath), so nothing is written there.\n" in said
    assert (
        f"post-commit is yours to write, and stays as it is. Add this line:\n  {render_call('post-commit')}"
        in said
    )
    assert list(shared.iterdir()) == []


def test_hooks_that_are_switched_off(vault: Clone) -> None:
    """Where git runs no hooks at all, that is said."""
    vault.git("config", "core.hooksPath", "/dev/null")
    done = run_vaultwell(vault.top, "hook", "install")
    assert done.exit_code == 1
    assert done.stderr == (
        "git looks for hooks in /dev/null, which is no folder, so it runs none here."
        " Take core.hooksPath out of git's settings, and run the command again.\n"
    )


def test_a_second_work_tree_shares_the_hooks(vault: Clone, tmp_path: Path) -> None:
    """Installed from a second work tree, the hooks lie where git looks for them from both."""
    vault.git("worktree", "add", "-q", str(tmp_path / "second"))
    install(Clone(tmp_path / "second"))
    assert vault.read(".git/hooks/post-commit") == render_hook("post-commit")
    assert (tmp_path / "second" / ".gitattributes").exists()


def test_a_link_is_not_written_through(vault: Clone, tmp_path: Path) -> None:
    """`.gitattributes` that is a link stays one: git itself does not read it."""
    write_notes(tmp_path, {"elsewhere": "*.md text\n"})
    (vault.top / ".gitattributes").symlink_to(tmp_path / "elsewhere")
    done = run_vaultwell(vault.top, "hook", "install")
    assert (done.exit_code, "it is a link" in done.stderr) == (1, True)
    assert (tmp_path / "elsewhere").read_text() == "*.md text\n"


def test_a_tracked_due_note(vault: Clone) -> None:
    """`--tracked` stages the due note and adds the hook before commits; later calls see it."""
    install(vault)
    said = install(vault, "--tracked")
    assert vault.git("ls-files", "Due.md") == "Due.md\n"
    assert "Hooks: post-commit, post-merge, post-checkout, post-rewrite, pre-commit (in" in said
    assert "Due.md: tracked by git, and staged with each commit.\n" in said
    assert "Due.md" not in vault.read(".git/info/exclude")
    assert install(vault) == said
    vault.git("rm", "-q", "--cached", "-f", "Due.md")
    assert "Due.md: ignored by git in this clone" in install(vault)
    assert not (vault.top / ".git" / "hooks" / "pre-commit").exists()


def test_the_json_document(vault: Clone) -> None:
    """The same facts for programs, with the line of each hook."""
    install(vault)
    document = json.loads(run_vaultwell(vault.top, "hook", "status", "--json").stdout)
    assert document["hooks"] == {
        "post-commit": "installed",
        "post-merge": "installed",
        "post-checkout": "installed",
        "post-rewrite": "installed",
        "pre-commit": "missing",
    }
    assert (document["merging"], document["due_note"]) == (True, "ignored")
    assert document["lines"]["post-commit"] == render_call("post-commit")
    assert list(find_faults(document, SCHEMAS["vaultwell:hook"], "vaultwell:hook")) == []


def test_outside_a_repository(tmp_path: Path) -> None:
    """One sentence says what is missing."""
    root = write_notes(tmp_path / "vault", _NOTES)
    done = run_vaultwell(root, "hook", "install")
    said = f"{root} is not in a git repository. Begin one with “git init”, or go on without git.\n"
    assert (done.exit_code, done.stderr) == (1, said)


@pytest.mark.parametrize("words", ["hook install", "hook status", "hook uninstall"])
def test_without_git(vault: Clone, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Where git is not installed, one sentence says so."""
    monkeypatch.setenv("PATH", str(vault.top))
    done = run_vaultwell(vault.top, *words.split())
    said = "git was not found, and this needs it. Install git, or go on without: the rest works as well.\n"
    assert (done.exit_code, done.stderr) == (1, said)


def test_hooks_are_constant_text() -> None:
    """No path and no name of anybody's stands in a hook."""
    assert render_hook("post-commit") == (
        "#!/bin/sh\n"
        '# Keeps the due note current. "vaultwell hook uninstall" takes this file away.\n'
        '"$(command -v vaultwell || git config vaultwell.program || echo true)"'
        ' hook run post-commit "$@" || true\n'
    )


@given(st.text("a\n\r# *", max_size=30), st.sampled_from(("Due.md", "Home/D [x] é.md")))
def test_attributes_are_taken_back(text: str, due_note: str) -> None:
    """Whatever stands in `.gitattributes`: our lines are added once, at the end, and go without a trace."""
    added = add_lines(text, due_note)
    assert added.startswith(text)
    assert has_lines(added, due_note)
    assert add_lines(added, due_note) == added
    assert remove_lines(added) == text
    assert remove_lines(text) == text


def test_git_reads_the_attributes(vault: Clone) -> None:
    """git takes our lines for what they mean, whatever the due note is called."""
    name = "Home/D [x] é.md"
    write_notes(vault.top, {"vaultwell.toml": f"due_note = {json.dumps(name)}\n"})
    install(vault)
    said = vault.git("check-attr", "-z", "merge", "text", "eol", "--", name, "Other.md").split("\0")
    assert said[2::3] == ["vaultwell", "set", "lf", "vaultwell", "unspecified", "unspecified"]
