// The player: a routine on the clock. The page works without it, one pose a page; this makes it hands-free.

import { loadMotion } from "./figure-motion.js";
import { Cues } from "./player/cues.js";
import { Timeline } from "./player/timeline.js";
import { storage } from "./storage.js";

const BREATH_SECONDS = 10;
const BREATHE_IN_SECONDS = 4;
const HALF_WAY_FROM = 30;
const LAST_SECONDS = 5;
const LAST_SECONDS_FROM = 20;
const KEY = "player";

const plan = JSON.parse(document.getElementById("plan").textContent);
const page = document.getElementById("player");
const donePage = document.getElementById("done");
const form = document.getElementById("save-practice");
const live = document.getElementById("live");
const find = (name) => document.querySelector(`[data-${name}]`);
const stations = [...document.querySelectorAll("[data-station]")];
const cautions = [...document.querySelectorAll("[data-cautions]")];
const timeline = new Timeline(plan.segments);
const cues = new Cues();
const motions = new Map();
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

// What survives a reload ------------------------------------------------------------------------------------

function remember() {
  const kept = { digest: plan.digest, routine: plan.routine, uuid: form.elements.uuid.value, ...timeline.save() };
  storage()?.setItem(KEY, JSON.stringify(kept));
}

function forget() {
  storage()?.removeItem(KEY);
}

function recall() {
  try {
    const { digest, routine, uuid, ...state } = JSON.parse(storage().getItem(KEY)) ?? {};
    if (digest !== plan.digest || routine !== plan.routine) return false;
    timeline.restore(state);
    form.elements.uuid.value = uuid;
    return true;
  } catch {
    return false;
  }
}

// What is seen ----------------------------------------------------------------------------------------------

function showStation() {
  const current = timeline.segment.station;
  stations.forEach((station, number) => {
    station.hidden = number !== current;
    if (number !== current && cautions[number].contains(document.activeElement)) stations[current].querySelector("h1").focus();
    cautions[number].hidden = number !== current;
  });
  [...page.querySelectorAll(".prog i")].forEach((mark, number) => mark.classList.toggle("lit", number <= current));
  find("place").textContent = find("place").textContent.replace(/\d+/, current + 1);
  const isLast = current === plan.stations.length - 1;
  find("skip-label").hidden = isLast;
  find("finish-label").hidden = !isLast;
  const next = plan.stations[current + 1];
  find("next-up").textContent = next ? `${find("next-up").dataset.words} ${next.name}` : "";
  loadFigure(current);
  if (next) loadFigure(current + 1);
}

function showClock() {
  const { segment, left, length } = timeline;
  find("left").textContent = Math.ceil(left / 1000);
  find("clock").querySelector(".elapsed").setAttribute("stroke-dashoffset", (100 * (1 - left / length)).toFixed(1));
  find("clock").toggleAttribute("data-paused", !timeline.isRunning);
  find("clock").toggleAttribute("data-breathing", segment.part === "hold");
  find("label").textContent = segment.label;
  showBreath(segment.part === "hold" ? (timeline.into / 1000) % BREATH_SECONDS : -1);
  drawFigure();
}

function showBreath(second) {
  const words = find("breath").dataset;
  find("breath").textContent = second < 0 ? "" : second < BREATHE_IN_SECONDS ? words.in : words.out;
}

function showButtons() {
  find("start-label").hidden = timeline.isRunning;
  find("pause-label").hidden = !timeline.isRunning;
}

async function loadFigure(number) {
  const { motion } = plan.stations[number];
  if (!motion || isStill || motions.has(number)) return;
  motions.set(number, null);
  try {
    motions.set(number, await loadMotion(stations[number].querySelector("svg"), motion));
    drawFigure();
  } catch {
    // The still figure stays.
    motions.delete(number);
  }
}

// While getting ready the figure moves through the steps; in the hold it rests. The other side is its mirror image.
function drawFigure() {
  const { station, part, side } = timeline.segment;
  const shown = plan.segments.find((segment) => segment.station === station).side;
  stations[station].querySelector("svg")?.classList.toggle("flip", side !== shown);
  const motion = motions.get(station);
  if (!motion) return;
  const end = motion.frameOf(plan.stations[station].keyframe);
  const share = part === "ready" ? Math.min(1, (timeline.into / timeline.length) * 1.2) : 1;
  motion.draw(end * share * share * (3 - 2 * share));
}

// What is said ----------------------------------------------------------------------------------------------

let lastSaid = "";

function announce(sentence) {
  if (sentence === lastSaid) return;
  lastSaid = sentence;
  live.textContent = sentence;
  cues.say(sentence);
}

function announceSegment() {
  cues.chime();
  lastSaid = "";
  announce(timeline.segment.say);
}

// Half way, and near the end of a long hold; never every second.
function announceProgress() {
  const { segment } = timeline;
  const left = Math.ceil(timeline.left / 1000);
  if (segment.part !== "hold" || segment.seconds < LAST_SECONDS_FROM) return;
  const isHalfWay = segment.seconds >= HALF_WAY_FROM && left === Math.round(segment.seconds / 2);
  if (isHalfWay || left === LAST_SECONDS) announce(page.dataset.secondsLeft.replace("SECONDS", left));
}

// What happens ----------------------------------------------------------------------------------------------

function happen(events) {
  for (const event of events) {
    if (event === "entered") {
      showStation();
      announceSegment();
    } else if (event === "ended") {
      finish(true);
    } else if (event === "asleep") {
      find("slept").hidden = false;
      announce(find("slept").textContent);
      stop();
    }
  }
}

function beat() {
  if (!timeline.isRunning) return;
  happen(timeline.tick(Date.now()));
  if (timeline.isOver) return;
  announceProgress();
  showClock();
  remember();
}

function start() {
  const isFirst = !timeline.startedAt;
  timeline.start(Date.now());
  find("slept").hidden = true;
  cues.keepAwake();
  tickInBackground();
  if (isFirst) announceSegment();
  refresh();
}

function stop() {
  cues.letSleep();
  cues.hush();
  refresh();
}

function refresh() {
  showButtons();
  showClock();
  remember();
}

function pause() {
  happen(timeline.pause(Date.now()));
  if (timeline.isOver) return;
  stop();
  announce(page.dataset.paused);
}

function moveTo(move) {
  happen(timeline.tick(Date.now()));
  move();
  if (timeline.isOver) {
    finish(true);
    return;
  }
  showStation();
  if (timeline.isRunning) announceSegment();
  else announce(timeline.segment.say);
  refresh();
}

function finish(isAll) {
  timeline.isRunning = false;
  cues.letSleep();
  page.hidden = true;
  donePage.hidden = false;
  const title = document.getElementById("done-title");
  title.textContent = isAll ? title.dataset.all : title.dataset.some;
  const minutes = Math.round(timeline.elapsed / 60_000);
  const words = find("minutes").dataset;
  find("minutes").textContent = minutes ? words.many.replace("MINUTES", minutes) : words.one;
  title.focus();
  if (isAll) cues.chime();
  cues.say(title.textContent);
  remember();
}

function returnToPose() {
  donePage.hidden = true;
  page.hidden = false;
  if (timeline.isOver) timeline.goTo(plan.stations.length - 1);
  showStation();
  refresh();
  find("pause").focus();
}

async function savePractice(event) {
  event.preventDefault();
  const { csrfmiddlewaretoken, ...answers } = Object.fromEntries(new FormData(form));
  const played = {
    started_at: timeline.startedAt || Date.now(),
    seconds: Math.max(1, Math.round(timeline.elapsed / 1000)),
    held: JSON.stringify(timeline.heldRows(plan.stations.map((station) => station.slug))),
  };
  const entry = { kind: "practice", routine: plan.routine, at: Date.now(), shown: "yes", ...answers, ...played };
  const unsent = () => ({ outcome: "held" });
  const { outcome, next } = await globalThis.outbox.send(entry, csrfmiddlewaretoken).catch(unsent);
  if (outcome === "held") {
    for (const [name, value] of Object.entries(played)) hide(name, value);
    // The server's own page says why, or asks to log in.
    form.submit();
    return;
  }
  forget();
  if (outcome === "waits") waitForConnection();
  // What waits for a log-in has no page: Today says why.
  else location.assign(next ?? "/");
}

function hide(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

function waitForConnection() {
  const note = document.getElementById("kept");
  note.hidden = false;
  note.tabIndex = -1;
  note.focus();
  form.hidden = true;
  globalThis.outbox.listen((what) => what === "sent" && location.assign("/"));
}

// Buttons, and the page's own life --------------------------------------------------------------------------

function toggle(button, name, check) {
  button.addEventListener("click", () => {
    cues[name] = !cues[name];
    button.setAttribute("aria-pressed", String(cues[name]));
    check();
  });
}

function listen() {
  const intercept = (name, action) =>
    find(name).addEventListener("click", (event) => {
      event.preventDefault();
      action();
    });
  find("pause").addEventListener("click", () => (timeline.isRunning ? pause() : start()));
  intercept("skip", () => moveTo(() => timeline.skip()));
  intercept("back", () => moveTo(() => timeline.back()));
  intercept("end", () => {
    happen(timeline.pause(Date.now()));
    if (!timeline.isOver) finish(false);
  });
  find("return").addEventListener("click", returnToPose);
  find("leave").addEventListener("click", forget);
  form.addEventListener("submit", savePractice);
  toggle(find("chime"), "hasChime", () => cues.chime());
  toggle(find("voice"), "hasVoice", () => cues.say(timeline.segment.say));
  document.addEventListener("visibilitychange", () => {
    beat();
    if (timeline.isRunning) cues.keepAwake();
  });
  window.addEventListener("pagehide", () => {
    if (timeline.isRunning) remember();
  });
}

// While it runs, ticks come from a worker too, because a page in the background is slowed down.
let ticker = null;

function tickInBackground() {
  try {
    ticker ??= new Worker(page.dataset.ticker);
    ticker.onmessage = beat;
  } catch {
    // The page's own timer has to do.
  }
}

function begin() {
  const asked = Number(new URLSearchParams(location.search).get("pose"));
  if (!recall() && asked > 1) timeline.goTo(asked - 1);
  for (const name of ["clock-row", "cues", "pause"]) find(name).hidden = false;
  find("chime").hidden = !Cues.canChime();
  find("voice").hidden = !Cues.canSpeak();
  listen();
  if (timeline.isOver) {
    finish(true);
  } else {
    showStation();
    happen(timeline.tick(Date.now()));
    if (!timeline.isOver) refresh();
    if (timeline.isRunning) {
      cues.keepAwake();
      tickInBackground();
    }
  }
  setInterval(beat, 200);
}

if (plan.segments.length) begin();
