"""The API for buttons and shortcuts: log a cramp, a clear night or a practice, read the entries and the trend."""
