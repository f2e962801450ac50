"""Whether a page holds nothing that a browser would run but our own script files."""

from __future__ import annotations

from html.parser import HTMLParser

ADDRESSES = {"href", "src", "action", "formaction", "srcset", "data", "xlink:href", "poster"}
RUN = ("javascript:", "vbscript:", "data:text")
UNWANTED = {"iframe", "object", "embed", "base", "applet", "frame", "meta-refresh"}


class Runs(HTMLParser):
    """Collects whatever of a page a browser would run, but for script files of this site."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Look at one tag."""
        given = {name.lower(): value or "" for name, value in attrs}
        source = given.get("src", "")
        is_file = source.startswith("/") and not source.startswith(("//", "/\\"))
        if tag == "script" and not is_file and given.get("type") not in {"application/json", "speculationrules"}:
            self.found.append(self.get_starttag_text())
        if tag in UNWANTED or given.get("http-equiv", "").lower() == "refresh":
            self.found.append(self.get_starttag_text())
        for name, value in given.items():
            is_run = name in ADDRESSES and value.strip().lower().startswith(RUN)
            if name.startswith(("on", "hx-on")) or is_run:
                self.found.append(f"{name}={value}")


def what_runs(page):
    """Return whatever of this HTML would run."""
    parser = Runs()
    parser.feed(page)
    parser.close()
    return parser.found
