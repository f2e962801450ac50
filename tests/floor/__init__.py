"""The oldest browsers that get the whole site, and what they lack: `python -m tests.floor` is part of `make check`."""

from pathlib import Path

FLOOR = {"safari_ios": (15, 4), "chrome": (100,), "firefox": (100,)}
LACKED = Path(__file__).parent / "lacked.tsv"
"""A line for each thing that one of them lacks: its name, and since when each has it. `tests.floor.write` writes it."""
