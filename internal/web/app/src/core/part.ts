import type { MapAnswer, SiloTie } from "../api/types";
import { pairKey, pictureOf, withTies, type Picture, type Ties } from "./picture";

/**
 * A part of a picture, or the same at another date: who and which ties the answer has, where the whole picture has them. Silos
 * and bubbles keep their places, also those that nobody is left in.
 */
export function partOf(whole: Picture, answer: MapAnswer, ties: Ties): Picture {
  const at = Int32Array.from(answer.actors.id, (id) => whole.index.get(id) ?? -1);
  const place = (column: Float32Array): number[] => Array.from(at, (u) => column[u] ?? 0);
  const silo = Array.from(at, (u) => whole.silo[u] ?? -1);
  const silos = whole.silos.map((s) => ({ ...s, actors: 0, inside: 0 }));
  for (const s of silo) if (s >= 0) silos[s]!.actors++;
  const same = answer.grouping === "silo" && whole.grouping === "silo";
  if (same) for (const s of answer.silos) silos[whole.siloIndex.get(s.name) ?? -1]!.inside = s.inside;
  const siloTies = same ? renamed(whole, answer) : counted(silo, silos, ties);
  const part = pictureOf({
    ...answer, grouping: whole.grouping, silos, silo_ties: siloTies,
    actors: { ...answer.actors, silo, x: place(whole.x), y: place(whole.y) },
  });
  return { ...withTies(part, ties), places: whole.places, room: whole.room, ...(whole.land && { land: whole.land }) };
}

/** The answer's ties between silos, by the places that the whole picture gives the silos. */
function renamed(whole: Picture, answer: MapAnswer): SiloTie[] {
  const at = answer.silos.map((silo) => whole.siloIndex.get(silo.name) ?? -1);
  return answer.silo_ties.map((tie) => ({ ...tie, a: Math.min(at[tie.a]!, at[tie.b]!), b: Math.max(at[tie.a]!, at[tie.b]!) }));
}

/** Ties between communities, which the service would number anew for a part of the network. */
function counted(silo: readonly number[], silos: { inside: number }[], ties: Ties): SiloTie[] {
  const found = new Map<number, { a: number; b: number; ties: number; weight: number; expected: null }>();
  for (let t = 0; t < ties.source.length; t++) {
    const [a, b] = [silo[ties.source[t]!]!, silo[ties.target[t]!]!];
    if (a < 0 || b < 0) continue;
    if (a === b) {
      silos[a]!.inside += ties.weight[t]!;
      continue;
    }
    const key = pairKey(a, b);
    const tie = found.get(key) ?? { a: Math.min(a, b), b: Math.max(a, b), ties: 0, weight: 0, expected: null };
    tie.ties++;
    tie.weight += ties.weight[t]!;
    found.set(key, tie);
  }
  return [...found.values()];
}
