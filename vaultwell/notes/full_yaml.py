"""The exact path: front matter by PyYAML's scanner and parser, as text with positions.

Nodes are composed and never constructed, so nothing is typed: PyYAML's own typing follows YAML
1.1 and makes `no` a boolean and `12:30` the number 750. Only the pure-Python loader is used; what
libyaml accepts differs, and the result must not depend on how the wheel was built.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import yaml

from vaultwell.notes.fields import NULLS, Field, Scalar, Value
from vaultwell.notes.lines import split_lines
from vaultwell.notes.yaml_faults import YamlFault

MAX_BYTES = 65_536
MAX_DEPTH = 32

# To YAML 1.2, and to Obsidian, these are ordinary characters where PyYAML, of YAML 1.1, sees line
# breaks and keys. While PyYAML reads, stand-ins that cannot occur in text take their places.
_STAND_INS = {"\x85": "\U0001fffe", "\u2028": "\U0001ffff", "\u2029": "\U0002fffe", "?": "\U0002ffff"}
_ORDINARY = re.compile(r"[\x85\u2028\u2029]|(?<=[^ \t\n,\[\]{}])\?|\?(?=[^ \t\n,\[\]{}])")
_RESTORED = str.maketrans({stand_in: typed for typed, stand_in in _STAND_INS.items()})

# What is not printable to YAML, and the stand-ins, also as escapes.
_BAD_CHARACTER = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff]"
)
_BAD_ESCAPE = re.compile(r"\\U000[12]FFF[EF]", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")

# A link or a template's placeholder, which YAML takes for a list in a list or a mapping in a mapping.
_BRACKETED = re.compile(r"""\[\[(?!\s*["'])[^\[\]\n]*\]\]|\{\{(?!\s*["'])[^{}\n]*\}\}""")
_BLANK_REST = re.compile(r"[ \t]*[#\n\0]")


def parse_full(block: str) -> tuple[tuple[Field, ...], tuple[YamlFault, ...]]:
    """The fields of a block of YAML and what is wrong with it; never raises.

    `block` is the note's text from the end of the opening `---` up to the closing one: lines are
    counted from the former, as in the note. Any fault leaves the fields empty, but for doubled
    keys, of which the first is kept.
    """
    text = "\n".join(split_lines(block))
    reader = _Reader(text)
    try:
        fields = _read_block(reader, text)
    except _UnreadableError as error:
        return (), (reader.place(error),)
    except RecursionError:
        return (), (YamlFault("too deep", 1, 1),)
    return fields, tuple(reader.doubled)


def _read_block(reader: "_Reader", text: str) -> tuple[Field, ...]:
    if len(text.removeprefix("\n").encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _UnreadableError("larger than 64 KiB", 0)
    if bad := _BAD_CHARACTER.search(text):
        raise _UnreadableError("unreadable character", bad.start())
    if bad := _BAD_ESCAPE.search(text):
        raise _UnreadableError("escape of no character", bad.start())
    root = _compose(_ORDINARY.sub(lambda found: _STAND_INS[found[0]], text))
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        raise _UnreadableError("not a mapping", root.start_mark.index)
    return tuple(reader.read_pairs(root))


class _UnreadableError(Exception):
    """The block cannot be read: what the parser or we say of it, and the index in the block's text."""

    def __init__(self, what: str, index: int) -> None:
        super().__init__(what)
        self.what = what
        self.index = index


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        raise _UnreadableError(fault.problem or str(fault), _find_cause(loader, text, fault)) from None
    except (ValueError, OverflowError):
        raise _UnreadableError("escape of no character", loader.index) from None
    finally:
        loader.dispose()


def _find_cause(loader: "_Loader", text: str, fault: yaml.MarkedYAMLError) -> int:
    """Where the fault is to be mended: an unclosed quote or bracket is noticed lines later."""
    noticed = fault.problem_mark or fault.context_mark
    if noticed is None:
        return 0
    if fault.context_mark and fault.context in (
        "while scanning a simple key",
        "while scanning a quoted scalar",
    ):
        return fault.context_mark.index
    opened = loader.marks[-1] if loader.marks else noticed
    if opened.line != noticed.line and text[opened.index : opened.index + 1] in ("[", "{"):
        return opened.index
    return noticed.index


class _Loader(yaml.BaseLoader):
    """PyYAML's loader without types, which refuses constructs as soon as it sees them."""

    _depth = 0

    def fetch_alias(self) -> None:
        raise _UnreadableError("alias", self.index)

    def fetch_anchor(self) -> None:
        raise _UnreadableError("anchor", self.index)

    def fetch_tag(self) -> None:
        raise _UnreadableError("tag", self.index)

    def fetch_directive(self) -> None:
        raise _UnreadableError("directive", self.index)

    def fetch_document_indicator(self, TokenClass: Any) -> None:  # noqa: ARG002, N803 - PyYAML's signature
        raise _UnreadableError("document marker", self.index)

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803 - PyYAML's signature
        # The scanner runs far ahead of the parser on a row of brackets.
        if self.flow_level >= MAX_DEPTH:
            raise _UnreadableError("too deep", self.index)
        super().fetch_flow_collection_start(TokenClass)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self._depth >= MAX_DEPTH and not self.check_event(yaml.ScalarEvent):
            raise _UnreadableError("too deep", self.current_event.start_mark.index)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def scan_to_next_token(self) -> None:
        # YAML 1.2 allows tabs between tokens, only not as indentation; PyYAML allows them nowhere.
        super().scan_to_next_token()
        while self.peek() == "\t" and self._is_between_tokens():
            while self.peek() in " \t":
                self.forward()
            super().scan_to_next_token()

    def _is_between_tokens(self) -> bool:
        before = self.buffer[self.pointer - self.column : self.pointer]
        return bool(self.flow_level or before.strip(" \t") or _BLANK_REST.match(self.buffer, self.pointer))


@dataclass(slots=True)
class _Reader:
    """Nodes to values, with the places of the text as it was typed."""

    text: str
    starts: list[int] = field(init=False)
    doubled: list[YamlFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        self.starts = list(accumulate(lengths, initial=0))

    def find(self, index: int) -> tuple[int, int]:
        """The line and column, both from 1, of a character."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def place(self, error: _UnreadableError) -> YamlFault:
        """The fault that stopped the reading, with its place in the note."""
        return YamlFault(error.what, *self.find(error.index))

    def read_pairs(self, mapping: yaml.MappingNode) -> list[Field]:
        """The pairs of a mapping in order; a doubled key is noted and left out."""
        pairs: dict[str, Field] = {}
        for key_node, value_node in mapping.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _UnreadableError("key that is no text", key_node.start_mark.index)
            key = self._read_text(key_node)
            line, column = self.find(key_node.start_mark.index)
            if key in pairs:
                fault = YamlFault("doubled key", line, column, self._width(key_node), key, pairs[key].line)
                self.doubled.append(fault)
            else:
                pairs[key] = Field(key, self._read(value_node), line, column)
        return list(pairs.values())

    def _read(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self._read_scalar(node)
        source = self.text[node.start_mark.index : node.end_mark.index]
        if _BRACKETED.fullmatch(source):
            return Scalar(source, *self.find(node.start_mark.index), len(source), is_plain=True)
        if isinstance(node, yaml.MappingNode):
            return {pair.key: pair.value for pair in self.read_pairs(node)}
        return tuple(self._read(item) for item in node.value)

    def _read_scalar(self, node: yaml.ScalarNode) -> Value:
        if node.style is None and node.value in NULLS:
            return None
        is_plain = node.style is None and node.start_mark.line == node.end_mark.line
        line, column = self.find(node.start_mark.index)
        return Scalar(self._read_text(node), line, column, self._width(node), is_plain)

    def _read_text(self, node: yaml.ScalarNode) -> str:
        text: str = node.value.translate(_RESTORED)
        if not _SURROGATE.search(text):
            return text
        # JSON writes characters beyond U+FFFF as two escapes.
        try:
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            raise _UnreadableError("escape of no character", node.start_mark.index) from None

    def _width(self, node: yaml.Node) -> int:
        return len(self.text[node.start_mark.index : node.end_mark.index].split("\n", 1)[0].rstrip(" \t"))
