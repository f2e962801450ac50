"""The drawing engine: pose data to a 3-D ball skeleton to SVG. Pure Python, standard library only."""
