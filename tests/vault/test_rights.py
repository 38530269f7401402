"""A note that is replaced stays whose it was, and what was attached to it stays attached."""

import os
import stat
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault.write import Edit, change_notes

_NOBODY = 0xFFFFFFFF
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def ana(tmp_path: Path) -> Path:
    """Ana's note."""
    return write_notes(tmp_path / "vault", {"Ana.md": "# Ana\n"}) / "Ana.md"


def append(note: Path) -> None:
    change_notes(note.parent, [Edit("Ana.md", lambda text: f"{text}- x\n")], "log Ana", NOW)
    assert note.read_text(encoding="utf-8") == "# Ana\n- x\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(ana: Path, mode: int) -> None:
    """Whoever may read or write the note may do so afterwards."""
    ana.chmod(mode)
    append(ana)
    assert stat.S_IMODE(ana.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no attributes to set here")
def test_attributes_stay(ana: Path) -> None:
    """What the user attached to the file is attached to the new one."""
    try:
        os.setxattr(ana, "user.tag", b"friend \xff")
    except OSError:
        pytest.skip("this disk has no attributes")
    append(ana)
    assert os.getxattr(ana, "user.tag") == b"friend \xff"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no attributes to set here")
@pytest.mark.parametrize("of", ["note", "folder"])
def test_access_lists_stay(ana: Path, of: str) -> None:
    """A list of who may do what is the new file's too, and a folder's list does not become the note's."""
    entries = [
        (0x01, 6, _NOBODY),
        (0x02, 6, 65534),
        (0x04, 4, _NOBODY),
        (0x10, 6, _NOBODY),
        (0x20, 0, _NOBODY),
    ]
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        if of == "note":
            os.setxattr(ana, "system.posix_acl_access", acl)
        else:
            os.setxattr(ana.parent, "system.posix_acl_default", acl)
    except OSError:
        pytest.skip("this disk has no access lists")
    before = os.listxattr(ana)
    append(ana)
    assert os.listxattr(ana) == before
    assert of == "folder" or os.getxattr(ana, "system.posix_acl_access") == acl


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays_or_nothing_is_written(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is never taken from its owner: the new file is given to them, or there is none."""
    os.chown(ana, 12345, 54321)
    with monkeypatch.context() as patch:
        patch.setattr(os, "chown", _refuse)
        with pytest.raises(VaultwellError) as stopped:
            append(ana)
    assert str(stopped.value) == (
        "Ana.md was not written: it belongs to another account, and the new file could not be given to that"
        " account. Make the file your own, or let its owner run vaultwell."
    )
    assert ana.read_text(encoding="utf-8") == "# Ana\n"
    append(ana)
    assert (ana.stat().st_uid, ana.stat().st_gid) == (12345, 54321)


def _refuse(*words: object) -> None:
    raise PermissionError(1, "Operation not permitted")
