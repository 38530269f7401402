"""Templates that lie in the vault: found, and used only as long as they are what the user trusted.

What is trusted is remembered as a SHA-256 of each template, in the state folder outside the vault:
whoever can write into the vault cannot say what is trusted.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vaultwell.model.errors import VaultwellError
from vaultwell.model.settings import Conventions
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.read import read_bytes
from vaultwell.vault.state import (
    find_state_folder,
    make_state_folder,
    read_private,
    state_explained,
    write_private,
)

MAX_TEMPLATE_BYTES = 64_000
_FILE = "trusted-templates.json"
_DEFAULT_FOLDER = "Templates"

Trust = Literal["trusted", "unknown", "changed"]


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the vault's: its path, its text, and whether it is the text that was trusted."""

    path: str
    source: str
    trust: Trust
    digest: str


def find_template_folder(conventions: Conventions) -> str:
    """Where the vault's own templates lie: in Obsidian's folder of templates, else in `Templates`."""
    return f"{next(iter(conventions.template_folders), _DEFAULT_FOLDER)}/vaultwell"


def read_own_template(root: Path, conventions: Conventions, name: str) -> OwnTemplate | None:
    """The vault's template called `name`, without its ending; None when there is none.

    Raises `VaultwellError` for one that is too large, no ordinary file, or no UTF-8.
    """
    path = f"{find_template_folder(conventions)}/{name}.md.j2"
    data = read_bytes(root, path, MAX_TEMPLATE_BYTES)
    if data is None:
        return None
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VaultwellError(f"{path} is not UTF-8 text. Save the file as UTF-8.") from error
    digest = hashlib.sha256(data).hexdigest()
    known = _read_trusted(root).get(path)
    trust: Trust = "trusted" if known == digest else "changed" if known else "unknown"
    return OwnTemplate(path, source, trust, digest)


def trust_templates(root: Path, templates: Iterable[OwnTemplate]) -> None:
    """Remember these texts as trusted, outside the vault."""
    folder = make_state_folder(root)
    with lock_vault(root), state_explained(folder):
        trusted = {**_read_trusted(root), **{template.path: template.digest for template in templates}}
        text = json.dumps({"version": 1, "templates": trusted}, ensure_ascii=False, indent=1, sort_keys=True)
        write_private(folder / _FILE, text.encode(), is_synced=True)


def _read_trusted(root: Path) -> Mapping[str, str]:
    """The digests by path; nothing that cannot be read is trusted."""
    try:
        found = json.loads(read_private(find_state_folder(root) / _FILE) or b"{}")
        trusted = found.get("templates", {})
        return {str(path): str(digest) for path, digest in trusted.items()}
    except (OSError, ValueError, AttributeError, VaultwellError):
        return {}
