import type { MapAnswer } from "../api/types";
import type { Picture } from "./picture";

/** Which value everybody has in the dimension that colours them, whatever bubbles they stand in. */
export interface Colouring {
  readonly dimension: string;
  readonly values: readonly { readonly name: string }[]; // in the order, and so the colours, that they have as silos
  readonly at: ReadonlyMap<string, number>; // actor id → position in values
}

/** A part of a ring, from 0 to 1. */
export interface Slice {
  readonly value: number; // -1: without one
  readonly from: number;
  readonly to: number;
}

/** A colouring on a picture. */
export interface Tint {
  readonly dimension: string;
  readonly values: Colouring["values"];
  readonly of: Int32Array; // of each actor, its position in values, or -1
  readonly rings: readonly (readonly Slice[])[]; // of each silo, how its actors share the values
}

export const colouringOf = (dimension: string, { silos, actors }: MapAnswer): Colouring => ({
  dimension, values: silos.map(({ name }) => ({ name })), at: new Map(actors.id.map((id, u) => [id, actors.silo[u] ?? -1])),
});

export function tintOf(picture: Picture, { dimension, values, at }: Colouring): Tint {
  const of = Int32Array.from(picture.ids, (id) => at.get(id) ?? -1);
  const counts = picture.silos.map(() => new Map<number, number>());
  for (let u = 0; u < picture.size; u++) {
    const count = counts[picture.silo[u]!];
    count?.set(of[u]!, (count.get(of[u]!) ?? 0) + 1);
  }
  return { dimension, values, of, rings: counts.map((count) => ringOf(count)) };
}

/** Values in their order, those without one last. */
function ringOf(counts: ReadonlyMap<number, number>): Slice[] {
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const order = [...counts].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  let from = 0;
  return order.map(([value, n]) => {
    const slice = { value, from: from / all, to: (from + n) / all };
    from += n;
    return slice;
  });
}

/** The largest shares of a ring, for words beside it: hues come round again where there are many values. */
export const largestOf = (ring: readonly Slice[], most = 3): { value: number; share: number }[] =>
  ring.map(({ value, from, to }) => ({ value, share: to - from })).sort((a, b) => b.share - a.share).slice(0, most);
