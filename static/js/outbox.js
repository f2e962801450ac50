// Entries go through here on their way to the server: first written down on this device, then sent, and crossed out when
// the server has answered. So neither a lost connection nor a lost answer loses a tap, and the UUID made here keeps it
// from being stored twice. Pages and the service worker share this file, which is why it is a plain script. What waited is
// sent by flush.js.

globalThis.outbox ??= (() => {
  const DATABASE = "night-heron";
  const ADDRESS = "/outbox/";
  // After so long without an answer a tap is left to be sent later.
  const PATIENCE = 15_000;

  // The store: `entries` in the order of their taps, and `facts`: the `diary` that this device writes to, its `zone`, whether
  // it is a `guest`'s, the device's `look`, and until somebody has an account the secret `key` by which an entry finds the
  // diary that it, or one before it, began. ------------------------------------------------------------------------------

  function open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(DATABASE, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("entries", { keyPath: "number", autoIncrement: true });
        asked.result.createObjectStore("facts");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  // Do `work` with one store; resolves with its answer once it is safely on the disk.
  async function within(name, mode, work) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(name, mode, { durability: "strict" });
        const asked = work(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  const waiting = () => within("entries", "readonly", (entries) => entries.getAll());
  const recall = (fact) => within("facts", "readonly", (facts) => facts.get(fact));
  const remember = (fact, value) => within("facts", "readwrite", (facts) => facts.put(value, fact));

  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const newKey = () => hexOf(crypto.getRandomValues(new Uint8Array(16)));

  // crypto.randomUUID is missing where the site is reached without https: this is its version 4.
  function newUuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // Asked and answered in one transaction, so that two taps at once do not make two keys.
  async function deviceKey() {
    let key;
    await within("facts", "readwrite", (facts) => {
      const asked = facts.get("key");
      asked.onsuccess = () => {
        key = asked.result ?? newKey();
        if (!asked.result) facts.put(key, "key");
      };
      return asked;
    });
    return key;
  }

  const forget = (fact) => within("facts", "readwrite", (facts) => facts.delete(fact));

  async function rememberDiary({ diary, zone, guest }) {
    await remember("diary", diary);
    await remember("zone", zone);
    await remember("guest", guest !== undefined);
    if (guest === undefined) await forget("key");
    await forget("begun");
  }

  // Whose diary an entry of this page is for: the one that it shows. A page that shows none, as the moon, was opened on a
  // device that wrote to some diary at that time; what was opened since by another page is not this page's.
  const isPage = Boolean(globalThis.document);
  const atStart = isPage && globalThis.indexedDB ? recall("diary").catch(() => undefined) : undefined;
  const whose = async () => (isPage && document.body.dataset.diary) || (await (isPage ? atStart : recall("diary")));

  // A page that was asked for before the first entry's answer came still takes this device for a stranger's. True once.
  async function hasJustBegun() {
    const begun = await recall("begun");
    if (begun) await forget("begun");
    return Boolean(begun);
  }

  const ofNobody = async () => ({ diary: "", key: await deviceKey() });

  // `status` is what the server answered, if it did, and `reason` its sentence.
  async function keep(fields) {
    const diary = await whose();
    const entry = { fields: { ...fields, ...(diary ? { diary } : await ofNobody()) }, reason: "", isRefused: false };
    entry.number = await within("entries", "readwrite", (entries) => entries.add(entry));
    return entry;
  }

  const erase = ({ number }) => within("entries", "readwrite", (entries) => entries.delete(number));
  const rewrite = (entry, changes) => within("entries", "readwrite", (entries) => entries.put({ ...entry, ...changes }));

  async function drop(entry) {
    await erase(entry);
    tell();
  }

  const annotate = (entry, { reason, status }) => rewrite(entry, { reason, status, isRefused: status === 422 });

  async function forgetAll() {
    await within("entries", "readwrite", (entries) => entries.clear());
    await within("facts", "readwrite", (facts) => facts.clear());
    tell();
  }

  // Every open page shows how many wait, and "sent" asks those that list entries to list them again. Without channels
  // this page alone hears of it.
  function tell(what = "changed") {
    if (!globalThis.BroadcastChannel) {
      globalThis.dispatchEvent(Object.assign(new Event("outbox"), { data: what }));
      return;
    }
    const channel = new BroadcastChannel("outbox");
    channel.postMessage(what);
    channel.close();
  }

  function listen(hear) {
    const [from, name] = globalThis.BroadcastChannel ? [new BroadcastChannel("outbox"), "message"] : [globalThis, "outbox"];
    from.addEventListener(name, (event) => hear(event.data));
  }

  // Sending -----------------------------------------------------------------------------------------------------------

  class NoConnection extends Error {}

  // What a network that fails throws, and a timer of ours that ran out. All else is a mistake of this program or a browser
  // that cannot do what it takes: then nobody waits for a connection, and the form posts itself.
  const isNetwork = (error) => error instanceof TypeError || error?.name === "AbortError";

  const whenNetwork = (error) => {
    throw isNetwork(error) ? new NoConnection() : error;
  };

  function noneWithoutConnection(error) {
    if (!(error instanceof NoConnection)) throw error;
  }

  // Ask the server; `data` is undefined where the answer is no JSON that can be read.
  async function ask(options) {
    const stop = globalThis.AbortController && new AbortController();
    const timer = setTimeout(() => stop?.abort(), PATIENCE);
    try {
      const answer = await fetch(ADDRESS, { cache: "no-store", ...options, signal: stop?.signal }).catch(whenNetwork);
      const text = await answer.text().catch(whenNetwork);
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      return { status: answer.status, data: isJson ? JSON.parse(text) : undefined };
    } finally {
      clearTimeout(timer);
    }
  }

  async function freshToken() {
    const { data } = await ask();
    // A page of something in between, such as a log-in to the network.
    if (!data) throw new NoConnection();
    return data.token;
  }

  function post(fields, token) {
    const body = new URLSearchParams({ ...fields, sent: Date.now() });
    return ask({ method: "POST", headers: { "X-CSRFToken": token }, body });
  }

  // Send one entry. `outcome`: "sent" (then `next` is its page), "waits" (for a connection, or if it was `answered` for a
  // server that copes), or "held" by the server, whose `reason` and `status` say why: nobody is logged in (401), another
  // diary is open (409), too much at once (429), or it cannot be stored as it is (422).
  async function sendOne(entry, token) {
    try {
      let { status, data } = await post(entry.fields, token ?? (await freshToken()));
      if (status === 403) ({ status, data } = await post(entry.fields, await freshToken()));
      if (status >= 500 || !data) return { outcome: "waits", answered: true };
      if (status === 200 && !entry.fields.diary) await remember("begun", true);
      if (status === 200) return { outcome: "sent", next: data.next };
      return { outcome: "held", reason: data.reason, status };
    } catch (error) {
      noneWithoutConnection(error);
      return { outcome: "waits" };
    }
  }

  function inHand({ uuid }, work) {
    return navigator.locks ? navigator.locks.request(`outbox-${uuid}`, work) : work();
  }

  async function sendLater() {
    tell();
    // Something waits: ask the browser not to clear it away when it needs room. A worker cannot ask.
    navigator.storage?.persist?.().catch(() => {});
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => {});
    await registration?.sync?.register("outbox").catch(() => {});
  }

  // The page posts its form itself: what stayed here would be sent a second time.
  async function failed(entry, error) {
    await drop(entry);
    throw error;
  }

  // Write an entry down and send it. What the server does not take stays, with the reason. Only what nobody's page sent is
  // handed back where it cannot begin a diary: posted by the page, it waits at the log-in.
  async function sendNow(fields, token) {
    const entry = await keep(fields);
    const answer = await sendOne(entry, token).catch((error) => failed(entry, error));
    const isHandedBack = answer.status === 401 && !entry.fields.diary;
    if (answer.outcome === "held" && !isHandedBack) {
      await annotate(entry, answer);
      tell();
      return { ...answer, outcome: "kept" };
    }
    if (answer.outcome === "waits") await sendLater();
    else await drop(entry);
    return answer;
  }

  const send = (fields, token) => inHand(fields, () => sendNow(fields, token));

  return {
    NoConnection, annotate, drop, erase, forget, forgetAll, freshToken, hasJustBegun, keep, listen, newUuid, ofNobody,
    recall, remember, rememberDiary, rewrite, send, sendLater, sendOne, tell, waiting, within,
  };
})();
