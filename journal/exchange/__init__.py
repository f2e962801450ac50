"""A diary as a file: exported, and imported again."""
