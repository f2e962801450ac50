"""Where things are, for tests that read the files of the project themselves."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
