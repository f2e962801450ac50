"""Runs of neighbours."""

from journal.domain.charts.shapes import runs


def test_runs_are_first_and_last_of_neighbours():
    assert list(runs([1, 1, 0, 1], bool)) == [(0, 1), (3, 3)]
