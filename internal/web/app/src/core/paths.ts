import { neighbours, type Picture } from "./picture";

/** The actors within so many steps of one, itself included, by their distance. */
export function within(picture: Picture, u: number, steps: number): Map<number, number> {
  const found = new Map([[u, 0]]);
  let edge = [u];
  for (let step = 1; step <= steps; step++) {
    const next: number[] = [];
    for (const v of edge) {
      for (const w of neighbours(picture, v)) {
        if (found.has(w)) continue;
        found.set(w, step);
        next.push(w);
      }
    }
    edge = next;
  }
  return found;
}

/** A shortest way from one actor to another, both included; null when there is none. Of several the one through the best connected. */
export function pathBetween(picture: Picture, from: number, to: number): number[] | null {
  const before = new Int32Array(picture.size).fill(-1);
  before[from] = from;
  let edge = [from];
  while (edge.length > 0 && before[to] === -1) {
    // The better connected go first, so that the way leads through whom people are likely to know.
    edge.sort((u, v) => picture.degree[v]! - picture.degree[u]! || u - v);
    const next: number[] = [];
    for (const u of edge) {
      for (const v of neighbours(picture, u)) {
        if (before[v] !== -1) continue;
        before[v] = u;
        next.push(v);
      }
    }
    edge = next;
  }
  if (before[to] === -1) return null;
  const path = [to];
  while (path[0] !== from) path.unshift(before[path[0]!]!);
  return path;
}

/** Whether each actor works with the next. */
export const isWay = (picture: Picture, trail: readonly number[]): boolean =>
  trail.every((u, i) => i === 0 || neighbours(picture, trail[i - 1]!).has(u));

/** Connected parts with at least two actors, the largest first, and the actors without ties. */
export function partsOf(picture: Picture): { parts: number[][]; isolates: number[] } {
  const seen = new Uint8Array(picture.size);
  const parts: number[][] = [];
  const isolates: number[] = [];
  for (let u = 0; u < picture.size; u++) {
    if (seen[u]) continue;
    seen[u] = 1;
    const part = [u];
    for (let at = 0; at < part.length; at++) {
      for (const v of neighbours(picture, part[at]!)) {
        if (seen[v]) continue;
        seen[v] = 1;
        part.push(v);
      }
    }
    if (part.length > 1) parts.push(part);
    else isolates.push(u);
  }
  return { parts: parts.sort((a, b) => b.length - a.length || a[0]! - b[0]!), isolates };
}
