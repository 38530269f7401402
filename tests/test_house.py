"""One command checks everything: lint, types, layers, and the rules of the house that no tool knows."""

import ast
import json
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import TODAY, write_notes

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "vaultwell"
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py"))

# --- Tools ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((sys.executable, "-m", "ruff", "check", "--output-format=concise"), id="lint"),
        pytest.param((sys.executable, "-m", "ruff", "format", "--check"), id="format"),
        pytest.param((sys.executable, "-m", "mypy"), id="types"),
        pytest.param((str(Path(sysconfig.get_path("scripts"), "lint-imports")),), id="layers"),
    ],
)
def test_the_tools_have_nothing_to_say(command: tuple[str, ...]) -> None:
    """Lint, format, types and the layers of imports are as `pyproject.toml` wants them."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_nothing_is_left_for_later() -> None:
    """No source, template or document says that something is still to do."""
    words = "TO" + "DO", "FIX" + "ME"
    kept = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in [*kept, *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if any(word in line for word in words)
    ]
    _fail_if_any(found)


# --- Rules ----------------------------------------------------------------------------------------------

_Finding = tuple[int, str]
_Rule = Callable[[ast.Module], Iterator[_Finding]]

_WRITING_MODULES = frozenset("shutil tempfile fileinput sqlite3 shelve dbm ctypes filelock".split())
_WRITING_FLAGS = frozenset("O_WRONLY O_RDWR O_CREAT O_APPEND O_TRUNC".split())
_WRITING_METHODS = frozenset(
    """write_text write_bytes touch mkdir makedirs rmdir removedirs unlink rename renames symlink_to
    hardlink_to symlink link chmod lchmod chown utime truncate ftruncate mkfifo mknod pwrite writev sendfile
    setxattr removexattr""".split()
)
_WRITING_IN_OS = frozenset("replace remove write fdopen".split())
_CLOCKS = frozenset("time time_ns localtime gmtime ctime asctime strftime".split())
_DAYS = frozenset("date datetime".split())


def find_writes(tree: ast.Module) -> Iterator[_Finding]:
    """Whatever opens a file for writing, or makes, moves or deletes one."""
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                for name in _imported(node):
                    if name.split(".")[0] in _WRITING_MODULES or _is_writing_in_os(name):
                        yield node.lineno, f"import {name}"
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Constant(value=str(name)):
                if name in _WRITING_FLAGS:
                    yield node.lineno, name
        if isinstance(node, ast.Call) and _is_write(node):
            yield node.lineno, ast.unparse(node)


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for alias in node.names:
        yield f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name


def _is_writing_in_os(name: str) -> bool:
    module, _, function = name.rpartition(".")
    return module == "os" and function in _WRITING_METHODS | _WRITING_IN_OS


def _is_write(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="open") | ast.Attribute(value=ast.Name(id="io" | "codecs" | "gzip"), attr="open"):
            return _is_for_writing(call, 1)
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            return name in _WRITING_METHODS | _WRITING_IN_OS
        case ast.Attribute(attr="open"):
            return _is_for_writing(call, 0)
        case ast.Attribute(attr="replace"):  # a path's takes one argument; a text's two, a date's names
            return len(call.args) == 1 and not call.keywords
        case ast.Attribute(attr=name):
            return name in _WRITING_METHODS
    return False


def _is_for_writing(call: ast.Call, place: int) -> bool:
    modes = [word.value for word in call.keywords if word.arg == "mode"] + call.args[place : place + 1]
    return any(
        not isinstance(mode, ast.Constant) or bool(set("wax+") & set(str(mode.value))) for mode in modes
    )


def find_clock_reads(tree: ast.Module) -> Iterator[_Finding]:
    """Whatever asks what day or time it is."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="today" | "now" | "utcnow")):
                yield node.lineno, ast.unparse(node)
            case ast.Attribute(value=ast.Name(id="time"), attr=name) if name in _CLOCKS:
                yield node.lineno, ast.unparse(node)
            case ast.Attribute(
                value=ast.Name(id=kind) | ast.Attribute(attr=kind), attr="today" | "now" | "utcnow"
            ) if kind in _DAYS:
                yield node.lineno, ast.unparse(node)
            case ast.ImportFrom(module="time"):
                for alias in node.names:
                    if alias.name in _CLOCKS:
                        yield node.lineno, f"from time import {alias.name}"


def find_undocumented(tree: ast.Module) -> Iterator[_Finding]:
    """Public modules, classes, functions and methods without a docstring."""
    if not ast.get_docstring(tree):
        yield 1, "the module"
    yield from _undocumented_in(tree.body)


def _undocumented_in(body: list[ast.stmt]) -> Iterator[_Finding]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.lineno, node.name
        if isinstance(node, ast.ClassDef):
            yield from _undocumented_in(node.body)


_WRITE_ROOM = frozenset(
    f"vaultwell/vault/{name}.py"
    for name in """cache write whole outside replace lock writers rights refusals git state journal
    sweep""".split()
) | {"vaultwell/git/write.py"}

# The rule, the modules that it does not bind, and why they are free.
_RULES: list[tuple[_Rule, frozenset[str], str]] = [
    (find_writes, _WRITE_ROOM, "only the write room writes"),
    (find_clock_reads, frozenset({"vaultwell/cli/clock.py"}), "only cli/clock.py reads the clock"),
    (find_undocumented, frozenset(), "what is public has a docstring"),
]


@pytest.mark.parametrize(("rule", "free", "sentence"), _RULES, ids=[rule[2] for rule in _RULES])
def test_every_module_keeps_the_rule(rule: _Rule, free: frozenset[str], sentence: str) -> None:
    """No module but those named breaks the rule, and those named exist."""
    assert free <= set(MODULES)
    _fail_if_any(
        [
            f"{module}:{line}: {what} ({sentence})"
            for module in MODULES
            if module not in free
            for line, what in rule(ast.parse((ROOT / module).read_text("utf-8")))
        ]
    )


@pytest.mark.parametrize("module", sorted(_WRITE_ROOM))
def test_the_writer_is_seen_writing(module: str) -> None:
    """The rule about writing finds something where writing is allowed."""
    assert list(find_writes(ast.parse((ROOT / module).read_text("utf-8"))))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (find_writes, 'open(x, "w")'),
        (find_writes, 'open(x, mode="r+b")'),
        (find_writes, "open(x, how)"),
        (find_writes, 'path.open("ab")'),
        (find_writes, 'io.open(x, "x")'),
        (find_writes, "os.open(x, os.O_WRONLY)"),
        (find_writes, 'flags |= getattr(os, "O_CREAT")'),
        (find_writes, 'path.write_text("")'),
        (find_writes, 'Path(x).write_bytes(b"")'),
        (find_writes, "os.replace(x, y)"),
        (find_writes, "path.replace(y)"),
        (find_writes, "path.rename(y)"),
        (find_writes, "path.unlink()"),
        (find_writes, "os.remove(x)"),
        (find_writes, "from os import remove"),
        (find_writes, "import shutil"),
        (find_writes, "import ctypes"),
        (find_writes, "from shutil import move"),
        (find_clock_reads, "date.today()"),
        (find_clock_reads, "datetime.date.today()"),
        (find_clock_reads, "datetime.now(UTC)"),
        (find_clock_reads, "field(default_factory=date.today)"),
        (find_clock_reads, "time.time()"),
        (find_clock_reads, "from time import localtime"),
        (find_undocumented, '"""Says."""\ndef public(): ...'),
        (find_undocumented, '"""Says."""\nclass Public:\n    """Says."""\n    def method(self): ...'),
        (find_undocumented, "x = 1"),
    ],
)
def test_a_breach_is_seen(rule: _Rule, code: str) -> None:
    """Every way to break a rule that is easily typed is found."""
    assert list(rule(ast.parse(code)))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (find_writes, "open(x)"),
        (find_writes, 'path.open("rb")'),
        (find_writes, "os.open(x, os.O_RDONLY | os.O_NOFOLLOW)"),
        (find_writes, 'text.replace("a", "b")'),
        (find_writes, "day.replace(year=2024)"),
        (find_writes, "replace(row, is_today_pick=True)"),
        (find_writes, "sys.stdout.write(text)"),
        (find_writes, "path.read_text()"),
        (find_clock_reads, "vault.today"),
        (find_clock_reads, "from time import monotonic, sleep"),
        (find_undocumented, '"""Says."""\ndef _private(): ...'),
        (find_undocumented, '"""Says."""\nclass Public:\n    """Says."""\n    def __iter__(self): ...'),
    ],
)
def test_what_breaks_no_rule_passes(rule: _Rule, code: str) -> None:
    """Reading, and what only looks like a breach, is not complained about."""
    assert not list(rule(ast.parse(code)))


def _fail_if_any(found: list[str]) -> None:
    if found:
        pytest.fail("\n".join(found), pytrace=False)


# --- Start-up -------------------------------------------------------------------------------------------

_HEAVY = "jinja2 yaml frontmatter rich watchdog dateparser networkx"
_PROBE = """
import json, sys
from vaultwell.cli.main import main
try:
    main()
except SystemExit as end:
    code = end.code
sys.stdout.flush()
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        ("--help", _HEAVY),
        ("--version", _HEAVY),
        ("due --help", _HEAVY),
        ("check", _HEAVY),
        ("due --json", _HEAVY),
        ("show Ana --json", _HEAVY),
        ("log Ana call:x", _HEAVY),
        ("log Ana call:x --on yesterday", _HEAVY),
        ("snooze Ana 2w", _HEAVY),
        ("done Ana list", _HEAVY),
        ("due", _HEAVY),
        ("show Ana", _HEAVY),
        ("index", "yaml frontmatter rich watchdog"),
    ],
)
def test_a_command_imports_only_what_it_uses(words: str, unwanted: str, tmp_path: Path) -> None:
    """What is slow to import is imported by the commands that use it, and by notes that need it."""
    note = "---\ntype: person\ncadence: 30\n---\n\n## Log\n\n- 2026-10-05 call: the move\n"
    note += "- [ ] 2026-10-06 owe: a list\n"
    write_notes(tmp_path / "vault", {"People/Ana.md": note})
    assert not set(unwanted.split()) & _list_imports(tmp_path, words)


def test_an_index_that_changes_nothing_imports_nothing_for_writing(tmp_path: Path) -> None:
    """The lock and the system's own rename are looked for when there is something to write."""
    write_notes(tmp_path / "vault", {"People/Ana.md": "---\ntype: person\n---\n"})
    needed = {"filelock", "ctypes"}
    assert needed <= _list_imports(tmp_path, "index")
    assert not needed & _list_imports(tmp_path, "index")


def _list_imports(folder: Path, words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, "--vault", "vault", "--today", TODAY, *words.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return set(modules)
