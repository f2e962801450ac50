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

function write(entries) {
  if (entries.length) localStorage.setItem(KEY, JSON.stringify(entries));
  else localStorage.removeItem(KEY);
}

export function waiting() {
  return read().length;
}

// Send a form. Returns "waits" when there is no connection, "refused" when the server does not take it, else the page
// to go to.
export async function send(address, fields) {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
    if (answer.ok) return answer.url;
    if (answer.status < 500) return "refused";
  } catch {
    // No connection: it waits.
  }
  keep(address, fields);
  return "waits";
}

function keep(address, fields) {
  const uuid = (entry) => new URLSearchParams(entry.fields).get("uuid");
  const entry = { address, fields };
  write([...read().filter((each) => uuid(each) !== uuid(entry)), entry]);
}

// Send what waits, oldest first; what fails again stays. The token is the present page's, an old one would be refused.
export async function flush() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!token) return 0;
  let sent = 0;
  for (const entry of read()) {
    const fields = new URLSearchParams(entry.fields);
    fields.set("csrfmiddlewaretoken", token);
    try {
      const answer = await fetch(entry.address, { method: "POST", body: fields });
      if (!answer.ok || answer.url.includes("/accounts/")) break; // Somebody has to log in first.
    } catch {
      break;
    }
    write(read().slice(1));
    sent += 1;
  }
  return sent;
}
