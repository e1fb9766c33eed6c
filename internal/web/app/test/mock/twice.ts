import type { DuplicatePair, DuplicatesAnswer } from "../../src/api/types";
import type { MockNetwork } from "./network.ts";

const apart = new Map<string, DuplicatesAnswer["apart"]>(); // by network

const bare = (name: string): string => name.toLowerCase().replace(/ (ry|oy|ab)$/, "");

/** Actors whose names are the same but for capitals and the legal form. */
export function twiceOf(network: MockNetwork, revision: number): DuplicatesAnswer {
  const kept = apart.get(network.name) ?? [];
  const pairs: DuplicatePair[] = [];
  network.actors.forEach((a, u) => network.actors.slice(u + 1).forEach((b) => {
    if (bare(a.name) !== bare(b.name) || kept.some((pair) => pair.a.id === a.id && pair.b.id === b.id)) return;
    const told = (x: typeof a): DuplicatePair["a"] => {
      const at = network.actors.indexOf(x);
      return { id: x.id, name: x.name, attributes: x.attributes, collaborations: network.ties.filter((tie) => tie.includes(at)).length, participations: 0 };
    };
    const reason = { en: "The same name.", fi: "Sama nimi.", sv: "Samma namn." };
    pairs.push({ a: told(a), b: told(b), score: 1, reasons: [{ kind: "same-name", for: true, reason }] });
  }));
  return { revision, total: pairs.length, pairs, apart: kept };
}

export function keepApart(network: string, { a, b, apart: two }: { a: string; b: string; apart: boolean }): object {
  const rest = (apart.get(network) ?? []).filter((pair) => pair.a.id !== a || pair.b.id !== b);
  apart.set(network, two ? [...rest, { a: { id: a, name: a }, b: { id: b, name: b }, by: "mock", at: "2026-11-20T09:30:00Z" }] : rest);
  return { changed: true };
}

/** The network with one actor made of two. */
export function merged(network: MockNetwork, { keep, drop }: { keep: string; drop: string }): MockNetwork {
  const at = (id: string): number => network.actors.findIndex((a) => a.id === id);
  const actors = network.actors.filter((a) => a.id !== drop);
  const to = (u: number): number => actors.indexOf(network.actors[u === at(drop) ? at(keep) : u]!);
  return {
    ...network, actors,
    ties: network.ties.map(([u, v]): [number, number] => [to(u), to(v)]).filter(([u, v]) => u !== v),
    activities: network.activities.map((p) => ({ ...p, who: [...new Set(p.who.map(to))] })),
  };
}
