"""A vault as people have it, of any size: the same seed gives the same bytes.

88 notes of a hundred are plain. The rest is odd in the ways real vaults are: quoted and nested front
matter, CRLF, a byte order mark, code and comments in the log, tables, hurried lines, no properties at
all, umlauts and other alphabets in names, and now and then a fault. Beside them lie about a thousand
daily notes, and some that are about nobody.
"""

import random  # noqa: TID251 - the seed is an argument
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 22)
DAILY_NOTES = 1001
_PLAIN = 0.88
_LINES = 22  # entries in a person's log, on average

_FIRST = (
    "Ana Ben Chen Dora Emil Farah Gus Hana Ivo Jun Kim Lea Mara Nils Ola Pia Quin Rosa Sam Tess Uma Vic"
    " Wim Xenia Yara Zoë Inês Siobhán Käthe Tomasz Łucja Søren 美咲 Дарья"
).split()
_SYLLABLES = "an ber co del ek far gor hu in jar kol len mo nov or pet ros sta tor ul ves win zel".split()
_WORDS = (
    "the move to Lisbon|how the talk went|her new job at the bakery|the exhibition that opens in May"
    "|climbing on Sunday if it is dry|a long letter about the garden|what the doctor said"
    "|who could lend a ladder|the choir and its new leader|tickets for the harbour concert"
    "|whether the cat likes the flat|a book on bridges, and one on bees"
).split("|")
_LINES_OF_A_LOG = (
    "called: {words}|they called: {words}|coffee: {words}|lunch with [[{other}]]: {words}|emailed: {words}"
    "|met: {words}|they emailed: {words}|gave: {words}|they gave: {words}|walk: {words}|texted: {words}"
    "|note: {words}|they visited: {words}|long walk by the river, {words}|call"
).split("|")
_SELDOM = (
    "- [ ] promised: {words} 📅 2026-12-{two}|- [x] promised: {words} ✅ 2026-11-{two}|- they asked: {words}"
    "|- thanked: {words}|- introduced: [[{other}]]|- next: {words}|- news: {words}|- [ ] lent: a book"
).split("|")
_CIRCLES = ("inner", "close", "casual", "casual", "warm", "warm", "warm", "far", "far", "far", "far", "")
_TYPE = "type: person\n"
_SETTINGS = """\
pace = "4 a day"

[circles]
inner = "2 weeks"
close = "monthly"
casual = "quarterly"
warm = "6 months"
far = "yearly"
"""


def write_vault(root: Path, people: int, seed: int = 1) -> None:
    """Write a vault of so many people, with its daily notes, into the folder `root`."""
    for path, data in build_vault(people, seed):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def build_vault(people: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each file of a vault of so many people."""
    chance = random.Random(seed)
    names = [_name(chance, number) for number in range(people)]
    yield "vaultwell.toml", _SETTINGS.encode()
    yield ".obsidian/daily-notes.json", b'{"folder": "Journal", "format": "YYYY-MM-DD"}'
    yield ".obsidian/templates.json", b'{"folder": "Templates"}'
    yield "Templates/Person.md", b"---\ncircle:\n---\n\n## Log\n\n- {{date}} called:\n"
    for name in names:
        folder = "People" if chance.random() < 0.9 else f"People/{name[:1].upper()}"
        is_plain = chance.random() < _PLAIN
        text = _plain(chance, names) if is_plain else chance.choice(_ODD)(chance, names)
        yield f"{folder}/{name}.md", text.encode()
    for number in range(DAILY_NOTES):
        yield f"Journal/{TODAY - timedelta(number)}.md", _daily(chance, names).encode()
    for number in range(max(people // 20, 1)):
        yield f"Projects/Project {number}.md", _project(chance, names).encode()


def _name(chance: random.Random, number: int) -> str:
    family = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
    return f"{chance.choice(_FIRST)} {family}{number if number % 3 else ''}{number:x}"


def _plain(chance: random.Random, names: list[str]) -> str:
    return f"---\n{_properties(chance)}---\n\n{_about(chance)}\n## Log\n\n{_log(chance, names)}"


def _properties(chance: random.Random) -> str:
    lines = [_TYPE.strip()]
    if circle := chance.choice(_CIRCLES):
        lines.append(f"circle: {circle}")
    if chance.random() < 0.5:
        lines.append(f"birthday: {chance.randint(1940, 2005)}-{_two(chance, 12)}-{_two(chance, 28)}")
    if chance.random() < 0.4:
        lines.append(f"email: p{chance.randint(1, 99_999)}@example.org")
    if chance.random() < 0.4:
        lines += ["interests:", "  - climbing", "  - sourdough"]
    if chance.random() < 0.3:
        lines.append("location: Lisbon")
    if chance.random() < 0.2:
        lines.append("tags: [friend, choir]")
    if chance.random() < 0.02:
        lines.append(chance.choice(("let_go: 2025-04-01", "died: 2024-02-03", "paused: true")))
    return "".join(f"{line}\n" for line in lines)


def _about(chance: random.Random) -> str:
    return "".join(
        f"{chance.choice(_WORDS).capitalize()}, and {chance.choice(_WORDS)}.\n"
        for _ in range(chance.randint(0, 4))
    )


def _log(chance: random.Random, names: list[str]) -> str:
    return "".join(_line(chance, names) for _ in range(chance.randint(0, 2 * _LINES)))


def _line(chance: random.Random, names: list[str]) -> str:
    words = {"words": chance.choice(_WORDS), "other": chance.choice(names), "two": _two(chance, 28)}
    on = TODAY - timedelta(chance.randint(0, 1500))
    if chance.random() < 0.03:
        box, _, rest = chance.choice(_SELDOM).format(**words).rpartition("] ")
        return f"{box}] {on} {rest}\n" if box else f"- {on} {rest.removeprefix('- ')}\n"
    return f"- {on} {chance.choice(_LINES_OF_A_LOG).format(**words)}\n"


def _two(chance: random.Random, most: int) -> str:
    return f"{chance.randint(1, most):02}"


def _daily(chance: random.Random, names: list[str]) -> str:
    prose = "Rain until noon, then the harbour; nothing that needs to be remembered of it.\n"
    lines = "".join(
        f"- {chance.choice(('coffee with', 'saw', 'call', 'lunch with'))} [[{chance.choice(names)}]]:"
        f" {chance.choice(_WORDS)}\n"
        for _ in range(chance.randint(0, 4))
    )
    tasks = f"- [ ] write to [[{chance.choice(names)}]]\n" if chance.random() < 0.05 else ""
    return f"# A day\n\n{prose * chance.randint(1, 6)}\n## People\n\n{lines}{tasks}"


def _project(chance: random.Random, names: list[str]) -> str:
    people = "".join(f"- [[{chance.choice(names)}]]\n" for _ in range(3))
    return (
        f"---\nstatus: running\n---\n\n# What it is about\n\n{people}\n" + f"{chance.choice(_WORDS)}.\n" * 8
    )


# ---- the odd ones ----


def _windows(chance: random.Random, names: list[str]) -> str:
    return _plain(chance, names).replace("\n", "\r\n")


def _with_mark(chance: random.Random, names: list[str]) -> str:
    return "\ufeff" + _plain(chance, names)


def _bare(chance: random.Random, names: list[str]) -> str:
    return f"{_about(chance)}\n## Log\n\n{_log(chance, names)}"


def _quoted(chance: random.Random, names: list[str]) -> str:
    names_of = f"aliases: [\"{chance.choice(_FIRST)}\", 'the {chance.choice(_SYLLABLES)}']\n"
    head = f"type: 'person'\n{names_of}phone: \"+351 91 000 00 00\"  # mobile\n"
    return f"---\n{head}{_properties(chance).removeprefix(_TYPE)}---\n## Log\n{_log(chance, names)}"


def _nested(chance: random.Random, names: list[str]) -> str:
    head = "address:\n  street: Rua 1\n  town: Lisbon\nabout: |\n  Two lines\n  of text\n"
    return f"---\n{_properties(chance)}{head}---\n\n## Log\n\n{_log(chance, names)}"


def _related(chance: random.Random, names: list[str]) -> str:
    links = (f'{key}: "[[{chance.choice(names)}]]"\n' for key in ("partner", "introduced_by"))
    head = f"{''.join(links)}relation: friend\n"
    return f"---\n{_properties(chance)}{head}---\n\n## Log\n\n{_log(chance, names)}"


def _with_code(chance: random.Random, names: list[str]) -> str:
    code = (
        "```dataview\nTABLE birthday\n- 2026-01-01 called: nobody\n```\n%% - 2026-01-02 called: not this %%\n"
    )
    return f"{_plain(chance, names)}\n{code}\n{_log(chance, names)}"


def _with_table(chance: random.Random, names: list[str]) -> str:
    table = "| date | what |\n|---|---|\n" + "| 2026-01-01 | call |\n" * 6
    return f"{_plain(chance, names)}\n## Gifts\n\n{table}\n> [!note] A callout\n> of two lines\n"


def _hurried(chance: random.Random, names: list[str]) -> str:
    lines = "- yesterday coffee\n- 2026/03/04 Called, she was out\n* 3 Nov 2026 - met\n- caled: twice\n"
    return f"---\n{_properties(chance)}---\n## Log\n{lines}{_log(chance, names)}"


def _threaded(chance: random.Random, names: list[str]) -> str:
    on = TODAY - timedelta(chance.randint(0, 900))
    inner = f"- {on} met: {chance.choice(_WORDS)}\n  - they asked: {chance.choice(_WORDS)}\n  - more words\n"
    evening = f"### {on} Dinner\n\nA long evening with [[{chance.choice(names)}]].\n"
    return f"{_plain(chance, names)}{inner}\n{evening}"


def _faulty(chance: random.Random, names: list[str]) -> str:
    fault = chance.choice(
        ("circle: frends\n", "birthday: 1980-02-30\n", "circle: close\ncircle: far\n", "cadence: soon\n")
    )
    return f"---\n{fault}---\n\n## Log\n\n{_log(chance, names)}"


def _empty(chance: random.Random, names: list[str]) -> str:
    return chance.choice(("", "---\n---\n", "\n\n", "## Log\n"))


_ODD = (
    _windows,
    _with_mark,
    _bare,
    _quoted,
    _nested,
    _related,
    _with_code,
    _with_table,
    _hurried,
    _threaded,
    _faulty,
    _empty,
)


if __name__ == "__main__":
    write_vault(Path(sys.argv[2]), int(sys.argv[1]))
