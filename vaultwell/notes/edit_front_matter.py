"""One property of a note set or removed, by splicing the text where the parser found it. Text → text.

Everything else of the front matter – comments, quotes, the order of keys – stays as it is typed. A
value that is no text on one line is never replaced: that would mean to rewrite somebody's YAML.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Settings
from vaultwell.notes.fields import Field, Plain, Scalar, plain_value
from vaultwell.notes.inline_fields import find_inline_fields
from vaultwell.notes.property_keys import canonical_key, normal_key
from vaultwell.notes.scalars import quote_scalar, render_scalar, render_value
from vaultwell.notes.sheet import Sheet, is_same_outside, parse_result, parse_sheet, plain_pairs

_FENCE = "---"
_BY_HAND = "Change it by hand."
_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'][^:]*?)"""
_NOTHING = re.compile(
    rf"(?P<key>{_KEY}[ \t]*:)(?P<gap>[ \t]+(?=[^\s#]))?(?P<null>~|null|Null|NULL|)(?=\s*$|\s+\#)"
)
_BEHIND = re.compile(r"[ \t]*(?P<comment>#.*)?")

Value = str | int | date
"""What a property is set to; a truth value is an int."""


def set_property(text: str, key: str, value: Value, settings: Settings | None = None) -> str:
    """The note with its property `key` (our name for it) set to `value`.

    A name of the note's own for it – in another case, of another tool, of `[properties]` – stays.
    A missing property, and missing front matter, is added. Raises `CannotEdit`, with its line, when
    the value that stands there is no text on one line.
    """
    sheet = parse_sheet(text)
    settings = settings or Settings()
    new = render_value(value)
    wanted = str(value).lower() if isinstance(value, bool) else str(value)
    field = find_property(sheet.front_matter.fields, key, settings)
    if field is None:
        return _add(sheet, key, [f"{key}: {new}"], wanted, settings)
    if plain_value(field.value) == wanted:
        _check_holds(sheet, key, wanted, settings)
        return text
    for line in _splice(sheet, field, new, wanted):
        changed = sheet.with_line(field.line - 1, line)
        if _is_set(sheet, changed, field.key, wanted):
            _check_holds(_checked(changed), key, wanted, settings)
            return changed
    raise _refusal(field)


def remove_property(text: str, key: str, settings: Settings | None = None) -> str:
    """The note without its property `key`, by whichever names it stands there.

    Its line goes; where a comment stands behind the value, only the value does. Raises `CannotEdit`,
    with its line, when the value is no text on one line.
    """
    settings = settings or Settings()
    sheet = parse_sheet(text)
    for field in reversed(sheet.front_matter.fields):
        if canonical_key(field.key, settings) == key and field.value is not None:
            text = _remove(sheet, field)
            sheet = parse_sheet(text)
    _check_holds(sheet, key, None, settings)
    return text


def add_to_list(text: str, key: str, value: str, settings: Settings | None = None) -> str:
    """The note with `value` as one more of its list property `key`, which is made when it is missing."""
    sheet = parse_sheet(text)
    settings = settings or Settings()
    field = find_property(sheet.front_matter.fields, key, settings)
    new = render_scalar(value)
    if field is None:
        return _add(sheet, key, [f"{key}:", f"  - {new}"], [value], settings)
    old = _list_texts(field)
    if old is None:
        raise _refusal(field)
    if value in old:
        return text
    for changed in _extend(sheet, field, value):
        if _is_set(sheet, changed, field.key, [*old, value]):
            return changed
    raise _refusal(field)


def find_property(fields: Sequence[Field], key: str, settings: Settings) -> Field | None:
    """The field that counts for `key`: the first by our own name, else the first by any other."""
    found = [field for field in fields if canonical_key(field.key, settings) == key]
    return next((field for field in found if normal_key(field.key) == key), found[0] if found else None)


def _checked(text: str) -> Sheet:
    sheet = parse_result(text)
    assert sheet is not None, "an edit is given back only once it can be read"
    return sheet


def _check_holds(sheet: Sheet, key: str, wanted: str | None, settings: Settings) -> None:
    """A field in the note's text, as Dataview reads them, must not say otherwise."""
    inline = [*find_inline_fields(sheet.blocks)]
    field = find_property([*sheet.front_matter.fields, *inline], key, settings)
    if field is not None and any(field is one for one in inline) and plain_value(field.value) != wanted:
        raise CannotEdit(
            field.line, f"“{field.key}::” stands in the text of this note, and it is what counts", _BY_HAND
        )


def _refusal(field: Field) -> CannotEdit:
    return CannotEdit(field.line, f"the value of “{field.key}” is no text on one line", _BY_HAND)


def _is_set(sheet: Sheet, changed: str, key: str, wanted: Plain) -> bool:
    """The one property is as wanted, each other one and the whole text as before."""
    after = parse_result(changed)
    if after is None:
        return False
    pairs = [(name, wanted if name == key else value) for name, value in plain_pairs(sheet)]
    return plain_pairs(after) == pairs and _is_same_text(sheet, after)


def _is_same_text(sheet: Sheet, after: Sheet) -> bool:
    end, now = sheet.front_matter.body_line - 1, after.front_matter.body_line - 1
    start = min(end, now)
    return is_same_outside(sheet, after, range(start, end), range(start, now))


def _splice(sheet: Sheet, field: Field, new: str, wanted: str) -> Iterator[str]:
    """The field's line with another value, the likeliest way first."""
    if field.value is None:
        line = sheet.lines[field.line - 1]
        found = _NOTHING.match(line, field.column - 1)
        if found:
            yield f"{line[: found.end('key')]}{found['gap'] or ' '}{new}{line[found.end('null') :]}"
        return
    if not isinstance(field.value, Scalar) or field.value.line != field.line:
        return
    line = sheet.lines[field.line - 1]
    start = field.value.column - 1
    end = start + field.value.width
    old = line[start:end]
    if not field.value.is_plain and not (len(old) > 1 and old[0] == old[-1] and old[0] in "\"'"):
        return
    quoted = quote_scalar(wanted)
    single = "'" + wanted.replace("'", "''") + "'"
    forms = (new, quoted) if field.value.is_plain else (quoted,) if old[0] == '"' else (single, quoted)
    for form in forms:
        yield line[:start] + form + line[end:]


def _remove(sheet: Sheet, field: Field) -> str:
    value = field.value
    if not isinstance(value, Scalar) or value.line != field.line:
        raise _refusal(field)
    index = field.line - 1
    line = sheet.lines[index]
    end = value.column - 1 + value.width
    behind = _BEHIND.fullmatch(line, end)
    before = line[: value.column - 1]
    if behind is None or line[: field.column - 1].strip():
        raise _refusal(field)
    if behind["comment"]:
        removed = sheet.with_line(index, before.rstrip() + line[end:])
        if _is_set(sheet, removed, field.key, None):
            return removed
        raise _refusal(field)
    removed = sheet.without(index, index + 1)
    after = parse_result(removed)
    left = [pair for pair in plain_pairs(sheet) if pair[0] != field.key]
    if after is None or plain_pairs(after) != left or not _is_same_text(sheet, after):
        raise _refusal(field)
    return removed


def _add(sheet: Sheet, key: str, lines: Sequence[str], wanted: Plain, settings: Settings) -> str:
    """The note with a new property, below those it has, or with front matter of its own."""
    fields = sheet.front_matter.fields
    if sheet.front_matter.body_line == 1:
        changed = sheet.with_inserted(0, [_FENCE, *lines, _FENCE])
    else:
        indent = " " * (fields[0].column - 1) if fields else ""
        changed = sheet.with_inserted(sheet.front_matter.body_line - 2, [indent + line for line in lines])
    after = parse_result(changed)
    if (
        after is None
        or plain_pairs(after) != [*plain_pairs(sheet), (key, wanted)]
        or not _is_same_text(sheet, after)
    ):
        raise CannotEdit(
            max(1, sheet.front_matter.body_line - 1),
            f"no line can be added to this front matter for “{key}”",
            _BY_HAND,
        )
    if isinstance(wanted, str):
        _check_holds(after, key, wanted, settings)
    return changed


def _list_texts(field: Field) -> list[str] | None:
    if field.value is None:
        return []
    if isinstance(field.value, Scalar):
        return [field.value.text]
    plain = plain_value(field.value)
    is_texts = isinstance(plain, list) and all(isinstance(item, str) for item in plain)
    return [str(item) for item in plain] if is_texts and plain is not None else None


def _extend(sheet: Sheet, field: Field, value: str) -> Iterator[str]:
    """The note with one more item in a list, however that is written."""
    value_of = field.value
    index = field.line - 1
    line = sheet.lines[index]
    forms = (render_scalar(value), quote_scalar(value))
    if value_of is None:
        yield sheet.with_inserted(index + 1, [f"{line[: field.column - 1]}  - {forms[0]}"])
    elif isinstance(value_of, Scalar):
        start, end = value_of.column - 1, value_of.column - 1 + value_of.width
        for form in forms if value_of.line == field.line else ():
            yield sheet.with_line(index, f"{line[:start]}[{line[start:end]}, {form}]{line[end:]}")
    elif not value_of:
        for form in forms:
            yield sheet.with_line(index, re.sub(r"\[[ \t]*\]", lambda _: f"[{form}]", line, count=1))  # noqa: B023
    elif not isinstance(value_of, Mapping) and isinstance(last := value_of[-1], Scalar):
        index, line = last.line - 1, sheet.lines[last.line - 1]
        dash = re.match(r"[ \t]*-[ \t]+", line)
        if dash and dash.end() == last.column - 1:
            yield sheet.with_inserted(index + 1, [dash[0] + forms[0]])
        end = last.column - 1 + last.width
        for form in forms:
            yield sheet.with_line(index, f"{line[:end]}, {form}{line[end:]}")
