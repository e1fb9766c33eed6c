import type { MapSilo, SiloTie } from "../api/types";
import { bubblesNear } from "./bubbles";

/** A tie between bubbles is a bow, so that it need not vanish behind a third bubble in the same line. */
export interface Bow {
  readonly x1: number;
  readonly y1: number;
  readonly cx: number; // control point of the quadratic curve
  readonly cy: number;
  readonly x2: number;
  readonly y2: number;
}

/** The bow between two points; bend is how far it leaves the straight line, as a share of its length, to the left or the right. */
export function bow(x1: number, y1: number, x2: number, y2: number, bend: number): Bow {
  return { x1, y1, cx: (x1 + x2) / 2 - (y2 - y1) * bend, cy: (y1 + y2) / 2 + (x2 - x1) * bend, x2, y2 };
}

/** The point a share (0–1) of the way along. */
export function along(b: Bow, t: number): [number, number] {
  const s = 1 - t;
  return [s * s * b.x1 + 2 * s * t * b.cx + t * t * b.x2, s * s * b.y1 + 2 * s * t * b.cy + t * t * b.y2];
}

/** Whether a point may be as near to the bow as that: most are far from its box, and need no closer look. */
export const mayReach = ({ x1, y1, cx, cy, x2, y2 }: Bow, x: number, y: number, slack: number): boolean =>
  x >= Math.min(x1, cx, x2) - slack && x <= Math.max(x1, cx, x2) + slack && y >= Math.min(y1, cy, y2) - slack && y <= Math.max(y1, cy, y2) + slack;

/** The distance of a point from the bow, found on a chain of straight pieces. */
export function distance(b: Bow, x: number, y: number): number {
  let best = Infinity;
  let [px, py] = [b.x1, b.y1];
  for (let i = 1; i <= pieces; i++) {
    const [qx, qy] = along(b, i / pieces);
    const [dx, dy] = [qx - px, qy - py];
    const t = Math.min(Math.max(((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    best = Math.min(best, Math.hypot(px + t * dx - x, py + t * dy - y));
    [px, py] = [qx, qy];
  }
  return best;
}
const pieces = 16;

/** Bends to try, the calmest first. */
const bends = [0.12, -0.12, 0.24, -0.24, 0.38, -0.38];

/**
 * The bend for each tie that keeps it clear of the other bubbles, or covers least of it where none does. It is a share, so it holds
 * at any zoom; a map that is only zoomed or opened keeps its ties where they are.
 */
export function bendsOf(silos: readonly MapSilo[], ties: readonly SiloTie[]): Float32Array {
  const near = bubblesNear(silos);
  return Float32Array.from(ties, (tie) => {
    const [a, b] = [silos[tie.a]!, silos[tie.b]!];
    let [best, least] = [bends[0]!, Infinity];
    for (const bend of bends) {
      const covered = hidden(bow(a.x, a.y, b.x, b.y, bend), silos, near, tie);
      if (covered < least) [best, least] = [bend, covered];
      if (covered === 0) break;
    }
    return best;
  });
}

/** How many of the bow's pieces lie behind bubbles that are not its ends. */
function hidden(b: Bow, silos: readonly MapSilo[], near: ReturnType<typeof bubblesNear>, tie: SiloTie): number {
  let count = 0;
  for (let i = 1; i < pieces; i++) {
    const [x, y] = along(b, i / pieces);
    if (near(x, y).some((s) => s !== tie.a && s !== tie.b && (silos[s]!.x - x) ** 2 + (silos[s]!.y - y) ** 2 < silos[s]!.r ** 2)) count++;
  }
  return count;
}
