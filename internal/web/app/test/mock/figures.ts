import type { GapsAnswer, MapAnswer, BridgesAnswer } from "../../src/api/types";
import type { MockNetwork } from "./network.ts";

/** A network grouped by one dimension, with what the answers below share. */
export interface Grouped {
  network: MockNetwork;
  dimension: string;
  circles?: boolean; // the silos are communities
  silos: string[];
  silo: number[];
  degree: number[];
  around: number[][];
}

export function group(network: MockNetwork, dimension: string): Grouped {
  const value = (u: number): string => network.actors[u]!.attributes[dimension] ?? "";
  const silos = [...new Set(network.actors.map((_, u) => value(u)))].filter(Boolean).sort();
  const around: number[][] = network.actors.map(() => []);
  for (const [u, v] of network.ties) {
    around[u]!.push(v);
    around[v]!.push(u);
  }
  return { network, dimension, silos, silo: network.actors.map((_, u) => silos.indexOf(value(u))), degree: around.map((list) => list.length), around };
}

/** The same by the circles that ties make: everybody goes where most of those around them are, over and over. */
export function circlesOf(g: Grouped): Grouped {
  const circle = g.silo.map((_, u) => u);
  for (let round = 0; round < 12; round++) {
    for (const [u, around] of g.around.entries()) {
      const votes = new Map<number, number>();
      for (const v of around) votes.set(circle[v]!, (votes.get(circle[v]!) ?? 0) + 1);
      for (const [c, n] of votes) if (n > (votes.get(circle[u]!) ?? 0)) circle[u] = c;
    }
  }
  const sizes = new Map<number, number>();
  for (const c of circle) sizes.set(c, (sizes.get(c) ?? 0) + 1);
  const known = [...sizes].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([c]) => c);
  return { ...g, circles: true, silos: known.map((_, i) => String(i + 1)), silo: circle.map((c) => known.indexOf(c)) };
}

interface Pair {
  a: number;
  b: number;
  ties: number;
  expected: number;
}

/** Observed ties of every silo pair, and those that a degree-keeping null expects: D_a D_b / 2m. */
function pairs(g: Grouped): Pair[] {
  const n = g.silos.length;
  const sums = new Array<number>(n).fill(0);
  g.silo.forEach((s, u) => { if (s >= 0) sums[s]! += g.degree[u]!; });
  const observed = new Map<number, number>();
  for (const [u, v] of g.network.ties) {
    const [s, t] = [g.silo[u]!, g.silo[v]!];
    if (s >= 0 && t >= 0 && s !== t) observed.set(Math.min(s, t) * n + Math.max(s, t), (observed.get(Math.min(s, t) * n + Math.max(s, t)) ?? 0) + 1);
  }
  const list: Pair[] = [];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      list.push({ a, b, ties: observed.get(a * n + b) ?? 0, expected: (sums[a]! * sums[b]!) / (2 * g.network.ties.length) });
    }
  }
  return list;
}

/** Bubbles packed from the middle outwards, actors in sunflower order inside them. */
export function mapOf(g: Grouped): MapAnswer {
  const counts = g.silos.map((_, s) => g.silo.filter((t) => t === s).length);
  const inside = g.silos.map((_, s) => g.network.ties.filter(([u, v]) => g.silo[u] === s && g.silo[v] === s).length);
  const r = counts.map((c) => 9 * Math.sqrt(c) + 6);
  const placed: { x: number; y: number; r: number }[] = [];
  const where = new Map<number, { x: number; y: number; r: number }>();
  for (const s of counts.map((_, i) => i).sort((a, b) => counts[b]! - counts[a]! || a - b)) {
    for (let step = 0; ; step++) {
      const [angle, distance] = [step * 0.35, step * 1.2];
      const spot = { x: distance * Math.cos(angle) * 1.3, y: distance * Math.sin(angle), r: r[s]! };
      if (placed.every((p) => Math.hypot(p.x - spot.x, p.y - spot.y) > p.r + spot.r + 45)) {
        placed.push(spot);
        where.set(s, spot);
        break;
      }
    }
  }
  const turn = Math.PI * (3 - Math.sqrt(5));
  const used = new Array<number>(g.silos.length + 1).fill(0);
  const spots = g.silo.map((s) => {
    const i = used[s + 1]!++;
    const bubble = where.get(s) ?? { x: 0, y: 0, r: 9 * Math.sqrt(g.silo.length) };
    const d = bubble.r * 0.88 * Math.sqrt((i + 0.5) / (counts[s] ?? g.silo.length));
    return { x: bubble.x + d * Math.cos(i * turn), y: bubble.y + d * Math.sin(i * turn) };
  });
  return {
    silo: g.dimension, grouping: g.circles ? "communities" : g.dimension ? "silo" : "plain", choices: Object.keys(g.network.actors[0]?.attributes ?? {}),
    silos: g.silos.map((name, s) => ({ name, actors: counts[s]!, inside: inside[s]!, ...where.get(s)! })),
    pairs: pairs(g).length,
    silo_ties: pairs(g).map((p) => ({ a: p.a, b: p.b, ties: p.ties, weight: p.ties, expected: g.circles ? null : p.expected })),
    actors: {
      id: g.network.actors.map((a) => a.id), name: g.network.actors.map((a) => a.name), silo: g.silo,
      x: spots.map((p) => p.x), y: spots.map((p) => p.y), degree: g.degree,
    },
    ties: { source: g.network.ties.map((t) => t[0]), target: g.network.ties.map((t) => t[1]), weight: g.network.ties.map(() => 1) },
  };
}

/** Steps from the nearest of the given actors; -1 where there is no way, and around the actor that is left out. */
function steps(g: Grouped, from: number[], without = -1): number[] {
  const distance = new Array<number>(g.silo.length).fill(-1);
  const queue = from.filter((u) => u !== without);
  for (const u of queue) distance[u] = 0;
  for (let i = 0; i < queue.length; i++) {
    for (const v of g.around[queue[i]!]!) {
      if (v === without || distance[v] !== -1) continue;
      distance[v] = distance[queue[i]!]! + 1;
      queue.push(v);
    }
  }
  return distance;
}

/** A sentence that stands for those in three languages. */
export const inAll = (text: string): { en: string; fi: string; sv: string } => ({ en: text, fi: text, sv: text });

export function gapsOf(g: Grouped): GapsAnswer {
  const name = (u: number): { id: string; name: string } => ({ id: g.network.actors[u]!.id, name: g.network.actors[u]!.name });
  const who = (s: number): number[] => g.silo.flatMap((t, u) => (t === s ? [u] : []));
  const gaps = pairs(g)
    .sort((p, q) => q.expected - q.ties - (p.expected - p.ties))
    .map((p, i) => {
      const to = steps(g, who(p.b));
      const near = (k: number): number => who(p.a).filter((u) => to[u]! >= 0 && to[u]! <= k).length / who(p.a).length;
      const z = (p.ties - p.expected) / Math.sqrt(p.expected || 1);
      const chance = Math.min(1, Math.exp(-z * z / 2));
      return {
        rank: i + 1, a: g.silos[p.a]!, b: g.silos[p.b]!, actors_a: who(p.a).length, actors_b: who(p.b).length,
        observed: p.ties, observed_ties: p.ties, expected: p.expected, ratio: p.expected ? p.ties / p.expected : null, z, p: chance, q: Math.min(1, chance * 2),
        reach: { one: near(1), two: near(2), three: near(3) }, mean_distance: 2.4,
        fragility: { actors: 1, at_least: false, who: [g.network.actors[who(p.a)[0]!]!.id] },
        should: { shared: [{ dimension: "region", a: 0.8, b: 1 }], role_contrast: 0.5 },
      };
    });
  const counts = (actors: number[]): { name: string; actors: number }[] =>
    g.silos.map((silo, s) => ({ name: silo, actors: actors.filter((u) => g.silo[u] === s).length })).filter((silo) => silo.actors > 0);
  const parts = components(g);
  const cuts = g.silo.map((_, u) => u).filter((u) => g.around[u]!.some((v) => g.degree[v] === 1)).slice(0, 12);
  return {
    run: { notices: [] },
    pairs: gaps.length,
    significant: gaps.filter((gap) => gap.observed < gap.expected && gap.q < 0.05).length,
    gaps,
    largest_part: parts[0]?.length ?? 0,
    clusters: parts.filter((part) => part.length > 1).slice(1).map((part) => ({
      actors: part.length, who: part.map(name), silos: counts(part),
    })),
    isolates: parts.filter((part) => part.length === 1).map((part) => name(part[0]!)),
    single_points_found: cuts.length,
    single_points: cuts.map((u) => ({
      ...name(u), cuts_off: g.around[u]!.filter((v) => g.degree[v] === 1).length,
      silos: counts(g.around[u]!.filter((v) => g.degree[v] === 1)),
    })).sort((a, b) => b.cuts_off - a.cuts_off),
  };
}

/** The parts of the network that no tie connects, largest first. */
function components(g: Grouped): number[][] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (let u = 0; u < g.silo.length; u++) {
    if (seen.has(u)) continue;
    const part = steps(g, [u]).flatMap((d, v) => (d >= 0 ? [v] : []));
    part.forEach((v) => seen.add(v));
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

export function bridgesOf(g: Grouped, k: number, between: string[]): BridgesAnswer {
  const best = (s: number): number[] => g.silo.flatMap((t, u) => (t === s ? [u] : [])).sort((u, v) => g.degree[v]! - g.degree[u]! || u - v);
  const all = pairs(g).sort((p, q) => q.expected - q.ties - (p.expected - p.ties));
  const one = all.find((p) => between.includes(g.silos[p.a]!) && between.includes(g.silos[p.b]!));
  const worst = one ? Array.from({ length: Math.min(k, 3) }, () => one) : all.slice(0, k);
  return {
    run: { notices: [] }, before: { reach: 0.312 }, after: { reach: 0.347 },
    bridges: worst.map((p, i) => {
      const [u, v] = [best(p.a)[i % 3] ?? best(p.a)[0]!, best(p.b)[i % 2] ?? best(p.b)[0]!];
      const [a, b] = [g.network.actors[u]!, g.network.actors[v]!];
      return {
        rank: i + 1, kind: "tie", source: a.id, target: b.id, source_name: a.name, target_name: b.name,
        gain: 0.0061 / (i + 1), plausibility: 0.12 + 0.02 * i, value: 0.0009 / (i + 1), stability: 0.9 - 0.05 * i,
        reason: inAll(`${g.silos[p.a]} and ${g.silos[p.b]} share ${p.ties} ties. ${a.name} and ${b.name} are the best connected of each.`),
        facts: { silo_source: g.silos[p.a]!, silo_target: g.silos[p.b]! },
      };
    }),
  };
}
