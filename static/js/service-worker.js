// What opens without a connection, and what becomes of a tap made meanwhile. Only public pages are kept, fetched as a
// stranger would see them; nothing of a person is ever in the cache. /sw.js loads this after `self.kept`. What lets people
// through to the site (a password of the web server, another log-in before ours) needs its cookies and headers, so they are
// sent along, and the site is told to look at none of its own.

const { version, files, first, later } = self.kept;
const NAME = "night-heron";
const CACHE = `${NAME}-${version}`;
const CRAMP = "/cramp/";
const SHELL = "/offline/";

// Keeping -------------------------------------------------------------------------------------------------------------

// A kept page must not hold what is good for one use only: the token, the identifier of a tap, the time, the mood.
function asCopy(text) {
  return text
    .replace(/(name="(?:uuid|csrfmiddlewaretoken)" value=")[^"]*/g, "$1")
    .replace(/(data-now>)[^<]*/g, "$1")
    .replace(/(<html [^>]*)data-look="[^"]*" data-theme="[^"]*"/, "$1data-copied")
    .replace(/<body\b/, "<body data-copy");
}

// The rule of yogasite/appearance.py: the night's colours from 10 pm to 7 am, else those that were chosen on this device.
function moodNow(look) {
  const [theme, clock] = (look ?? "device.clock").split(".");
  const hour = new Date().getHours();
  if (clock !== "plain" && (hour >= 22 || hour < 7)) return "night";
  return theme === "device" ? "" : theme;
}

async function fetched(address) {
  const asStranger = { headers: { "X-As-Stranger": "1" }, cache: "no-store" };
  const answer = await fetch(address, files.includes(address) ? {} : asStranger);
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  if (!answer.headers.get("Content-Type").startsWith("text/html")) return answer;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(asCopy(await answer.text()), { headers });
}

// Files carry the hash of what is in them, so those of an older version are as good as new. So is an older page while the
// new one cannot be had.
async function keep(address) {
  const cache = await caches.open(CACHE);
  if (await cache.match(address)) return;
  const older = await caches.match(address);
  const page = older && files.includes(address) ? older : await fetched(address).catch(() => older);
  if (page) await cache.put(address, page);
}

// One that is refused must not keep the others away.
const keepAll = (addresses) => Promise.all(addresses.map((address) => keep(address).catch(() => {})));

// One after the other, so that a page somebody is waiting for goes before. A page that was on its way while the worker
// became active belongs to nobody: it is taken in here.
async function keepRest() {
  await self.clients.claim();
  for (const address of [...files, ...first, ...later]) await keep(address).catch(() => {});
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(NAME) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Answering -----------------------------------------------------------------------------------------------------------

const kept = (address) => caches.open(CACHE).then((cache) => cache.match(address));

async function keptPage(address) {
  const answer = await kept(address);
  if (!answer) return undefined;
  const mood = moodNow(await self.outbox.recall("look").catch(() => undefined));
  const text = (await answer.text()).replace("data-copied", `data-theme="${mood}"`);
  return new Response(text, { headers: answer.headers });
}

// The moon is the one page that does not wait for the network: it is the same for everybody. A kept page helps more than
// a server that says it can read nothing (503).
async function opened(request, path) {
  if (path === CRAMP) return (await keptPage(CRAMP)) ?? fetch(request);
  try {
    const answer = await fetch(request);
    return answer.status === 503 ? ((await keptPage(path)) ?? answer) : answer;
  } catch (error) {
    const page = (await keptPage(path)) ?? (await keptPage(SHELL));
    if (page) return page;
    throw error;
  }
}

// A tap on the moon before the page's own script was there.
async function tapped(request) {
  try {
    const form = await request.clone().formData();
    const entry = { kind: "cramp", uuid: form.get("uuid") || self.outbox.newUuid(), at: String(Date.now()) };
    const { outcome, next } = await self.outbox.send(entry, form.get("csrfmiddlewaretoken"));
    if (outcome === "sent") return Response.redirect(next, 303);
    if (outcome === "waits" || outcome === "kept") return Response.redirect(SHELL, 303);
  } catch {
    // The server's own page says what is wrong.
  }
  return fetch(request);
}

async function sendWaiting() {
  await self.outbox.flush();
  const entries = await self.outbox.waiting();
  if (entries.some((entry) => !entry.isRefused)) throw new Error("Some still wait."); // The browser tries again later.
}

// Reminders -----------------------------------------------------------------------------------------------------------

function remind({ title, body, url, icon }) {
  return self.registration.showNotification(title, { body, icon, tag: url, data: { url } });
}

async function openAt(address) {
  const pages = await self.clients.matchAll({ type: "window" });
  const open = pages.find((page) => new URL(page.url).pathname === address);
  return open ? open.focus() : self.clients.openWindow(address);
}

self.addEventListener("push", (event) => event.waitUntil(remind(event.data.json())));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openAt(event.notification.data.url));
});

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll([...files, ...first]));
});
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("message", (event) => event.data === "keep-rest" && event.waitUntil(keepRest()));
self.addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(sendWaiting()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  if (request.method === "POST" && isPage && pathname === CRAMP) event.respondWith(tapped(request));
  else if (request.method !== "GET") return;
  else if (files.includes(pathname)) event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
  else if (isPage) event.respondWith(opened(request, pathname));
});
