"""What the tests of pure modules need of `tests/conftest.py`, without Django: a plug-in for pytest."""

from hypothesis import Phase, settings

settings.register_profile(
    "mutants", max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("mutants")
