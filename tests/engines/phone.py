"""A large phone in somebody's hand: what is seen is found by its words, and waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from selenium.common.exceptions import WebDriverException

from tests import factories
from tests.engines.driver import SECONDS, Driver

WIDTH, HEIGHT = 520, 900
NAMED = """
  const [kinds, name, within] = arguments;
  if (document.readyState !== "complete") return null;
  const seen = (each) => each.checkVisibility ? each.checkVisibility({ visibilityProperty: true })
    : each.offsetWidth > 0 && getComputedStyle(each).visibility !== "hidden";
  const called = (each) => (each.getAttribute("aria-label") ?? each.innerText).trim().replace(/\\s+/g, " ");
  return [...document.querySelectorAll(within)].flatMap((part) => [...part.querySelectorAll(kinds)])
    .find((each) => seen(each) && !each.disabled && called(each).startsWith(name)) ?? null;
"""
"""What can be pressed by now, under this name."""
BUTTONS = "button, summary, [role=button]"
FIRST = "return document.querySelector(arguments[0])"
FILL = """
  const [selector, value] = arguments;
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
"""
TEXT = """
  const parts = [...document.querySelectorAll(arguments[0])];
  return parts.filter((each) => each.offsetWidth > 0).map((each) => each.innerText).join("\\n").replace(/\\s+/g, " ");
"""

JUMP = """
  const real = Date.now.bind(Date);
  window.ahead = 0;
  window.Date.now = () => real() + window.ahead;
"""
"""Puts the page's clock ahead by `window.ahead` milliseconds."""

IS_KNOWN = "return document.readyState === 'complete' && (!window.outbox || document.body.dataset.waiting === '0')"
"""The device knows whose it is, and the moon's kept page with it; without scripts there is no such page."""


class Phone:
    """A driver at a site, with the patience of a person."""

    def __init__(self, driver: Driver, site: str) -> None:
        self.driver, self.site = driver, site
        driver.size(WIDTH, HEIGHT)

    def open(self, address: str) -> None:
        self.driver.open(self.site + address)

    def log_in(self, username: str = "ruth") -> None:
        """Log in by the form."""
        self.open("/accounts/login/")
        self.write("input[name=login]", username)
        self.write("input[name=password]", factories.PASSWORD)
        self.press("Enter")
        self.see("Settings", "header")
        self.wait(lambda: self.run(IS_KNOWN), lambda: "the page never told the device whose it is")

    def button(self, name: str, within: str = "body", *, times: int = 1) -> None:
        """Press what is called so, or begins so: once, or twice as for a double click."""
        self._click(NAMED, BUTTONS, name, within, times=times)

    def link(self, name: str, within: str = "body") -> None:
        self._click(NAMED, "a", name, within)

    def label(self, name: str, within: str = "body") -> None:
        """Touch the words beside a choice."""
        self._click(NAMED, "label, legend", name, within)

    def touch(self, selector: str) -> None:
        self._click(FIRST, selector)

    def write(self, selector: str, text: str) -> None:
        """Type into a field, key by key."""
        self.touch(selector)
        self.driver.write(text)

    def choose(self, selector: str, value: str) -> None:
        """Give a field that the browser draws its own picker for a value, as the picker does."""
        self.wait(lambda: self.run("return !!document.querySelector(arguments[0])", selector))
        self.run(FILL, selector, value)

    def press(self, key: str, times: int = 1) -> None:
        for _time in range(times):
            self.driver.press(key)

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus begins with `name`."""
        script = """const here = document.activeElement;
          return (here.getAttribute("aria-label") || (here.labels?.[0] ?? here).innerText || "").trim();"""
        for _press in range(90):
            self.press("Tab")
            if (self.run(script) or "").startswith(name):
                return
        raise AssertionError(f"{name!r} is not reached by Tab")

    def text(self, selector: str = "body") -> str:
        """Return what is seen in the parts that a selector names."""
        with suppress(WebDriverException, RuntimeError):
            return self.driver.run(TEXT, selector) or ""
        return ""

    def see(self, words: str, selector: str = "body") -> None:
        """Wait until these words are seen."""
        self.wait(lambda: words in self.text(selector), lambda: f"{words!r} is not in {self.text(selector)[:400]!r}")

    def miss(self, words: str, selector: str = "body") -> None:
        """Wait until these words are gone."""
        self.wait(lambda: words not in self.text(selector), lambda: f"{words!r} is still there")

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.run(script, *arguments)

    def wait(self, is_true: Callable[[], Any], why: Callable[[], str] = lambda: "never came") -> None:
        """Ask again and again what a browser announces in no way that all of them have."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with suppress(WebDriverException, RuntimeError):
                if is_true():
                    return
            time.sleep(0.05)
        raise AssertionError(why())

    def _click(self, script: str, *arguments: Any, times: int = 1) -> None:
        self.wait(lambda: self.driver.click(script, *arguments, times=times), lambda: f"{arguments} cannot be pressed")
