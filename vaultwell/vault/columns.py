"""What the columns of somebody's tables are, kept for next time beside the vault, not in it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.state import find_state_folder, make_state_folder, read_private, write_private

_NAME = "columns.json"


def read_columns(root: Path) -> dict[str, str]:
    """The property of each column, by its header; nothing when none was kept, or what was cannot be read."""
    with suppress(OSError, ValueError, VaultwellError):
        found = json.loads(read_private(find_state_folder(root) / _NAME) or b"{}")
        return {str(column): str(key) for column, key in found.items()} if isinstance(found, dict) else {}
    return {}


def keep_columns(root: Path, columns: Mapping[str, str]) -> None:
    """Keep them instead of what was kept before."""
    write_private(make_state_folder(root) / _NAME, json.dumps(dict(columns)).encode(), is_synced=False)
