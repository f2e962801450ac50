"""Which modules are changed, and which tests ought to notice."""

from __future__ import annotations

from dataclasses import dataclass

EVIDENCE, ITS_TESTS = "journal/domain/evidence/", "tests/journal/domain/evidence/"


@dataclass(frozen=True)
class Target:
    """A module with its tests, which are given to pytest; `plain` ones need no Django, and start in half a second."""

    module: str
    tests: tuple[str, ...]
    plain: bool = True


TARGETS = (
    Target("journal/domain/nights.py", ("tests/journal/domain/test_nights.py",)),
    Target(
        "journal/actions/cramps.py",
        ("tests/journal/actions/test_cramps.py",),
        plain=False,
    ),
    Target("journal/exchange/column_mapping.py", ("tests/journal/exchange/test_mapped_rows.py",), plain=False),
    *(
        Target(f"{EVIDENCE}{name}.py", (f"{ITS_TESTS}test_{name}.py",))
        for name in (
            "answers",
            "exposure",
            "outcomes",
            "posterior",
            "power",
            "randomisation",
            "state_space",
            "tridiagonal",
            "weeks",
        )
    ),
)
