import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { api } from "../api/client";
import { problemFrom, type Problem } from "../api/problem";
import type { DuplicatesAnswer, Named } from "../api/types";
import { source, valueOf } from "./source";

/** What was decided last, to be said. */
export interface Decided {
  readonly what: "merged" | "kept" | "reopened";
  readonly a: Named; // the one that stays, of a merge
  readonly b: Named;
}

/** Actors that may stand in the network twice: looked for when asked, for comparing all of them takes a while. Merged is told when the network has changed. */
export function twiceOf(network: ReadonlySignal<string>, revision: ReadonlySignal<number>, merged: () => void) {
  const asked = signal(""); // the network that somebody wants to be looked through
  const list = source(() => (asked.value !== "" && asked.value === network.value ? { name: network.value, revision: revision.value } : null), (q, stop) => api.duplicates(q.name, stop));
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const decided = signal<Decided | null>(null);
  let last: DuplicatesAnswer | null = null; // stays in sight until the next one is here
  const known = computed(() => {
    last = list.state.value.status === "loading" ? last : valueOf(list.state.value);
    return asked.value === network.value ? last : null;
  });
  const attempt = async (act: () => Promise<unknown>, done: Decided): Promise<void> => {
    if (busy.value) return;
    [busy.value, problem.value, decided.value] = [true, null, null];
    try {
      await act();
      decided.value = done;
    } catch (cause) {
      problem.value = problemFrom(cause);
    }
    busy.value = false;
    if (done.what === "merged") merged();
    list.retry();
  };
  return {
    list, known, busy, problem, decided,
    look: () => {
      [decided.value, problem.value] = [null, null];
      asked.value = network.value;
    },
    merge: (keep: Named, drop: Named) => attempt(() => api.merge(network.value, known.value?.revision ?? 0, keep.id, drop.id), { what: "merged", a: keep, b: drop }),
    apart: (a: Named, b: Named) => attempt(() => api.keepApart(network.value, a.id, b.id, true), { what: "kept", a, b }),
    reopen: (a: Named, b: Named) => attempt(() => api.keepApart(network.value, a.id, b.id, false), { what: "reopened", a, b }),
  };
}
