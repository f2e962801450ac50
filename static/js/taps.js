// Taps that are stored in one go: they leave through the outbox, which keeps them when there is no connection. Without
// this file the same forms post themselves.

import "./outbox.js";

const { outbox } = globalThis;
const live = document.getElementById("live");
const box = document.getElementById("waits");
const { dataset } = document.body;

// What is asked of a form -------------------------------------------------------------------------------------------

// Which button sends a form, for browsers that do not tell.
let pressed = null;

document.addEventListener(
  "click",
  (event) => {
    pressed = event.target.closest("button");
  },
  { capture: true },
);

const buttonOf = (form, submitter) => submitter ?? (pressed?.form === form ? pressed : null);

// A kept page names no night: the server knows which was the last one on the diary's clock.
function entryOf(form, button) {
  const { uuid, night } = Object.fromEntries(new FormData(form));
  const fields = { kind: form.dataset.tap, uuid: uuid || outbox.newUuid(), at: String(Date.now()) };
  if (night === undefined) return fields;
  return { ...fields, night, kind: button?.value === "had" ? "had" : "clear" };
}

const tokenOf = (form) => form.elements.csrfmiddlewaretoken?.value;

async function tap(form, button) {
  form.dataset.sent = "yes";
  (button ?? form.querySelector("button")).setAttribute("aria-busy", "true");
  const entry = entryOf(form, button);
  try {
    const { outcome, next } = await outbox.send(entry, tokenOf(form));
    if (outcome === "sent") location.assign(next);
    else if (outcome === "waits" || outcome === "kept") showKept(form);
    // The server's own page says why.
    else form.submit();
  } catch {
    await postPlainly(form, entry, button);
  }
}

// As without a script. The same identifier keeps it from being stored twice; a kept copy has neither that nor a token, and
// what a script submits leaves out the button.
async function postPlainly(form, { uuid }, button) {
  const fill = (name, value) => {
    if (form.elements[name] && !form.elements[name].value) form.elements[name].value = value;
  };
  fill("uuid", uuid);
  if (!tokenOf(form)) fill("csrfmiddlewaretoken", await outbox.freshToken().catch(() => ""));
  if (button?.name) {
    const { name, value } = button;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.submit();
}

function showKept(form) {
  for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-busy");
  delete form.dataset.sent;
  if (form.elements.uuid) form.elements.uuid.value = outbox.newUuid();
  show().then(() => {
    const line = box.querySelector("[data-kept]");
    line.focus();
    live.textContent = line.textContent;
  });
}

// What waits and why is drawn by a script of its own, which most pages never need. Where it cannot be had the line that
// stands in the page is true: there is no connection.
const waits = () => import(box.dataset.script).then(() => globalThis.waits);
const zone = async () => dataset.zone ?? (await outbox.recall("zone").catch(() => undefined));
const TRY_AGAIN = 60_000;
let [isTried, again] = [false, 0];

async function show() {
  const entries = await outbox.waiting().catch(() => []);
  // Nothing tells a page that a server is back, or the network behind which it stands.
  clearTimeout(again);
  if (entries.length) again = setTimeout(sendWaiting, TRY_AGAIN);
  dataset.waiting = String(entries.length);
  box.hidden = entries.length === 0;
  if (entries.length) await waits().then(({ draw }) => draw(entries, isTried, zone()), () => {});
}

// What was sent late, by this page, another or the service worker, shows where entries are listed. A page that says
// what was just saved is left standing: its Undo would be gone.
function hear(what) {
  const lists = ["/", "/journal/"].includes(location.pathname) && !document.querySelector(".said");
  if (what !== "sent") show();
  else if (lists) location.reload();
  else live.textContent = box.dataset.sent;
}

// A page that nobody looks at tries again when somebody does.
async function sendWaiting() {
  if (document.hidden || !(await outbox.waiting().catch(() => [])).length) return;
  await waits().then(() => outbox.flush()).catch(() => 0);
  isTried = true;
  await show();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !window.indexedDB || !form.dataset.tap) return;
  event.preventDefault();
  if (!form.dataset.sent) tap(form, buttonOf(form, event.submitter));
});

// A night's answer goes out by htmx, which swaps in what changed; without a connection, or while the server cannot save
// (503), it waits here like the rest.
function keepNight(event) {
  const form = event.target;
  if (!form.dataset || !("night" in form.dataset)) return;
  event.stopImmediatePropagation();
  outbox
    .keep(entryOf(form, buttonOf(form, event.detail.requestConfig.triggeringEvent?.submitter)))
    .then(outbox.sendLater)
    .then(() => showKept(form));
}

document.addEventListener("htmx:sendError", keepNight);
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 503 && keepNight(event));

outbox.listen(hear);
window.addEventListener("online", sendWaiting);
document.addEventListener("visibilitychange", sendWaiting);

async function begin() {
  // Everything is being deleted from this device (device.js).
  if (document.querySelector("[data-forget]")) return;
  const { diary, copy } = dataset;
  if (diary) await outbox.rememberDiary(dataset);
  else if (copy === undefined && location.pathname === "/" && (await outbox.hasJustBegun())) location.reload();
  const { look } = document.documentElement.dataset;
  if (look && copy === undefined) await outbox.remember("look", look);
  const stranger = document.querySelector("[data-stranger]");
  if (stranger && (await outbox.recall("diary"))) stranger.hidden = true;
  await show();
  await sendWaiting();
}

// A page that was kept on the device knows neither the time nor the night; the diary's clock may be another than ours.
if (document.querySelector("[data-now]")) waits().then(({ showClocks }) => showClocks(window.indexedDB && zone()), () => {});
if ("copy" in dataset) {
  for (const note of document.querySelectorAll("[data-copy-only]")) note.hidden = false;
}
// In its own time: to open a database takes a while.
if (window.indexedDB) setTimeout(() => begin().catch(() => {}));
