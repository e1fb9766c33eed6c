import type { Box } from "./picture";

/** A text that wants to be on the map: where its box may lie, best first. */
export interface Wish<T> {
  readonly what: T;
  readonly width: number;
  readonly height: number;
  readonly spots: readonly (readonly [x: number, y: number])[]; // middles of the box, in screen pixels
}

export interface Placed<T> {
  readonly what: T;
  readonly x: number;
  readonly y: number;
}

const cell = 64;

/**
 * Places texts so that none overlaps another or leaves the screen. Earlier wishes win; one that fits in none of its spots is left
 * out. What lies under the covered boxes (buttons, say) cannot be seen, so nothing goes there. Occupied boxes are kept by cell, so that a thousand wishes cost thousands of comparisons and not a million.
 */
export function place<T>(wishes: readonly Wish<T>[], width: number, height: number, limit: number, covered: readonly Box[] = []): Placed<T>[] {
  const taken = new Map<number, Box[]>();
  const columns = Math.ceil(width / cell) + 1;
  const cellsOf = (r: Box): number[] => {
    const found: number[] = [];
    for (let row = Math.floor(r.top / cell); row <= Math.floor(r.bottom / cell); row++) {
      for (let column = Math.floor(r.left / cell); column <= Math.floor(r.right / cell); column++) found.push(row * columns + column);
    }
    return found;
  };
  const free = (r: Box): boolean =>
    r.left >= 0 && r.top >= 0 && r.right <= width && r.bottom <= height &&
    cellsOf(r).every((k) => (taken.get(k) ?? []).every((o) => r.right < o.left || r.left > o.right || r.bottom < o.top || r.top > o.bottom));
  const take = (r: Box): void => {
    for (const k of cellsOf(r)) taken.set(k, [...(taken.get(k) ?? []), r]);
  };

  covered.forEach(take);
  const placed: Placed<T>[] = [];
  for (const wish of wishes) {
    if (placed.length >= limit) break;
    for (const [x, y] of wish.spots) {
      const box = { left: x - wish.width / 2, top: y - wish.height / 2, right: x + wish.width / 2, bottom: y + wish.height / 2 };
      if (!free(box)) continue;
      take(box);
      placed.push({ what: wish.what, x, y });
      break;
    }
  }
  return placed;
}

/** Every spot of a screen where a text may lie, a line apart, the nearest to a point first: for a name that must not be missing. */
export function nearest([x, y]: readonly [number, number], width: number, height: number, screen: { readonly width: number; readonly height: number }): [number, number][] {
  const [left, right] = [width / 2, screen.width - width / 2];
  const columns = [...new Set([Math.max(left, Math.min(right, x)), left, right])].filter((at) => at >= left && at <= right);
  const spots: [number, number][] = [];
  for (let at = height / 2; at <= screen.height - height / 2; at += height) for (const column of columns) spots.push([column, at]);
  return spots.sort(([ax, ay], [bx, by]) => Math.hypot(ax - x, ay - y) - Math.hypot(bx - x, by - y));
}

/** Breaks a text into lines no wider than the limit, at spaces only; null when a word alone is wider or lines run out. */
export function wrap(text: string, limit: number, lines: number, measure: (text: string) => number): string[] | null {
  const found: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = found.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= limit) found[found.length - 1] = `${last} ${word}`;
    else if (measure(word) <= limit && found.length < lines) found.push(word);
    else return null;
  }
  return found;
}
