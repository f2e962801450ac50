"""The main flows in real browsers of other makers and of other years: `make engines`."""
