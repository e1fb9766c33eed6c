import type { MapSilo } from "../api/types";

/** Squares along each side: of a thousand bubbles, a few reach into each. */
const side = 64;

/** Finds which bubbles may cover a point, without looking at all of them: those that reach into its square. */
export function bubblesNear(silos: readonly MapSilo[]): (x: number, y: number) => readonly number[] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, r } of silos) {
    left = Math.min(left, x - r);
    top = Math.min(top, y - r);
    right = Math.max(right, x + r);
    bottom = Math.max(bottom, y + r);
  }
  const column = (x: number): number => Math.floor((side * (x - left)) / (right - left || 1));
  const row = (y: number): number => Math.floor((side * (y - top)) / (bottom - top || 1));
  const squares = new Map<number, number[]>();
  for (const [s, { x, y, r }] of silos.entries()) {
    for (let i = column(x - r); i <= column(x + r); i++) {
      for (let j = row(y - r); j <= row(y + r); j++) {
        const at = i * 2 * side + j;
        const list = squares.get(at);
        if (list) list.push(s);
        else squares.set(at, [s]);
      }
    }
  }
  return (x, y) => (x < left || x > right || y < top || y > bottom ? nobody : squares.get(column(x) * 2 * side + row(y)) ?? nobody);
}

const nobody: readonly number[] = [];
