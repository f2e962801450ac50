"""What a page must be for everybody: sound by axe's rules in every mood, easy to hit, inside the screen."""

from axe_playwright_python.sync_playwright import Axe

THEMES = ("light", "dark", "night")
RULES = {
    "resultTypes": ["violations"],
    "preload": False,  # only what plays sound needs it
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SMALL = """() => [...document.querySelectorAll('a,button,input:not([type=hidden]),select,summary')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || style.visibility == 'hidden' || style.opacity == '0') return false;
  if (e.tagName == 'A' && style.display == 'inline') return false;
  const label = e.labels && e.labels[0] ? e.labels[0].getBoundingClientRect() : box;
  return Math.max(box.height, label.height) < 43.9 || Math.max(box.width, label.width) < 43.9;
}).map(e => e.outerHTML.slice(0, 90))"""


def axe(page, **options):
    """Return what breaks a rule. The checker is put into a page once, and tells of nothing that passes."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = "options => axe.run(document, options).then((results) => results.violations)"
    return page.evaluate(found, RULES | options)


def in_moods(page):
    """Yield what axe finds on the page as it stands: by every rule in one mood, and of the colours in the others."""
    for theme in THEMES:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        found = axe(page) if theme == THEMES[0] else axe(page, runOnly=["color-contrast"])
        yield from (f"{theme}: {problem['id']}" for problem in found)


def faults(page):
    """Return what is wrong with the page that is open, on a phone, on a desk and on the narrowest screen."""
    page.emulate_media(reduced_motion="reduce")  # a colour on its way from one mood to the next is neither
    found = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width} {problem}" for problem in in_moods(page)]
        if width == 390:
            found += [f"small {target}" for target in page.evaluate(SMALL)]
    page.set_viewport_size({"width": 320, "height": 640})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        found.append("scrolls sideways at 320")
    return found
