"""Print a page from WebKitGTK into a PDF, which its WebDriver cannot. Run by Debian's Python, which has its bindings.

`python3 webkit_paper.py ADDRESS FILE NAME=VALUE`, the last a cookie.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
gi.require_version("Soup", "3.0")
from gi.repository import GLib, Gtk, Soup, WebKit2  # noqa: E402 -- versions are chosen first

MARGIN_MM, SETTLE_MS, MOST_SECONDS = 14, 500, 30


def print_page(view: WebKit2.WebView, file: str) -> bool:
    """Print on A4, and end."""
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, f"file://{file}")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    for side in ("top", "bottom", "left", "right"):
        getattr(paper, f"set_{side}_margin")(MARGIN_MM, Gtk.Unit.MM)
    operation = WebKit2.PrintOperation.new(view)
    operation.set_page_setup(paper)
    operation.set_print_settings(settings)
    operation.connect("finished", lambda _operation: Gtk.main_quit())
    operation.connect("failed", lambda _operation, fault: sys.exit(fault.message))
    operation.print_()
    return False


def main(address: str, file: str, cookie: str) -> None:
    """Open the page as the one whom the cookie names, and print it."""
    name, value = cookie.split("=", 1)
    context = WebKit2.WebContext.new_ephemeral()
    host = GLib.Uri.parse(address, GLib.UriFlags.NONE).get_host()
    view = WebKit2.WebView.new_with_context(context)
    window = Gtk.Window()
    window.set_default_size(1000, 900)
    window.add(view)
    window.show_all()

    def loaded(shown: WebKit2.WebView, event: WebKit2.LoadEvent) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(SETTLE_MS, print_page, shown, file)

    view.connect("load-changed", loaded)
    given = Soup.Cookie.new(name, value, host, "/", -1)
    context.get_cookie_manager().add_cookie(given, None, lambda *_done: view.load_uri(address))
    GLib.timeout_add_seconds(MOST_SECONDS, lambda: sys.exit("The page was not printed."))
    Gtk.main()


main(*sys.argv[1:])
