"""The words for front matter that cannot be read, with a remedy for each of the usual causes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vaultwell.model.problem import Code, Problem

_LONGEST_EXCERPT = 200
_LONGEST_EXAMPLE = 80

# The blanks, dashes and key before a value, and the value.
_VALUE = re.compile(r"(\s*(?:- +)*(?:[^\s:'\"][^:]*:\s+)?)(.*)")
# A key whose colon touches what follows.
_GLUED = re.compile(r"(\s*(?:- +)*[^\s:#'\"]+:)(\S.*)")
_LINK = re.compile(r"\[\[[^\[\]]+\]\]")
_BRACKET_MARKS = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong at one place of the front matter.

    `what` is PyYAML's or our own name of it; `line` and `column` count from 1, columns and `width`
    in characters. For a doubled key, `key` is that key and `first_line` the line it stood on first.
    """

    what: str
    line: int
    column: int
    width: int = 1
    key: str = ""
    first_line: int = 0


@dataclass(frozen=True, slots=True)
class _Spot:
    """The fault with the text of its line, and with the last line above it that is not blank."""

    fault: YamlFault
    text: str
    above: str
    above_line: int

    @property
    def before(self) -> str:
        return self.text[: self.fault.column - 1]

    @property
    def character(self) -> str:
        return self.text[self.fault.column - 1 : self.fault.column]


def build_yaml_problem(path: str, lines: Sequence[str], fault: YamlFault) -> Problem:
    """The problem that a fault in the front matter of the note at `path`, with these lines, is."""
    above = next((number for number in range(fault.line - 1, 1, -1) if lines[number - 1].strip()), 0)
    text = lines[fault.line - 1] if fault.line <= len(lines) else ""
    spot = _Spot(fault, text, lines[above - 1] if above else "", above)
    code, message, remedy = next(row[1:] for row in _ROWS if row[0] in fault.what)
    return Problem(
        path,
        fault.line,
        fault.column,
        code,
        "problem",
        ("cannot read the front matter: " if code == "bad-yaml" else "") + _say(message, spot),
        _say(remedy, spot),
        text[:_LONGEST_EXCERPT],
        fault.width,
    )


def _say(words: "_Words", spot: _Spot) -> str:
    if callable(words):
        return words(spot)
    fault = spot.fault
    return words.format(character=spot.character, key=fault.key, first_line=fault.first_line)


def _show(instruction: str, example: str) -> str:
    return f"{instruction}: {example}" if len(example) <= _LONGEST_EXAMPLE else f"{instruction}."


def _quote(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _quote_value(spot: _Spot) -> str:
    found = _VALUE.match(spot.text.rstrip())
    if found and found[2].startswith(("[", "{")) and spot.fault.column > found.start(2) + 1:
        begin = max(spot.before.rfind(mark) for mark in ",[{") + 1
        part = _BRACKET_MARKS.split(spot.text[begin:], maxsplit=1)[0].strip()
        return _show("Put it in quotes", _quote(part))
    return _quote_whole(spot)


def _quote_whole(spot: _Spot) -> str:
    found = _VALUE.match(spot.text.rstrip())
    if found is None or not found[1].strip() or not found[2]:
        return "Put the value in quotes."
    return _show("Put the value in quotes", found[1].lstrip() + _quote(found[2]))


def _unglue(text: str, line: int) -> str | None:
    found = _GLUED.fullmatch(text)
    if found is None:
        return None
    return _show(f"Write a space after the colon in line {line}", f"{found[1].lstrip()} {found[2]}")


def _name_character(spot: _Spot) -> str:
    return f"the character U+{ord(spot.character):04X} is not allowed"


def _name_first(spot: _Spot) -> str:
    if spot.character == "\t":
        return "a tab stands in the indentation"
    return f"a value cannot begin with {spot.character}"


def _mend_first(spot: _Spot) -> str:
    return "Indent with spaces." if spot.character == "\t" else _quote_value(spot)


def _name_colon(spot: _Spot) -> str:
    return 'a value with ": " in it needs quotes' if ": " in spot.before else "no key can stand here"


def _mend_colon(spot: _Spot) -> str:
    if ": " in spot.before:
        return _quote_value(spot)
    if remedy := _unglue(spot.above, spot.above_line) or _close_above(spot):
        return remedy
    if len(spot.text) - len(spot.text.lstrip()) > len(spot.above) - len(spot.above.lstrip()):
        return f"Begin it in the same column as line {spot.above_line}."
    return f'Complete line {spot.above_line} to "key: value", or delete it.'


def _mend_line(spot: _Spot) -> str:
    return (
        _unglue(spot.text, spot.fault.line)
        or 'Write "key: value", or indent the line if it belongs to the value above.'
    )


def _mend_not_mapping(spot: _Spot) -> str:
    return (
        _unglue(spot.text, spot.fault.line)
        or 'Write "key: value" lines; if "---" is meant as a rule, leave an empty line above it.'
    )


def _close_quote(spot: _Spot) -> str:
    return _show("Close it", spot.text.strip() + spot.character)


def _close_above(spot: _Spot) -> str | None:
    above = spot.above.strip()
    found = _VALUE.match(above)
    quote = found[2][:1] if found else ""
    if quote not in ("'", '"') or above.count(quote) > 1:
        return None
    return _show(f"Close the quote in line {spot.above_line}", above + quote)


def _name_bracket(spot: _Spot) -> str:
    if spot.character in ("[", "{"):
        return f"the bracket {spot.character} is not closed"
    return "a comma or the closing bracket is missing before this"


def _name_missing(spot: _Spot) -> str:
    if spot.character in ("[", "{"):
        return f"the bracket {spot.character} is not closed"
    if spot.character == ",":
        return "a value is missing before the comma"
    return f"a value cannot begin with {spot.character}"


def _mend_bracket(spot: _Spot) -> str:
    closer = {"[": "]", "{": "}"}.get(spot.character)
    return f"Close it with {closer}, or put the whole value in quotes." if closer else _quote_value(spot)


def _mend_missing(spot: _Spot) -> str:
    return "Delete the comma." if spot.character == "," else _mend_bracket(spot)


def _name_rest(spot: _Spot) -> str:
    if spot.before.strip(" -"):
        return "there is more text after the end of the value"
    return "the indentation does not fit the lines above"


def _mend_rest(spot: _Spot) -> str:
    if not spot.before.strip(" -"):
        return "Indent it like its neighbours; a list stands under a key with nothing after its colon."
    if remedy := _close_above(spot):
        return remedy
    found = _VALUE.match(spot.text.rstrip())
    if found and found[2].startswith("[["):
        links = ", ".join(f'"{link}"' for link in _LINK.findall(found[2]))
        return _show("Write a list of quoted links", f"{found[1].lstrip()}[{links}]")
    return _quote_whole(spot)


_Words = str | Callable[[_Spot], str]

# What the fault's name contains, the code, the message and the remedy; the first row that fits counts.
_ROWS: tuple[tuple[str, Code, _Words, _Words], ...] = (
    (
        "doubled key",
        "duplicate-key",
        "the key “{key}” is here a second time; the first is in line {first_line}",
        "Keep one of the two.",
    ),
    (
        "alias",
        "refused-yaml",
        "a value that begins with * is an alias in YAML, which is refused",
        _quote_value,
    ),
    (
        "anchor",
        "refused-yaml",
        "a value that begins with & is an anchor in YAML, which is refused",
        _quote_value,
    ),
    ("tag", "refused-yaml", "a value that begins with ! is a tag in YAML, which is refused", _quote_value),
    (
        "directive",
        "refused-yaml",
        "a line that begins with % is a directive in YAML, which is refused",
        "Delete it, or write it below the front matter.",
    ),
    (
        "document marker",
        "refused-yaml",
        "this line begins a new document in YAML, which is refused",
        'Delete it, or write "---" alone to close the front matter here.',
    ),
    (
        "too deep",
        "refused-yaml",
        "lists and mappings are nested more than 32 deep",
        "Keep to text and lists of text.",
    ),
    (
        "larger than 64 KiB",
        "refused-yaml",
        "the front matter is longer than 64 KiB",
        'Close it with "---" after the last property, and keep long text below it.',
    ),
    ("unreadable character", "bad-yaml", _name_character, "Delete it; it may be invisible in your editor."),
    (
        "not a mapping",
        "bad-yaml",
        'it is not made of "key: value" lines',
        _mend_not_mapping,
    ),
    (
        "key that is no text",
        "bad-yaml",
        "a key can only be text",
        "Put the brackets in quotes.",
    ),
    ("cannot start any token", "bad-yaml", _name_first, _mend_first),
    ("mapping values are not allowed", "bad-yaml", _name_colon, _mend_colon),
    ("could not find expected ':'", "bad-yaml", 'this line is not "key: value"', _mend_line),
    ("unexpected end of stream", "bad-yaml", "the quote {character} is not closed", _close_quote),
    ("document separator", "bad-yaml", "the quote {character} is not closed", _close_quote),
    ("expected chomping", "bad-yaml", "only a comment can follow | and > on their line", _quote_value),
    ("expected a comment", "bad-yaml", "only a comment can follow | and > on their line", _quote_value),
    (
        "escape",
        "bad-yaml",
        "this backslash begins an escape that means nothing",
        r"Write \\ for a backslash, or use single quotes.",
    ),
    ("expected ',' or", "bad-yaml", _name_bracket, _mend_bracket),
    ("expected the node content", "bad-yaml", _name_missing, _mend_missing),
    ("expected <block end>", "bad-yaml", _name_rest, _mend_rest),
    (
        "sequence entries are not allowed",
        "bad-yaml",
        "a list cannot begin on the line of its key",
        "Begin the list on the next line, or put the value in quotes.",
    ),
    ("", "bad-yaml", lambda spot: spot.fault.what, _quote_value),
)
