// A moving figure. Every part of the body is a union of hulls of circles whose centres move (poses/figures/motion.py).

const SVG = "http://www.w3.org/2000/svg";
const TURN = Math.PI * 2;
const EDGE_DROP = 8;
const wrapped = (angle) => ((angle % TURN) + TURN) % TURN;
const short = (value) => Math.round(value * 10) / 10;

function tangents(circles) {
  const found = [];
  for (const from of circles) {
    for (const to of circles) {
      if (from === to) continue;
      const dx = to[0] - from[0];
      const dy = to[1] - from[1];
      const cosine = (from[2] - to[2]) / (Math.hypot(dx, dy) || 1e-9);
      if (Math.abs(cosine) >= 1) continue;
      const angle = Math.atan2(dy, dx) - Math.acos(cosine);
      const x = Math.cos(angle);
      const y = Math.sin(angle);
      const reach = x * from[0] + y * from[1] + from[2];
      if (circles.every((each) => x * each[0] + y * each[1] + each[2] <= reach + 1e-6)) {
        found.push([wrapped(angle), from, to]);
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

function wholeCircle([x, y, r]) {
  const d = short(2 * r);
  return `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 1 ${d} 0a${short(r)} ${short(r)} 0 1 1 ${-d} 0z`;
}

function hull(given) {
  const apart = given.map(([x, y, r], index) => [x, y, r + index * 1e-4]);
  const inside = (a, b) => b[2] > a[2] && Math.hypot(a[0] - b[0], a[1] - b[1]) + a[2] <= b[2] + 0.2;
  const circles = apart.filter((each) => !apart.some((other) => inside(each, other)));
  const edges = tangents(circles);
  if (!edges.length) return wholeCircle(circles.reduce((a, b) => (b[2] > a[2] ? b : a)));
  const at = ([x, y, r], angle) => `${short(x + r * Math.cos(angle))} ${short(y + r * Math.sin(angle))}`;
  const sides = edges.map(([angle, , to], index) => {
    const next = edges[(index + 1) % edges.length][0];
    const large = wrapped(next - angle) > Math.PI ? 1 : 0;
    return `L${at(to, angle)}A${short(to[2])} ${short(to[2])} 0 ${large} 1 ${at(to, next)}`;
  });
  return `M${at(edges[0][1], edges[0][0])}${sides.join("")}z`;
}

function make(tag, name, parent) {
  const element = document.createElementNS(SVG, tag);
  if (name) element.setAttribute("class", name);
  parent.append(element);
  return element;
}

const mixed = (a, b, share) => a.map((value, index) => value + (b[index] - value) * share);

export class FigureMotion {
  // Takes over a still figure; its title and description stay.
  constructor(svg, track) {
    this.track = track;
    svg.setAttribute("viewBox", track.box.join(" "));
    for (const child of [...svg.children]) if (!/title|desc/.test(child.tagName)) child.remove();
    this.edge = make("path", "mat2", svg);
    this.mat = make("path", "mat", svg);
    if (track.things) this.#addThings(svg);
    const shadow = make("g", "shadow", svg);
    this.shadows = Array.from({ length: track.frames[0].s.length / 4 }, () => make("ellipse", "", shadow));
    this.body = make("g", "", svg);
    this.parts = track.parts.map(() => make("path", "", this.body));
    this.order = "";
  }

  // Our own server's drawing of walls and chairs, parsed as SVG so that nothing in it can run.
  #addThings(svg) {
    const parsed = new DOMParser().parseFromString(`<svg xmlns="${SVG}">${this.track.things}</svg>`, "image/svg+xml");
    svg.append(...parsed.documentElement.children);
  }

  frameOf(keyframe) {
    return this.track.keys[Math.min(Math.max(keyframe, 1), this.track.keys.length) - 1];
  }

  // Draw the figure at a frame, whole or between two.
  draw(frame) {
    const frames = this.track.frames;
    const index = Math.min(Math.floor(frame), frames.length - 1);
    const from = frames[index];
    const to = frames[index + 1] ?? from;
    const share = frame - index;
    const near = share < 0.5 ? from : to;
    this.#drawMat(mixed(from.m, to.m, share));
    const shade = mixed(from.s, to.s, share);
    this.shadows.forEach((ellipse, position) => {
      ["cx", "cy", "rx", "ry"].forEach((name, axis) => ellipse.setAttribute(name, short(shade[position * 4 + axis])));
    });
    if (near.o !== this.order) {
      this.order = near.o;
      for (const code of near.o) this.body.append(this.parts[code.charCodeAt(0) - 48]);
    }
    this.#drawBody(mixed(from.p, to.p, share), near.t);
  }

  #drawMat(corners) {
    const outline = (drop) => {
      const points = corners.map((value, axis) => short(value + (axis % 2 ? drop : 0)));
      return corners.length ? `M${points.join(" ")}z` : "";
    };
    this.mat.setAttribute("d", outline(0));
    this.edge.setAttribute("d", outline(EDGE_DROP));
  }

  #drawBody(centres, tones) {
    const radii = this.track.r;
    const circle = (ball) => [centres[2 * ball], centres[2 * ball + 1], radii[ball]];
    this.track.parts.forEach(([colour, isPatch, hulls], position) => {
      const tone = Number(tones[position]);
      this.parts[position].setAttribute("class", `${colour}${tone === 2 ? 2 : ""}${isPatch ? " patch" : ""}`);
      this.parts[position].setAttribute("d", tone ? hulls.map((balls) => hull(balls.map(circle))).join("") : "");
    });
  }
}

export async function loadMotion(svg, address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`motion: ${answer.status}`);
  return new FigureMotion(svg, await answer.json());
}
