"""Which modules are changed, and which tests ought to notice."""

from __future__ import annotations

from dataclasses import dataclass

EVIDENCE = "journal/domain/evidence/"
EVIDENCE_TESTS = "tests/journal/domain/evidence/"


@dataclass(frozen=True)
class Target:
    """A module with its tests, which are given to pytest; `plain` ones need no Django, and start in half a second."""

    module: str
    tests: tuple[str, ...]
    plain: bool = True


def _evidence(name: str, *tests: str) -> Target:
    return Target(f"{EVIDENCE}{name}.py", tuple(f"{EVIDENCE_TESTS}test_{each}.py" for each in tests or (name,)))


TARGETS = (
    Target("journal/actions/cramps.py", ("tests/journal/actions/test_cramps.py",), plain=False),
    Target("journal/exchange/column_mapping.py", ("tests/journal/exchange/test_mapped_rows.py",), plain=False),
    _evidence("state_space"),
    _evidence("randomisation", "exact", "randomisation"),
    _evidence("exposure"),
    _evidence("comparison", "assumptions", "comparison"),
    _evidence("weeks"),
    _evidence("answers"),
    _evidence("tridiagonal"),
    _evidence("power"),
    _evidence("outcomes"),
    _evidence("posterior"),
    Target("journal/domain/nights.py", ("tests/journal/domain/test_nights.py",)),
)
