// A passkey button works only once allauth's scripts listen to it: until then it is disabled rather than dead.

import "../mfa/js/webauthn-json.js";
import "../mfa/js/webauthn.js";
import "../account/js/onload.js";

const buttons = document.querySelectorAll("button[data-passkey]");

function tell(which) {
  for (const news of document.querySelectorAll("[data-passkey-news]")) {
    news.hidden = news.dataset.passkeyNews !== which;
  }
}

// allauth's own listeners were added before this module ran, so that they are in place when the buttons open.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) {
    tell("missing");
    return;
  }
  for (const button of buttons) button.disabled = false;
});

for (const button of buttons) button.addEventListener("click", () => tell("none"));

// Turned away, timed out or without a net: the page stays, and says so.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  tell("failed");
});
