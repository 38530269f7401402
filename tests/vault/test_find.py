"""Which folder is the vault."""

from pathlib import Path

import pytest

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.find import find_vault


def test_the_named_folder_is_the_vault(tmp_path: Path) -> None:
    """A named folder is taken as it is, marked or not."""
    (tmp_path / "notes").mkdir()
    assert find_vault(Path("/"), str(tmp_path / "notes")) == tmp_path / "notes"


def test_a_relative_name_counts_from_the_start(tmp_path: Path) -> None:
    """A relative name is looked up below the folder the command began in."""
    (tmp_path / "a" / "notes").mkdir(parents=True)
    assert find_vault(tmp_path / "a", "../a/notes") == tmp_path / "a" / "notes"


def test_the_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable set outside a shell may begin with the tilde."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "notes").mkdir()
    assert find_vault(Path("/"), "~/notes") == tmp_path / "notes"


@pytest.mark.parametrize(
    ("given", "said"),
    [("missing", "does not exist"), ("note.md", "is a file"), ("", "is empty"), ("a\0b", "cannot be opened")],
)
def test_a_name_that_is_no_folder_is_refused(tmp_path: Path, given: str, said: str) -> None:
    """A wrong name stops with what is wrong and how to name another one, and is never replaced by a guess."""
    (tmp_path / "vaultwell.toml").touch()
    (tmp_path / "note.md").touch()
    with pytest.raises(VaultwellError) as stopped:
        find_vault(tmp_path, given)
    assert said in str(stopped.value)
    assert "--vault DIR" in str(stopped.value)


def test_the_nearest_settings_file_marks_the_vault(tmp_path: Path) -> None:
    """From a folder deep inside, the nearest `vaultwell.toml` upwards wins."""
    deep = tmp_path / "outer" / "inner" / "People" / "Friends"
    deep.mkdir(parents=True)
    (tmp_path / "outer" / "vaultwell.toml").touch()
    (tmp_path / "outer" / "inner" / "vaultwell.toml").touch()
    assert find_vault(deep, None) == tmp_path / "outer" / "inner"


def test_settings_come_before_obsidian(tmp_path: Path) -> None:
    """A `vaultwell.toml` further up is preferred to an `.obsidian` nearer by."""
    (tmp_path / "People" / ".obsidian").mkdir(parents=True)
    (tmp_path / "vaultwell.toml").touch()
    assert find_vault(tmp_path / "People", None) == tmp_path


def test_an_obsidian_vault_needs_no_settings(tmp_path: Path) -> None:
    """Without any `vaultwell.toml` the nearest `.obsidian` folder marks the vault."""
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "Daily" / "2026").mkdir(parents=True)
    assert find_vault(tmp_path / "Daily" / "2026", None) == tmp_path


def test_markers_of_the_wrong_kind_do_not_count(tmp_path: Path) -> None:
    """A folder called `vaultwell.toml` and a file called `.obsidian` mark nothing."""
    (tmp_path / "vault" / "sub").mkdir(parents=True)
    (tmp_path / "vault" / ".obsidian").mkdir()
    (tmp_path / "vault" / "sub" / "vaultwell.toml").mkdir()
    (tmp_path / "vault" / "sub" / ".obsidian").touch()
    assert find_vault(tmp_path / "vault" / "sub", None) == tmp_path / "vault"


def test_no_vault_says_how_to_begin(tmp_path: Path) -> None:
    """Where there is no vault, the sentence names both ways on."""
    with pytest.raises(VaultwellError, match=r"“vaultwell init”.*--vault DIR"):
        find_vault(tmp_path, None)


def test_a_folder_that_may_not_be_searched_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder on the way that refuses to be looked into does not end the search."""
    (tmp_path / "vaultwell.toml").touch()
    (tmp_path / "closed").mkdir()
    is_file = Path.is_file

    def refusing(self: Path) -> bool:
        if self.parent.name == "closed":
            raise PermissionError
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", refusing)
    assert find_vault(tmp_path / "closed", None) == tmp_path
