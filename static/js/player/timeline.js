// The clock of a routine: where it is, whether it runs, and what was held. It knows no page; give it the time.

// A page that heard no tick for longer was asleep: what passed then was not held, so the clock waits where it was.
export const SLEEP_MS = 90_000;

export class Timeline {
  constructor(segments) {
    this.segments = segments;
    this.index = 0;
    this.into = 0;
    this.isRunning = false;
    this.lastTick = 0;
    this.startedAt = 0;
    this.elapsed = 0;
    this.held = {};
  }

  get isOver() {
    return this.index >= this.segments.length;
  }

  get segment() {
    return this.segments[Math.min(this.index, this.segments.length - 1)];
  }

  get length() {
    return this.segment.seconds * 1000;
  }

  get left() {
    return this.isOver ? 0 : this.length - this.into;
  }

  start(now) {
    this.isRunning = true;
    this.lastTick = now;
    this.startedAt ||= now;
  }

  // Return what happened since the last tick: "asleep", "entered" or "ended", in order.
  tick(now) {
    if (!this.isRunning || this.isOver) return [];
    const passed = Math.max(0, now - this.lastTick);
    this.lastTick = now;
    if (passed > SLEEP_MS) {
      this.isRunning = false;
      return ["asleep"];
    }
    return this.#advance(passed);
  }

  pause(now) {
    const happened = this.tick(now);
    this.isRunning = false;
    return happened;
  }

  // To the next pose, or to the end.
  skip() {
    const next = this.segments.findIndex((segment) => segment.station > this.segment.station);
    this.#jump(next < 0 ? this.segments.length : next);
  }

  // To the beginning of this pose, or, when it has hardly begun, of the one before.
  back() {
    const first = this.segments.findIndex((segment) => segment.station === this.segment.station);
    const isFresh = this.index === first && this.into < 3000;
    const station = Math.max(0, this.segment.station - (isFresh || this.isOver ? 1 : 0));
    this.#jump(this.segments.findIndex((segment) => segment.station === (this.isOver ? this.segment.station : station)));
  }

  goTo(station) {
    const first = this.segments.findIndex((segment) => segment.station === station);
    if (first >= 0) this.#jump(first);
  }

  // [station, side, whole seconds] of all that was held for a second or more.
  // Rows of what was held: the pose's name of the address, the side, the seconds.
  heldRows(slugs) {
    return Object.entries(this.held)
      .map(([key, ms]) => [...key.split("|"), Math.round(ms / 1000)])
      .filter(([, , seconds]) => seconds > 0)
      .map(([station, side, seconds]) => [slugs[Number(station)], side, seconds]);
  }

  save() {
    const { index, into, isRunning, lastTick, startedAt, elapsed, held } = this;
    return { index, into, isRunning, lastTick, startedAt, elapsed, held };
  }

  restore(state) {
    Object.assign(this, state);
  }

  #jump(index) {
    this.index = index;
    this.into = 0;
  }

  #advance(passed) {
    const happened = [];
    while (passed > 0 && !this.isOver) {
      const step = Math.min(passed, this.left);
      this.#count(step);
      passed -= step;
      if (this.left > 0) break;
      this.#jump(this.index + 1);
      happened.push(this.isOver ? "ended" : "entered");
    }
    return happened;
  }

  #count(step) {
    const { part, station, side } = this.segment;
    this.into += step;
    this.elapsed += step;
    if (part !== "hold") return;
    const key = `${station}|${side}`;
    this.held[key] = (this.held[key] ?? 0) + step;
  }
}
