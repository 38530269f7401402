import platform
import sys

from click.testing import CliRunner

from vaultwell import __version__
from vaultwell.cli.main import cli


def test_the_version_is_told() -> None:
    """`--version` prints the version of the package, and what it runs on."""
    answer = CliRunner().invoke(cli, ["--version"]).output
    assert answer == f"vaultwell {__version__}, Python {platform.python_version()} on {sys.platform}\n"
