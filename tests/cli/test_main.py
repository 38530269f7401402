from click.testing import CliRunner

from vaultwell import __version__
from vaultwell.cli.main import cli


def test_the_version_is_told() -> None:
    """`--version` prints the version of the package."""
    assert __version__ in CliRunner().invoke(cli, ["--version"]).output
