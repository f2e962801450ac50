"""What every browser can be asked to do, whatever protocol it speaks."""

from __future__ import annotations

import base64
import itertools
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol
from urllib.request import urlopen

from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.print_page_options import PrintOptions
from selenium.webdriver.remote.webdriver import WebDriver
from websocket import WebSocket, create_connection

SECONDS = 20
A4_INCHES = {"paperWidth": 8.27, "paperHeight": 11.69}
CENTRE = """
  const found = (function () { %s }).apply(null, arguments);
  if (!found) return null;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const centre = () => {
    const box = found.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const drawn = () => new Promise(requestAnimationFrame);
  const before = centre();
  return drawn().then(drawn).then(() => {
    const [x, y] = centre();
    const isSteady = x === before[0] && y === before[1] && found.contains(document.elementFromPoint(x, y));
    return isSteady ? [x, y] : null;
  });
"""
"""Where a finger would land: in the middle, once the page stands still and nothing lies above."""
KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Space": (" ", 32, " "),
    "ArrowRight": ("ArrowRight", 39, ""),
}


class Driver(Protocol):
    """One open window. A script is the body of a function of `arguments`; its answer is plain data."""

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""

    def back(self) -> None:
        """Press the browser's button."""

    def reload(self) -> None:
        """Ask for the page again."""

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script says."""

    def click(self, script: str, *arguments: Any, times: int = 1) -> bool:
        """Click on the element that a script finds, as a hand does; say whether there is one."""

    def press(self, key: str) -> None:
        """Press a key: one of `KEYS`."""

    def write(self, text: str) -> None:
        """Type a text into what has the focus."""

    def attach(self, selector: str, path: str) -> None:
        """Choose a file for a field."""

    def forget(self) -> None:
        """Forget every cookie."""

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""

    def paper(self) -> bytes:
        """Return the page as it is printed on A4, as PDF."""

    def size(self, width: int, height: int) -> None:
        """Make the window as large, in CSS pixels."""

    def lend_key(self) -> None:
        """Give the device a security key that is always touched; only where the engine takes one."""

    def allow(self, permission: str, site: str) -> None:
        """Grant a site what a person without a screen cannot: one of the debugging protocol's names."""

    def deliver(self, site: str, message: str) -> None:
        """Hand a site's service worker a message, as the maker's push service does; only in Firefox."""

    def quit(self) -> None:
        """End the browser."""


class BySelenium:
    """A browser that speaks WebDriver."""

    def __init__(self, browser: WebDriver) -> None:
        self.browser = browser
        browser.set_page_load_timeout(SECONDS)

    def open(self, address: str) -> None:
        self.browser.get(address)

    def back(self) -> None:
        self.browser.back()

    def reload(self) -> None:
        self.browser.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(script, *arguments)

    def click(self, script: str, *arguments: Any, times: int = 1) -> bool:
        found = self.browser.execute_script(script, *arguments)
        if found is None:
            return False
        self.browser.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", found)
        if times == 2:
            ActionChains(self.browser).double_click(found).perform()
        else:
            found.click()
        return True

    def press(self, key: str) -> None:
        named = {"Tab": Keys.TAB, "Enter": Keys.ENTER, "Space": Keys.SPACE, "ArrowRight": Keys.ARROW_RIGHT}
        ActionChains(self.browser).send_keys(named[key]).perform()

    def write(self, text: str) -> None:
        ActionChains(self.browser).send_keys(text).perform()

    def attach(self, selector: str, path: str) -> None:
        self.browser.find_element(By.CSS_SELECTOR, selector).send_keys(path)

    def forget(self) -> None:
        with suppress(NoAlertPresentException):
            self.browser.switch_to.alert.accept()
        self.browser.delete_all_cookies()

    def picture(self) -> bytes:
        return base64.b64decode(self.browser.get_screenshot_as_base64())

    def paper(self) -> bytes:
        options = PrintOptions()
        options.page_width, options.page_height = 21.0, 29.7
        options.margin_top = options.margin_bottom = options.margin_left = options.margin_right = 1.4
        return base64.b64decode(self.browser.print_page(options))

    def size(self, width: int, height: int) -> None:
        self.browser.set_window_size(width, height)
        inner = self.run("return [innerWidth, innerHeight]")
        self.browser.set_window_size(2 * width - inner[0], 2 * height - inner[1])

    def lend_key(self) -> None:
        raise NotImplementedError("WebKitGTK has no passkeys.")

    def allow(self, permission: str, site: str) -> None:
        """These two grant it unasked."""

    def deliver(self, site: str, message: str) -> None:
        raise NotImplementedError("WebKitGTK has no push service.")

    def quit(self) -> None:
        self.browser.quit()


class ByProtocol:
    """A Chromium of any year, by its own debugging protocol."""

    def __init__(self, port: int, end: Callable[[], None], *, paper: Callable[[], bytes] | None = None) -> None:
        with urlopen(f"http://127.0.0.1:{port}/json", timeout=SECONDS) as answer:
            page = next(each for each in json.load(answer) if each["type"] == "page")
        self.socket: WebSocket = create_connection(
            page["webSocketDebuggerUrl"], timeout=SECONDS, suppress_origin=True, enable_multithread=False
        )
        self.numbers = itertools.count(1)
        self.end = end
        self.own_paper = paper
        self.ask("Page.enable")
        self.ask("Network.enable")

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is passed over."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": given}))
        while (message := json.loads(self.socket.recv())).get("id") != number:
            pass
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        result: dict[str, Any] = message["result"]
        return result

    def leave_by(self, method: str, **given: Any) -> None:
        """Send a command that opens a page, and wait until this one is gone and the next is loaded."""
        self.run("window.isLeft = true")
        self.ask(method, **given)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with suppress(RuntimeError):
                if self.run("return !window.isLeft && document.readyState === 'complete'"):
                    return
            time.sleep(0.02)
        raise RuntimeError(f"{method} opened nothing.")

    def open(self, address: str) -> None:
        self.leave_by("Page.navigate", url=address)

    def back(self) -> None:
        shown = self.ask("Page.getNavigationHistory")
        before = shown["entries"][shown["currentIndex"] - 1]["id"]
        self.ask("Page.navigateToHistoryEntry", entryId=before)

    def reload(self) -> None:
        self.leave_by("Page.reload")

    def run(self, script: str, *arguments: Any) -> Any:
        whole = f"(function () {{ {script} }}).apply(null, {json.dumps(arguments)})"
        found = self.ask("Runtime.evaluate", expression=whole, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"].get("exception", found)))
        return found["result"].get("value")

    def click(self, script: str, *arguments: Any, times: int = 1) -> bool:
        centre = self.run(CENTRE % script, *arguments)
        if centre is None:
            return False
        given = {"x": centre[0], "y": centre[1], "button": "left"}
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                self.ask("Input.dispatchMouseEvent", type=kind, clickCount=count, **given)
        return True

    def press(self, key: str) -> None:
        name, code, text = KEYS[key]
        given = {"key": name, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **given)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **given)

    def write(self, text: str) -> None:
        self.ask("Input.insertText", text=text)

    def attach(self, selector: str, path: str) -> None:
        field = self.ask("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")["result"]
        self.ask("DOM.setFileInputFiles", objectId=field["objectId"], files=[path])

    def forget(self) -> None:
        self.ask("Network.clearBrowserCookies")

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("Page.captureScreenshot")["data"])

    def paper(self) -> bytes:
        if self.own_paper:
            return self.own_paper()
        margins = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0.55)
        return base64.b64decode(self.ask("Page.printToPDF", **A4_INCHES, **margins)["data"])

    def size(self, width: int, height: int) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def lend_key(self) -> None:
        key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
        self.ask("WebAuthn.enable")
        self.ask("WebAuthn.addVirtualAuthenticator", options=key)

    def allow(self, permission: str, site: str) -> None:
        self.ask("Browser.grantPermissions", permissions=[permission], origin=site)

    def deliver(self, site: str, message: str) -> None:
        raise NotImplementedError("Without windows it shows no messages: tests/browser/test_reminders.py has one with.")

    def quit(self) -> None:
        self.socket.close()
        self.end()
