// Back, after parts of the page were changed, loads the page before anew. Firefox then shows its top: go to where it was.

const KEY = "place";

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // closed to the site
  }
}

document.addEventListener("htmx:beforeHistorySave", () => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...remembered(), [location.href]: window.scrollY }));
  } catch {
    // The page opens at its top.
  }
});

// What htmx restores it loads by a reload, which the navigation's type says.
const [navigation] = performance.getEntriesByType("navigation");
const place = remembered()[location.href];
if (place && navigation?.type === "reload" && window.scrollY === 0) window.scrollTo(0, place);
