"""Every write to the diary. Functions check their input, run in one transaction and return what they wrote.

Errors are `ValidationError`s keyed by field, worded for the person. "Now" is always a parameter.
"""
