"""The command behind `make mutants`: a table by module, and what nobody noticed.

Each change is made in a copy of the tree. Its tests run in a fork of a process that has already imported what takes
long, but nothing that imports the module: pytest itself would take twenty times as long to start.
"""

from __future__ import annotations

import argparse
import difflib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path

import pytest
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_item import MutationSpec

from tests.mutants.operators import mutations_of
from tests.mutants.targets import TARGETS, Target
from tests.paths import ROOT

PYTEST = ("-x", "-q", "-m", "not slow", "-o", "addopts=--import-mode=importlib", "-o", "filterwarnings=default")
PLAIN = ("-p", "tests.mutants.plain", "--noconftest")
DJANGO = ("-p", "pytest_django.plugin", "--nomigrations", "--reuse-db")
LONGEST_SECONDS = 120.0


def examined(target: Target, step: int = 1) -> tuple[Target, int, list[str]]:
    """Return how many changes there were, and those that no test noticed. `step`: try one in so many."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as copy:
        _copy_tree(Path(copy))
        os.chdir(copy)
        sys.path[:] = [copy, *(place for place in sys.path if Path(place or ".").resolve() != ROOT)]
        _get_ready(target)
        # Twice: the second time is the usual one, with the database made and all imports read.
        for _time in range(2):
            began = time.monotonic()
            if not _passes(target, LONGEST_SECONDS, is_silent=False):
                raise RuntimeError(f"{target.module}: its tests fail without a change.")
        limit = 3 + 3 * (time.monotonic() - began)
        mutations = list(mutations_of(Path(target.module)))[::step]
        found = [_survivor(target, mutation, limit) for mutation in mutations]
        assert _passes(target, limit), f"{target.module}: a change has broken more than itself."
    return target, len(found), [each for each in found if each]


def _get_ready(target: Target) -> None:
    """Import what each run would import."""
    for name in ("hypothesis", "numpy"):
        import_module(name)
    if not target.plain:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
    early = target.module.removesuffix(".py").replace("/", ".")
    assert early not in sys.modules, f"{early} is imported too early."


def _passes(target: Target, seconds: float, *, is_silent: bool = True) -> bool:
    """Run the tests in a fork of this process; one that takes too long is stopped, and fails."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY) if is_silent else 2, 1)
        os.dup2(1, 2)
        signal.alarm(int(seconds) + 1)
        os._exit(pytest.main([*PYTEST, *(PLAIN if target.plain else DJANGO), *target.tests]))
    return os.waitpid(child, 0)[1] == 0


def _survivor(target: Target, mutation: MutationSpec, seconds: float) -> str:
    """Return the change when the tests pass with it, else nothing."""
    operator = get_operator(mutation.operator_name)()
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        return _changed(before, after) if _passes(target, seconds) else ""


def _changed(before: str, after: str) -> str:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    return "\n".join(f"    {line}" for line in lines)


def _copy_tree(copy: Path) -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)


def main() -> None:
    """Examine the modules whose names hold one of the words, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--step", type=int, default=1, help="try one change in so many")
    given = parser.parse_args()
    sys.dont_write_bytecode = True
    logging.disable()  # of what cosmic-ray is about to do
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OPENBLAS_NUM_THREADS": "1"}
    targets = [each for each in TARGETS if not given.words or any(word in each.module for word in given.words)]
    with Pool(given.processes, maxtasksperchild=1) as pool:
        for target, count, survivors in pool.imap_unordered(partial(examined, step=given.step), targets, chunksize=1):
            killed = count - len(survivors)
            print(f"{target.module}: {count} mutants, {killed} killed, {100 * killed / count:.1f} %", flush=True)
            print(*survivors, sep="\n", flush=True)


if __name__ == "__main__":
    main()
