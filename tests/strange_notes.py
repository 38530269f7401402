"""Notes and vaults as nobody should write them, and some as people do."""

from hypothesis import strategies as st

ANA = """---
type: person
aliases:
  - Ana
circle: close
cadence: 30
birthday: 1988-04-17
met: 2021-10-02
introduced_by: "[[Ben Okafor]]"
relation: [friend, mentor]
interests:
  - climbing
pets: ["Biscuit (border collie)"]
partner: "[[Chen]]"
email: ana@example.org
phone: "+49 170 1234567"
my own key: anything
---
Met at PyCon 2021; climbs with [[Ben Okafor|Ben]].

## Favors

- [ ] 2026-10-11 promised: send the visa checklist 📅 2026-11-20
- [x] 2026-08-30 promised: return the crash pad 📅 2026-09-05 ✅ 2026-09-02
- [ ] 2026-09-15 lent: tripod
- [ ] they asked: a name in Lisbon ^abc

## Log

- 2026-09-02 met: climbing hall; she is moving to Lisbon in spring
  - next: the flat
- 2026-10-05 they called: how the talk went
- [[2026-10-11]] introduced [[Ben Okafor]]: recruiter, about Lisbon
- **2026-10-20** they gave: reviewed my talk draft
- 2026-10-21 thanked: for the review
- 2026-11-24 coffee with [[Ben Okafor]]: the old harbour

### 2026-10-22
Long walk, `code` and %% a remark %% <!-- another -->.
"""
BEN = """---
cadence: weekly
circle: inner
birthday: --11-25
follow_up: 2026-11-21
parent: "[[Ana Díaz]]"
---
## Log
- 2026-11-01 lunch with [[Ana Díaz]]
- 2026-11-03 reached out
- [ ] 2026-10-01 owe: the ladder
- news: got the job
"""
DAY = """Walked with [[Ana Díaz]] and [[Ben]]. Read about [[Chen]].

- Lunch: [[Ana Díaz]], [[Ben Okafor]]
- gave [[Ana Díaz]]: the tent
- [ ] write to [[Ben Okafor]] 📅 2026-11-21
- [x] called [[Ben Okafor]]: fine ✅ 2026-11-19
> quoted [[Ana Díaz]]

| a | b |
|---|---|
| [[Ana Díaz\\|Ana]] | 1 |

```
- [[Ana Díaz]]
```
"""
SETTINGS = """pace = "4 a day"
[circles]
close = "monthly"
inner = "2 weeks"
"""
VAULT = {
    "vaultwell.toml": SETTINGS,
    "People/Ana Díaz.md": ANA,
    "People/Ben Okafor.md": BEN,
    "People/Work/Chen.md": "---\nmet: 2026-11-18\n---\n## Log\n- 2026-11-18 met: at the fair\n",
    "People/Empty.md": "",
    "Journal/2026-11-20.md": DAY,
    "Meetings/2026-11-24 Kick-off.md": "---\npeople: [Ana Díaz, '[[Chen]]']\n---\nThey said yes.\n",
}

MORE_PATHS = ("People/New.md", "Journal/2026-11-22.md", "Notes/Harbour.md")
STRANGE_PATHS = (*VAULT, *MORE_PATHS)

PIECES = (
    "---", "--- ", "...", "type: person", "cadence: 30", "cadence: [1, {", "circle: clsoe",
    "met: 2026-02-30", "birthday: XXXX-02-29", "aliases:", "  - Ana", "my key", "interactions:",
    "  - date: 2026-01-01", "    kind: call", "&a", "*a", "<<: *a", "!!python/object:os.system",
    "!!bool maybe", "? ", '"', "'", "{", "}", "{{x}}", "<% x %>", ",", ": ", ":", "#", "#tag", "~", "null",
    "no", "0x1F", "12:30", "1e999", " - ", "- ", "* ", "+ ", "1. ", "- [ ] ", "- [x] ", "- [-] ", "> ",
    "> [!note]-", "## Log", "### 2026-10-05", "## Favors", "[", "]", "[[", "]]", "(", ")", "[[Ana Díaz]]",
    "[[Chen\\|c]]", "[[Ben Okafor|b]]", "![[x]]", "[a](b.md)", "|", "2026-10-05", "2026-99-99", "9999-12-31",
    "0000-00-00", "2026-10-05 call: ", "2026-10-05 they gave: ", "promised: ", "with ", "called, no answer",
    "📅 2026-11-20", "✅ 2026-11-20", "[due:: 2026-11-20]", "^abc", "^vw-1a2b3c4d", "**", "`", "```", "~~~",
    "%%", "<!--", "-->", "<<<<<<< HEAD", "=======", ">>>>>>> x", "%% vaultwell:begin %%",
    "%% vaultwell:end %%", "\t", "    ", "\0", "\x1b[31m", "\u2028", "\x85", "\x0b", "\x0c", "\ufeff",
    "\u202e", "\u0661", "é", "e\u0301", "İ", "ß", "👩‍🌾", "\\",
)  # fmt: skip
JOINTS = ("", " ", "\n", "\n", "\n", "\n- ", "\r\n", "\r", "\n\n")

# What moves a terminal's cursor, or turns a line around.
CONTROLS = (
    "\x00\x07\x08\x0b\x0c\x0d\x1b\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
)

pieces = st.sampled_from(PIECES) | st.text(max_size=4)


@st.composite
def patchworks(draw: st.DrawFn) -> str:
    """Pieces of Markdown and YAML in any order, sometimes behind the opening of a note."""
    parts = draw(st.lists(st.tuples(pieces, st.sampled_from(JOINTS)), max_size=30))
    start = draw(st.sampled_from(("", "", "---\n", "---\ntype: person\n---\n## Log\n- 2026-10-05 ")))
    return start + "".join(piece + joint for piece, joint in parts)


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """A note as people write it, with some of it cut, doubled or overwritten."""
    text = draw(st.sampled_from((ANA, ANA, BEN, DAY)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        stop = min(len(text), start + draw(st.sampled_from((0, 0, 1, 1, 2, 10, 60))))
        patch = draw(st.one_of(pieces, st.just(""), st.just(text[start:stop] * 2)))
        text = text[:start] + patch + text[stop:]
    return text


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The bytes of a mutant, with a few of them replaced by any others."""
    data = bytearray(draw(mutants()).encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 2))] = draw(st.binary(max_size=3))
    return bytes(data)


texts = patchworks() | mutants()
any_bytes = st.one_of(
    st.binary(max_size=300), texts.map(lambda text: text.encode("utf-8", "surrogatepass")), damaged()
)


@st.composite
def strange_vaults(draw: st.DrawFn) -> dict[str, bytes]:
    """A small vault in which some notes are anything at all; its settings stay readable."""
    notes = {path: text.encode() for path, text in VAULT.items()}
    for path in draw(st.sets(st.sampled_from([path for path in VAULT if path.endswith(".md")]), max_size=3)):
        notes[path] = draw(any_bytes)
    for path in MORE_PATHS:
        if draw(st.booleans()):
            notes[path] = draw(any_bytes)
    return notes


@st.composite
def hostile(draw: st.DrawFn, text: str) -> str:
    """The text with a few control characters in it, at most one beside every word."""
    words = text.split(" ")
    for place in draw(st.sets(st.integers(0, len(words) - 1), min_size=1, max_size=8)):
        words[place] += draw(st.sampled_from(CONTROLS))
    return " ".join(words)
