import type { WhatIfEdits } from "../api/types";

/** One change tried out. Ties are between actors by id, whichever comes first. */
export type Edit =
  | { readonly kind: "add-tie" | "remove-tie"; readonly a: string; readonly b: string }
  | { readonly kind: "remove-actor"; readonly id: string }
  | NewActor
  | NewActivity
  | EndedActivity;

/** An actor that is not there yet, with a value in the dimension that it was thought up in; "" for none. */
export interface NewActor {
  readonly kind: "add-actor";
  readonly id: string;
  readonly name: string;
  readonly dimension: string;
  readonly silo: string;
}

/** An activity that is not there yet, with those who would take part in it. */
export interface NewActivity {
  readonly kind: "add-activity";
  readonly title: string;
  readonly who: readonly string[];
}

/** An activity of the network that would not be; how many take part in it. */
export interface EndedActivity {
  readonly kind: "remove-activity";
  readonly id: string;
  readonly title: string;
  readonly actors: number;
}

/** Changes in the order they were made. */
export type Edits = readonly Edit[];

const isTie = (edit: Edit): edit is Extract<Edit, { a: string }> => edit.kind === "add-tie" || edit.kind === "remove-tie";

const samePair = (edit: Edit, a: string, b: string): boolean =>
  isTie(edit) && ((edit.a === a && edit.b === b) || (edit.a === b && edit.b === a));

/** Whether two actors have a tie once the changes are made; tied says whether they have one today. */
export function isTied(edits: Edits, a: string, b: string, tied: boolean): boolean {
  const last = edits.findLast((edit) => samePair(edit, a, b));
  return last ? last.kind === "add-tie" : tied;
}

export const isGone = (edits: Edits, id: string): boolean => edits.some((edit) => edit.kind === "remove-actor" && edit.id === id);

/** Draws a tie, or takes back that it was removed. Nothing changes for a tie that is there, a loop, or an actor who is gone. */
export function addTie(edits: Edits, a: string, b: string, tied: boolean): Edits {
  if (a === b || isGone(edits, a) || isGone(edits, b) || isTied(edits, a, b, tied)) return edits;
  const rest = edits.filter((edit) => !samePair(edit, a, b));
  return tied ? rest : [...rest, { kind: "add-tie", a, b }];
}

/** Removes a tie, or takes back that it was drawn. */
export function removeTie(edits: Edits, a: string, b: string, tied: boolean): Edits {
  if (!isTied(edits, a, b, tied)) return edits;
  const rest = edits.filter((edit) => !samePair(edit, a, b));
  return tied ? [...rest, { kind: "remove-tie", a, b }] : rest;
}

/** Removes an actor; changes to its ties say nothing any more. */
export function removeActor(edits: Edits, id: string): Edits {
  if (isGone(edits, id)) return edits;
  const rest = edits.filter((edit) => !isTie(edit) || (edit.a !== id && edit.b !== id)).flatMap((edit) => stay(edit, id));
  // Who was only thought up is not there to be removed.
  const thought = rest.find((edit) => edit.kind === "add-actor" && edit.id === id);
  return thought ? rest.filter((edit) => edit !== thought) : [...rest, { kind: "remove-actor", id }];
}

/** Adds an actor who is not there yet; its id is its own among those of the network and of the other changes. */
export function addActor(edits: Edits, name: string, dimension: string, silo: string, known: (id: string) => boolean): Edits {
  const taken = (id: string): boolean => known(id) || edits.some((edit) => edit.kind === "add-actor" && edit.id === id);
  let n = 1;
  while (taken(`new-${n}`)) n++;
  return [...edits, { kind: "add-actor", id: `new-${n}`, name, dimension, silo }];
}

/** An activity without somebody who goes: of fewer than two it is none. */
function stay(edit: Edit, id: string): Edit[] {
  if (edit.kind !== "add-activity" || !edit.who.includes(id)) return [edit];
  const who = edit.who.filter((other) => other !== id);
  return who.length < 2 ? [] : [{ ...edit, who }];
}

/** Adds an activity; each takes part once, who is gone does not, and of fewer than two nothing is added. */
export function addActivity(edits: Edits, title: string, who: readonly string[]): Edits {
  const there = [...new Set(who)].filter((id) => !isGone(edits, id));
  const taken = (name: string): boolean => edits.some((edit) => edit.kind === "add-activity" && edit.title === name);
  let name = title;
  for (let n = 2; taken(name); n++) name = `${title} ${n}`;
  return there.length < 2 ? edits : [...edits, { kind: "add-activity", title: name, who: there }];
}

/** Ends an activity of the network; twice is once. */
export const endActivity = (edits: Edits, { id, title, actors }: Omit<EndedActivity, "kind">): Edits =>
  edits.some((edit) => edit.kind === "remove-activity" && edit.id === id) ? edits : [...edits, { kind: "remove-activity", id, title, actors }];

/** Pairs that an added activity would tie, each once. */
export const pairsOf = ({ who }: NewActivity): [string, string][] => who.flatMap((a, i) => who.slice(i + 1).map((b): [string, string] => [a, b]));

export const thoughtUp = (edits: Edits): NewActor[] => edits.filter((edit) => edit.kind === "add-actor");

/** No changes, as the service takes them. */
export const noEdits: WhatIfEdits = { add_actors: [], add_ties: [], remove_ties: [], remove_actors: [], add_activities: [], remove_activities: [] };

export const asksNothing = (wanted: WhatIfEdits): boolean => Object.values(wanted).every((list) => list.length === 0);

/** Takes a change back; the ties of somebody who was only thought up go along. */
export const undo = (edits: Edits, edit: Edit): Edits => (edit.kind === "add-actor" ? removeActor(edits, edit.id) : edits.filter((e) => e !== edit));

/** The changes as the service takes them; left out are those of actors that this network does not have. */
export function asked(edits: Edits, stored: (id: string) => boolean): WhatIfEdits {
  const added = thoughtUp(edits);
  const known = (id: string): boolean => stored(id) || added.some((actor) => actor.id === id);
  const ties = (kind: "add-tie" | "remove-tie"): [string, string][] =>
    edits.flatMap((edit) => (edit.kind === kind && known(edit.a) && known(edit.b) ? [[edit.a, edit.b] as [string, string]] : []));
  return {
    add_actors: added.map(({ id, name, dimension, silo }) => ({ id, name, attributes: dimension && silo ? { [dimension]: silo } : {} })),
    add_ties: ties("add-tie"), remove_ties: ties("remove-tie"),
    remove_actors: edits.flatMap((edit) => (edit.kind === "remove-actor" && stored(edit.id) ? [edit.id] : [])),
    add_activities: edits.flatMap((edit) => {
      const who = edit.kind === "add-activity" ? edit.who.filter(known) : [];
      return who.length < 2 ? [] : [who];
    }),
    remove_activities: edits.flatMap((edit) => (edit.kind === "remove-activity" ? [edit.id] : [])),
  };
}

/** A set of changes under a name, kept by the browser. */
export interface Scenario {
  readonly name: string;
  readonly network: string;
  readonly edits: Edits;
}

/** Keeps a scenario; one of the same name is replaced. */
export const keep = (scenarios: readonly Scenario[], scenario: Scenario): Scenario[] =>
  [...scenarios.filter((s) => s.name !== scenario.name || s.network !== scenario.network), scenario];

/** Reads what was kept or written to a file; null when it is not a list of scenarios. */
export function readScenarios(text: string): Scenario[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return Array.isArray(value) && value.every(isScenario) ? value : null;
}

function isScenario(value: unknown): value is Scenario {
  if (typeof value !== "object" || value === null) return false;
  const { name, network, edits } = value as Record<string, unknown>;
  return typeof name === "string" && typeof network === "string" && Array.isArray(edits) && edits.every(isEdit);
}

function isEdit(value: unknown): value is Edit {
  if (typeof value !== "object" || value === null) return false;
  const { kind, a, b, id, name, dimension, silo, title, who, actors } = value as Record<string, unknown>;
  if (kind === "add-activity") return typeof title === "string" && Array.isArray(who) && who.every((one) => typeof one === "string");
  if (kind === "remove-activity") return typeof id === "string" && typeof title === "string" && typeof actors === "number";
  if (kind === "add-actor") return [id, name, dimension, silo].every((text) => typeof text === "string");
  return kind === "remove-actor" ? typeof id === "string" : (kind === "add-tie" || kind === "remove-tie") && typeof a === "string" && typeof b === "string";
}
