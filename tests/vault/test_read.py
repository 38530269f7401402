"""Listing and reading notes."""

import os
from pathlib import Path
from typing import Any

import pytest

from vaultwell.model.errors import VaultwellError
from vaultwell.vault import read
from vaultwell.vault.read import MAX_NOTE_BYTES, read_bytes, read_notes
from vaultwell.vault.reading import RawNote, Reading

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
needs_posix_names = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty vault with a neighbour that is none of its business."""
    (tmp_path / "vault" / "People").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_bytes(b"secret")
    return tmp_path / "vault"


def paths(reading: Reading) -> list[str]:
    return [note.path for note in reading.notes]


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in reading.problems]


def test_notes_come_sorted_with_their_bytes(vault: Path) -> None:
    """Every note is handed out with the bytes on disk, sorted by path, whatever they mean."""
    (vault / "b.md").write_bytes(b"\xff\xfe\r\n")
    (vault / "People" / "Zoe.md").write_bytes(b"")
    (vault / "People" / "Ana Díaz.md").write_bytes("Díaz".encode())
    reading = read_notes(vault)
    assert reading.notes == (
        RawNote("People/Ana Díaz.md", "Díaz".encode()),
        RawNote("People/Zoe.md", b""),
        RawNote("b.md", b"\xff\xfe\r\n"),
    )
    assert (reading.others, reading.problems) == ((), ())


def test_only_notes_are_read(vault: Path) -> None:
    """`.md` counts in any case; drawings, other files, dot-files and dot-folders do not."""
    for name in (
        "a.md",
        "B.MD",
        "c.markdown",
        "d.txt",
        "md",
        ".hidden.md",
        "Map.excalidraw.md",
        "M.Excalidraw.MD",
    ):
        (vault / name).touch()
    for folder in (".trash", ".obsidian", ".git", "sub/.stversions", "named.md"):
        (vault / folder).mkdir(parents=True)
        (vault / folder / "in.md").touch()
    assert paths(read_notes(vault)) == ["B.MD", "a.md", "named.md/in.md"]


def test_the_result_does_not_depend_on_the_order_on_disk(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever order the file system lists names in, the answer is the same."""
    for name in ("a.md", "c.md", "People/b.md"):
        (vault / name).write_text(name)
    (vault / "huge.md").touch()
    os.truncate(vault / "huge.md", MAX_NOTE_BYTES + 1)
    expected = read_notes(vault)
    scandir = os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            with scandir(path) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Any:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None: ...

        def close(self) -> None: ...

    monkeypatch.setattr(os, "scandir", Backwards)
    assert read_notes(vault) == expected


def test_an_empty_vault_is_fine(vault: Path) -> None:
    """A vault without notes has nothing to report."""
    assert read_notes(vault) == Reading((), (), ())


@pytest.mark.parametrize("name", ["missing", "a file"])
def test_a_vault_that_is_not_there_stops(tmp_path: Path, name: str) -> None:
    """A missing root is never taken for an empty vault."""
    (tmp_path / "a file").touch()
    with pytest.raises(VaultwellError, match=r"The vault .* cannot be opened"):
        read_notes(tmp_path / name)
    with pytest.raises(VaultwellError, match=r"The vault .* cannot be opened"):
        read_bytes(tmp_path / name, "Due.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_never_opened(vault: Path) -> None:
    """A FIFO named like a note neither hangs the run nor vanishes without a word."""
    os.mkfifo(vault / "x.md")
    os.mkfifo(vault / "pipe")
    reading = read_notes(vault)
    assert codes(reading) == [("x.md", "unreadable-file")]
    assert reading.others == ("x.md",)
    with pytest.raises(VaultwellError, match="not an ordinary file"):
        read_bytes(vault, "x.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_that_takes_a_notes_place_is_not_waited_for(tmp_path: Path) -> None:
    """Even a FIFO that appears after the listing is refused at once."""
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(read.Refused, match="not an ordinary file"):
        read.read_regular(tmp_path / "x.md")


@needs_links
def test_a_link_to_a_note_inside_is_read(vault: Path) -> None:
    """A link to a file of the same vault is a note under its own path."""
    (vault / "People" / "Ana.md").write_bytes(b"Ana")
    (vault / "Anita.md").symlink_to("People/Ana.md")
    assert read_notes(vault).notes == (RawNote("Anita.md", b"Ana"), RawNote("People/Ana.md", b"Ana"))
    assert read_bytes(vault, "Anita.md") == b"Ana"


@needs_links
@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../elsewhere/secret.md", "outside-vault"),
        ("/etc/passwd", "outside-vault"),
        ("/dev/zero", "outside-vault"),
        (".git/config", "outside-vault"),
        ("nowhere.md", "unreadable-file"),
        ("link.md", "unreadable-file"),
    ],
)
def test_a_link_that_leads_out_is_not_followed(vault: Path, target: str, code: str) -> None:
    """A link out of the vault, into a dot-folder, to nothing or to itself is refused with its problem."""
    (vault / ".git").mkdir()
    (vault / ".git" / "config").touch()
    (vault / "link.md").symlink_to(target)
    reading = read_notes(vault)
    assert codes(reading) == [("link.md", code)]
    assert (reading.notes, reading.others) == ((), ("link.md",))
    with pytest.raises(VaultwellError, match="link"):
        read_bytes(vault, "link.md")


@needs_links
def test_a_neighbour_with_a_longer_name_is_outside(vault: Path) -> None:
    """`vault-old` is not inside `vault`, although its path begins with the same letters."""
    (vault.parent / "vault-old").mkdir()
    (vault.parent / "vault-old" / "a.md").touch()
    (vault / "a.md").symlink_to("../vault-old/a.md")
    assert codes(read_notes(vault)) == [("a.md", "outside-vault")]


@needs_links
def test_links_to_folders_are_not_followed(vault: Path) -> None:
    """A loop of folder links ends, nothing is read twice, and a link to a folder outside is reported once."""
    (vault / "People" / "Ana.md").touch()
    (vault / "People" / "loop").symlink_to("..")
    (vault / "again").symlink_to("People")
    (vault / "out").symlink_to("../elsewhere")
    (vault / "gone").symlink_to("nowhere")
    (vault / "me").symlink_to("me")
    (vault / ".assets").mkdir()
    (vault / "assets").symlink_to(".assets")
    reading = read_notes(vault)
    assert paths(reading) == ["People/Ana.md"]
    assert codes(reading) == [("out", "outside-folder")]
    assert reading.problems[0].severity == "hint"


@needs_links
def test_the_vault_itself_may_be_a_link(vault: Path) -> None:
    """Links inside a vault that was opened through a link are still inside."""
    (vault / "a.md").write_bytes(b"a")
    (vault / "b.md").symlink_to("a.md")
    (vault.parent / "door").symlink_to("vault")
    assert read_notes(vault.parent / "door") == read_notes(vault)
    assert paths(read_notes(vault)) == ["a.md", "b.md"]


def test_a_vault_below_a_hidden_folder_is_read(tmp_path: Path) -> None:
    """Only the dot-folders inside the vault are hidden, not those above it."""
    (tmp_path / ".notes" / "vault").mkdir(parents=True)
    (tmp_path / ".notes" / "vault" / "a.md").write_bytes(b"a")
    assert paths(read_notes(tmp_path / ".notes" / "vault")) == ["a.md"]
    assert read_bytes(tmp_path / ".notes" / "vault", "a.md") == b"a"


def refuse_to_open(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Let opening a file called `name` fail; a test run as root may read everything."""
    original = os.open

    def refusing(path: str, *rest: Any, **named: Any) -> int:
        if os.fspath(path).endswith(name):
            raise error
        return original(path, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)


def test_an_unreadable_note_is_a_problem(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that may not be read is reported, and the others are read."""
    (vault / "closed.md").touch()
    (vault / "open.md").touch()
    refuse_to_open(monkeypatch, "closed.md", PermissionError(13, "Permission denied"))
    reading = read_notes(vault)
    assert paths(reading) == ["open.md"]
    assert reading.others == ("closed.md",)
    (problem,) = reading.problems
    assert (problem.path, problem.line, problem.column, problem.code, problem.severity) == (
        "closed.md",
        1,
        1,
        "unreadable-file",
        "problem",
    )
    assert problem.message == "cannot be read: permission denied"
    with pytest.raises(VaultwellError, match="cannot be read: permission denied"):
        read_bytes(vault, "closed.md")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an account that can be refused")
def test_an_unreadable_folder_is_a_problem(vault: Path) -> None:
    """A folder that may not be listed is reported by its name."""
    (vault / "closed").mkdir(mode=0)
    assert codes(read_notes(vault)) == [("closed", "unreadable-file")]


def test_a_note_that_vanishes_is_no_problem(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note deleted between listing and reading is simply not there."""
    (vault / "gone.md").touch()
    refuse_to_open(monkeypatch, "gone.md", FileNotFoundError(2, "No such file or directory"))
    assert read_notes(vault) == Reading((), (), ())
    assert read_bytes(vault, "gone.md") is None


def test_a_folder_that_vanishes_is_no_problem(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder deleted after its parent was listed is simply not there."""
    (vault / "a.md").touch()
    scandir = os.scandir

    def vanishing(path: str) -> Any:
        if os.fspath(path).rstrip("/").endswith("People"):
            raise FileNotFoundError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert read_notes(vault).problems == ()


def test_a_huge_note_is_a_problem(vault: Path) -> None:
    """A note over 64 MB is not loaded."""
    (vault / "huge.md").touch()
    os.truncate(vault / "huge.md", MAX_NOTE_BYTES + 1)
    reading = read_notes(vault)
    assert codes(reading) == [("huge.md", "too-big")]
    assert reading.others == ("huge.md",)


def test_a_note_that_grows_while_it_is_read_is_read_to_its_end(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size asked for first is a guess; the bytes are what counts."""
    (vault / "a.md").write_bytes(b"0123456789")
    fstat = os.fstat

    def early(descriptor: int) -> os.stat_result:
        values = list(fstat(descriptor))
        values[6] = 3
        return os.stat_result(values)

    monkeypatch.setattr(os, "fstat", early)
    assert read_bytes(vault, "a.md") == b"0123456789"
    with pytest.raises(VaultwellError, match="larger than 5 bytes"):
        read_bytes(vault, "a.md", 5)


@needs_posix_names
def test_a_name_that_is_no_text_is_shown_with_escapes(vault: Path) -> None:
    """A name in an old encoding is reported in printable form; what is below it is not read."""
    try:
        Path(os.fsdecode(os.fsencode(vault) + b"/caf\xe9.md")).touch()
        Path(os.fsdecode(os.fsencode(vault) + b"/fa\xe7ade")).mkdir()
    except OSError:
        pytest.skip("this file system accepts UTF-8 names only")
    reading = read_notes(vault)
    assert codes(reading) == [("caf\\xe9.md", "unreadable-file"), ("fa\\xe7ade", "unreadable-file")]
    assert (reading.notes, reading.others) == ((), ())


@needs_posix_names
def test_names_may_be_as_long_and_as_odd_as_the_disk_allows(vault: Path) -> None:
    """255 bytes, line breaks, quotes and emoji in a name are all read."""
    names = ["n" * 252 + ".md", "a\nb.md", "“x” 'y' $z;|.md", "👩‍👧.md", "-rf.md"]
    for name in names:
        (vault / name).write_text("x")
    assert paths(read_notes(vault)) == sorted(names)
    assert read_bytes(vault, names[0]) == b"x"


@needs_posix_names
def test_a_folder_too_deep_to_open_does_not_stop_the_rest(vault: Path) -> None:
    """Folders nested beyond the longest path are reported, and everything above is read."""
    (vault / "a.md").touch()
    here = os.open(vault, os.O_RDONLY)
    try:
        for _ in range(20):
            os.mkdir("d" * 250, dir_fd=here)
            below = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    reading = read_notes(vault)
    assert paths(reading) == ["a.md"]
    assert [problem.code for problem in reading.problems] == ["unreadable-file"]


def test_one_file_by_its_path(vault: Path) -> None:
    """A file is read by its path below the vault; None means that there is none."""
    (vault / "People" / "Ana.md").write_bytes(b"Ana\r\n")
    assert read_bytes(vault, "People/Ana.md") == b"Ana\r\n"
    assert read_bytes(vault, "People/Ben.md") is None
    assert read_bytes(vault, "Nobody/Ben.md") is None
    assert read_bytes(vault, "People/Ana.md/Ben.md") is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../elsewhere/secret.md",
        "People/../../x.md",
        "./a.md",
        "a//b.md",
        ".git/config",
        "a\0b",
    ],
)
def test_a_path_out_of_the_vault_is_refused(vault: Path, path: str) -> None:
    """No spelling of a path leads out of the vault or into a hidden folder."""
    with pytest.raises(VaultwellError, match="not a place for a note"):
        read_bytes(vault, path)


@needs_links
def test_a_linked_folder_does_not_lead_out_either(vault: Path) -> None:
    """A path through a folder that is a link is judged by where it ends."""
    (vault / "out").symlink_to("../elsewhere")
    with pytest.raises(VaultwellError, match="out of the vault"):
        read_bytes(vault, "out/secret.md")
