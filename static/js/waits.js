// What waits on this device: one line that says why, what can be done about it, and the list; and the clocks of kept
// pages. Loaded where something waits, or a clock is shown: most pages need neither.

import { dayInWords, dayOf, nightBefore, timeOf, useZone } from "./clock.js";
import "./flush.js";

const MOST_ROWS = 50;
const LATE_MS = 5 * 60_000;
const { outbox } = globalThis;
const box = document.getElementById("waits");
const line = box.querySelector("[data-line]");
const noConnection = line.textContent;
const template = box.querySelector("template");
const does = (name) => box.querySelector(`[data-does=${name}]`);

async function showClocks(zone) {
  useZone(await zone);
  for (const clock of document.querySelectorAll("[data-now]")) clock.textContent = timeOf(new Date());
}

function words({ fields }) {
  const { kind, at, night } = fields;
  const moment = new Date(Number(at));
  const isNight = kind === "clear" || kind === "had";
  const time = dayOf(moment) === dayOf(new Date()) ? timeOf(moment) : `${timeOf(moment)}, ${dayInWords(dayOf(moment))}`;
  return box.dataset[kind].replace("WHEN", isNight ? dayInWords(night || nightBefore(moment)) : time);
}

function row(entry) {
  const item = template.content.cloneNode(true);
  item.querySelector("[data-words]").textContent = words(entry);
  item.querySelector("[data-reason]").textContent = entry.reason;
  const [again, remove] = item.querySelectorAll("button");
  for (const button of [again, remove]) button.hidden = !entry.reason;
  again.addEventListener("click", () => outbox.retry(entry));
  remove.addEventListener("click", () => outbox.drop(entry));
  return item;
}

// With the line up, and the site not taking it for some minutes, it is no lost connection that it waits for.
const isLate = ({ fields }) => navigator.onLine && Date.now() - fields.at > LATE_MS;

async function sayWhy(entries, isTried) {
  const told = entries.find(({ reason }) => reason);
  const isLost = told?.status === 401 && (await outbox.recall("guest").catch(() => false));
  if (isLost) line.textContent = line.dataset.lost;
  else if (told) line.textContent = line.dataset.told.replace("REASON", told.reason);
  else line.textContent = isTried && entries.some(isLate) ? line.dataset.late : noConnection;
  const { diary } = document.body.dataset;
  does("log-in").hidden = told?.status !== 401;
  does("begin").hidden = !isLost;
  does("adopt").hidden = told?.status !== 409 || !diary || told.fields.diary === diary;
  const choices = box.querySelector("[data-choices]");
  choices.hidden = [...choices.children].every((each) => each.hidden);
}

// `isTried`: this page has tried to send them.
async function draw(entries, isTried, zone) {
  useZone(await zone);
  const count = box.querySelector("[data-count]");
  count.textContent = (entries.length === 1 ? count.dataset.one : count.dataset.many).replace("NUMBER", entries.length);
  box.querySelector("[data-list]").replaceChildren(...entries.slice(0, MOST_ROWS).map(row));
  await sayWhy(entries, isTried);
}

// The person says whose the entries are that the server holds back for it: this page's, or a new diary's.
async function settle(status, changes) {
  for (const entry of await outbox.waiting()) {
    if (entry.status !== status) continue;
    await outbox.rewrite(entry, { fields: { ...entry.fields, ...changes }, reason: "", status: undefined });
  }
  await outbox.flush().catch(() => {});
  location.assign("/");
}

async function beginDiary() {
  for (const fact of ["diary", "zone", "guest", "key"]) await outbox.forget(fact);
  await settle(401, { ...(await outbox.ofNobody()), begin: "yes" });
}

does("log-in").href += `?next=${encodeURIComponent(location.pathname)}`;
does("begin").addEventListener("click", beginDiary);
does("adopt").addEventListener("click", () => settle(409, { diary: document.body.dataset.diary }));

globalThis.waits = { draw, showClocks };
