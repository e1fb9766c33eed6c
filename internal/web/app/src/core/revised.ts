import type { MapAnswer } from "../api/types";
import { changeOf, type Change } from "./change";
import type { Ties } from "./picture";

/** A moment that can be compared: a day, or a revision as r and its number. */
export const revisionOf = (moment: string): number => Number(/^r([1-9]\d*)$/.exec(moment)?.[1] ?? 0);
export const momentOf = (revision: number): string => `r${revision}`;

/** An actor whose silo is another at the later revision; "" is none. */
export interface SiloMove {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** A map with its ties, whose columns are the map's actors. */
export interface Revised {
  readonly answer: MapAnswer;
  readonly ties: Ties;
}

/** Two revisions as one: the later one's map with those at its end that only the earlier one has, and the ties of both in its columns. */
export interface Joint {
  readonly answer: MapAnswer;
  readonly earlier: Ties;
  readonly later: Ties;
  readonly change: Change;
  readonly moves: readonly SiloMove[];
}

const siloOf = ({ silos, actors }: MapAnswer, u: number): string => silos[actors.silo[u]!]?.name ?? "";

/** What two revisions share and what not. Actors come and go by being in the network, with ties or without. */
export function jointOf(before: Revised, after: Revised): Joint {
  const [old, now] = [before.answer.actors, after.answer.actors];
  const at = new Map(now.id.map((id, u) => [id, u]));
  const gone = old.id.flatMap((id, u) => (at.has(id) ? [] : [u]));
  const silo = new Map(after.answer.silos.map(({ name }, s) => [name, s]));
  gone.forEach((u, i) => at.set(old.id[u]!, now.id.length + i));
  const place = Uint32Array.from(old.id, (id) => at.get(id)!);
  const known = new Set(old.id);
  const change = changeOf({ ids: old.id, ties: before.ties }, { ids: now.id, ties: after.ties });
  const same = before.answer.grouping === "silo" && after.answer.grouping === "silo"; // circles are numbered anew each time
  return {
    answer: {
      ...after.answer,
      actors: {
        ...now, id: [...now.id, ...gone.map((u) => old.id[u]!)], name: [...now.name, ...gone.map((u) => old.name[u]!)],
        silo: [...now.silo, ...gone.map((u) => (same ? silo.get(siloOf(before.answer, u)) ?? -1 : -1))], degree: [...now.degree, ...gone.map((u) => old.degree[u]!)],
      },
    },
    earlier: { source: before.ties.source.map((u) => place[u]!), target: before.ties.target.map((u) => place[u]!), weight: before.ties.weight },
    later: after.ties,
    change: { ...change, came: now.id.filter((id) => !known.has(id)).sort(), left: gone.map((u) => old.id[u]!).sort() },
    moves: !same ? [] : old.id.flatMap((id, u): SiloMove[] => {
      const v = at.get(id)!;
      if (v >= now.id.length) return [];
      const [from, to] = [siloOf(before.answer, u), siloOf(after.answer, v)];
      return from === to ? [] : [{ id, from, to }];
    }),
  };
}
