"""How much a file may hold, and how a ZIP may be packed. Ten years of bad nights stay well below each of these."""

from __future__ import annotations

import zipfile

MEGABYTE = 1 << 20
MOST_BYTES = 10 * MEGABYTE
"""Of the file as it is sent."""
MOST_UNPACKED = 20 * MEGABYTE
"""Of the text in it. What Python makes of this in memory is measured in docs/performance.md."""
MOST_RATIO = 200
"""Of the text to its packed bytes: a diary is about twelve times its packed size, a bomb a thousand times."""
MOST_DIRECTORY = 1 << 16
"""Bytes of a ZIP's own table of contents."""
MOST_HEALTH_BYTES, MOST_HEALTH_UNPACKED = 300 * MEGABYTE, 2048 * MEGABYTE
"""Of Apple Health's ZIP, and of the XML in it, which is read as a stream and never held."""
MOST_HEALTH_DIRECTORY = 8 * MEGABYTE
"""A phone adds a file for each walk."""
MOST_ROWS = 50_000
MOST_ROWS_OF_GUEST = 10_000
"""Anybody is a guest with one tap. Ten years of entries for most nights fit in."""
MOST_BRACKETS = 400_000
MOST_COMMAS = 1_500_000
"""Before text becomes objects: a text of brackets and commas alone would take thirty times its size in memory."""
MOST_COLUMNS = 100
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that any Python reads."""
LOCKED = 0x1
"""The bit of a ZIP's entry that says it has a password."""
