import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { api } from "../api/client";
import type { WhatIfAnswer } from "../api/types";
import { neighbours, type Picture } from "../core/picture";
import { addActivity, addActor, addTie, asked, asksNothing, endActivity, isTied, keep, readScenarios, removeActor, removeTie, undo, type Edit, type Edits, type EndedActivity, type Scenario } from "../core/sandbox";
import type { Asked } from "./asked";
import { source, valueOf } from "./source";

const shelf = "sillat.scenarios";

/** What the browser keeps; nothing where it keeps nothing. */
function kept(): Scenario[] {
  try {
    return readScenarios(window.localStorage.getItem(shelf) ?? "[]") ?? [];
  } catch {
    return [];
  }
}

/** Changes tried out on a network, what they would bring, and those kept under a name. Nothing of it is stored by the service. */
export function sandboxOf(network: ReadonlySignal<string>, subject: ReadonlySignal<Asked | null>, picture: ReadonlySignal<Picture | null>) {
  const drafts = signal<ReadonlyMap<string, Edits>>(new Map()); // by network
  const edits = computed<Edits>(() => drafts.value.get(network.value) ?? []);
  const scenarios = signal<readonly Scenario[]>(kept());
  const own = computed(() => scenarios.value.filter((scenario) => scenario.network === network.value));
  const compared = signal<readonly [string, string]>(["", ""]); // names of scenarios side by side; "" is the sandbox as it is

  const isKnown = (id: string): boolean => picture.value?.index.has(id) ?? false;
  /** Asks what changes would bring; null while there are none. */
  const question = (list: Edits) => {
    const wanted = asked(list, isKnown);
    return subject.value && picture.value && !asksNothing(wanted) ? { subject: subject.value, edits: wanted } : null;
  };
  const ask = (list: () => Edits) => source(() => question(list()), (q, stop) => api.whatIf(q.subject, q.edits, stop));
  const effect = ask(() => edits.value);
  let last: WhatIfAnswer | null = null; // figures stay in place until the next ones are here
  const figures = computed(() => {
    last = effect.state.value.status === "loading" ? last : valueOf(effect.state.value);
    return last;
  });
  /** Ties that go without being removed one by one, as far as it is known: those of ended activities. */
  const taken = computed(() => (edits.value.some((edit) => edit.kind === "remove-activity") ? figures.value?.gone_ties ?? [] : []));
  const of = (name: string): Edits => own.value.find((scenario) => scenario.name === name)?.edits ?? edits.value;
  const sides = [ask(() => of(compared.value[0])), ask(() => of(compared.value[1]))] as const;

  const change = (list: Edits): void => { drafts.value = new Map([...drafts.value, [network.value, list]]); };
  const store = (list: readonly Scenario[]): boolean => {
    scenarios.value = list;
    try {
      window.localStorage.setItem(shelf, JSON.stringify(list));
      return true;
    } catch {
      return false;
    }
  };
  const tiedToday = (a: string, b: string): boolean => {
    const p = picture.value;
    const [u, v] = [p?.index.get(a), p?.index.get(b)];
    return p !== null && u !== undefined && v !== undefined && neighbours(p, u).has(v);
  };
  return {
    edits, effect, figures, taken, own, compared, sides,
    isTied: (a: string, b: string) => isTied(edits.value, a, b, tiedToday(a, b)),
    draw: (a: string, b: string) => change(addTie(edits.value, a, b, tiedToday(a, b))),
    cut: (a: string, b: string) => change(removeTie(edits.value, a, b, tiedToday(a, b))),
    /** Adds somebody who is not there yet. */
    invent: (name: string, dimension: string, silo: string) => change(addActor(edits.value, name, dimension, silo, isKnown)),
    leave: (id: string) => change(removeActor(edits.value, id)),
    /** Lets actors take part in an activity that is not there yet. */
    convene: (title: string, who: readonly string[]) => change(addActivity(edits.value, title, who)),
    end: (activity: Omit<EndedActivity, "kind">) => change(endActivity(edits.value, activity)),
    undo: (edit: Edit) => change(undo(edits.value, edit)),
    clear: () => change([]),
    /** Keeps the changes under a name; false when the browser keeps nothing beyond this visit. */
    save: (name: string): boolean => store(keep(scenarios.value, { name, network: network.value, edits: edits.value })),
    load: (scenario: Scenario) => change(scenario.edits),
    forget: (scenario: Scenario) => store(scenarios.value.filter((s) => s !== scenario)),
    /** Takes scenarios from a file's text; false when it holds something else. */
    take: (text: string): boolean => {
      const list = readScenarios(text);
      if (list) store(list.reduce<readonly Scenario[]>(keep, scenarios.value));
      return list !== null;
    },
  };
}
