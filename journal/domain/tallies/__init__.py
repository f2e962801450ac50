"""Plain counts of a diary: known nights only, and no comparison with practice."""
