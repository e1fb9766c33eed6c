import type { Picture, Ties } from "./picture";

/** Ties by the ids of their ends, and actors, that two dates do not share. */
export interface Change {
  readonly appeared: readonly (readonly [string, string])[];
  readonly gone: readonly (readonly [string, string])[];
  readonly stayed: number; // ties that both dates have
  readonly came: readonly string[]; // actors with ties at the later date only
  readonly left: readonly string[]; // with ties at the earlier date only
}

/** Who and what one date has: actors by id, in the columns that the ties point into. */
export interface Moment {
  readonly ids: readonly string[];
  readonly ties: Ties;
}

const separator = "\u0000"; // no id holds it

function pairsAt({ ids, ties }: Moment): Map<string, readonly [string, string]> {
  const found = new Map<string, readonly [string, string]>();
  for (let t = 0; t < ties.source.length; t++) {
    const [a, b] = [ids[ties.source[t]!]!, ids[ties.target[t]!]!];
    if (a === b) continue;
    const pair = a < b ? ([a, b] as const) : ([b, a] as const);
    found.set(pair.join(separator), pair);
  }
  return found;
}

/** What came and went between two dates. An actor is there when it has a tie. */
export function changeOf(earlier: Moment, later: Moment): Change {
  const [before, after] = [pairsAt(earlier), pairsAt(later)];
  const appeared = [...after].flatMap(([key, pair]) => (before.has(key) ? [] : [pair]));
  const gone = [...before].flatMap(([key, pair]) => (after.has(key) ? [] : [pair]));
  const [old, now] = [new Set([...before.values()].flat()), new Set([...after.values()].flat())];
  return {
    appeared, gone, stayed: after.size - appeared.length,
    came: [...now].filter((id) => !old.has(id)).sort(), left: [...old].filter((id) => !now.has(id)).sort(),
  };
}

/** The ties of either date among so many actors, each once; one of both weighs what it weighs at the first. */
export function unionOf(first: Ties, second: Ties, actors: number): Ties {
  const seen = new Set<number>();
  const source: number[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  for (const ties of [first, second]) {
    for (let t = 0; t < ties.source.length; t++) {
      const key = ties.source[t]! * actors + ties.target[t]!;
      if (seen.has(key)) continue;
      seen.add(key);
      source.push(ties.source[t]!);
      target.push(ties.target[t]!);
      weight.push(ties.weight[t]!);
    }
  }
  return { source: Uint32Array.from(source), target: Uint32Array.from(target), weight: Float32Array.from(weight) };
}

/** How much came and went between two silos, or inside one when both are the same. */
export interface SiloChange {
  readonly a: number;
  readonly b: number;
  readonly appeared: number;
  readonly gone: number;
}

/** The change by pairs of silos, the most changed first; actors without a silo are −1. */
export function bySilo(picture: Picture, change: Change): SiloChange[] {
  const found = new Map<string, { a: number; b: number; appeared: number; gone: number }>();
  const add = (list: Change["appeared"], what: "appeared" | "gone"): void => {
    for (const pair of list) {
      const [s, t] = pair.map((id) => picture.silo[picture.index.get(id) ?? -1] ?? -1) as [number, number];
      const [a, b] = s < t ? [s, t] : [t, s];
      const row = found.get(`${a} ${b}`) ?? { a, b, appeared: 0, gone: 0 };
      row[what]++;
      found.set(`${a} ${b}`, row);
    }
  };
  add(change.appeared, "appeared");
  add(change.gone, "gone");
  return [...found.values()].sort((x, y) => y.appeared + y.gone - (x.appeared + x.gone) || x.a - y.a || x.b - y.b);
}
