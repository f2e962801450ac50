// Small help for pages that work without it: the clock of this device, focus, busy buttons, and what to say when
// the network fails. No page needs this file to save anything.

import "./place.js";
import "./taps.js";

const live = document.getElementById("live");
const failed = document.getElementById("failed");

// The server needs the device's clock to say "last night" rightly before anybody has an account. To look it up takes
// longer than all else here, so it waits for the first touch, which comes before whatever needs it.
function tellTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.split("; ").includes(`tz=${zone}`)) document.cookie = `tz=${zone};path=/;max-age=31536000;samesite=lax`;
}

// After a save or a mistake the keyboard and the screen reader start where the news is.
function focusNews(root) {
  const news = root.querySelector("[data-focus]");
  if (news) news.focus();
}

// A page that comes back from the browser's memory must not send the identifier of an earlier cramp again.
function renewTaps() {
  for (const field of document.querySelectorAll("[data-tap] input[name=uuid]")) {
    field.value = globalThis.outbox.newUuid();
  }
}

// A copy that was kept on the device may come from another mood than the one it is shown in.
function matchBars() {
  if (!("copy" in document.body.dataset)) return;
  const { backgroundColor } = getComputedStyle(document.body);
  for (const bar of document.querySelectorAll("meta[name=theme-color]")) bar.content = backgroundColor;
}

function markBusy(form) {
  const button = form.querySelector("button:not([type=button])");
  button?.setAttribute("aria-busy", "true");
}

function clearBusy() {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

// The network or the server failed under htmx: say so, and keep what was pressed so that it can be sent again.
let pressed = null;

function sayFailed(event) {
  clearBusy();
  const kind = event.detail.requestConfig?.verb === "post" ? "post" : "get";
  for (const sentence of failed.querySelectorAll("[data-when]")) {
    sentence.hidden = sentence.dataset.when !== kind;
    if (!sentence.hidden) live.textContent = sentence.textContent;
  }
  pressed = { from: event.detail.elt, button: event.detail.requestConfig?.triggeringEvent?.submitter };
  failed.hidden = false;
}

function tryAgain() {
  failed.hidden = true;
  live.textContent = "";
  const button = pressed.button ?? (pressed.from.matches("form") ? pressed.from.querySelector("button") : null);
  button?.focus();
  (button ?? pressed.from).click();
}

// One tap is one entry: a form that is on its way is not sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (!form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    markBusy(form);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const isShown = field.type === "password";
  field.type = isShown ? "text" : "password";
  button.setAttribute("aria-pressed", String(isShown));
});

window.addEventListener("pageshow", (event) => {
  clearBusy();
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
  if (event.persisted) renewTaps();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("form")) markBusy(event.target);
});
document.addEventListener("htmx:afterRequest", clearBusy);
document.getElementById("try-again").addEventListener("click", tryAgain);
document.addEventListener("htmx:afterSwap", (event) => {
  const changed = event.target.parentElement ?? document;
  // What the page said before, with its Undo, is no longer true.
  if (changed.querySelector(".said[data-focus]:not(.saids *)")) document.querySelector(".saids")?.remove();
  focusNews(changed);
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, sayFailed);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}

for (const touch of ["pointerdown", "keydown", "submit"]) {
  document.addEventListener(touch, tellTimeZone, { capture: true, once: true });
}

matchBars();
focusNews(document);

// Pages that open without a connection are fetched once the device has nothing else to do.
async function keepForOffline() {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.connection?.saveData) active.postMessage("keep-rest");
}

if (navigator.serviceWorker) window.addEventListener("load", () => keepForOffline().catch(() => {}));
