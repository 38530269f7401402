"""What `hook install` writes, what `hook uninstall` takes back, and what stands there now."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from vaultwell.git import hooks
from vaultwell.git.attributes import add_lines, has_lines, remove_lines
from vaultwell.git.repository import GitFailed, Repository
from vaultwell.git.write import read_file, write_file
from vaultwell.model.errors import VaultwellError
from vaultwell.vault.git import is_tracked, render_ignore_line

ATTRIBUTES = ".gitattributes"

HookState = Literal["installed", "called", "foreign", "missing"]
DueNoteState = Literal["tracked", "ignored", "untracked"]


class Place(NamedTuple):
    """A vault in its repository: `root` the vault's folder, `due_note` relative to it."""

    repository: Repository
    root: Path
    due_note: str

    @property
    def inner(self) -> str:
        """The vault's folder from the work tree's, `.` when it is the same; what git's settings remember."""
        return self.root.resolve().relative_to(self.repository.top).as_posix()

    @property
    def exclude(self) -> Path:
        """git's list of ignored files, of this clone alone."""
        return self.repository.common / "info" / "exclude"

    @property
    def ignore_line(self) -> str:
        """The line in that list which means the due note."""
        return render_ignore_line((Path(self.inner) / self.due_note).as_posix())


class Folder(NamedTuple):
    """Where git looks for hooks; `is_shared` when other repositories look there too."""

    path: Path
    is_shared: bool


class Status(NamedTuple):
    """What stands in a repository: the state of each hook, and what git does with notes and the due note."""

    folder: Folder
    hooks: dict[str, HookState]
    is_merging: bool
    due_note: DueNoteState
    program: str | None


class FileChange(NamedTuple):
    """One file to be written: `old` is None when it is new, `new` is empty when it goes."""

    path: Path
    old: bytes | None
    new: bytes
    is_program: bool = False


class Plan(NamedTuple):
    """The files to be written, and the keys of git's settings with all the values they shall have."""

    files: tuple[FileChange, ...]
    settings: dict[str, tuple[str, ...]]


def read_status(place: Place) -> Status:
    """What is installed now."""
    folder = find_folder(place.repository)
    names = (*hooks.AFTER, hooks.BEFORE)
    attributes = _read_text(place.root / ATTRIBUTES)
    settings = place.repository.read_settings
    return Status(
        folder,
        {name: _find_state(folder, name) for name in names},
        has_lines(attributes, place.due_note) and settings(hooks.DRIVER_KEY) == [hooks.render_driver()],
        _find_due_note(place),
        next(iter(settings(hooks.PROGRAM_KEY)), None),
    )


def plan_install(place: Place, program: str | None, *, has_tracked_note: bool) -> Plan:
    """What is still to do so that hooks and merging work; hooks of others and shared folders stay."""
    settings = place.repository.read_settings
    wanted = {
        hooks.PROGRAM_KEY: (program,) if program else (),
        hooks.VAULT_KEY: tuple(dict.fromkeys((*settings(hooks.VAULT_KEY), place.inner))),
        hooks.DRIVER_NAME_KEY: (hooks.DRIVER_NAME,),
        hooks.DRIVER_KEY: (hooks.render_driver(),),
    }
    files = [*_plan_hooks(place, has_tracked_note=has_tracked_note), *_plan_attributes(place, is_wanted=True)]
    exclude = [*_plan_exclude(place, is_wanted=not has_tracked_note)]
    if exclude:
        others = [line for line in settings(hooks.EXCLUDED_KEY) if line != place.ignore_line]
        wanted[hooks.EXCLUDED_KEY] = tuple(others if has_tracked_note else [*others, place.ignore_line])
    return Plan((*files, *exclude), _keep_changes(place.repository, wanted))


def plan_uninstall(place: Place) -> Plan:
    """What takes back all that `plan_install` wrote; another vault in this repository keeps its own."""
    settings = place.repository.read_settings
    vaults = tuple(vault for vault in settings(hooks.VAULT_KEY) if vault != place.inner)
    excluded = settings(hooks.EXCLUDED_KEY)
    wanted = {
        hooks.VAULT_KEY: vaults,
        hooks.EXCLUDED_KEY: tuple(line for line in excluded if line != place.ignore_line),
    }
    files = [*_plan_attributes(place, is_wanted=False)]
    if place.ignore_line in excluded:
        files += _plan_exclude(place, is_wanted=False)
    if not vaults:
        folder = find_folder(place.repository)
        for name in (*hooks.AFTER, hooks.BEFORE):
            if _find_state(folder, name) == "installed":
                files.append(FileChange(folder.path / name, hooks.render_hook(name).encode(), b""))
        wanted |= dict.fromkeys((hooks.PROGRAM_KEY, hooks.DRIVER_NAME_KEY, hooks.DRIVER_KEY), ())
    return Plan(tuple(files), _keep_changes(place.repository, wanted))


def carry_out(plan: Plan, repository: Repository) -> None:
    """Write the plan. Raises `VaultwellError`; what was written until then stays, and can be taken back."""
    for key, values in plan.settings.items():
        if repository.read_settings(key):
            repository.ask("config", "--local", "--unset-all", key)
        for value in values:
            repository.ask("config", "--local", "--add", key, value)
    for change in plan.files:
        write_file(change.path, change.old, change.new, is_program=change.is_program)


def find_folder(repository: Repository) -> Folder:
    """The folder of hooks: `core.hooksPath` where it is set, else the repository's own."""
    path = Path(repository.top, repository.ask("rev-parse", "--git-path", "hooks"))
    if path.exists() and not path.is_dir():
        raise VaultwellError(
            f"git looks for hooks in {path}, which is no folder, so it runs none here."
            " Take core.hooksPath out of git's settings, and run the command again."
        )
    is_shared = _has_hooks_path(repository) and not _has_hooks_path(repository, "--local")
    return Folder(path, is_shared)


def _has_hooks_path(repository: Repository, *words: str) -> bool:
    try:
        return bool(repository.ask("config", *words, "--get", "core.hooksPath"))
    except GitFailed:
        return False


def _find_state(folder: Folder, name: str) -> HookState:
    path = folder.path / name
    if path.is_symlink():
        return "foreign"
    text = _read_text(path)
    if text == hooks.render_hook(name):
        return "installed"
    if hooks.render_call(name) in text.split("\n"):
        return "called"
    return "foreign" if text else "missing"


def _find_due_note(place: Place) -> DueNoteState:
    if is_tracked(place.root, place.due_note):
        return "tracked"
    try:
        place.repository.ask("check-ignore", "--quiet", "--", str(place.root / place.due_note))
    except GitFailed:
        return "untracked"
    return "ignored"


def _plan_hooks(place: Place, *, has_tracked_note: bool) -> Iterator[FileChange]:
    folder = find_folder(place.repository)
    for name in (*hooks.AFTER, hooks.BEFORE):
        state, text = _find_state(folder, name), hooks.render_hook(name).encode()
        is_wanted = has_tracked_note or name != hooks.BEFORE
        if state == "missing" and is_wanted and not folder.is_shared:
            yield FileChange(folder.path / name, None, text, is_program=True)
        elif state == "installed" and not is_wanted:
            yield FileChange(folder.path / name, text, b"")


def _plan_attributes(place: Place, *, is_wanted: bool) -> Iterator[FileChange]:
    path = place.root / ATTRIBUTES
    old = read_file(path)
    text = (old or b"").decode("utf-8", "surrogateescape")
    new = add_lines(text, place.due_note) if is_wanted else remove_lines(text)
    if new != text:
        yield FileChange(path, old, new.encode("utf-8", "surrogateescape"))


def _plan_exclude(place: Place, *, is_wanted: bool) -> Iterator[FileChange]:
    old = read_file(place.exclude)
    lines = (old or b"").decode("utf-8", "surrogateescape").split("\n")
    if (place.ignore_line in lines) == is_wanted:
        return
    if is_wanted:  # a last line that is not ended stays so
        lines.insert(len(lines) - (not lines[-1]), place.ignore_line)
    else:
        lines.remove(place.ignore_line)
    yield FileChange(place.exclude, old, "\n".join(lines).encode("utf-8", "surrogateescape"))


def _keep_changes(repository: Repository, wanted: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: values for key, values in wanted.items() if tuple(repository.read_settings(key)) != values}


def _read_text(path: Path) -> str:
    return (read_file(path) or b"").decode("utf-8", "surrogateescape")
