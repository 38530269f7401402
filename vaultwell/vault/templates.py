"""Where the built-in templates are: inside an installed package, beside it in a checkout."""

from pathlib import Path


def find_templates() -> Path:
    """The folder of templates that belongs to this copy of vaultwell."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"
