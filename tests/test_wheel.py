"""What is given away: the wheel and the sdist hold everything that is needed to run."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import TODAY, run_vaultwell, write_notes
from vaultwell import __version__

ROOT = Path(__file__).parent.parent
PROJECT = (
    "pyproject.toml .gitignore .pre-commit-hooks.yaml README.md LICENSE CONTRIBUTING.md CHANGELOG.md"
    " SECURITY.md CITATION.cff .ci vaultwell templates example-vault tests docs"
).split()
NOTES = {
    "People/Ana Díaz.md": "---\ncadence: 30\n---\n\n## Log\n\n- 2026-10-05 call: the move to Lisbon\n",
    "People/Ben.md": "---\ncadence: weekly\nemail: [ben@example.org]\n---\n\n## Log\n\n- 2026-11-01 lunch\n",
}


@dataclass(frozen=True)
class Built:
    """The two archives, and the folder into which the wheel was installed."""

    wheel: Path
    sdist: Path
    target: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both archives built from a copy of the project, without a network; the wheel installed."""
    place = tmp_path_factory.mktemp("wheel")
    project = place / "project"
    project.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name,
                project / name,
                ignore=shutil.ignore_patterns("__pycache__", "*_cache", "node_modules"),
            )
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, project / name)
    _pip(project, "wheel", "--no-build-isolation", "--no-deps", "-w", str(place), ".")
    wheel = place / f"vaultwell-{__version__}-py3-none-any.whl"
    _pip(place, "install", "--no-deps", "--no-index", "--no-compile", "--target", "target", str(wheel))
    _call([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(place)], project)
    return Built(wheel, place / f"vaultwell-{__version__}.tar.gz", place / "target")


def _pip(folder: Path, *words: str) -> None:
    _call([sys.executable, "-m", "pip", "--disable-pip-version-check", *words], folder)


def _call(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def _run_installed(built: Built, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the installed wheel and its dependencies, but without the checkout.

    The checkout is importable only through a `.pth` file (-S: none is read) or as the current folder
    (-P: it is not searched).
    """
    libraries = [str(built.target), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return subprocess.run(
        [sys.executable, "-S", "-P", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(libraries)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _list_kept(folder: str) -> set[str]:
    """The files of one of the project's folders, without what Python leaves there."""
    files = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in files if not _is_cache(path.parts)}


def _is_cache(parts: tuple[str, ...]) -> bool:
    return any(part in ("__pycache__", "node_modules") or part.endswith("_cache") for part in parts)


def test_the_wheel_runs_without_the_checkout(built: Built, tmp_path: Path) -> None:
    """The installed package, with the templates inside it, writes the same due note as the checkout."""
    vault = write_notes(tmp_path / "installed", NOTES)
    where = _run_installed(built, tmp_path, "-c", "import vaultwell; print(vaultwell.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(built.target), where.stderr
    done = _run_installed(
        built, tmp_path, "-m", "vaultwell", "--vault", str(vault), "--today", TODAY, "index"
    )
    assert (done.returncode, done.stderr) == (0, "")
    twin = write_notes(tmp_path / "checkout", NOTES)
    assert run_vaultwell(twin, "index").exit_code == 0
    assert (vault / "Due.md").read_bytes() == (twin / "Due.md").read_bytes()


def test_the_wheel_holds_the_package_and_its_data(built: Built) -> None:
    """Every module, the mark that it is typed, every template and the manual are in it; nothing else is."""
    with zipfile.ZipFile(built.wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    templates = {f"vaultwell/{name}" for name in _list_kept("templates")}
    assert "vaultwell/py.typed" in names
    manual = f"vaultwell-{__version__}.data/data/share/man/man1/vaultwell.1"
    assert {
        "vaultwell/templates/drafts/ask.md.j2",
        "vaultwell/templates/obsidian/People.base.j2",
    } <= templates
    assert names == _list_kept("vaultwell") | templates | {manual}


def test_the_sdist_holds_everything_needed(built: Built, tmp_path: Path) -> None:
    """Sources, templates, tests and documents are in the sdist, and the same wheel is built from it."""
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
        paths = [PurePosixPath(member.name) for member in archive.getmembers() if member.isfile()]
    names = {PurePosixPath(*path.parts[1:]).as_posix() for path in paths}
    wanted = {name for name in PROJECT if (ROOT / name).is_file()} | {".ci/run"}
    for folder in ("vaultwell", "templates", "tests", "docs", "example-vault"):
        wanted |= _list_kept(folder)
    assert not wanted - names
    project = tmp_path / built.sdist.name.removesuffix(".tar.gz")
    _call([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], project)
    assert (tmp_path / built.wheel.name).read_bytes() == built.wheel.read_bytes()
