"""Writers against writers, editors, `kill -9` and full disks: `python -m tests.stress` takes minutes."""
