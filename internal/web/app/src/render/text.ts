import { toScreen } from "../core/camera";
import { along } from "../core/curve";
import { nearest, place, wrap, type Wish } from "../core/labels";
import type { Marks } from "../core/marks";
import type { Box } from "../core/picture";
import { isShown } from "../core/scene";
import { aside, bowOf, radiusOf, type Canvas } from "./drawing";
import { dashedGaps } from "./ground";
import type { Words } from "./renderer";

/** A text on the map, ready to draw at a point of the screen. */
export interface Text {
  readonly lines: readonly string[];
  readonly caption: string; // a smaller last line; "" when there is none
  readonly size: number;
  readonly look: "silo" | "name" | "chip";
  readonly silo: number; // the open silo that a click on the text closes, or -1
  readonly dim: boolean;
  readonly width: number;
  readonly height: number;
}

const most = 70;
const captionSize = 0.86; // of the name above it
const weights = { silo: 650, name: 500, chip: 600 };
/** Says that a click on an open silo's name closes it. */
const closing = " ×";

/** Decides which texts there is room for, the most important first: what is selected, silos, gaps, then the larger actors. */
export function textsOf(canvas: Canvas, words: Words, covered: readonly Box[], mark = closing): { what: Text; x: number; y: number }[] {
  const { context, theme, screen } = canvas;
  const measure = (size: number, weight: number) => (line: string): number => {
    context.font = `${weight} ${size}px ${theme.font}`;
    return context.measureText(line).width;
  };
  const wishes = [...namesOf(canvas, measure, true), ...silosOf(canvas, words, measure, mark), ...chipsOf(canvas, words, measure), ...namesOf(canvas, measure, false)];
  return place(wishes, screen.width, screen.height, most, covered);
}

type Measure = (size: number, weight: number) => (line: string) => number;

function wish(text: Pick<Text, "lines" | "caption" | "size" | "look" | "silo" | "dim">, width: number, spots: readonly (readonly [number, number])[]): Wish<Text> {
  const height = (text.lines.length + (text.caption ? 1 : 0)) * text.size * 1.25;
  const [boxWidth, boxHeight] = text.look === "chip" ? [width + 16, height + 8] : [width + 4, height];
  return { what: { ...text, width: boxWidth, height: boxHeight }, width: boxWidth, height: boxHeight, spots };
}

function silosOf(canvas: Canvas, words: Words, measure: Measure, mark: string): Wish<Text>[] {
  const { scene, focus, camera, screen } = canvas;
  const bySize = scene.picture.silos.map((_, s) => s).filter((s) => isShown(scene, s)).sort((a, b) => scene.picture.silos[b]!.r - scene.picture.silos[a]!.r);
  return bySize.flatMap((s) => {
    const silo = scene.picture.silos[s]!;
    const [x, y] = toScreen(camera, screen, silo.x, silo.y);
    const r = silo.r * camera.scale;
    const dim = focus !== null && !focus.silos.has(s);
    const name = words.name(s);
    const outside = (lines: readonly string[], size: number, closes: number): Wish<Text> => {
      const width = Math.max(...lines.map(measure(size, weights.silo)));
      const h = (lines.length * size * 1.25) / 2 + 2;
      const around: [number, number][] = [[x, y - r - h], [x, y + r + h], [x, y - r + h], [x, y + r - h]];
      // A name a little wider than its closed bubble is clearest on the bubble itself.
      const spots: [number, number][] = closes < 0 && r > h ? [[x, y], ...around] : around;
      const clear = clearFirst(canvas, spots, width, h * 2, [s]);
      // Of two silos that are looked at alone both names must be read, also where a phone leaves little room around them.
      const wherever = focus?.pair?.includes(s) ? nearest([x, y - r - h], width + 4, h * 2, screen) : [];
      return wish({ lines, caption: "", size, look: "silo", silo: closes, dim }, width, [...clear, ...wherever]);
    };
    if (scene.open.has(s)) return outside([name + mark], 14, s);
    const counted = words.actors(s);
    for (let size = Math.min(Math.max(r / 3.6, 13), 19); size >= 11; size--) {
      const wide = measure(size, weights.silo);
      const lines = wrap(name, r * 1.72, 3, wide);
      if (!lines || (lines.length + 1) * size * 1.25 > r * 1.6) continue;
      const caption = wide(counted) * captionSize <= r * 1.8 ? counted : "";
      return wish({ lines, caption, size, look: "silo", silo: -1, dim }, Math.max(...lines.map(wide)), [[x, y]]);
    }
    return outside(wrap(name, 92, 3, measure(12, weights.silo)) ?? [shorten(name, 26)], 12, -1);
  });
}

/** How many bubbles other than its own a text would cover at a spot. */
function covered({ scene, camera, screen }: Canvas, [x, y]: readonly [number, number], width: number, height: number, own: readonly number[]): number {
  return scene.picture.silos.filter((silo, s) => {
    if (own.includes(s) || !isShown(scene, s)) return false;
    const [cx, cy] = toScreen(camera, screen, silo.x, silo.y);
    return Math.hypot(Math.max(Math.abs(cx - x) - width / 2, 0), Math.max(Math.abs(cy - y) - height / 2, 0)) < silo.r * camera.scale;
  }).length;
}

/** Spots ordered by how many bubbles a text would cover there. */
function clearFirst(canvas: Canvas, spots: readonly [number, number][], width: number, height: number, own: readonly number[]): [number, number][] {
  return spots.map((spot) => ({ spot, over: covered(canvas, spot, width, height, own) })).sort((a, b) => a.over - b.over).map(({ spot }) => spot);
}

/** Narrower maps have no room for more than names. */
const narrow = 600;

/** What is missing, written on the widest gaps where no other bubble is in the way, or on the gap that is selected. */
function chipsOf(canvas: Canvas, words: Words, measure: Measure): Wish<Text>[] {
  const { scene, focus } = canvas;
  const widest = dashedGaps(scene).slice(0, 3);
  const wanted = words.chips.filter(({ a, b }) => {
    if (focus) return focus.pair !== null && focus.pair.includes(a) && focus.pair.includes(b);
    return canvas.screen.width >= narrow && !scene.open.has(a) && !scene.open.has(b) && widest.some((tie) => tie.a === a && tie.b === b);
  });
  return wanted.map((chip) => {
    const width = measure(13, weights.chip)(chip.text);
    const way = bowOf(canvas, chip.a, chip.b);
    const spots = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65].map((t) => along(way, t));
    const clear = clearFirst(canvas, spots, width + 16, 24, [chip.a, chip.b]).filter((spot) => focus || covered(canvas, spot, width + 16, 24, [chip.a, chip.b]) === 0);
    return wish({ lines: [chip.text], caption: "", size: 13, look: "chip", silo: -1, dim: false }, width, clear);
  });
}

/** Names of actors: of the selected ones always if there is room, of others once their dots are large enough to point at. */
function namesOf(canvas: Canvas, measure: Measure, selected: boolean): Wish<Text>[] {
  const { scene, focus, camera, screen } = canvas;
  const marked = markedFew(scene.marks);
  const isSelected = (u: number): boolean => (focus?.actors?.has(u) ?? false) || marked.has(u);
  const seen = [...scene.dots].filter((u) => {
    if (selected !== isSelected(u) || (focus?.actors && !selected) || (focus && !focus.actors && !focus.silos.has(scene.picture.silo[u]!))) return false;
    const [x, y] = toScreen(camera, screen, scene.picture.x[u]!, scene.picture.y[u]!);
    return x >= 0 && y >= 0 && x <= screen.width && y <= screen.height && (selected || radiusOf(canvas, u) >= 7);
  });
  const proposed = new Set(focus?.bridges.flat());
  const first = (u: number): number => (u === focus?.centre ? 2 : proposed.has(u) ? 1 : 0);
  seen.sort((u, v) => first(v) - first(u) || scene.sizes.radius[v]! - scene.sizes.radius[u]! || u - v);
  return seen.slice(0, selected ? 40 : 30).map((u) => {
    const [x, y] = toScreen(camera, screen, scene.picture.x[u]!, scene.picture.y[u]!);
    const size = u === focus?.centre ? 16 : 13;
    const name = shorten(scene.picture.names[u]!, 34);
    const width = measure(size, weights.name)(name);
    const [dx, dy] = [radiusOf(canvas, u) + 5 + width / 2, radiusOf(canvas, u) + size * 0.8];
    return wish({ lines: [name], caption: "", size, look: "name", silo: -1, dim: false }, width, [[x, y + dy], [x, y - dy], [x + dx, y], [x - dx, y]]);
  });
}

/** The actors that marks are about, while they are few enough to be told by name. */
function markedFew(marks: Marks | null): ReadonlySet<number> {
  const all = new Set(marks ? [...marks.added.flat(), ...marks.gone.flat(), ...marks.left] : []);
  return all.size <= 24 ? all : new Set();
}

const shorten = (name: string, limit: number): string => (name.length <= limit ? name : `${name.slice(0, limit - 1).trimEnd()}…`);

/** Draws one text. A rim of paper keeps it legible over lines. */
export function drawText({ context, theme }: Canvas, text: Text, x: number, y: number): void {
  const step = text.size * 1.25;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.globalAlpha = text.dim ? aside * 2 : 1;
  if (text.look === "chip") {
    context.fillStyle = theme.paper;
    context.strokeStyle = theme.gap;
    context.lineWidth = 1.2;
    context.beginPath();
    context.roundRect(x - text.width / 2, y - text.height / 2, text.width, text.height, text.height / 2);
    context.fill();
    context.stroke();
  }
  const lines = text.caption ? [...text.lines, text.caption] : text.lines;
  for (const [i, line] of lines.entries()) {
    const isCaption = i === text.lines.length;
    context.font = isCaption ? `450 ${text.size * captionSize}px ${theme.font}` : `${weights[text.look]} ${text.size}px ${theme.font}`;
    const at = y + (i - (lines.length - 1) / 2) * step;
    if (text.look !== "chip") {
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = theme.paper;
      context.strokeText(line, x, at);
    }
    context.fillStyle = text.look === "chip" ? theme.gap : isCaption ? theme.soft : theme.ink;
    context.fillText(line, x, at);
  }
  context.globalAlpha = 1;
}
