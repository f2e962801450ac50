"""What Firefox and WebKitGTK do in ways of their own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from selenium.webdriver.firefox.webdriver import WebDriver as FirefoxBrowser
from selenium.webdriver.remote.webdriver import WebDriver

from tests.engines.driver import BySelenium

SESSION = "nightheron_session"
LEND_KEY = """
  Cc["@mozilla.org/webauthn/service;1"].getService(Ci.nsIWebAuthnService)
    .addVirtualAuthenticator("ctap2_1", "internal", true, true, true, true);
"""
"""Internal, discoverable, able to verify its owner, always touched, always verified."""
DELIVER = """
  const [site, message] = arguments;
  const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(site);
  Cc["@mozilla.org/push/Notifier;1"].getService(Ci.nsIPushNotifier)
    .notifyPushWithData(site + "/", principal, "of a test", Array.from(new TextEncoder().encode(message)));
"""


class Firefox(BySelenium):
    """Its driver of 2023 has no command for security keys and pushes: Firefox's own scripts lend and deliver them."""

    browser: FirefoxBrowser

    def lend_key(self) -> None:
        with self.browser.context(self.browser.CONTEXT_CHROME):
            self.browser.execute_script(LEND_KEY)

    def deliver(self, site: str, message: str) -> None:
        with self.browser.context(self.browser.CONTEXT_CHROME):
            self.browser.execute_script(DELIVER, site, message)


class WebKit(BySelenium):
    """Its driver cannot print: a program of ours does, which shows the same page to the same person."""

    def __init__(self, browser: WebDriver, screen: Screen) -> None:
        super().__init__(browser)
        self.screen = screen

    def paper(self) -> bytes:
        session = self.browser.get_cookie(SESSION)["value"]
        program = Path(__file__).parent / "webkit_paper.py"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "page.pdf"
            command = ["/usr/bin/python3", str(program), self.browser.current_url, str(file), f"{SESSION}={session}"]
            subprocess.run(command, env=self.screen.environment, check=True, capture_output=True, timeout=60)
            return file.read_bytes()

    def quit(self) -> None:
        super().quit()
        self.screen.end()


class Screen:
    """A screen of Xvfb."""

    def __init__(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self.process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as said:
            self.environment = os.environ | {"DISPLAY": f":{said.readline().strip()}"}

    def end(self) -> None:
        """Take it away."""
        self.process.terminate()
        self.process.wait()
