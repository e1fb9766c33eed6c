import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { problemFrom, type Problem } from "../api/problem";

/** Something that comes from the service: not asked for, on its way, here, or failed. */
export type Loaded<T> =
  | { readonly status: "idle" }
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly problem: Problem };

export interface Source<T> {
  readonly state: ReadonlySignal<Loaded<T>>;
  retry(): void;
}

/**
 * Loads whatever the question asks for, again when the question changes; an answer to an earlier question is dropped. The question
 * reads signals and returns null or false while there is nothing to ask. It is compared by its text.
 */
export function source<Q, T>(question: () => Q | null | false, load: (question: Q, signal: AbortSignal) => Promise<T>): Source<T> {
  const state = signal<Loaded<T>>({ status: "idle" });
  const again = signal(0);
  let asked = "";
  let abort = new AbortController();
  effect(() => {
    const wanted = question();
    const text = wanted === null || wanted === false ? "" : JSON.stringify([again.value, wanted]);
    if (text === asked) return;
    asked = text;
    abort.abort();
    abort = new AbortController();
    const { signal: cancelled } = abort;
    if (wanted === null || wanted === false) {
      state.value = { status: "idle" };
      return;
    }
    state.value = { status: "loading" };
    load(wanted, cancelled).then(
      (value) => {
        if (!cancelled.aborted) state.value = { status: "ready", value };
      },
      (cause: unknown) => {
        if (!cancelled.aborted) state.value = { status: "failed", problem: problemFrom(cause) };
      },
    );
  });
  return { state, retry: () => { again.value++; } };
}

/** The value when it is there. */
export const valueOf = <T>(loaded: Loaded<T>): T | null => (loaded.status === "ready" ? loaded.value : null);
