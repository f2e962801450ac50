// Forms that could not be sent wait on this device and go out when the connection is back. Their UUID makes that safe:
// the server stores each once, however often it arrives.

const KEY = "outbox";

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

// How many forms wait; the page says so to style sheets and tests.
function showWaiting() {
  document.body.dataset.waiting = String(read().length);
}

function write(entries) {
  if (entries.length) localStorage.setItem(KEY, JSON.stringify(entries));
  else localStorage.removeItem(KEY);
}

// Asked like this the server names the next page in a header; a redirect that fetch follows would use up its notices.
async function post(address, fields) {
  const options = { method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" } };
  const answer = await fetch(address, options);
  return { status: answer.status, next: answer.headers.get("HX-Redirect") };
}

// Send a form. Returns "waits" when there is no connection, "refused" when the server does not take it, else the page
// to go to.
export async function send(address, fields) {
  try {
    const { status, next } = await post(address, fields);
    if (next) return next;
    if (status < 500) return "refused";
  } catch {
    // No connection: it waits.
  }
  keep(address, fields);
  return "waits";
}

const uuidOf = (entry) => new URLSearchParams(entry.fields).get("uuid");

function keep(address, fields) {
  const entry = { address, fields };
  write([...read().filter((each) => uuidOf(each) !== uuidOf(entry)), entry]);
}

function drop(entry) {
  write(read().filter((each) => uuidOf(each) !== uuidOf(entry)));
}

// The token is the present page's: that of an earlier one would be refused.
async function sendAll() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  let sent = 0;
  for (const entry of token ? read() : []) {
    const fields = new URLSearchParams(entry.fields);
    fields.set("csrfmiddlewaretoken", token);
    try {
      const { next } = await post(entry.address, fields);
      if (!next || next.includes("/accounts/")) break; // Refused, or somebody has to log in first: it stays.
    } catch {
      break;
    }
    drop(entry);
    sent += 1;
  }
  return sent;
}

let sending = null;

// Send what waits, oldest first. Returns how many went out; whoever asks meanwhile gets the same answer.
export function flush() {
  sending ??= sendAll().finally(() => {
    sending = null;
    showWaiting();
  });
  return sending;
}
