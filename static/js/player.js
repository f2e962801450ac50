// The player: a routine on the clock. The page works without it, one pose a page; this makes it hands-free.

import { Cues } from "./player/cues.js";
import { Saving } from "./player/saving.js";
import { Timeline } from "./player/timeline.js";
import { View, find } from "./player/view.js";

const HALF_WAY_FROM = 30;
const LAST_SECONDS = 5;
const LAST_SECONDS_FROM = 20;

const plan = JSON.parse(document.getElementById("plan").textContent);
const words = document.getElementById("player").dataset;
const live = document.getElementById("live");
const timeline = new Timeline(plan.segments);
const cues = new Cues();
const view = new View(plan, timeline);
const saving = new Saving(plan, timeline);

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
  if (isHalfWay || left === LAST_SECONDS) announce(words.secondsLeft.replace("SECONDS", left));
}

// What happens ----------------------------------------------------------------------------------------------

function happen(events) {
  for (const event of events) {
    if (event === "entered") {
      view.showStation();
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
  view.showClock();
  saving.remember();
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
  view.showButtons();
  view.showClock();
  saving.remember();
}

function pause() {
  happen(timeline.pause(Date.now()));
  if (timeline.isOver) return;
  stop();
  announce(words.paused);
}

function moveTo(move) {
  happen(timeline.tick(Date.now()));
  move();
  if (timeline.isOver) {
    finish(true);
    return;
  }
  view.showStation();
  if (timeline.isRunning) announceSegment();
  else announce(timeline.segment.say);
  refresh();
}

function finish(isAll) {
  timeline.isRunning = false;
  cues.letSleep();
  const title = view.showEnd(isAll);
  if (isAll) cues.chime();
  cues.say(title);
  saving.remember();
}

function returnToPose() {
  view.showPoses();
  if (timeline.isOver) timeline.goTo(plan.stations.length - 1);
  view.showStation();
  refresh();
  find("pause").focus();
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
  find("leave").addEventListener("click", () => saving.forget());
  toggle(find("chime"), "hasChime", () => cues.chime());
  toggle(find("voice"), "hasVoice", () => cues.say(timeline.segment.say));
  document.addEventListener("visibilitychange", () => {
    beat();
    if (timeline.isRunning) cues.keepAwake();
  });
  window.addEventListener("pagehide", () => {
    if (timeline.isRunning) saving.remember();
  });
}

// While it runs, ticks come from a worker too, because a page in the background is slowed down.
let ticker = null;

function tickInBackground() {
  try {
    ticker ??= new Worker(words.ticker);
    ticker.onmessage = beat;
  } catch {
    // The page's own timer has to do.
  }
}

function begin() {
  const asked = Number(new URLSearchParams(location.search).get("pose"));
  if (!saving.recall() && asked > 1) timeline.goTo(asked - 1);
  for (const name of ["clock-row", "cues", "pause"]) find(name).hidden = false;
  find("chime").hidden = !Cues.canChime();
  find("voice").hidden = !Cues.canSpeak();
  listen();
  if (timeline.isOver) {
    finish(true);
  } else {
    view.showStation();
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
