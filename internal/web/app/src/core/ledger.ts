import type { LedgerEntry, LedgerState } from "../api/types";

/** What is asked of a suggestion: forwards, or the last step back. */
export interface Step {
  readonly to: LedgerState;
  readonly back: boolean;
}

/** From what each state is reached; a state that is further back takes the last step back. */
const order: readonly LedgerState[] = ["suggested", "introduced", "active", "ended", "declined"];

/** The entry of two actors in a dimension, whichever of them comes first; undefined while they are in no ledger. */
export const entryOf = (entries: readonly LedgerEntry[], silo: string, a: string, b: string): LedgerEntry | undefined =>
  entries.find((entry) => entry.silo === silo && entry.who.length === 2 && entry.who.every((actor) => actor.id === a || actor.id === b));

/** What can be done with an entry, what leads on first. */
export function stepsOf(entry: Pick<LedgerEntry, "state" | "next_states">): Step[] {
  const steps = entry.next_states.map((to) => ({ to, back: order.indexOf(to) < order.indexOf(entry.state) }));
  return [...steps.filter((step) => !step.back), ...steps.filter((step) => step.back)];
}

/** Entries that wait for somebody before those that are done with; within both the last changed first. */
export function byNeed(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const done = (entry: LedgerEntry): number => (entry.state === "ended" || entry.state === "declined" ? 1 : 0);
  return [...entries].sort((a, b) => done(a) - done(b) || b.changed.localeCompare(a.changed) || a.id.localeCompare(b.id));
}
