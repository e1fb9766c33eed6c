import type { BridgesAnswer, GapsAnswer } from "../api/types";
import type { Picture } from "./picture";

/** The overall picture in a handful of figures. */
export interface Figures {
  readonly actors: number;
  readonly pairs: number; // of actors that work together
  readonly together: number; // share of actors in the largest connected part, NaN without actors
  readonly gaps: number; // silo pairs that hardly by chance have so few ties
  readonly points: number; // actors whose leaving would cut others off
  readonly isolates: number;
}

export function figuresOf(picture: Picture, found: GapsAnswer): Figures {
  return {
    actors: picture.size,
    pairs: pairsOf(picture),
    together: picture.size > 0 ? found.largest_part / picture.size : NaN,
    gaps: found.significant,
    points: found.single_points_found,
    isolates: found.isolates?.length ?? 0,
  };
}

/** How many different pairs of actors share at least one tie, in whichever direction; loops do not count. */
export function pairsOf({ source, target, size }: Picture): number {
  const keys = Float64Array.from(source, (u, t) => (u === target[t] ? -1 : Math.min(u, target[t]!) * size + Math.max(u, target[t]!))).sort();
  return keys.filter((key, i) => key >= 0 && key !== keys[i - 1]).length;
}

/** How near the silos are today and with all proposed bridges, where the service could tell. */
export function nearness(plan: BridgesAnswer): { before: number; after: number; bridges: number } | null {
  const [before, after] = [plan.before?.["reach"], plan.after?.["reach"]];
  return typeof before === "number" && typeof after === "number" ? { before, after, bridges: plan.bridges?.length ?? 0 } : null;
}
