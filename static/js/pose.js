// Plays a pose's steps as motion, in the plate. Without this file, or for people who asked for less motion, the still
// figures of the steps say the same.

import { loadMotion } from "./figure-motion.js";

const MOVE_MS = 1500;
const REST_MS = 900;

const button = document.getElementById("play-steps");
const plate = document.querySelector("[data-motion]");
const still = plate?.querySelector("svg");
let moving = null;
let frame = 0;

const eased = (share) => share * share * (3 - 2 * share);

// Where the figure is after so many milliseconds: moving for a while, then resting at a keyframe.
function frameAt(keys, ms) {
  const leg = Math.floor(ms / (MOVE_MS + REST_MS));
  if (leg >= keys.length - 1) return keys[keys.length - 1];
  const share = Math.min(1, (ms - leg * (MOVE_MS + REST_MS)) / MOVE_MS);
  return keys[leg] + (keys[leg + 1] - keys[leg]) * eased(share);
}

function play(motion) {
  const { keys } = motion.track;
  const begun = performance.now() + REST_MS;
  const show = (now) => {
    motion.draw(frameAt(keys, Math.max(0, now - begun)));
    if (now - begun > (keys.length - 1) * (MOVE_MS + REST_MS)) stop();
    else frame = requestAnimationFrame(show);
  };
  frame = requestAnimationFrame(show);
}

function stop() {
  cancelAnimationFrame(frame);
  moving?.replaceWith(still);
  moving = null;
  label(false);
}

function label(isPlaying) {
  button.textContent = isPlaying ? button.dataset.stop : button.dataset.play;
}

async function start() {
  moving = still.cloneNode(true);
  label(true);
  try {
    const motion = await loadMotion(moving, plate.dataset.motion);
    if (!moving) return;
    still.replaceWith(moving);
    play(motion);
  } catch {
    moving = null;
    label(false);
  }
}

if (button && still && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
  button.hidden = false;
  button.addEventListener("click", () => (moving ? stop() : start()));
}
