import { toScreen } from "../core/camera";
import { along, type Bow } from "../core/curve";
import type { Focus } from "../core/focus";
import { pairKey, type Picture } from "../core/picture";
import { aside, bowOf, type Canvas } from "./drawing";
import { colourOf } from "./theme";

/** Lines of one look, drawn together: setting a style for each line costs more than drawing it. */
interface Pen {
  readonly colour: string;
  readonly alpha: number;
  readonly width: number;
  readonly lines: number[]; // positions in the links
}

/** One path of a few hundred lines: longer ones are slow to fill in, shorter ones cost calls. */
const chunk = 300;

/**
 * Draws the ties of open silos' actors but for the selected ones, inside a silo faint in its colour, across silos clearer. Ties between the
 * same two silos run together on the way, as if through a cable: what would be a tangle shows which silos meet. Tells after each path
 * how many lines it drew, so that whoever has a page to keep alive can stop and go on later.
 */
export function* layLinks(canvas: Canvas): Generator<number, void> {
  const ways = new Map<number, Bow>();
  for (const pen of pensOf(canvas)) yield* drawPen(canvas, pen, ways);
}

/** Draws the selected ties, in steps as the others: a part of the map may hold half of all ties. */
export function* layChosenLinks(canvas: Canvas): Generator<number, void> {
  const { scene: { links, picture }, focus, theme } = canvas;
  if (!focus) return;
  const chosen: Pen = { colour: theme.ink, alpha: 0.55, width: 1.5, lines: [] };
  for (let at = 0; at < links.from.length; at++) if (isChosen(focus, picture, links.from[at]!, links.to[at]!)) chosen.lines.push(at);
  yield* drawPen(canvas, chosen, new Map());
}

function* drawPen(canvas: Canvas, pen: Pen, ways: Map<number, Bow>): Generator<number, void> {
  const { context, scene: { links } } = canvas;
  for (let start = 0; start < pen.lines.length; start += chunk) {
    const lines = pen.lines.slice(start, start + chunk);
    context.lineCap = "butt";
    context.strokeStyle = pen.colour;
    context.globalAlpha = pen.alpha;
    context.lineWidth = pen.width;
    context.beginPath();
    for (const at of lines) trace(canvas, links.from[at]!, links.to[at]!, ways);
    context.stroke();
    context.globalAlpha = 1;
    yield lines.length;
  }
}

/** Adds one line to the path. An end < 0 is a bubble; such a line stops at the bubble's edge. */
function trace(canvas: Canvas, from: number, to: number, ways: Map<number, Bow>): void {
  const { context, camera, screen, scene: { picture } } = canvas;
  const [x1, y1] = toScreen(camera, screen, picture.x[from]!, picture.y[from]!);
  const bubble = to < 0 ? picture.silos[-to - 1]! : null;
  const [x2, y2] = toScreen(camera, screen, bubble ? bubble.x : picture.x[to]!, bubble ? bubble.y : picture.y[to]!);
  const [s, t] = [picture.silo[from]!, bubble ? -to - 1 : picture.silo[to]!];
  context.moveTo(x1, y1);
  if (s === t || s < 0 || t < 0) {
    context.lineTo(x2, y2);
    return;
  }
  const key = pairKey(s, t);
  let way = ways.get(key);
  if (!way) ways.set(key, (way = bowOf(canvas, Math.min(s, t), Math.max(s, t))));
  const [near, far] = s < t ? [0.36, 0.64] : [0.64, 0.36];
  const [px, py] = along(way, near);
  const [qx, qy] = along(way, far);
  if (bubble) {
    const r = bubble.r * camera.scale;
    const d = Math.hypot(qx - x2, qy - y2) || 1;
    context.bezierCurveTo(px, py, qx, qy, x2 + ((qx - x2) / d) * r, y2 + ((qy - y2) / d) * r);
  } else context.bezierCurveTo(px, py, qx, qy, x2, y2);
}

function pensOf({ scene, focus, theme }: Canvas): Pen[] {
  const { links, picture } = scene;
  const many = links.from.length;
  // The more lines there are, the fainter each: the picture as a whole stays equally light.
  const faint = Math.min(0.42, Math.max(0.02, 5 / Math.sqrt(many + 1)));
  const back = focus ? aside : 1;
  const across: Pen = { colour: theme.tie, alpha: Math.min(0.4, faint * 1.1) * back, width: 0.9, lines: [] };
  const inside = new Map<number, Pen>();
  const toBubble = new Map<number, Pen>();
  for (let at = 0; at < many; at++) {
    const [u, end] = [links.from[at]!, links.to[at]!];
    if (focus && isChosen(focus, picture, u, end)) continue; // drawn over the others
    if (end < 0) {
      const width = Math.min(3.5, 0.5 + Math.round(Math.sqrt(links.weight[at]!)) * 0.5);
      penFor(toBubble, width, () => ({ ...across, width, lines: [] })).lines.push(at);
    } else if (picture.silo[u] === picture.silo[end]) {
      const silo = picture.silo[u]!;
      penFor(inside, silo, () => ({ colour: scene.tint ? theme.tie : colourOf(theme, picture.silos, silo), alpha: faint * back, width: 0.9, lines: [] })).lines.push(at);
    } else across.lines.push(at);
  }
  return [...inside.values(), ...toBubble.values(), across];
}

function penFor(pens: Map<number, Pen>, key: number, make: () => Pen): Pen {
  let pen = pens.get(key);
  if (!pen) pens.set(key, (pen = make()));
  return pen;
}

function isChosen(focus: Focus, picture: Picture, u: number, end: number): boolean {
  if (focus.centre >= 0) return (focus.inner.has(u) && (end < 0 || focus.actors!.has(end))) || (focus.inner.has(end) && focus.actors!.has(u));
  if (focus.trail.length > 0) return false; // drawn on its own
  if (focus.pair) {
    const [s, t] = [picture.silo[u]!, end >= 0 ? picture.silo[end]! : -end - 1];
    return s !== t && focus.pair.includes(s) && focus.pair.includes(t);
  }
  if (focus.bridges.length > 0) return false;
  return focus.actors !== null && focus.actors.has(u) && focus.actors.has(end);
}
