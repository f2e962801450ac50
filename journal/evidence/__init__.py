"""What the diary says in numbers: pure functions of plain data."""
