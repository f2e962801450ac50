// What this device keeps: the settings say whether pages open without a connection, and logging out leaves nothing of a
// person behind. Without this file the forms post themselves.

import { storage } from "./storage.js";

// What still waits is asked about first.
async function leave(form) {
  const entries = await globalThis.outbox.waiting().catch(() => []);
  const question = document.getElementById("leave");
  if (question.open || (entries.length && !(await mayLeave(question)))) return;
  await forgetPerson();
  form.submit();
}

function mayLeave(question) {
  if (!question.showModal) return window.confirm(question.querySelector("p").textContent);
  question.showModal();
  const answer = () => question.returnValue === "leave";
  return new Promise((resolve) => question.addEventListener("close", () => resolve(answer()), { once: true }));
}

async function forgetPerson() {
  await globalThis.outbox.forgetAll().catch(() => {});
  await endReminders().catch(() => {});
  storage()?.clear();
}

// The browser gives its push address up; the server hears of it with the next reminder.
async function endReminders() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await (await worker?.pushManager?.getSubscription())?.unsubscribe();
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || new URL(event.target.action).pathname !== "/accounts/logout/") return;
  event.preventDefault();
  leave(event.target);
});

// Pages are kept by a worker that not every browser has, and that something between it and the site may refuse.
async function sayOffline(words) {
  const hasWorker = Boolean(await navigator.serviceWorker?.getRegistration().catch(() => undefined));
  const isOn = hasWorker && Boolean(await globalThis.caches?.match("/offline/").catch(() => undefined));
  words.textContent = isOn ? words.dataset.on : words.dataset.off;
}

// What waits here: whether the browser has promised to keep it.
async function sayKept(words) {
  const isKept = await navigator.storage?.persisted?.().catch(() => false);
  words.textContent = isKept ? words.dataset.on : words.dataset.off;
}

window.addEventListener("load", () => {
  if (document.querySelector("[data-forget]")) forgetPerson();
  const kept = document.querySelector("[data-storage]");
  if (kept) sayKept(kept);
  const words = document.querySelector("[data-offline]");
  if (words) sayOffline(words);
});
