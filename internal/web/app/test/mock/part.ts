import type { ChoicesAnswer, WhatIfAnswer, WhatIfEdits, WhatIfFigures } from "../../src/api/types";
import { group, type Grouped } from "./figures.ts";
import type { MockNetwork } from "./network.ts";

/** The year from which a tie holds: a sixth of them begins each year. */
const since = (t: number): number => 2019 + (t % 6);

/** The part of a network that a request selects, by attribute values and by a day. */
export function partOf(network: MockNetwork, query: URLSearchParams): MockNetwork {
  const conditions = query.getAll("where").map((text) => text.split("=") as [string, string]);
  const kept = network.actors.flatMap((actor, u) => (conditions.every(([name, value]) => actor.attributes[name] === value) ? [u] : []));
  const at = new Map(kept.map((u, i) => [u, i]));
  const year = Number((query.get("as-of") ?? "9999").slice(0, 4));
  const ties = network.ties.flatMap(([u, v], t): [number, number][] => {
    const [a, b] = [at.get(u), at.get(v)];
    return a === undefined || b === undefined || since(t) > year ? [] : [[a, b]];
  });
  return { ...network, actors: kept.map((u) => network.actors[u]!), ties };
}

/** The ties as the service packs them. */
export function packed(network: MockNetwork): Buffer {
  const n = network.ties.length;
  const bytes = new ArrayBuffer(12 * n);
  new Uint32Array(bytes, 0, n).set(network.ties.map(([u]) => u));
  new Uint32Array(bytes, 4 * n, n).set(network.ties.map(([, v]) => v));
  new Float32Array(bytes, 8 * n, n).fill(1);
  return Buffer.from(bytes);
}

export function choicesOf(network: MockNetwork): ChoicesAnswer {
  const who = (pick: (list: number[]) => number[]): string[] => [...new Set(network.activities.flatMap((p) => pick(p.who)))].map((u) => network.actors[u]!.id).sort();
  const dated = network.activities.length > 0;
  return {
    first: dated ? "2019-01-15" : "", last: dated ? "2026-12-31" : "",
    roles: dated ? [{ role: "coordinator", actors: who((list) => list.slice(0, 1)) }, { role: "partner", actors: who((list) => list.slice(1)) }] : [],
  };
}

/** Figures of a grouped network, the costly ones left out. */
function figures(g: Grouped): WhatIfFigures {
  const seen = new Set<number>();
  const parts: number[] = [];
  for (let u = 0; u < g.silo.length; u++) {
    if (seen.has(u)) continue;
    const part = [u];
    seen.add(u);
    for (const v of part) for (const w of g.around[v]!) if (!seen.has(w)) { seen.add(w); part.push(w); }
    parts.push(part.length);
  }
  const across = g.network.ties.filter(([u, v]) => g.silo[u] !== g.silo[v]).length;
  return {
    actors: g.silo.length, ties: g.network.ties.length, reach: across / (g.silo.length || 1) / 10, cross_pairs: 0, unreachable_pairs: 0, mean_distance: null,
    components: parts.length, largest_part: Math.max(...parts), isolates: parts.filter((size) => size === 1).length, density: null, e_i: null, single_points: 0,
  };
}

/** What edits change, by making them. */
export function whatIf(network: MockNetwork, dimension: string, edits: WhatIfEdits): WhatIfAnswer {
  const added = edits.add_actors.map(({ id, name = id, attributes = {} }) => ({ id, name, attributes }));
  const before = network;
  network = { ...network, actors: [...network.actors, ...added] };
  const at = (id: string): number => network.actors.findIndex((actor) => actor.id === id);
  const gone = new Set(edits.remove_actors.map(at));
  const cut = edits.remove_ties.map(([a, b]) => [at(a), at(b)]);
  const kept = network.actors.flatMap((_, u) => (gone.has(u) ? [] : [u]));
  const place = new Map(kept.map((u, i) => [u, i]));
  const ended = network.activities.filter(({ id }) => edits.remove_activities.includes(id));
  const met = edits.add_activities.flatMap((who) => who.flatMap((a, i) => who.slice(i + 1).map((b): [number, number] => [at(a), at(b)])));
  const has = (u: number, v: number): boolean => network.ties.some(([s, t]) => (s === u && t === v) || (s === v && t === u));
  const ties = [...network.ties, ...edits.add_ties.map(([a, b]): [number, number] => [at(a), at(b)]), ...met.filter(([u, v]) => !has(u, v))].flatMap(([u, v]): [number, number][] => {
    const [a, b] = [place.get(u), place.get(v)];
    const removed = ended.some(({ who }) => who.includes(u) && who.includes(v)) || cut.some(([x, y]) => (x === u && y === v) || (x === v && y === u));
    return a === undefined || b === undefined || removed ? [] : [[a, b]];
  });
  const edited = { ...network, actors: kept.map((u) => network.actors[u]!), ties };
  const goes = ([u, v]: readonly [number, number]): boolean => place.has(u) && place.has(v) && !ties.some(([a, b]) => a === place.get(u) && b === place.get(v));
  const gone_ties = cut.length + ended.length === 0 ? [] : before.ties.filter(goes).map(([u, v]): [string, string] => [before.actors[u]!.id, before.actors[v]!.id]);
  return { run: { notices: [] }, before: figures(group(before, dimension)), after: figures(group(edited, dimension)), pairs: [], gone_ties };
}
