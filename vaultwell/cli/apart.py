"""A vault's own template, rendered in a process of its own: few seconds, little memory, nothing but text.

Facts go in and the message comes out as JSON, so no object of ours is ever within its reach.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

SECONDS = 5
_MOST_BYTES = 512_000_000


def render_apart(source: str, facts: Mapping[str, Any]) -> str:
    """The rendered template; raises `render.sandbox.Faulty` for whatever goes wrong in it."""
    from vaultwell.render.sandbox import Faulty

    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "vaultwell.cli.apart"],  # -P: a folder's own jinja2.py is not taken
            input=json.dumps([source, facts]).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Faulty(0, f"it was not finished after {SECONDS} seconds") from None
    try:
        kind, *words = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Faulty(0, said or "it needs too much time or memory") from None
    if kind == "faulty":
        raise Faulty(int(words[0]), str(words[1]))
    return str(words[0])


def main() -> None:
    """The other process: reads source and facts, writes the text, or what is wrong and on which line."""
    _bind()
    from vaultwell.render.sandbox import Faulty, render_untrusted

    source, facts = json.load(sys.stdin.buffer)
    try:
        answer: list[str | int] = ["text", render_untrusted(source, facts)]
    except Faulty as fault:
        answer = ["faulty", fault.line, fault.why]
    sys.stdout.write(json.dumps(answer))


def _bind() -> None:
    """Little time and memory, where the system can say so; elsewhere the parent's patience is the bound."""
    with suppress(ImportError):
        import resource

        for what, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, _MOST_BYTES)):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
