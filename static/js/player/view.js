// What the player shows: one pose at a time, its clock and its figure. It reads the timeline and changes nothing of it.

import { loadMotion } from "../figure-motion.js";

const BREATH_SECONDS = 10;
const BREATHE_IN_SECONDS = 4;

export function find(name) {
  return document.querySelector(`[data-${name}]`);
}

export class View {
  #page = document.getElementById("player");
  #donePage = document.getElementById("done");
  #doneTitle = document.getElementById("done-title");
  #stations = [...document.querySelectorAll("[data-station]")];
  #cautions = [...document.querySelectorAll("[data-cautions]")];
  #motions = new Map();
  #isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  constructor(plan, timeline) {
    this.plan = plan;
    this.timeline = timeline;
  }

  showStation() {
    const current = this.timeline.segment.station;
    this.#stations.forEach((station, number) => this.#choose(station, number, current));
    [...this.#page.querySelectorAll(".prog i")].forEach((mark, number) => mark.classList.toggle("lit", number <= current));
    find("place").textContent = find("place").textContent.replace(/\d+/, current + 1);
    const next = this.plan.stations[current + 1];
    find("skip-label").hidden = !next;
    find("finish-label").hidden = Boolean(next);
    find("next-up").textContent = next ? `${find("next-up").dataset.words} ${next.name}` : "";
    this.#loadFigure(current);
    if (next) this.#loadFigure(current + 1);
  }

  #choose(station, number, current) {
    const cautions = this.#cautions[number];
    station.hidden = number !== current;
    if (number !== current && cautions.contains(document.activeElement)) this.#stations[current].querySelector("h1").focus();
    cautions.hidden = number !== current;
  }

  showClock() {
    const { segment, left, length, isRunning, into } = this.timeline;
    find("left").textContent = Math.ceil(left / 1000);
    find("clock").querySelector(".elapsed").setAttribute("stroke-dashoffset", (100 * (1 - left / length)).toFixed(1));
    find("clock").toggleAttribute("data-paused", !isRunning);
    find("clock").toggleAttribute("data-breathing", segment.part === "hold");
    find("label").textContent = segment.label;
    this.#showBreath(segment.part === "hold" ? (into / 1000) % BREATH_SECONDS : -1);
    this.#drawFigure();
  }

  #showBreath(second) {
    const words = find("breath").dataset;
    find("breath").textContent = second < 0 ? "" : second < BREATHE_IN_SECONDS ? words.in : words.out;
  }

  showButtons() {
    find("start-label").hidden = this.timeline.isRunning;
    find("pause-label").hidden = !this.timeline.isRunning;
  }

  async #loadFigure(number) {
    const { motion } = this.plan.stations[number];
    if (!motion || this.#isStill || this.#motions.has(number)) return;
    this.#motions.set(number, null);
    try {
      this.#motions.set(number, await loadMotion(this.#stations[number].querySelector("svg"), motion));
      this.#drawFigure();
    } catch {
      // The still figure stays.
      this.#motions.delete(number);
    }
  }

  // While getting ready the figure moves through the steps; in the hold it rests. The other side is its mirror image.
  #drawFigure() {
    const { station, part, side } = this.timeline.segment;
    const shown = this.plan.segments.find((segment) => segment.station === station).side;
    this.#stations[station].querySelector("svg")?.classList.toggle("flip", side !== shown);
    const motion = this.#motions.get(station);
    if (!motion) return;
    const end = motion.frameOf(this.plan.stations[station].keyframe);
    const share = part === "ready" ? Math.min(1, (this.timeline.into / this.timeline.length) * 1.2) : 1;
    motion.draw(end * share * share * (3 - 2 * share));
  }

  // Show the end, and return its heading: another one when all poses were held.
  showEnd(isAll) {
    this.#page.hidden = true;
    this.#donePage.hidden = false;
    const title = this.#doneTitle;
    title.textContent = isAll ? title.dataset.all : title.dataset.some;
    const minutes = Math.round(this.timeline.elapsed / 60_000);
    const words = find("minutes").dataset;
    find("minutes").textContent = minutes ? words.many.replace("MINUTES", minutes) : words.one;
    title.focus();
    return title.textContent;
  }

  showPoses() {
    this.#donePage.hidden = true;
    this.#page.hidden = false;
  }
}
