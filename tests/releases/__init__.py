"""What each released version kept: its migrations, and a row or more of every table."""
