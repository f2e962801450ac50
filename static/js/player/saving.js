// What is kept of a practice: on the device while it lasts, so that it survives a reload, and in the diary at its end.

import { storage } from "../storage.js";

const KEY = "player";

export class Saving {
  #form = document.getElementById("save-practice");

  constructor(plan, timeline) {
    this.plan = plan;
    this.timeline = timeline;
    this.#form.addEventListener("submit", (event) => this.#save(event));
  }

  remember() {
    const { digest, routine } = this.plan;
    const kept = { digest, routine, uuid: this.#form.elements.uuid.value, ...this.timeline.save() };
    storage()?.setItem(KEY, JSON.stringify(kept));
  }

  forget() {
    storage()?.removeItem(KEY);
  }

  // Take up what was remembered of this routine, and say whether there was something.
  recall() {
    try {
      const { digest, routine, uuid, ...state } = JSON.parse(storage().getItem(KEY)) ?? {};
      if (digest !== this.plan.digest || routine !== this.plan.routine) return false;
      this.timeline.restore(state);
      this.#form.elements.uuid.value = uuid;
      return true;
    } catch {
      return false;
    }
  }

  async #save(event) {
    event.preventDefault();
    const { csrfmiddlewaretoken, ...answers } = Object.fromEntries(new FormData(this.#form));
    const played = {
      started_at: this.timeline.startedAt || Date.now(),
      seconds: Math.max(1, Math.round(this.timeline.elapsed / 1000)),
      held: JSON.stringify(this.timeline.heldRows(this.plan.stations.map((station) => station.slug))),
    };
    const entry = { kind: "practice", routine: this.plan.routine, at: Date.now(), shown: "yes", ...answers, ...played };
    const unsent = () => ({ outcome: "held" });
    const { outcome, next } = await globalThis.outbox.send(entry, csrfmiddlewaretoken).catch(unsent);
    if (outcome === "held") {
      for (const [name, value] of Object.entries(played)) this.#hide(name, value);
      // The server's own page says why, or asks to log in.
      this.#form.submit();
      return;
    }
    this.forget();
    if (outcome === "waits") this.#waitForConnection();
    // What waits for a log-in has no page: Today says why.
    else location.assign(next ?? "/");
  }

  #hide(name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    this.#form.append(field);
  }

  #waitForConnection() {
    const note = document.getElementById("kept");
    note.hidden = false;
    note.tabIndex = -1;
    note.focus();
    this.#form.hidden = true;
    globalThis.outbox.listen((what) => what === "sent" && location.assign("/"));
  }
}
