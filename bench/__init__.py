"""Measurements that are run by hand; tests never measure time (docs/testing.md)."""
