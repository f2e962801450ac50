"""A diary as a file: written, read back, and brought in."""
