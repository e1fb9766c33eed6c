import { toScreen } from "../core/camera";
import { bow } from "../core/curve";
import { shortest } from "../core/gaps";
import type { SiloTie } from "../api/types";
import { isShown, type Scene } from "../core/scene";
import { aside, bowOf, follow, stroke, type Canvas } from "./drawing";
import { layChosenLinks, layLinks } from "./links";
import { drawMarkedTies } from "./marks";
import { drawShares } from "./shares";
import { colourOf } from "./theme";

/** Draws all that may be kept as a bitmap while the map moves: ties between silos, bubbles, ties of actors. */
export function drawGround(canvas: Canvas): void {
  const steps = layGround(canvas);
  while (!steps.next().done);
  drawAbove(canvas);
}

/** Draws what lies lowest and takes longest, in steps; each tells how many ties of actors it drew. */
export function* layGround(canvas: Canvas): Generator<number, void> {
  drawLand(canvas);
  drawSiloTies(canvas);
  drawBubbles(canvas);
  yield* layLinks(canvas);
  yield* layChosenLinks(canvas);
}

/** Draws what stands out from it: bridges, the way from one actor to another, marks. */
export function drawAbove(canvas: Canvas): void {
  drawBridges(canvas);
  drawTrail(canvas);
  drawMarkedTies(canvas);
}

/** The country as faint areas, so that whoever knows it finds their region before reading a name. */
function drawLand({ context, scene, camera, screen, theme }: Canvas): void {
  const areas = scene.picture.land?.areas ?? [];
  for (const area of areas) {
    context.beginPath();
    for (const [i, [x, y]] of area.entries()) {
      const [px, py] = toScreen(camera, screen, x, y);
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.closePath();
    context.globalAlpha = 0.07;
    context.fillStyle = theme.ink;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = theme.paper;
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** With many silos only the widest gaps are dashed; the list beside the map has them all. */
export const dashedGaps = (scene: Scene): SiloTie[] => shortest(scene.picture.siloTies, Math.max(3, Math.min(10, scene.picture.silos.length)));

/** Up to so many ties between silos are drawn each on its own. */
const few = 300;
/** Widths that thousands of ties are drawn in. */
const looks = 16;
/** One path of a few hundred lines: longer ones are slow to fill in, shorter ones cost calls. */
const chunk = 300;

function drawSiloTies(canvas: Canvas): void {
  const { context, scene, focus, theme, camera } = canvas;
  const { silos, siloTies } = scene.picture;
  const radii = silos.map((silo) => silo.r).sort((a, b) => a - b);
  // The more pairs there are, the thinner and fainter each tie, so that the whole stays calm.
  const crowd = Math.max(0.45, Math.min(1, 6 / Math.sqrt(siloTies.length + 1)));
  const widest = Math.min(Math.max((radii[radii.length >> 1] ?? 1) * camera.scale * 0.3, 3), 15) * crowd;
  const heaviest = siloTies.reduce((most, tie) => Math.max(most, tie.weight), 1e-9);
  const closed = siloTies.filter((tie) => !scene.open.has(tie.a) && !scene.open.has(tie.b) && isShown(scene, tie.a) && isShown(scene, tie.b));
  const dashed = new Set(dashedGaps(scene));
  const bright = (tie: SiloTie): boolean => {
    if (!focus) return true;
    if (focus.pair) return focus.pair.includes(tie.a) && focus.pair.includes(tie.b);
    return false;
  };
  const strokeTies = (list: readonly SiloTie[]): void => {
    const share = Math.sqrt(list[0]!.weight / heaviest);
    context.globalAlpha = (0.14 + 0.3 * share) * (bright(list[0]!) ? crowd : aside);
    context.strokeStyle = theme.tie;
    context.lineWidth = 0.8 + (widest - 0.8) * share;
    context.beginPath();
    for (const tie of list) follow(context, bowOf(canvas, tie.a, tie.b));
    context.stroke();
  };
  context.lineCap = "round";
  const alike = new Map<number, SiloTie[]>();
  for (const tie of closed) {
    if (dashed.has(tie) || tie.weight <= 0) continue;
    // Few ties are drawn one by one; of thousands those of nearly the same weight are one path, which takes a tenth of the time.
    const step = closed.length <= few ? alike.size : Math.round(Math.sqrt(tie.weight / heaviest) * looks) * 2 + (bright(tie) ? 1 : 0);
    const list = alike.get(step);
    if (!list) alike.set(step, [tie]);
    else if (list.length < chunk) list.push(tie);
    else {
      strokeTies(list);
      alike.set(step, [tie]);
    }
  }
  for (const list of alike.values()) strokeTies(list);
  for (const tie of closed) {
    const chosen = focus?.pair && bright(tie);
    if (!dashed.has(tie) && !(chosen && tie.weight < (tie.expected ?? 0))) continue;
    context.globalAlpha = bright(tie) ? 0.95 : aside;
    context.strokeStyle = theme.gap;
    context.lineWidth = chosen ? 3.2 : 2.2;
    context.setLineDash([4, 6]);
    stroke(context, bowOf(canvas, tie.a, tie.b));
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

function drawBubbles(canvas: Canvas): void {
  const { context, scene, focus, camera, screen, theme } = canvas;
  for (const [s, silo] of scene.picture.silos.entries()) {
    if (!isShown(scene, s)) continue;
    const [x, y] = toScreen(camera, screen, silo.x, silo.y);
    const r = silo.r * camera.scale;
    if (x + r < 0 || y + r < 0 || x - r > screen.width || y - r > screen.height) continue;
    const open = scene.open.has(s);
    const dim = focus && !focus.silos.has(s) ? aside * 1.6 : 1;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    // Paper first: ties that run behind a bubble must not show through it.
    context.globalAlpha = 1;
    context.fillStyle = theme.paper;
    context.fill();
    context.globalAlpha = (open ? 0.06 : 0.2) * dim;
    // Two dimensions in one set of colours would be taken for each other: a bubble among actors coloured by another is grey.
    const colour = scene.tint ? theme.none : colourOf(theme, scene.picture.silos, s);
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = (open ? 0.45 : 0.95) * dim;
    context.strokeStyle = colour;
    context.lineWidth = open ? 1.25 : 2;
    context.stroke();
    if (scene.tint && !open) drawShares(canvas, scene.tint, s, dim);
  }
  context.globalAlpha = 1;
}

function drawBridges({ context, scene, focus, camera, screen, theme }: Canvas): void {
  const { x, y } = scene.picture;
  for (const [u, v] of focus?.bridges ?? []) {
    const b = bow(...toScreen(camera, screen, x[u]!, y[u]!), ...toScreen(camera, screen, x[v]!, y[v]!), 0.12);
    context.strokeStyle = theme.paper;
    context.lineWidth = 7;
    stroke(context, b);
    context.strokeStyle = theme.bridge;
    context.lineWidth = focus!.bridges.length > 1 ? 2.4 : 3;
    context.setLineDash([10, 7]);
    stroke(context, b);
    context.setLineDash([]);
  }
}

/** The way from one actor to another, step by step. */
function drawTrail({ context, scene, focus, camera, screen, theme }: Canvas): void {
  const trail = focus?.trail ?? [];
  if (trail.length < 2) return;
  const { x, y } = scene.picture;
  for (const [colour, width] of [[theme.paper, 8], [theme.ink, 3.2]] as const) {
    context.beginPath();
    for (const [i, u] of trail.entries()) {
      const [px, py] = toScreen(camera, screen, x[u]!, y[u]!);
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.lineJoin = "round";
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
