import type { ChangeAsked } from "../../src/api/types";
import type { MockNetwork, MockPart, MockTie } from "./network.ts";

const pairOf = (a: string, b: string): string => [a, b].sort().join(" ");
const day = (text = ""): string => text.replace(/^(\d{4})$/, "$1-01").replace(/^(\d{4}-\d{2})$/, "$1-01");

const last = (text = ""): string => text.replace(/^(\d{4})$/, "$1-12-31");

/** What is known of the tie of two actors. */
export const tieOf = (network: MockNetwork, a: string, b: string): MockTie => network.about?.[pairOf(a, b)] ?? { source: a, target: b, type: "project", weight: 1, confidence: 1 };

/** The participations of an actor in an activity; whoever was made up coordinates when first. */
export function partsOf(activity: MockNetwork["activities"][number], u: number, id: string): MockPart[] {
  return activity.parts?.[id] ?? (activity.who.includes(u) ? [{ role: activity.who[0] === u ? "coordinator" : "partner" }] : []);
}

/** The network with some records changed and some taken out. */
export function changed(network: MockNetwork, { upsert = {}, delete: drop }: Partial<ChangeAsked>): MockNetwork {
  const actors = network.actors.map((a) => {
    const put = upsert.actors?.find(({ id }) => id === a.id);
    const attributes = Object.fromEntries(Object.entries({ ...a.attributes, ...put?.attributes }).filter((pair): pair is [string, string] => pair[1] !== null));
    return put ? { ...a, name: put.name ?? a.name, attributes } : a;
  });
  for (const { id, name = id, attributes = {}, start } of upsert.actors ?? []) if (!actors.some((a) => a.id === id)) actors.push({ id, name, attributes: attributes as Record<string, string>, start: day(start) });
  const at = (id: string): number => actors.findIndex((a) => a.id === id);
  let ties = network.ties;
  let about = { ...network.about };
  for (const { source, target } of drop?.collaborations ?? []) {
    const [u, v] = [at(source), at(target)];
    ties = ties.filter(([s, t]) => !((s === u && t === v) || (s === v && t === u)));
    delete about[pairOf(source, target)];
  }
  for (const put of upsert.collaborations ?? []) {
    const [u, v] = [at(put.source), at(put.target)];
    if (!ties.some(([s, t]) => (s === u && t === v) || (s === v && t === u))) ties = [...ties, [u, v]];
    about = { ...about, [pairOf(put.source, put.target)]: { weight: 1, confidence: 1, ...put, ...(put.start && { start: day(put.start) }) } };
  }
  let activities = network.activities.filter(({ id }) => !drop?.activities?.includes(id));
  for (const { id, title = id } of upsert.activities ?? []) if (!activities.some((x) => x.id === id)) activities = [...activities, { id, title, start: "", end: "", who: [] }];
  const same = (a: MockPart, b: MockPart): boolean => (a.role ?? "") === (b.role ?? "") && day(a.start) === day(b.start);
  const part = (id: string, actor: string, change: (list: MockPart[]) => MockPart[]): void => {
    activities = activities.map((x) => {
      if (x.id !== id) return x;
      const u = at(actor);
      const list = change(partsOf(x, u, actor));
      const who = x.who.filter((w) => w !== u);
      return { ...x, who: list.length > 0 ? [...who, u] : who, parts: { ...Object.fromEntries(x.who.map((w) => [actors[w]!.id, partsOf(x, w, actors[w]!.id)])), ...x.parts, [actor]: list } };
    });
  };
  for (const key of drop?.participations ?? []) part(key.activity, key.actor, (list) => list.filter((p) => !same(p, key)));
  for (const put of upsert.participations ?? []) {
    const { role = "", start = "", end = "" } = put;
    part(put.activity, put.actor, (list) => [...list.filter((p) => !same(p, put)), { role, start: day(start), end: last(end) }]);
  }
  const kept = actors.flatMap((a, u) => (drop?.actors?.includes(a.id) ? [] : [u]));
  const place = new Map(kept.map((u, i) => [u, i]));
  return {
    ...network, about, actors: kept.map((u) => actors[u]!),
    ties: ties.flatMap(([u, v]): [number, number][] => (place.has(u) && place.has(v) ? [[place.get(u)!, place.get(v)!]] : [])),
    activities: activities.map((x) => ({ ...x, who: x.who.flatMap((u) => place.get(u) ?? []) })),
  };
}
