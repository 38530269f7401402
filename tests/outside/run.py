"""Runs the Node programs of this folder; they need `npm ci` in it once."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

needs_node = pytest.mark.skipif(
    not (HERE / "node_modules").is_dir() or shutil.which("node") is None,
    reason="needs other people's parsers: `npm ci` in tests/outside",
)


def run_node(script: str, *words: str, given: object = None) -> Any:
    """What `script` prints, read as JSON; `given` is its standard input as JSON."""
    done = subprocess.run(
        ["node", str(HERE / script), *words],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
