import { neighbours, type Picture } from "./picture";

/** How actors are added to those chosen already: instead of them, beside them, or out of them. */
export type Way = "instead" | "more" | "less";

/** Who is chosen after more were pointed at; the order in which they came stays. */
export function choose(chosen: readonly string[], ids: readonly string[], way: Way): string[] {
  if (way === "instead") return [...new Set(ids)];
  if (way === "less") {
    const gone = new Set(ids);
    return chosen.filter((id) => !gone.has(id));
  }
  return [...new Set([...chosen, ...ids])];
}

/** Chooses actors that were not, and lets go of them when all were: what a second click on the same does. */
export function flip(chosen: readonly string[], ids: readonly string[]): string[] {
  const had = new Set(chosen);
  return choose(chosen, ids, ids.every((id) => had.has(id)) ? "less" : "more");
}

/** What is known of some actors together. */
export interface Together {
  readonly actors: readonly number[]; // those of the network, in its order
  readonly inside: number; // pairs of them that are tied
  readonly crossing: number; // such pairs from two silos
  readonly outside: number; // pairs of one of them and somebody else
  readonly others: number; // how many somebodies those are
  readonly silos: readonly { readonly silo: number; readonly actors: number }[]; // the largest first; −1 for none
  readonly strangers: number; // pairs of them without a tie
  readonly across: number; // such pairs from two silos
}

export function together(picture: Picture, ids: readonly string[]): Together {
  const who = new Set(ids.flatMap((id) => picture.index.get(id) ?? []));
  const others = new Set<number>();
  const counts = new Map<number, number>();
  let [ends, outside, endsWithin] = [0, 0, 0];
  for (const u of who) {
    const silo = picture.silo[u]!;
    counts.set(silo, (counts.get(silo) ?? 0) + 1);
    for (const v of neighbours(picture, u)) {
      if (!who.has(v)) {
        outside++;
        others.add(v);
        continue;
      }
      ends++;
      if (picture.silo[v] === silo) endsWithin++;
    }
  }
  const pairs = (n: number): number => (n > 1 ? (n * (n - 1)) / 2 : 0);
  const within = [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
  return {
    actors: [...who].sort((a, b) => a - b), inside: ends / 2, crossing: (ends - endsWithin) / 2, outside, others: others.size,
    silos: [...counts].map(([silo, actors]) => ({ silo, actors })).sort((a, b) => b.actors - a.actors || a.silo - b.silo),
    strangers: pairs(who.size) - ends / 2, across: pairs(who.size) - within - (ends - endsWithin) / 2,
  };
}

/** One who is invited: how many of the others it knows, and whom it would meet there for the first time. */
export interface Guest {
  readonly u: number;
  readonly knows: number;
  readonly meets: number;
  readonly across: number; // of those it would meet, how many are of another silo
}

/** Those chosen as a list of guests, who would meet the most new people first. */
export function guests(picture: Picture, { actors, silos }: Together): Guest[] {
  const who = new Set(actors);
  const size = new Map(silos.map(({ silo, actors: n }) => [silo, n]));
  return actors.map((u) => {
    const known = [...neighbours(picture, u)].filter((v) => who.has(v));
    const knownAcross = known.filter((v) => picture.silo[v] !== picture.silo[u]).length;
    return { u, knows: known.length, meets: actors.length - 1 - known.length, across: actors.length - size.get(picture.silo[u]!)! - knownAcross };
  }).sort((a, b) => b.meets - a.meets || b.across - a.across || a.u - b.u);
}

/** How long the ids may be for an address to carry them: servers on the way cut off longer ones. */
const most = 4000;

/** The ids that an address carries: all, or none when they are too many. */
export const carried = (chosen: readonly string[]): readonly string[] =>
  chosen.reduce((sum, id) => sum + encodeURIComponent(id).length + 8, 0) <= most ? chosen : [];

/** Marks with 1 everybody but those chosen. */
export const allBut = (picture: Picture, chosen: ReadonlySet<string>): Uint8Array => Uint8Array.from(picture.ids, (id) => (chosen.has(id) ? 0 : 1));
