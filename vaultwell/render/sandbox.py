"""A template that somebody else may have written: Jinja2's immutable sandbox, plain data, no other files.

The sandbox keeps a template from the disk and from Python; it does not keep it from counting for ever.
So it is rendered in a process of its own, with little time and memory (`cli/apart.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_CHARACTERS = 20_000

# What makes much out of little; nobody needs it for a letter.
_WITHOUT = ("center", "format", "indent", "pprint", "wordwrap", "tojson", "xmlattr", "random")
_METHODS = frozenset(
    "items keys values get upper lower capitalize title strip startswith endswith split".split()
)

_Read = TypeVar("_Read")


class Faulty(Exception):  # noqa: N818 - it becomes an error's sentence
    """A template that cannot be used: why, and on which line (0: not known)."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


def check_template(source: str) -> None:
    """Raise `Faulty` when a template cannot be read as one; nothing of it is run."""
    _read(lambda environment: environment.parse(source))


def render_untrusted(source: str, facts: Mapping[str, Any]) -> str:
    """The rendered template; `Faulty` for anything it does wrong, and for a text nobody would send."""
    template = _compile(source)
    try:
        text = "".join(islice(_take(template.generate(facts)), MOST_CHARACTERS + 1))
    except RecursionError:
        raise Faulty(0, "it calls itself without an end") from None
    except MemoryError:
        raise Faulty(0, "it needs too much memory") from None
    except Exception as error:  # whatever a template raises is the template's fault
        raise Faulty(_find_line(error), _say(error)) from error
    if len(text) > MOST_CHARACTERS:
        raise Faulty(0, f"it writes more than {MOST_CHARACTERS:,} characters")
    return text


def _take(parts: Iterable[str]) -> Iterator[str]:
    """Character by character: a template that never ends is left in the middle."""
    return (sign for part in parts for sign in part)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's, with few methods of texts and lists, and no arithmetic that makes anything huge."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def wrap_str_format(self, value: Any) -> None:
        """`"{:2000000000}".format` is a method like any other, and not among the few."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only methods that read."""
        return attr in _METHODS and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Small numbers alone are multiplied."""
        if operator == "**" or not all(isinstance(side, int) and abs(side) < 10**6 for side in (left, right)):
            raise SecurityError(f"“{operator}” is for small numbers only")
        return super().call_binop(context, operator, left, right)


def _compile(source: str) -> jinja2.Template:
    return _read(lambda environment: environment.from_string(source))


def _read(read: Callable[[_Sandbox], _Read]) -> _Read:
    environment = _Sandbox(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # else constants are worked out before anything is bounded
        autoescape=False,
    )
    for name in _WITHOUT:
        environment.filters.pop(name, None)
    environment.globals.clear()
    environment.globals["range"] = _short_range
    try:
        return read(environment)
    except jinja2.TemplateSyntaxError as error:
        raise Faulty(error.lineno, error.message or "it is no template") from error
    except (RecursionError, SyntaxError, ValueError, OverflowError) as error:
        raise Faulty(0, "it is nested too deeply") from error


def _short_range(*numbers: int) -> range:
    found = range(*numbers)
    if len(found) > 1000:
        raise ValueError("range() is too long")
    return found


def _find_line(error: Exception) -> int:
    """The line of the template, which Jinja puts into the traceback."""
    line, frame = 0, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _say(error: Exception) -> str:
    words = " ".join(str(error).split()).rstrip(".")
    return words[:200] if words else type(error).__name__
