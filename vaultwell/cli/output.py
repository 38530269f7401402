"""Where answers go: one JSON document, or words."""

from collections.abc import Mapping
from typing import Any

import click

from vaultwell.render.documents import dump


def print_document(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout, nothing else."""
    click.echo(dump(document))
