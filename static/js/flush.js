// Sending what waited on this device (outbox.js), for pages where something waits and for the service worker.

Object.assign(globalThis.outbox, (() => {
  const MOST_UNANSWERABLE = 5;
  const TELL_EVERY = 1000;
  const { outbox } = globalThis;

  function noneWithoutConnection(error) {
    if (!(error instanceof outbox.NoConnection)) throw error;
  }

  // Two tabs and the service worker take turns, where the browser can arrange it. Elsewhere the UUIDs have to do.
  const inTurn = (work) => (navigator.locks ? navigator.locks.request("outbox", work) : work());

  // An entry that a tap is sending at this moment is nothing that waited: its tap tells the person what became of it.
  function unlessInHand({ fields }, work) {
    if (!navigator.locks) return work();
    const answer = (lock) => (lock ? work() : { outcome: "in hand" });
    return navigator.locks.request(`outbox-${fields.uuid}`, { ifAvailable: true }, answer);
  }

  // What was dropped meanwhile, by its tap or in another tab, is not sent again.
  async function sendKept(entry, token) {
    if (!(await outbox.within("entries", "readonly", (entries) => entries.get(entry.number)))) return { outcome: "gone" };
    return outbox.sendOne({ fields: { ...entry.fields, shown: "" } }, token);
  }

  // Whose diary is open decides for all entries of a diary alike: one answer of that kind is asked for, not thousands.
  const isOfDiary = (entry, { status }) => status === 409 || (status === 401 && entry.fields.diary);

  // Thousands may wait: the pages hear of them now and then, not of each.
  async function sendAll() {
    const entries = (await outbox.waiting()).filter((each) => !each.isRefused);
    const held = new Map();
    let [sent, unanswerable, told] = [0, 0, Date.now()];
    const token = entries.length && (await outbox.freshToken().catch(noneWithoutConnection));
    for (const entry of token ? entries : []) {
      const diary = `${entry.fields.diary} ${entry.fields.key}`;
      const answer = held.get(diary) ?? (await unlessInHand(entry, () => sendKept(entry, token)));
      // One entry that the server cannot answer must not hold up the others; a server that answers none is left alone.
      if (answer.outcome === "waits" && (!answer.answered || (unanswerable += 1) === MOST_UNANSWERABLE)) break;
      if (answer.outcome === "sent") await outbox.erase(entry);
      if (answer.outcome === "held" && answer.status !== entry.status) await outbox.annotate(entry, answer);
      if (isOfDiary(entry, answer)) held.set(diary, answer);
      sent += answer.outcome === "sent";
      if (Date.now() - told > TELL_EVERY) {
        told = Date.now();
        outbox.tell();
      }
    }
    if (entries.length) outbox.tell(sent ? "sent" : "changed");
    return sent;
  }

  // Send what waits, oldest first, and return how many went out. What was not taken stays, with the reason.
  const flush = () => inTurn(sendAll);

  async function retry(entry) {
    await outbox.annotate(entry, { reason: "", status: undefined });
    return flush();
  }

  return { flush, retry };
})());
