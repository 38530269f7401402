"""Repositories to work in."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.git.repositories import Clone, make_clone

collect_ignore = (
    [] if shutil.which("git") else ["test_driver.py", "test_hooks.py", "test_install.py", "test_staged.py"]
)


@pytest.fixture
def clone(tmp_path: Path) -> Callable[[Mapping[str, str]], Clone]:
    """Makes a repository with these notes committed."""
    return lambda notes: make_clone(tmp_path / "vault", notes)
