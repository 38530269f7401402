"""Other tools that answer “who is due” or “who is there”, on the same people, where they are installed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Case


def list_peers(home: Path, notes: list[Path]) -> Iterator[Case]:
    """A case for each peer that is there, its own files made of the names of the notes."""
    names = [note.stem for note in notes]
    if shutil.which("khard"):
        _write_cards(home / "cards", names)
        settings = home / "khard.conf"
        settings.write_text(f"[addressbooks]\n[[people]]\npath = {home / 'cards'}\n")
        yield Case("khard list", ("khard", "-c", str(settings), "list"))
    if shutil.which("friends"):
        journal = home / "friends.md"
        journal.write_text(_render_friends(names), "utf-8")
        yield Case("friends suggest", ("friends", "--filename", str(journal), "suggest"))


def _write_cards(folder: Path, names: list[str]) -> None:
    folder.mkdir()
    for number, name in enumerate(names):
        first, _, last = name.partition(" ")
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{number}", f"FN:{name}", f"N:{last};{first};;;"]
        lines += [f"EMAIL:p{number}@example.org", "END:VCARD", ""]
        (folder / f"{number}.vcf").write_text("\r\n".join(lines), "utf-8")


def _render_friends(names: list[str]) -> str:
    talks = "".join(
        f"- 202{number % 6}-0{number % 9 + 1}-1{number % 9}: Coffee with **{name}**.\n"
        for number, name in enumerate(names)
    )
    people = "".join(f"- {name}\n" for name in sorted(names))
    return f"### Activities:\n{talks}\n### Notes:\n\n### Friends:\n{people}\n### Locations:\n"
