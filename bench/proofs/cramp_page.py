"""How long somebody with a cramp waits for the button: the moon over a slow connection on a slow phone.

    make run                                                    # in another terminal
    .venv/bin/python -m bench.proofs.cramp_page http://127.0.0.1:8000

Each run is a browser that knows nothing ("cold"), and one that has been here before, its worker asleep ("installed").
The first of each taps the button: a site lets one address begin ten diaries a day.
The line is Chromium's own throttling: 400 ms a request, 400 kbit/s each way; the processor is slowed fourfold.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER = 4
BARS = {"cold": 3.0, "installed": 1.0}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# A frame is drawn only when nothing blocks rendering any more, so the frame after the one that has the button shows it.
WATCH = """requestAnimationFrame(function look() {
  if (!document.querySelector(".moon")) return requestAnimationFrame(look);
  requestAnimationFrame(() => { globalThis.buttonAt = performance.now(); });
});"""
FACTS = """() => {
  const files = performance.getEntriesByType("resource");
  const [page] = performance.getEntriesByType("navigation");
  const sizes = [page, ...files].map((each) => each.transferSize);
  return { button: buttonAt / 1000, requests: sizes.length, bytes: sizes.reduce((a, b) => a + b, 0),
    html: page.responseEnd / 1000, styles: Math.max(0, ...files.filter((each) => /css/.test(each.name))
      .map((each) => each.responseEnd / 1000)) };
}"""
IS_KEPT = """async () => {
  const registration = await navigator.serviceWorker.ready;
  return Boolean(registration.active && await caches.match("/cramp/"));
}"""


@dataclass(frozen=True)
class Visit:
    """Seconds from asking for the page until its text is here, its styles are, and the button is seen."""

    html: float
    styles: float
    button: float
    requests: int
    bytes: int


def slow_down(page: Page) -> None:
    """Put the page on a slow line and a slow processor."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", LINE)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def visit(context: BrowserContext, *, taps: bool) -> Visit:
    """Open the moon, wait for the button, and tap it to see that it works."""
    page = context.new_page()
    page.add_init_script(WATCH)
    slow_down(page)
    page.goto("/cramp/", wait_until="load", timeout=60_000)
    page.wait_for_function("globalThis.buttonAt")
    facts = page.evaluate(FACTS)
    if taps:
        page.get_by_role("button", name="I have a cramp").click()
        page.locator(".said").wait_for(timeout=60_000)
    page.close()
    return Visit(**facts)


def cold(browser: Browser, site: str, *, taps: bool) -> Visit:
    """A browser that was never here."""
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    try:
        return visit(context, taps=taps)
    finally:
        context.close()


def installed(browser: Browser, site: str, *, taps: bool) -> Visit:
    """A browser that has kept the page; its worker sleeps, as it does after half a minute."""
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto("/")
        page.wait_for_function(IS_KEPT)
        protocol = context.new_cdp_session(page)
        protocol.send("ServiceWorker.enable")
        protocol.send("ServiceWorker.stopAllWorkers")
        page.close()
        return visit(context, taps=taps)
    finally:
        context.close()


def report(name: str, visits: list[Visit]) -> bool:
    """Print the median of each figure and the worst button; return whether the bar is held."""
    middle = {field.name: statistics.median(getattr(each, field.name) for each in visits) for field in fields(Visit)}
    worst = max(each.button for each in visits)
    print(
        f"{name}: button {middle['button']:.2f} s (worst of {len(visits)}: {worst:.2f}; bar {BARS[name]:.1f}), "
        f"page {middle['html']:.2f}, styles {middle['styles']:.2f} s, "
        f"{middle['requests']:.0f} requests, {middle['bytes'] / 1000:.1f} kB"
    )
    return bool(middle["button"] <= BARS[name])


def main() -> int:
    """Measure, print, and fail when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    ways: dict[str, Callable[..., Visit]] = {"cold": cold, "installed": installed}
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        held = [
            report(name, [way(browser, options.site, taps=run == 0) for run in range(options.runs)])
            for name, way in ways.items()
        ]
        browser.close()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
