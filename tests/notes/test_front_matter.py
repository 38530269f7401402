"""Front matter is read as text with YAML 1.2 meaning, and never stops anything."""

import subprocess
import sys

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultwell.model.problem import Problem
from vaultwell.notes.fields import Plain, plain_fields
from vaultwell.notes.front_matter import FrontMatter, NoteHandler, Scalar, Value, parse_front_matter
from vaultwell.notes.lines import split_lines


def _read(block: str) -> FrontMatter:
    return parse_front_matter("People/Ana.md", split_lines(f"---\n{block}\n---\nbody\n"))


def _read_plain(block: str) -> dict[str, Plain]:
    read = _read(block)
    assert read.problems == ()
    assert read.is_readable
    return plain_fields(read.fields)


def _read_problem(block: str) -> Problem:
    read = _read(block)
    assert not read.is_readable
    return read.problems[0]


# Where the block is


@pytest.mark.parametrize(
    ("note", "body_line"),
    [
        ("---\nname: Ana\n---\nbody", 4),
        ("--- \nname: Ana\n---\t \nbody", 4),
        ("---\r\nname: Ana\r\n---\r\nbody", 4),
        ("---\rname: Ana\r---\rbody", 4),
        ("\ufeff---\nname: Ana\n---", 4),
        ("---\n\n# c\nname: Ana\n---\n---\nmore\n---", 6),
    ],
)
def test_a_block_lies_between_two_fences(note: str, body_line: int) -> None:
    """The block begins on line 1 and ends at the next `---`; blanks, a BOM and any line end are fine."""
    read = parse_front_matter("Ana.md", split_lines(note))
    assert plain_fields(read.fields) == {"name": "Ana"}
    assert (read.body_line, read.is_readable, read.problems) == (body_line, True, ())


@pytest.mark.parametrize(
    "note", ["", "name: Ana", "\n---\nname: Ana\n---", "----\na: b\n----", " ---\na: b\n---", "---a"]
)
def test_a_note_without_a_fence_on_line_1_has_no_front_matter(note: str) -> None:
    """Only `---` on line 1 opens a block; any other note is all body, and readable."""
    assert parse_front_matter("Ana.md", split_lines(note)) == FrontMatter((), 1, (), is_readable=True)


@pytest.mark.parametrize("block", ["", "   ", "# a comment", "\n# a\n\n  # b\n"])
def test_an_empty_block_is_readable(block: str) -> None:
    """Nothing, blank lines and comments between the fences are empty front matter, not a fault."""
    assert _read_plain(block) == {}


@pytest.mark.parametrize("note", ["---", "---\nname: Ana\n", "---\n\nProse below a rule.\n\n--- \x2d"])
def test_a_block_that_is_never_closed_is_a_problem(note: str) -> None:
    """Without a closing line nothing is read, the whole note is body, and the opening line is named."""
    read = parse_front_matter("Ana.md", split_lines(note))
    assert (read.fields, read.body_line, read.is_readable) == ((), 1, False)
    (problem,) = read.problems
    assert (problem.line, problem.column, problem.code) == (1, 1, "unterminated")
    assert problem.remedy == 'Write "---" alone on the line after the last property.'


# What values mean


@pytest.mark.parametrize(
    "typed",
    [
        "true",
        "no",
        "on",
        "12:30",
        "0x10",
        "01234",
        "+491701234567",
        "2026-02-30",
        "1e3",
        "1_000",
        ".inf",
        "<<",
        "=",
        "NaN",
    ],
)
@pytest.mark.parametrize("form", ["key: {}", "key: {}\nother: |\n  text"])
def test_every_scalar_is_the_text_that_was_typed(typed: str, form: str) -> None:
    """Nothing is taken for a number, a boolean or a date, on the fast path and on YAML's."""
    assert _read_plain(form.format(typed))["key"] == typed


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", "# only a comment"])
def test_empty_and_null_are_nothing(typed: str) -> None:
    """An empty value, `~` and `null` are None; in quotes they are text."""
    assert _read_plain(f"key: {typed}\nitems:\n  - {typed}") == {"key": None, "items": [None]}
    assert _read_plain("a: 'null'\nb: \"~\"\nc: ''") == {"a": "null", "b": "~", "c": ""}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("key: [[Ana]]", "[[Ana]]"),
        ("key: [[Ana|my Ana]]", "[[Ana|my Ana]]"),
        ("key: [[Ana, Ben]]", "[[Ana, Ben]]"),
        ("key: [[Work: Ana]]", "[[Work: Ana]]"),
        ("key: [[Ana#Log]]  # since 2019", "[[Ana#Log]]"),
        ("key: [[]]", "[[]]"),
        ("key:\n  - [[Ana]]\n  - [[Ben]]", ["[[Ana]]", "[[Ben]]"]),
        ("key: [[[Ana]], [[Ben]]]", ["[[Ana]]", "[[Ben]]"]),
        ("key: [[[Ana]]]", ["[[Ana]]"]),
        ("key: [[a], [b]]", [["a"], ["b"]]),
        ('key: [["a"]]', [["a"]]),
        ("key: {{date}}", "{{date}}"),
        ("key: {{date:YYYY-MM-DD}}", "{{date:YYYY-MM-DD}}"),
        ("key: {a: {b: c}}", {"a": {"b": "c"}}),
    ],
)
def test_unquoted_links_and_placeholders_stay_text(block: str, value: Plain) -> None:
    """`[[Ana]]` and `{{date}}` without quotes are the text they look like; other brackets are lists."""
    assert _read_plain(block) == {"key": value}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("key: one\n  two", "one two"),
        ("key: >\n  one\n  two\n", "one two\n"),
        ("key: |-\n  one\n  two", "one\ntwo"),
        ('key: "a\\tb \\"c\\" \\u00e9"', 'a\tb "c" é'),
        ("key: 'it''s'", "it's"),
        ('key: "\\ud83d\\ude00"', "😀"),
        ("key: a\u2028b\x85c", "a\u2028b\x85c"),
        ("key: [Who?, What? No!, ?x]", ["Who?", "What? No!", "?x"]),
        ("key:\tone\t# two", "one"),
        ("key: one\t\n \t\nother:", "one"),
        ("? key\n: one", "one"),
        ("key:\n  b: c\n  d: [e]", {"b": "c", "d": ["e"]}),
        ("key:\n- a: b\n  c: d", [{"a": "b", "c": "d"}]),
        ('{"key": ["a", 1, null]}', ["a", "1", None]),
    ],
)
def test_yaml_is_read_as_yaml_1_2(block: str, value: Plain) -> None:
    """Folding, block scalars, escapes, tabs between tokens, nesting and JSON mean what Obsidian reads."""
    assert _read_plain(block)["key"] == value


def test_places_count_characters_of_the_note() -> None:
    """Line and column are the note's, from 1, at the quote of a quoted value; keys have theirs."""
    read = _read(
        'name: |\n  Ana\n"näme":  "a\\tb"\nlist:\n  - [[Ben]] # x\n  - one\n    two\nmap: {a: \'b\'}'
    )
    values: list[Value] = [field.value for field in read.fields]
    assert values == [
        Scalar("Ana\n", 2, 7, 1, is_plain=False),
        Scalar("a\tb", 4, 10, 6, is_plain=False),
        (Scalar("[[Ben]]", 6, 5, 7, is_plain=True), Scalar("one two", 7, 5, 3, is_plain=False)),
        {"a": Scalar("b", 9, 10, 3, is_plain=False)},
    ]
    assert [(field.key, field.line, field.column) for field in read.fields] == [
        ("name", 2, 1),
        ("näme", 4, 1),
        ("list", 5, 1),
        ("map", 9, 1),
    ]


# What is refused


def test_a_doubled_key_is_a_problem_and_the_first_one_is_kept() -> None:
    """Each repetition of a key, nested ones too, is named with the first; other case is another key."""
    read = _read("a: 1\n'a': 2\nA: 3\nb:\n  c: 1\n  c: 2")
    assert plain_fields(read.fields) == {"a": "1", "A": "3", "b": {"c": "1"}}
    assert not read.is_readable
    assert [(problem.line, problem.column, problem.width, problem.code) for problem in read.problems] == [
        (3, 1, 3, "duplicate-key"),
        (7, 3, 1, "duplicate-key"),
    ]
    assert read.problems[0].message == "the key “a” is here a second time; the first is in line 2"


@pytest.mark.parametrize(
    ("block", "line", "column", "message", "remedy"),
    [
        ("x: y: z", 2, 5, 'a value with ": " in it needs quotes', 'Put the value in quotes: x: "y: z"'),
        (
            'x: say "hi": z',
            2,
            12,
            'a value with ": " in it needs quotes',
            "Put the value in quotes: x: 'say \"hi\": z'",
        ),
        ("x: @ana", 2, 4, "a value cannot begin with @", 'Put the value in quotes: x: "@ana"'),
        ("x:\n  - `a`", 3, 5, "a value cannot begin with `", 'Put the value in quotes: - "`a`"'),
        ("x: %a", 2, 4, "a value cannot begin with %", 'Put the value in quotes: x: "%a"'),
        ("x: [a, @b, c]", 2, 8, "a value cannot begin with @", 'Put it in quotes: "@b"'),
        ("a: b\n\tx: y", 3, 1, "a tab stands in the indentation", "Indent with spaces."),
        ("x:y\nz: 1", 3, 2, "no key can stand here", "Write a space after the colon in line 2: x: y"),
        ("a: b\n  c: d", 3, 4, "no key can stand here", "Begin it in the same column as line 2."),
        (
            "a\nb: c",
            3,
            2,
            "no key can stand here",
            'Complete line 2 to "key: value", or delete it.',
        ),
        (
            "b: c\na\nd: e",
            3,
            1,
            'this line is not "key: value"',
            'Write "key: value", or indent the line if it belongs to the value above.',
        ),
        ("b: c\na:d", 3, 1, 'this line is not "key: value"', "Write a space after the colon in line 3: a: d"),
        ('a: "b\nc: d', 2, 4, 'the quote " is not closed', 'Close it: a: "b"'),
        (
            'a: "b\nc: "d"',
            3,
            5,
            "there is more text after the end of the value",
            'Close the quote in line 2: a: "b"',
        ),
        (
            'a: "b" c',
            2,
            8,
            "there is more text after the end of the value",
            "Put the value in quotes: a: '\"b\" c'",
        ),
        (
            "a: [[b]], [[c]]",
            2,
            9,
            "there is more text after the end of the value",
            'Write a list of quoted links: a: ["[[b]]", "[[c]]"]',
        ),
        (
            "a: [b, c\nd: e",
            2,
            4,
            "the bracket [ is not closed",
            "Close it with ], or put the whole value in quotes.",
        ),
        ("a: {b", 2, 4, "the bracket { is not closed", "Close it with }, or put the whole value in quotes."),
        ("a: [", 2, 4, "the bracket [ is not closed", "Close it with ], or put the whole value in quotes."),
        (
            "a: [b, 'c' d]",
            2,
            12,
            "a comma or the closing bracket is missing before this",
            "Put it in quotes: \"'c' d\"",
        ),
        ("a: [b,,c]", 2, 7, "a value is missing before the comma", "Delete the comma."),
        ("a: ]", 2, 4, "a value cannot begin with ]", 'Put the value in quotes: a: "]"'),
        (
            "a: - b",
            2,
            4,
            "a list cannot begin on the line of its key",
            "Begin the list on the next line, or put the value in quotes.",
        ),
        (
            "a: b\n- c",
            3,
            1,
            "the indentation does not fit the lines above",
            "Indent it like its neighbours; a list stands under a key with nothing after its colon.",
        ),
        (
            r'a: "C:\docs"',
            2,
            8,
            "this backslash begins an escape that means nothing",
            r"Write \\ for a backslash, or use single quotes.",
        ),
        (
            r'a: "\UFFFFFFFF"',
            2,
            7,
            "this backslash begins an escape that means nothing",
            r"Write \\ for a backslash, or use single quotes.",
        ),
        (
            r'a: "\ud83d"',
            2,
            4,
            "this backslash begins an escape that means nothing",
            r"Write \\ for a backslash, or use single quotes.",
        ),
        (
            "a: b\x07",
            2,
            5,
            "the character U+0007 is not allowed",
            "Delete it; it may be invisible in your editor.",
        ),
        (
            "a: \x00",
            2,
            4,
            "the character U+0000 is not allowed",
            "Delete it; it may be invisible in your editor.",
        ),
        (
            "- a\n- b",
            2,
            1,
            'it is not made of "key: value" lines',
            'Write "key: value" lines; if "---" is meant as a rule, leave an empty line above it.',
        ),
        (
            "name:Ana",
            2,
            1,
            'it is not made of "key: value" lines',
            "Write a space after the colon in line 2: name: Ana",
        ),
        (
            "a: > b?\n  c",
            2,
            6,
            "only a comment can follow | and > on their line",
            'Put the value in quotes: a: "> b?"',
        ),
        (
            "a: |0\n  b",
            2,
            5,
            "expected indentation indicator in the range 1-9, but found 0",
            'Put the value in quotes: a: "|0"',
        ),
        ("a: 'b\n... c'", 2, 4, "the quote ' is not closed", "Close it: a: 'b'"),
        ("{{x}}: a", 2, 1, "a key can only be text", "Put the brackets in quotes."),
        (
            "a: |x\n  b",
            2,
            5,
            "only a comment can follow | and > on their line",
            'Put the value in quotes: a: "|x"',
        ),
    ],
)
def test_bad_yaml_is_named_with_place_and_remedy(
    block: str, line: int, column: int, message: str, remedy: str
) -> None:
    """The usual slips are told in plain words, at the note's line and column, with a way to mend them."""
    problem = _read_problem(block)
    assert problem == Problem(
        "People/Ana.md",
        line,
        column,
        "bad-yaml",
        "problem",
        f"cannot read the front matter: {message}",
        remedy,
        f"---\n{block}".split("\n")[line - 1],
        1,
    )
    assert _read(block).fields == ()


@pytest.mark.parametrize(
    ("block", "line", "column", "message"),
    [
        ("a: 1\nb: *a", 3, 4, "a value that begins with * is an alias in YAML, which is refused"),
        ("b: **bold**", 2, 4, "a value that begins with * is an alias in YAML, which is refused"),
        ("<<: *a", 2, 5, "a value that begins with * is an alias in YAML, which is refused"),
        ("a: &b 1", 2, 4, "a value that begins with & is an anchor in YAML, which is refused"),
        ("a: [!!bool maybe]", 2, 5, "a value that begins with ! is a tag in YAML, which is refused"),
        ("%YAML 1.1", 2, 1, "a line that begins with % is a directive in YAML, which is refused"),
        ("a: b\n...\nc: d", 3, 1, "this line begins a new document in YAML, which is refused"),
        ("a: b\n--- c", 3, 1, "this line begins a new document in YAML, which is refused"),
        (
            "a: " + "[" * 31 + "b" + "]" * 31 + "\nc: " + "[" * 32,
            3,
            35,
            "lists and mappings are nested more than 32 deep",
        ),
        ("- " * 40 + "a", 2, 65, "lists and mappings are nested more than 32 deep"),
        ("a: " + "b" * 65_534, 1, 1, "the front matter is longer than 64 KiB"),
    ],
)
def test_dangerous_yaml_is_refused_with_its_place(block: str, line: int, column: int, message: str) -> None:
    """Anchors, aliases, tags, directives, documents, depth and size are refused before they cost anything."""
    problem = _read_problem(block)
    assert (problem.line, problem.column, problem.code, problem.message) == (
        line,
        column,
        "refused-yaml",
        message,
    )
    assert _read(block).fields == ()


@pytest.mark.parametrize("opening", ["[", "{", "a: [", "- ", "? ", '{"a":', "[{"])
def test_bottomless_nesting_is_refused_without_descending(opening: str) -> None:
    """Sixty thousand opening brackets or dashes are refused by their depth, not by the end of the stack."""
    problem = _read_problem((opening * 60_000)[:60_000])
    assert problem.code in ("refused-yaml", "bad-yaml")
    assert len(problem.excerpt) <= 200


def test_a_full_stack_is_no_exception() -> None:
    """Even when hardly any stack is left, the answer is a problem."""

    def dive() -> FrontMatter:
        try:
            return dive()
        except RecursionError:
            return _read("a: {b: [c]}")

    assert _read("a: {b: [c]}").is_readable
    assert [problem.code for problem in dive().problems] == ["refused-yaml"]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base", "<<<<<<<"])
def test_conflict_markers_are_named_as_such(marker: str) -> None:
    """A merge left half done is told as that, at the marker, and not as bad YAML."""
    problem = _read_problem(f"a: 1\n{marker}\na: 2")
    assert (problem.line, problem.column, problem.code) == (3, 1, "conflict-markers")
    assert problem.width == len(marker)


def test_an_unreadable_block_still_has_its_end() -> None:
    """The body of a note with broken front matter begins below it."""
    assert _read("a: b: c").body_line == 4
    assert _read("=======").body_line == 4


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.text(" \n\t-:#[]{}'\"&*!|>?%@`,.ab~\\é\u2028")), st.booleans())
def test_reading_never_raises(text: str, is_fenced: bool) -> None:
    """Any text is read, with or without fences around it, and plain values stand where they say."""
    lines = split_lines(f"---\n{text}\n---\n" if is_fenced else text)
    read = parse_front_matter("Ana.md", lines)
    assert read.is_readable == (not read.problems)
    for field in read.fields:
        if isinstance(field.value, Scalar) and field.value.is_plain:
            value = field.value
            assert lines[value.line - 1][value.column - 1 :][: value.width] == value.text


def test_any_lines_are_read() -> None:
    """Lines that no splitter would give, and none at all, do not raise."""
    assert parse_front_matter("Ana.md", []) == FrontMatter()
    assert parse_front_matter("Ana.md", ["---", "a: b\nc: d", "---"]).body_line == 4


# python-frontmatter


@pytest.mark.parametrize(
    "block",
    [
        "name: Ana\ntags: [a, b]\nno: no",
        "content: a\nhandler: b\nself: c",
        "a:\n  b: [[C]]\n  d:\n    - 1\nc: |\n  text\n  more",
        "",
    ],
)
def test_python_frontmatter_reads_the_same(block: str) -> None:
    """With our handler the library gives the same keys and values, whatever the keys are called."""
    note = f"---\n{block}\n---\nbody\n"
    metadata, body = frontmatter.parse(note, handler=NoteHandler())
    assert metadata == plain_fields(parse_front_matter("Ana.md", split_lines(note)).fields)
    assert body == "body"
    if "content" not in metadata:
        assert frontmatter.loads(note, handler=NoteHandler()).metadata == metadata


def test_python_frontmatter_leaves_a_note_without_a_block_alone() -> None:
    """A rule further down opens no front matter, and an unclosed block is body."""
    for note in ["text\n\n---\n\nmore\n\n---\n\nend", "---\nname: Ana"]:
        assert frontmatter.parse(note, handler=NoteHandler()) == ({}, note)


def test_the_handler_says_what_it_cannot_load() -> None:
    """`load` raises ValueError with the line, also for a doubled key."""
    with pytest.raises(ValueError, match="line 2: doubled key"):
        NoteHandler().load("a: 1\na: 2")


def test_new_front_matter_is_written_in_one_way() -> None:
    """Lists are blocks, and quotes stand only where YAML would read something else than the text."""
    text = NoteHandler().export(
        {
            "name": "Ana Díaz",
            "aliases": ["Ani", "A: the first"],
            "partner": "[[Ben]]",
            "birthday": "1988-04-17",
            "cadence": 30,
            "paused": True,
            "phone": "+49 170 1234567",
            "number": "01796",
            "time": "12:30",
            "why": 'said "come by"\nand I did',
            "answer": "no",
            "tags": [],
            "snooze": None,
            "mood": "#happy ",
            "favors": [{"date": "2026-01-02", "text": "tent"}],
        }
    )
    assert (
        text
        == """\
name: Ana Díaz
aliases:
  - Ani
  - "A: the first"
partner: "[[Ben]]"
birthday: 1988-04-17
cadence: 30
paused: true
phone: "+49 170 1234567"
number: "01796"
time: "12:30"
why: "said \\"come by\\"\\nand I did"
answer: "no"
tags: []
snooze:
mood: "#happy "
favors:
  -
    date: 2026-01-02
    text: tent"""
    )


def test_what_cannot_be_written_is_an_error() -> None:
    """A value that is no text and a key that YAML could not find again are refused."""
    with pytest.raises(TypeError, match="not float"):
        NoteHandler().export({"a": 1.5})
    with pytest.raises(ValueError, match="too long"):
        NoteHandler().export({"a" * 1_001: "b"})


def test_python_frontmatter_writes_a_note_that_reads_back() -> None:
    """`frontmatter.dumps` with our handler gives a note with the same fields."""
    post = frontmatter.Post("body", NoteHandler(), name="Ana: the first", tags=["a", "no"])
    read = parse_front_matter("Ana.md", split_lines(frontmatter.dumps(post)))
    assert plain_fields(read.fields) == {"name": "Ana: the first", "tags": ["a", "no"]}


_CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters="\U0001fffe\U0001ffff\U0002fffe\U0002ffff"
)
_TEXT = st.one_of(
    st.text(_CHARACTERS, max_size=12), st.text(" \n\t-:#[]{}'\"&*!|>?%@`,.ab~\\01e+_<=", max_size=8)
)
_VALUES = st.recursive(
    st.none() | _TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(_TEXT, values, max_size=2),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_TEXT, _VALUES, max_size=4))
def test_what_is_written_reads_back(metadata: dict[str, Plain]) -> None:
    """Any text in any shape comes back from the written front matter as the same text."""
    block = NoteHandler().export(metadata)
    assert _read_plain(block) == metadata


def test_what_no_note_can_hold_is_replaced() -> None:
    """Half a surrogate pair and the few code points that are no characters are written as U+FFFD."""
    assert _read_plain(NoteHandler().export({"a": "b\ud800c\U0001fffe"})) == {"a": "b\ufffdc\ufffd"}


def test_flat_notes_need_no_yaml() -> None:
    """Reading flat front matter imports neither PyYAML nor python-frontmatter, which cost a start."""
    code = (
        "import sys; from vaultwell.notes.front_matter import parse_front_matter as parse;"
        "assert parse('a', ['---', 'a: b', '---']).fields;"
        "sys.exit('yaml' in sys.modules or 'frontmatter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
