import type { LedgerAnswer, LedgerEntry, LedgerState } from "../../src/api/types";
import { inAll } from "./figures.ts";

/** What may become of what; the state before is taken back to. */
const next: Record<LedgerState, LedgerState[]> = {
  suggested: ["introduced", "declined"], introduced: ["active", "declined"], active: ["ended"], ended: ["active"], declined: [],
};
interface Kept { entry: LedgerEntry; steps: LedgerState[] }
const kept = new Map<string, Kept[]>(); // by network

const of = (network: string): Kept[] => kept.get(network) ?? kept.set(network, []).get(network)!;

function settled({ entry, steps }: Kept): LedgerEntry {
  const [before, now] = [steps.at(-2), steps.at(-1)!];
  return { ...entry, state: now, next_states: [...next[now], ...(before && !next[now].includes(before) ? [before] : [])], version: steps.length };
}

export function ledgerOf(network: string): LedgerAnswer {
  const entries = of(network).map(settled);
  const introduced = of(network).filter(({ steps }) => steps.includes("introduced")).length;
  return { hit_rate: { suggested: entries.length, introduced, hits: 0, rate: introduced ? 0 : null, reason: inAll(`${entries.length} suggested, ${introduced} introduced.`) }, total: entries.length, entries };
}

export function suggest(network: string, names: ReadonlyMap<string, string>, body: string): { added: LedgerEntry[]; known: LedgerEntry[] } {
  const { silo, suggestions } = JSON.parse(body) as { silo: string; suggestions: { kind: LedgerEntry["kind"]; actors: string[] }[] };
  const [added, known]: [LedgerEntry[], LedgerEntry[]] = [[], []];
  for (const { kind, actors } of suggestions) {
    const there = of(network).find(({ entry }) => entry.silo === silo && entry.who.every(({ id }) => actors.includes(id)));
    const one: Kept = there ?? {
      steps: ["suggested"],
      entry: { id: `e${of(network).length}`, state: "suggested", next_states: [], kind, who: actors.map((id) => ({ id, name: names.get(id) ?? id })), silo, seen: null, suggested: "2026-11-20T09:30:00Z", changed: "2026-11-20T09:30:00Z", version: 1 },
    };
    if (!there) of(network).push(one);
    (there ? known : added).push(settled(one));
  }
  return { added, known };
}

export function moveEntry(network: string, id: string, body: string): LedgerEntry | null {
  const found = of(network).find(({ entry }) => entry.id === id);
  if (!found) return null;
  const { state } = JSON.parse(body) as { state: LedgerState };
  if (found.steps.at(-2) === state) found.steps.pop();
  else found.steps.push(state);
  return settled(found);
}
