import type { MapAnswer, SiloTie } from "../api/types";
import { extent, pairKey, pictureOf, withTies, type Picture, type Ties } from "./picture";

/**
 * A part of a picture, or the same at another date: who and which ties the answer has, where the whole picture has them. Silos
 * and bubbles keep their places, also those that nobody is left in.
 */
export function partOf(whole: Picture, answer: MapAnswer, ties: Ties): Picture {
  const at = Int32Array.from(answer.actors.id, (id) => whole.index.get(id) ?? -1);
  const same = answer.grouping === "silo" && whole.grouping === "silo";
  const silo = Array.from(at, (u, i) => (u >= 0 ? whole.silo[u]! : same ? whole.siloIndex.get(answer.silos[answer.actors.silo[i]!]?.name ?? "") ?? -1 : -1));
  const strangers = placesOf(whole, silo, at);
  const place = (column: Float32Array, axis: 0 | 1): number[] => Array.from(at, (u, i) => column[u] ?? strangers.get(i)![axis]);
  const silos = whole.silos.map((s) => ({ ...s, actors: 0, inside: 0 }));
  for (const s of silo) if (s >= 0) silos[s]!.actors++;
  for (const s of same ? answer.silos : []) {
    const known = silos[whole.siloIndex.get(s.name) ?? -1];
    if (known) known.inside = s.inside;
  }
  const siloTies = same ? renamed(whole, answer) : counted(silo, silos, ties);
  const part = pictureOf({
    ...answer, grouping: whole.grouping, silos, silo_ties: siloTies, pairs: same ? answer.pairs - (answer.silo_ties.length - siloTies.length) : siloTies.length,
    actors: { ...answer.actors, silo, x: place(whole.x, 0), y: place(whole.y, 1) },
  });
  return { ...withTies(part, ties), places: whole.places, room: whole.room, ...(whole.land && { land: whole.land }) };
}

/**
 * Where to put actors that the whole has not, which another revision had: on rings inside their silo, and those without one in a row below the map.
 */
function placesOf(whole: Picture, silo: readonly number[], at: Int32Array): Map<number, [number, number]> {
  const found = new Map<number, [number, number]>();
  const many = new Map<number, number>();
  for (const [i, u] of at.entries()) {
    if (u >= 0) continue;
    const s = silo[i]!;
    const n = many.get(s) ?? 0;
    many.set(s, n + 1);
    const home = whole.silos[s];
    const angle = 0.4 + n * 2.4; // no two lie near each other for long
    const r = (home?.r ?? 0) * (0.35 + 0.5 * ((n * 0.618) % 1));
    const box = home ? null : extent(whole);
    found.set(i, home ? [home.x + r * Math.cos(angle), home.y + r * Math.sin(angle)] : [box!.left + (2 + 3 * n) * whole.room, box!.bottom + 3 * whole.room]);
  }
  return found;
}

/** The answer's ties between silos, by the places that the whole picture gives the silos. */
function renamed(whole: Picture, answer: MapAnswer): SiloTie[] {
  const at = answer.silos.map((silo) => whole.siloIndex.get(silo.name) ?? -1);
  // A silo that the whole has not any more has no bubble that a tie could go to.
  return answer.silo_ties.filter((tie) => at[tie.a]! >= 0 && at[tie.b]! >= 0).map((tie) => ({ ...tie, a: Math.min(at[tie.a]!, at[tie.b]!), b: Math.max(at[tie.a]!, at[tie.b]!) }));
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
