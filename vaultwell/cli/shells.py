"""Names with blanks in bash: escaped as one would type them, which Click leaves open."""

import os
import re

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


class _Bash(BashComplete):
    """Click's bash completion, but `Ana Díaz` is one word; inside quotes it stands as it is."""

    def format_completion(self, item: CompletionItem) -> str:
        """The type and the value, as the script takes them."""
        if item.type == "plain" and not _is_quoted():
            # Twice, because the script's `read` takes one away.
            item = CompletionItem(_SPECIAL.sub(r"\\\\\1", item.value))
        return super().format_completion(item)


def _is_quoted() -> bool:
    words = os.environ.get("COMP_WORDS", "")
    return words.rpartition("\n")[2].startswith(("'", '"'))


def prepare_completion() -> None:
    """Take our own bash completion for Click's."""
    add_completion_class(_Bash, "bash")
