"""The Jinja2 environment of every generated text; where templates come from is passed in."""

import jinja2


def build_environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Templates get plain data only, and an unknown name in one is an error."""
    return jinja2.Environment(
        loader=loader,
        autoescape=False,  # noqa: S701 - the output is Markdown; render/markdown.py escapes
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
