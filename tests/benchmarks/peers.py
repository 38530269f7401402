"""Other tools that answer “who is due” or “who is there”, about the same people, where they are installed.

perm reads a note for each person, khard a card for each, friends one journal of all. Each gets its own
format, made of the vault's notes: the same people, days and words.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Case
from tests.benchmarks.people import TODAY

PERM = "perm due"
_MOST_PEOPLE = 10_000  # for more, khard and friends take minutes each time
_DAYS = {"inner": 14, "close": 30, "casual": 91, "warm": 182, "far": 365}
_LINE = re.compile(r"^[-*] (?:\[[ x]\] )?(\d{4}-\d\d-\d\d) (.+)$", re.MULTILINE)
_PROPERTY = re.compile(r"^(circle|birthday|email|location): (.+)$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\ufeff?---\n.*?^---\n", re.MULTILINE | re.DOTALL)


class Person(NamedTuple):
    """What the peers can be told of a note: some properties, the dated lines, the text below."""

    name: str
    properties: Mapping[str, str]
    lines: tuple[tuple[str, str], ...]
    text: str


class Peer(NamedTuple):
    """`question` is measured; `listing` prints a line for each person, by which they are counted."""

    name: str
    question: tuple[str, ...]
    listing: tuple[str, ...]
    settings: Mapping[str, str]


def find_peers(
    vault: Path, files: Path, people: int, environment: Mapping[str, str]
) -> Iterator[tuple[str, Case | None]]:
    """What is to be said of each peer, and its case where it is there and reads everybody."""
    if people > _MOST_PEOPLE:
        yield f"Other tools take part up to {_MOST_PEOPLE:,} people", None
        return
    # Another process reads the notes: what this one holds would count as the programs' memory.
    subprocess.run([sys.executable, "-m", "tests.benchmarks.peers", str(vault), str(files)], check=True)
    for peer in list_peers(files):
        program = shutil.which(peer.name, path=environment["PATH"])
        if program is None:
            yield f"{peer.name} is not installed", None
            continue
        listed = _count_people((program, *peer.listing), {**environment, **peer.settings})
        case = Case(f"{peer.name} {peer.question[-1]}", (program, *peer.question), None, peer.settings)
        yield f"{peer.name} lists {listed:,} of {people:,} people", case if listed == people else None


def list_peers(files: Path) -> Iterator[Peer]:
    """The peers, told where their files are."""
    yield Peer("perm", ("due",), ("list",), {"PERM_PEOPLE_DIR": str(files / "perm")})
    cards = ("-c", str(files / "khard.conf"))
    yield Peer("khard", (*cards, "list"), (*cards, "list", "--parsable"), {})
    journal = ("--colorless", "--filename", str(files / "friends.md"))
    yield Peer("friends", (*journal, "suggest"), (*journal, "list", "friends"), {"FRIENDS_PAGER": "cat"})


def _count_people(command: tuple[str, ...], environment: Mapping[str, str]) -> int:
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return len(done.stdout.splitlines())


def write_files(vault: Path, files: Path) -> None:
    """The people of a vault in the format of each peer, below the folder `files`."""
    people = [_read_person(note) for note in sorted((vault / "People").rglob("*.md"))]
    for folder in ("perm", "cards"):
        (files / folder).mkdir(parents=True)
    for number, person in enumerate(people):
        (files / "perm" / f"{person.name}.md").write_text(_render_note(person), "utf-8")
        card = _render_card(person, number)
        (files / "cards" / f"{number}.vcf").write_text(card, "utf-8", newline="\r\n")
    (files / "khard.conf").write_text(f"[addressbooks]\n[[people]]\npath = {files / 'cards'}\n", "utf-8")
    (files / "friends.md").write_text(_render_journal(people), "utf-8")


def _read_person(note: Path) -> Person:
    text = note.read_text("utf-8")
    lines = tuple((on, words) for on, words in _LINE.findall(text) if on <= str(TODAY))
    return Person(note.stem, dict(_PROPERTY.findall(text)), lines, _FRONT_MATTER.sub("", text))


def _render_note(person: Person) -> str:
    """A note of perm's: a person without a circle has no frequency, and is never due there either."""
    properties = []
    if person.lines:
        properties.append(f"lastContact: {max(on for on, _ in person.lines)}")
    if circle := person.properties.get("circle"):
        properties.append(f"contactFrequency: {_DAYS.get(circle, 365)}")
    if birthday := person.properties.get("birthday"):
        properties.append(f"birthDate: {birthday}")
    front_matter = "\n".join(("---", "created: 2021-01-24", *properties, "interests:", "  - climbing", "---"))
    return f"{front_matter}\n# {person.name}\n\n{person.text}"


def _render_card(person: Person, number: int) -> str:
    first, _, last = person.name.partition(" ")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{number}", f"FN:{person.name}", f"N:{last};{first};;;"]
    keys = {"email": "EMAIL", "birthday": "BDAY"}
    lines += [f"{key}:{person.properties[ours]}" for ours, key in keys.items() if ours in person.properties]
    return "\n".join((*lines, "END:VCARD", ""))


def _render_journal(people: list[Person]) -> str:
    """All of friends' people and what was done with them."""
    talks = "".join(
        f"- {on}: **{person.name}** {words.replace('[[', '**').replace(']]', '**')}\n"
        for person in people
        for on, words in person.lines
    )
    names = "".join(f"- {person.name}\n" for person in people)
    return f"### Activities:\n{talks}\n### Notes:\n\n### Friends:\n{names}\n### Locations:\n"


if __name__ == "__main__":
    write_files(Path(sys.argv[1]), Path(sys.argv[2]))
