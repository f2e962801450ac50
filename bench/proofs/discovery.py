"""Whether the time of an answer tells if somebody has an account: known and unknown names and addresses, asked in turn.

    DATA_DIR=/tmp/discovery SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.discovery --times 200

Each kind of request is sent as often about somebody known as about somebody unknown, in an order shuffled each round,
with the site's own password hasher, inside this process. "Known slower" is the share of pairs in which the known one
took longer: 50 % is chance. "By chance" is how often chance alone would stray as far (Mann and Whitney's test).
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.core.cache import cache
from django.test import Client

import bench.django_setup  # noqa: F401
from bench.people import HOST, prepare_site
from yogasite.accounts.models import User

LEAST_CHANCE = 0.01
WARM_UP = 5
Request = Callable[[bool], tuple[str, dict[str, str]]]
"""From whether somebody known is asked about to an address and a form."""


@dataclass
class Question:
    """One kind of request, about somebody known and about somebody unknown."""

    name: str
    ask: Request
    times: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    answers: dict[bool, set[int]] = field(default_factory=lambda: {True: set(), False: set()})

    def time(self, *, is_known: bool) -> None:
        """Ask once, from a browser without a past, with no limit used up."""
        cache.clear()
        path, form = self.ask(is_known)
        client = Client()
        start = time.perf_counter()
        answer = client.post(path, form, headers=HOST)
        self.times[is_known].append(1000 * (time.perf_counter() - start))
        self.answers[is_known].add(answer.status_code)

    def forget(self) -> None:
        """Drop what was measured while the process warmed up."""
        self.times = {True: [], False: []}


def _login(known: str, unknown: str) -> Request:
    return lambda is_known: ("/accounts/login/", {"login": known if is_known else unknown, "password": "a guess"})


def _reset(is_known: bool) -> tuple[str, dict[str, str]]:  # noqa: FBT001 -- the one thing that differs
    return "/accounts/password/reset/", {"email": "known@example.org" if is_known else "nobody@example.org"}


def _signup(is_known: bool) -> tuple[str, dict[str, str]]:  # noqa: FBT001
    name = f"new-{random.randrange(10**12)}"  # noqa: S311 -- a name, not a secret
    address = "known@example.org" if is_known else f"{name}@example.org"
    return "/accounts/signup/", {"username": name, "password1": "three short words", "email": address}


def questions() -> list[Question]:
    """Return what somebody may ask to find out."""
    return [
        Question("log in, a name", _login("known", "nobody")),
        Question("log in, an address", _login("known@example.org", "nobody@example.org")),
        Question("log in, a passkey alone", _login("passkey", "nobody")),
        Question("a new password, an address", _reset),
        Question("a new account, an address", _signup),
    ]


def make_people() -> None:
    """Make somebody with a password and a confirmed address, and somebody with a passkey alone."""
    known = User.objects.create_user("known", "known@example.org", "three short words")
    known.emailaddress_set.create(email=known.email, verified=True, primary=True)
    User.objects.create_user("passkey")


def known_slower(known: Sequence[float], unknown: Sequence[float]) -> float:
    """Return the share of pairs in which the known one took longer; a tie counts half."""
    ordered = sorted(unknown)
    wins = sum(bisect_left(ordered, each) + bisect_right(ordered, each) for each in known) / 2
    return wins / (len(known) * len(unknown))


def by_chance(share: float, known: int, unknown: int) -> float:
    """Return how often chance alone gives a share at least as far from a half (normal approximation, two-sided)."""
    spread = math.sqrt((known + unknown + 1) / (12 * known * unknown))
    return math.erfc(abs(share - 0.5) / spread / math.sqrt(2))


def measure(asked: Sequence[Question], times: int) -> None:
    """Ask everything in turn, each round in another order."""
    order = random.Random(1)  # noqa: S311 -- an order, not a secret
    pairs = [(question, is_known) for question in asked for is_known in (True, False)]
    for number in range(WARM_UP + times):
        if number == WARM_UP:
            for question in asked:
                question.forget()
        for question, is_known in order.sample(pairs, len(pairs)):
            question.time(is_known=is_known)


def report(asked: Sequence[Question]) -> bool:
    """Print the table, and return whether nothing tells known from unknown."""
    is_even = True
    print(f"{'':30}{'known ms':>10}{'unknown':>9}{'known slower':>14}{'by chance':>11}  answers")
    for question in asked:
        known, unknown = question.times[True], question.times[False]
        share = known_slower(known, unknown)
        chance = by_chance(share, len(known), len(unknown))
        is_even = is_even and chance >= LEAST_CHANCE and question.answers[True] == question.answers[False]
        medians = f"{statistics.median(known):10.1f}{statistics.median(unknown):9.1f}"
        print(f"{question.name:30}{medians}{share:14.1%}{chance:11.3f}  {sorted(question.answers[True])}")
    return is_even


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="requests of each kind")
    given = parser.parse_args(arguments)
    prepare_site()
    make_people()
    asked = questions()
    measure(asked, given.times)
    return 0 if report(asked) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
