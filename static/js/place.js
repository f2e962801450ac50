// Back, after parts of the page were changed, loads the page before anew (htmx). Firefox then shows its top, and Chromium
// the place of the page that was left: go to where the finger was.

const KEY = "place";

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // closed to the site
  }
}

function remember(more) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...more }));
  } catch {
    // The page opens where the browser likes.
  }
}

// It comes before a part is changed, and on the way back too, when the address is already that of the page before.
document.addEventListener("htmx:beforeHistorySave", ({ detail }) => remember({ [detail.path]: window.scrollY }));
window.addEventListener("popstate", () => remember({ isBack: true }));

const { isBack, [location.pathname + location.search]: place } = remembered();
if (isBack && place !== undefined) {
  history.scrollRestoration = "manual";
  window.scrollTo(0, place);
  window.addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
}
if (isBack) remember({ isBack: false });
