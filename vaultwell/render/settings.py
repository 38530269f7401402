"""The settings that hold, as lines and as JSON."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from vaultwell.model.settings import Origin
from vaultwell.render.documents import VERSION
from vaultwell.render.safe import visible

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def render_origins(origins: Sequence[Origin]) -> Iterator[str]:
    """Lines such as `pace = "4 a day"   (default)`, each table under its name."""
    for table, group in groupby(origins, key=lambda origin: origin.table):
        yield ""
        if table:
            yield "From .obsidian" if table == "obsidian" else f"[{table}]"
        for origin in group:
            key = say_key(origin.key)
            value = "none" if origin.value is None else _quote(origin.value)
            because = f", because {origin.fault} cannot be used" if origin.fault else ""
            yield visible(f"{key} = {value}   ({origin.source}{because})")


def say_key(key: str) -> str:
    """A key as it is written in TOML: in quotes where it must be."""
    return key if _BARE_KEY.fullmatch(key) else _quote(key)


def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def config_document(version: str, vault: str, found_by: str, origins: Sequence[Origin]) -> dict[str, Any]:
    """`config --json`."""
    return {
        "version": VERSION,
        "vaultwell": version,
        "vault": vault,
        "found_by": found_by,
        "settings": [
            {
                "table": origin.table,
                "key": origin.key,
                "value": list(origin.value) if isinstance(origin.value, tuple) else origin.value,
                "source": origin.source,
                "fault": origin.fault or None,
            }
            for origin in origins
        ],
    }
