"""Charts as geometry: numbers in, ready coordinates out. The words stand in `templates/journal/charts/`."""
