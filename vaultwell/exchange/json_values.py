"""Values of somebody else's JSON, where anything may stand instead of what should."""

import json
from collections.abc import Mapping
from typing import Any

from vaultwell.exchange.incoming import ForeignFile, NotThisFormat


def load_json(file: ForeignFile, what: str) -> Mapping[str, Any]:
    """The object in a file; raises `NotThisFormat` when it holds none. `what` it should be, in words."""
    try:
        document = json.loads(file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise NotThisFormat(f"{file.name} is no {what}, so nothing of it was read.")
    return document


def text_of(value: Any) -> str:
    """A text, or a number as one; anything else is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def list_of(value: Any) -> list[Any]:
    """A list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def object_of(value: Any) -> Mapping[str, Any]:
    """An object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}
