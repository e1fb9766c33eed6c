import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { api } from "../api/client";
import { problemFrom, type Problem } from "../api/problem";
import type { Bridge, LedgerEntry, LedgerState } from "../api/types";
import { entryOf } from "../core/ledger";
import type { Asked } from "./asked";
import { source, valueOf } from "./source";

/** What was suggested in the network, and the ways to say what became of it. wanted says whether anybody looks. */
export function ledgerOf(subject: ReadonlySignal<Asked | null>, wanted: ReadonlySignal<boolean>) {
  const list = source(() => (subject.value && wanted.value ? { name: subject.value.name, revision: subject.value.revision } : null), (q, stop) => api.ledger(q.name, stop));
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  let last = valueOf(list.state.value); // stays in sight until the next one is here
  const known = computed(() => {
    last = list.state.value.status === "loading" ? last : valueOf(list.state.value);
    return last;
  });
  const attempt = async (act: (asked: Asked) => Promise<unknown>): Promise<void> => {
    const asked = subject.value;
    if (!asked || busy.value) return;
    [busy.value, problem.value] = [true, null];
    try {
      await act(asked);
    } catch (cause) {
      problem.value = problemFrom(cause);
    }
    busy.value = false;
    list.retry();
  };
  return {
    list, known, busy, problem,
    entry: (a: string, b: string): LedgerEntry | undefined => entryOf(known.value?.entries ?? [], subject.value?.silo ?? "", a, b),
    /** Says what became of a bridge that was never entered: it is entered first. */
    begin: (bridge: Bridge, state: LedgerState) => attempt(async (asked) => {
      const { added, known: there } = await api.suggest(asked, bridge);
      const entry = added[0] ?? there[0];
      if (entry && entry.state !== state) await api.moveEntry(asked.name, entry, state);
    }),
    move: (entry: LedgerEntry, state: LedgerState) => attempt((asked) => api.moveEntry(asked.name, entry, state)),
  };
}
