import type { Picture } from "./picture";
import { fold } from "./search";
import type { Tint } from "./tint";

/** A column of the actor table. */
export type Column = "name" | "silo" | "tint" | "degree" | "score";

export interface Order {
  readonly column: Column;
  readonly down: boolean; // largest, or last in the alphabet, first
}

export interface Filter {
  readonly text: string;
  readonly silo: number | null; // index, -1 for actors without a silo, null for all
  readonly hidden?: Uint8Array | null; // 1 for the actors that are left out
}

/** The actors that pass the filter, in order. Those without a score come last in either direction. */
export function rows(
  picture: Picture, scores: Float64Array | null, filter: Filter, order: Order, compare: (a: string, b: string) => number, tint: Tint | null = null,
): Uint32Array {
  const wanted = fold(filter.text.trim());
  const kept: number[] = [];
  for (let u = 0; u < picture.size; u++) {
    if (filter.hidden?.[u]) continue;
    if (filter.silo !== null && picture.silo[u] !== filter.silo) continue;
    if (wanted && !fold(picture.names[u]!).includes(wanted) && !fold(picture.ids[u]!).includes(wanted)) continue;
    kept.push(u);
  }
  const sign = order.down ? -1 : 1;
  const byName = nameOrder(picture, kept, compare);
  const ranked = (u: number): number => byName.get(u)!;
  switch (order.column) {
    case "name":
      kept.sort((a, b) => sign * (ranked(a) - ranked(b)));
      break;
    case "silo":
      kept.sort((a, b) => sign * compareSilos(picture, a, b, compare) || ranked(a) - ranked(b));
      break;
    case "tint": {
      const value = (u: number): string => tint?.values[tint.of[u]!]?.name ?? "";
      kept.sort((a, b) => sign * compare(value(a), value(b)) || ranked(a) - ranked(b));
      break;
    }
    case "degree":
      kept.sort((a, b) => sign * (picture.degree[a]! - picture.degree[b]!) || ranked(a) - ranked(b));
      break;
    case "score":
      kept.sort((a, b) => compareScores(scores?.[a] ?? NaN, scores?.[b] ?? NaN, sign) || ranked(a) - ranked(b));
      break;
  }
  return Uint32Array.from(kept);
}

/** Sorting the names once keeps the costly comparison of letters out of the other orders. */
function nameOrder(picture: Picture, kept: readonly number[], compare: (a: string, b: string) => number): Map<number, number> {
  const sorted = [...kept].sort((a, b) => compare(picture.names[a]!, picture.names[b]!) || a - b);
  return new Map(sorted.map((u, rank) => [u, rank]));
}

function compareSilos(picture: Picture, a: number, b: number, compare: (a: string, b: string) => number): number {
  const name = (u: number): string => picture.silos[picture.silo[u]!]?.name ?? "";
  return picture.silo[a] === picture.silo[b] ? 0 : compare(name(a), name(b));
}

function compareScores(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return sign * (a - b);
}

/** The next order after a click on a heading: numbers start with the largest, names with A; a second click turns round. */
export function turn(order: Order, column: Column): Order {
  if (order.column === column) return { column, down: !order.down };
  return { column, down: column === "degree" || column === "score" };
}
