"""All of it in full size; prints the table of docs/safety.md."""

import sys
import tempfile
from pathlib import Path

from tests.stress.appenders import race_appenders
from tests.stress.editors import race_editor
from tests.stress.full_disk import fill_disks
from tests.stress.kills import kill_writers
from tests.stress.ticks import kill_ticks


def main() -> int:
    """Run everything in a fresh folder and state folder; 1 when something was lost."""
    with tempfile.TemporaryDirectory(prefix="vaultwell-stress-") as folder:
        place = Path(folder)
        results = [
            race_appenders(place / "appenders", processes=8, lines=100),
            race_editor(place / "rename", saves=500, is_in_place=False),
            race_editor(place / "in place", saves=500, is_in_place=True),
            kill_writers(place / "kills", kills=300),
            kill_ticks(place / "ticks", kills=300),
            fill_disks(place / "full"),
        ]
    for result in results:
        sys.stdout.write(f"{result}\n")
    return int(any(result.lost for result in results))


if __name__ == "__main__":
    sys.exit(main())
