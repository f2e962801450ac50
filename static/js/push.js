// Reminders on this device, by the browser's own push service. Without this file the settings offer the other ways.

const form = document.querySelector("[data-push]");
const button = form.querySelector("button");
const trouble = form.querySelector("[data-trouble]");

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const hexOf = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The server may know nothing of a subscription that the browser still has: it was stopped from another device.
async function isKnown(subscription) {
  if (!subscription) return false;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return form.dataset.known.split(" ").includes(hexOf(digest));
}

async function tell(address, fields) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...fields });
  const answer = await fetch(address, { method: "POST", body });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
}

async function begin(manager, older) {
  await older?.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(form.dataset.push) };
  const { endpoint, keys } = (await manager.subscribe(options)).toJSON();
  await tell(form.action, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
}

async function end(subscription) {
  await tell(form.dataset.close, { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

function say(kind) {
  trouble.textContent = trouble.dataset[kind];
  trouble.hidden = false;
  button.removeAttribute("aria-busy");
}

async function change(manager) {
  const subscription = await manager.getSubscription();
  if (await isKnown(subscription)) {
    await end(subscription);
  } else if ((await Notification.requestPermission()) === "granted") {
    await begin(manager, subscription);
  } else {
    say("denied");
    return;
  }
  location.reload();
}

async function show() {
  const { pushManager } = await navigator.serviceWorker.ready;
  button.textContent = (await isKnown(await pushManager.getSubscription())) ? button.dataset.off : button.dataset.on;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    trouble.hidden = true;
    change(pushManager).catch(() => say("failed"));
  });
  form.hidden = false;
}

if (navigator.serviceWorker && "PushManager" in window) show();
