"""The hooks, run by real git: the due note is right after each step, and git never waits or stops for it."""

import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen, run

import pytest
from click.testing import CliRunner, Result

from tests.conftest import TODAY, run_vaultwell, write_notes
from tests.git.repositories import BARE_PATH, Clone, build_environment, install, make_clone
from vaultwell.cli.main import cli
from vaultwell.git.moment import is_between_steps, is_in_the_way

_VAULT = {"vaultwell.toml": "", "People/Ana.md": "---\ntype: person\n---\n"}
ANA = "---\ntype: person\ncadence: 30\n---\n## Log\n\n- 2026-09-02 met: climbing hall\n"
TALK = "- 2026-10-05 call: how the talk went\n"
LATER = "- 2026-10-07 coffee: the flat\n"


@pytest.fixture
def vault(tmp_path: Path) -> Clone:
    """A vault with one person and the hooks, the due note ignored."""
    clone = make_clone(
        tmp_path / "vault",
        {
            "vaultwell.toml": "",
            "People/Ana.md": ANA,
        },
    )
    install(clone)
    clone.prepare({})
    run_vaultwell(clone.top, "index")
    return clone


@pytest.fixture
def tracked(tmp_path: Path) -> Clone:
    """The same, the due note tracked."""
    clone = make_clone(tmp_path / "vault", {"vaultwell.toml": "", "People/Ana.md": ANA})
    install(clone, "--tracked")
    clone.prepare({})
    return clone


def is_current(clone: Clone, inner: str = ".") -> bool:
    """The due note is what a run by hand would write."""
    return "up to date" in run_vaultwell(clone.top / inner, "index").stdout


def test_each_step_leaves_the_due_note_right(vault: Clone) -> None:
    """After a commit, a switch, a merge and a rebase the due note is that of the notes on the disk."""
    vault.git("branch", "desk")
    vault.git("branch", "phone")
    vault.commit({"People/Ana.md": ANA + TALK})
    assert "talk" in vault.read("Due.md")
    vault.git("switch", "-q", "desk")
    assert "talk" not in vault.read("Due.md")
    vault.git("merge", "-q", "main")
    assert "talk" in vault.read("Due.md")
    vault.git("-c", "core.hooksPath=nowhere", "switch", "-q", "phone")
    vault.prepare({"People/Ben.md": ANA})
    vault.git("rebase", "-q", "main")
    assert (is_current(vault), "Ben" in vault.read("Due.md"), vault.status()) == (True, True, "")


def test_a_rebase_that_only_moves_forward(vault: Clone) -> None:
    """Nothing is rewritten then; the due note is right all the same."""
    vault.git("branch", "phone")
    vault.prepare({"People/Ana.md": ANA + TALK})
    vault.git("rebase", "-q", "main", "phone")
    assert is_current(vault)


def test_a_ticked_row_survives(vault: Clone) -> None:
    """A hook writes nothing into people's notes: the tick waits, with the words below it."""
    vault.write("Due.md", vault.read("Due.md").replace("- [ ] [[Ana", "- [x] [[Ana") + "\nMy own words.\n")
    vault.commit({"People/Ben.md": ANA})
    assert ("- [x] [[Ana" in vault.read("Due.md"), vault.read("People/Ana.md")) == (True, ANA)
    assert vault.read("Due.md").endswith("\nMy own words.\n")


def test_a_program_with_windows_has_another_path(vault: Clone) -> None:
    """Where the search path lacks vaultwell, the one that installed the hooks is called."""
    vault.git("add", "--all", path=BARE_PATH)
    vault.write("People/Ana.md", ANA + TALK)
    vault.git("commit", "-qam", "talk", path=BARE_PATH)
    assert "talk" in vault.read("Due.md")


@pytest.mark.parametrize("trouble", ["nothing there", "broken program", "settings"])
def test_nothing_stops_a_commit(vault: Clone, tmp_path: Path, trouble: str) -> None:
    """Without vaultwell, with one that does not start, with settings that it cannot read: git commits."""
    before = vault.read("Due.md")
    path = BARE_PATH
    if trouble == "broken program":
        write_notes(tmp_path / "bin", {"vaultwell": "#!/nowhere/python\n"})
        (tmp_path / "bin" / "vaultwell").chmod(0o755)
        path = f"{tmp_path / 'bin'}{os.pathsep}{BARE_PATH}"
    elif trouble == "nothing there":
        vault.git("config", "vaultwell.program", "/nowhere/vaultwell")
    vault.write("vaultwell.toml", "people = [")
    done = vault.try_git("commit", "-qam", "x", path=path)
    assert (done.returncode, vault.read("Due.md"), vault.status()) == (0, before, "")
    if trouble == "settings":
        assert done.stderr.startswith("vaultwell: the due note was left as it is. vaultwell.toml:1:")


@pytest.mark.parametrize("trouble", ["a note", "the due note", "another folder", "nobody", "the name"])
def test_a_hook_always_ends_well(vault: Clone, monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    """Whatever is wrong with the vault, the exit code is 0, and what is doubtful stays as it was."""
    before = vault.read("Due.md")
    match trouble:
        case "a note":
            vault.write("People/Ana.md", ANA.replace("cadence", "\tcadence: [\n&x"))
            before = ""
        case "the due note":
            before = "I am no due note.\n"
            vault.write("Due.md", before)
        case "another folder":
            vault.git("config", "vaultwell.vault", "gone")
        case "nobody":
            vault.git("rm", "-q", "People/Ana.md")
    done = call(vault, monkeypatch, "post-commit" if trouble != "the name" else "post-nothing")
    assert (done.exit_code, before in vault.read("Due.md")) == (0, True)
    said = "vaultwell: the due note was left as it is. Due.md is there already"
    assert done.stderr.startswith(said if trouble == "the due note" else "")


def call(clone: Clone, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """Run a hook as git does, in this process."""
    monkeypatch.chdir(clone.top)
    monkeypatch.setenv("VAULTWELL_TODAY", TODAY)
    return CliRunner().invoke(cli, ["hook", "run", *words], catch_exceptions=False)


def test_a_vault_that_the_terminal_names_is_left_alone(
    vault: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VAULTWELL_VAULT is about the terminal; a hook works for the repository it runs in."""
    other = write_notes(tmp_path / "other", {"vaultwell.toml": "", "People/Eve.md": ANA})
    monkeypatch.setenv("VAULTWELL_VAULT", str(other))
    vault.write("People/Ana.md", ANA + TALK)
    call(vault, monkeypatch, "post-commit")
    assert ("talk" in vault.read("Due.md"), (other / "Due.md").exists()) == (True, False)


def test_a_vaultwell_at_work_is_not_waited_for(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another one holds the vault, the hook gives up at once and says so."""
    monkeypatch.setattr("vaultwell.cli.refresh._LOCK_SECONDS", 0)
    monkeypatch.setenv("XDG_STATE_HOME", str(vault.top.parent / "state"))
    before = vault.read("Due.md")
    vault.write("People/Ana.md", ANA + TALK)
    code = "import sys; from pathlib import Path; from vaultwell.vault.lock import lock_vault\n"
    code += "with lock_vault(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    with Popen([sys.executable, "-c", code, str(vault.top)], stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout
        other.stdout.read(1)
        done = call(vault, monkeypatch, "post-commit")
        other.communicate()
    said = "vaultwell: the due note was left as it is. Another vaultwell is still writing in this vault"
    assert (done.exit_code, done.stderr[: len(said)], vault.read("Due.md")) == (0, said, before)


def test_two_vaults_in_one_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its due note, and taking the hooks from one leaves them to the other."""
    notes = {f"{name}/{path}": text for name in ("a", "b") for path, text in _VAULT.items()}
    clone = make_clone(tmp_path / "both", notes)
    for name in ("a", "b"):
        assert run_vaultwell(clone.top / name, "hook", "install").exit_code == 0
    call(clone, monkeypatch, "post-merge")
    assert [is_current(clone, name) for name in ("a", "b")] == [True, True]
    run_vaultwell(clone.top / "a", "hook", "uninstall")
    assert clone.git("config", "--get-all", "vaultwell.vault") == "b\n"
    assert (clone.top / ".git/hooks/post-merge").exists()
    run_vaultwell(clone.top / "b", "hook", "uninstall")
    assert not (clone.top / ".git/hooks/post-merge").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_any_name_is_only_a_name(tmp_path: Path) -> None:
    """Nothing in the name of a folder, a note or a branch is run by a hook or the driver."""
    odd = "a b'; touch no; $(touch no) \"`touch no` %A -x \n é"
    clone = make_clone(tmp_path / odd, {f"{odd}/vaultwell.toml": "", f"{odd}/People/{odd}.md": ANA})
    done = run_vaultwell(clone.top / odd, "hook", "install")
    assert done.exit_code == 0, done.output
    clone.commit({}, "--author", f"{odd.strip()} <x@example.org>")
    assert (clone.top / odd / "Due.md").exists()
    assert is_current(clone, odd)
    clone.git("branch", "$(touch${IFS}no)'x")
    clone.prepare({f"{odd}/People/{odd}.md": ANA + TALK})
    clone.git("-c", "core.hooksPath=nowhere", "switch", "-q", "$(touch${IFS}no)'x")
    clone.prepare({f"{odd}/People/{odd}.md": ANA + LATER})
    clone.git("merge", "-q", "--no-edit", "main")
    assert clone.read(f"{odd}/People/{odd}.md") == ANA + TALK + LATER
    assert [path for path in tmp_path.rglob("no") if path.is_file()] == []
    assert clone.status() == ""


def test_two_work_trees_have_their_own_due_notes(vault: Clone, tmp_path: Path) -> None:
    """A commit in a second work tree brings that one's due note up to date, and no other."""
    vault.git("-c", "core.hooksPath=nowhere", "worktree", "add", "-q", str(tmp_path / "second"))
    second = Clone(tmp_path / "second")
    second.commit({"People/Ana.md": ANA + TALK})
    assert ("talk" in second.read("Due.md"), "talk" in vault.read("Due.md")) == (True, False)
    assert (second.status(), vault.status()) == ("", "")


def test_a_vault_that_is_a_submodule(tmp_path: Path) -> None:
    """The hooks lie where git looks for the submodule's own, and its commits call them."""
    make_clone(tmp_path / "vault", {"vaultwell.toml": "", "People/Ana.md": ANA})
    outer = make_clone(tmp_path / "outer", {"Notes.md": "mine\n"})
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "vault"), "vault")
    inner = Clone(outer.top / "vault")
    install(inner)
    assert (outer.top / ".git/modules/vault/hooks/post-commit").exists()
    inner.commit({"People/Ana.md": ANA + TALK})
    assert "talk" in inner.read("Due.md")
    assert not (outer.top / "Due.md").exists()


# --- A tracked due note ---------------------------------------------------------------------------------


def test_a_tracked_due_note_is_in_the_commit(tracked: Clone) -> None:
    """It is staged with the notes, so that a commit leaves nothing changed behind; also with `commit -a`."""
    (tracked.top / ".git/hooks/post-commit").unlink()
    tracked.write("People/Ana.md", ANA + TALK)
    tracked.git("add", "--all")
    tracked.git("commit", "-qm", "added")
    assert ("talk" in tracked.git("show", "HEAD:Due.md"), tracked.status()) == (True, "")
    tracked.write("People/Ana.md", ANA + LATER)
    tracked.git("commit", "-qam", "all")
    assert ("flat" in tracked.git("show", "HEAD:Due.md"), tracked.status()) == (True, "")


def test_a_partial_commit_stages_nothing(tracked: Clone) -> None:
    """After `git commit -- PATH` the due note is changed in the work tree only, never half staged."""
    tracked.write("People/Ana.md", ANA + TALK)
    tracked.git("commit", "-qm", "part", "--", "People/Ana.md")
    assert (tracked.status(), is_current(tracked)) == (" M Due.md\n", True)


def test_a_due_note_taken_out_of_git_stays_out(tracked: Clone) -> None:
    """Once removed from the index it is not staged again."""
    (tracked.top / ".git/hooks/post-commit").unlink()
    tracked.git("rm", "-q", "--cached", "Due.md")
    tracked.git("commit", "-qm", "out")
    assert tracked.git("ls-files", "Due.md") == ""


@pytest.mark.parametrize("words", ["rebase -q phone", "cherry-pick main~2..main"])
def test_commits_that_follow_each_other_do_not_stumble(tracked: Clone, words: str) -> None:
    """Between two picks the due note is left alone, or git would refuse the next; afterwards it is right."""
    tracked.git("branch", "phone")
    tracked.prepare({"People/Ben.md": ANA})
    tracked.prepare({"People/Chen.md": ANA})
    tracked.git("-c", "core.hooksPath=nowhere", "switch", "-q", "phone")
    tracked.prepare({"People/Dora.md": ANA})
    if "rebase" in words:
        tracked.git("-c", "core.hooksPath=nowhere", "switch", "-q", "main")
    tracked.git(*words.split())
    names = [name for name in ("Ana", "Ben", "Chen", "Dora") if name in tracked.read("Due.md")]
    assert (names, is_current(tracked)) == (["Ana", "Ben", "Chen", "Dora"], True)


def test_changes_put_aside_come_back(tracked: Clone) -> None:
    """With `--autostash` the due note waits for the next run, so that what was put aside fits again."""
    diverge(tracked, {"People/Ben.md": ANA}, {"People/Chen.md": ANA})
    tracked.write("Due.md", tracked.read("Due.md").replace("- [ ] [[Ana", "- [x] [[Ana"))
    tracked.git("merge", "--autostash", "--no-edit", "phone")
    assert ("- [x] [[Ana" in tracked.read("Due.md"), tracked.git("stash", "list")) == (True, "")


def test_ticks_on_two_devices(tracked: Clone) -> None:
    """Both devices tick and commit; after the merge the due note has both ticks and is right."""
    tracked.prepare({"People/Ben.md": ANA})
    diverge(tracked, {"People/Chen.md": ANA}, {"People/Dora.md": ANA}, ticks=("Ana", "Ben"))
    tracked.git("merge", "-q", "--no-edit", "phone")
    rows = [line[:9] for line in tracked.read("Due.md").split("\n") if line.startswith("- [")]
    assert sorted(rows) == ["- [ ] [[C", "- [ ] [[D", "- [x] [[A", "- [x] [[B"]
    assert is_current(tracked)


def diverge(
    clone: Clone, theirs: dict[str, str | None], ours: dict[str, str | None], ticks: tuple[str, ...] = ()
) -> None:
    """Commit on `phone` and on `main` since they parted, each with a tick, and no hook run meanwhile."""
    clone.git("branch", "phone")
    for branch, notes, name in zip(("phone", "main"), (theirs, ours), ticks or ("", ""), strict=True):
        clone.git("-c", "core.hooksPath=nowhere", "switch", "-q", branch)
        if name:
            clone.write("Due.md", clone.read("Due.md").replace(f"- [ ] [[{name}", f"- [x] [[{name}"))
        clone.prepare(notes)


@pytest.mark.parametrize(
    ("files", "is_between", "is_waiting"),
    [
        ([], False, (False, False)),
        (["MERGE_HEAD"], False, (False, False)),
        (["rebase-merge/done"], True, (True, False)),
        (["rebase-apply/next"], True, (True, False)),
        (["rebase-merge/autostash"], True, (True, True)),
        (["MERGE_AUTOSTASH"], False, (True, True)),
        (["BISECT_START"], True, (True, False)),
        (["sequencer/todo"], False, (False, False)),
    ],
)
def test_what_git_is_about(
    tmp_path: Path, files: list[str], is_between: bool, is_waiting: tuple[bool, bool]
) -> None:
    """Merging alone is no hindrance; a rebase is until post-rewrite, and what was put aside until its end."""
    write_notes(tmp_path, dict.fromkeys(files, "pick 1234567 one\n# a remark\n"))
    assert is_between_steps(tmp_path) == is_between
    assert (is_in_the_way(tmp_path, "post-checkout"), is_in_the_way(tmp_path, "post-rewrite")) == is_waiting


def test_a_running_watch_does_the_work(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """While `watch` keeps the due note current, the hooks leave it to that; a tracked one they do not."""
    monkeypatch.setenv("XDG_STATE_HOME", str(vault.top.parent / "state"))
    before = vault.read("Due.md")
    vault.write("People/Ana.md", ANA + TALK)
    code = "import sys; from pathlib import Path; from vaultwell.vault.lock import hold_watch\n"
    code += "with hold_watch(Path(sys.argv[1]), 'a test'): print(flush=True); sys.stdin.read()"
    with Popen([sys.executable, "-c", code, str(vault.top)], stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout
        other.stdout.read(1)
        call(vault, monkeypatch, "post-commit")
        assert vault.read("Due.md") == before
        vault.git("add", "--force", "Due.md")
        call(vault, monkeypatch, "post-commit")
        assert "talk" in vault.read("Due.md")
        other.communicate()


def test_a_hook_has_nothing_to_do_where_nothing_changed(vault: Clone) -> None:
    """The second of two hooks reads no note and imports neither Click nor anything that reads notes."""
    vault.write("People/Ana.md", ANA + TALK)
    probe = "from vaultwell.cli.start import main; main(); import sys; print(*sys.modules)"
    environment = {**build_environment(), "VAULTWELL_TODAY": TODAY}
    for unwanted in ({"click"}, {"click", "vaultwell.notes", "vaultwell.graph", "jinja2"}):
        words = [sys.executable, "-c", probe, "hook", "run", "post-commit"]
        done = run(words, cwd=vault.top, env=environment, capture_output=True, text=True, check=True)
        assert not unwanted & set(done.stdout.split())
    assert "talk" in vault.read("Due.md")
