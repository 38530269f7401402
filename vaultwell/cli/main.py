"""The Click group."""

import click

from vaultwell import __version__


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Who to reach out to today, why, and with what to say."""
