import type { ActorAnswer, ChangeAsked } from "../api/types";
import { fold } from "./search";
import type { Undoable } from "./tie";

/** What somebody wrote about an actor or an activity that is not there yet. */
export interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: string;
  readonly end: string;
}

export const unwritten = (name: string): Newcomer => ({ id: "", name, attributes: {}, start: "", end: "" });

/** An id made of a name, with a number where it is taken already: whoever has ids of their own writes theirs over it. */
export function idOf(name: string, taken: (id: string) => boolean): string {
  const base = fold(name).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "new";
  let id = base;
  for (let n = 2; taken(id); n++) id = `${base}-${n}`;
  return id;
}

/** Adds an actor; taken back, it goes again. */
export function arrival({ id, name, attributes, start, end }: Newcomer): Undoable {
  const said = Object.fromEntries(Object.entries(attributes).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])));
  return {
    change: {
      message: `add ${name.trim()}`, merge: true,
      upsert: { actors: [{
        id: id.trim(), name: name.trim(), ...(Object.keys(said).length > 0 && { attributes: said }), ...(start.trim() && { start: start.trim() }), ...(end.trim() && { end: end.trim() }),
      }] },
    },
    back: { message: `undo: add ${name.trim()}`, merge: true, upsert: {}, delete: { actors: [id.trim()] } },
  };
}

/** Takes an actor out, with all that hangs on it. */
export const departure = (actor: Pick<ActorAnswer, "id" | "name">): ChangeAsked => ({ message: `remove ${actor.name}`, merge: true, upsert: {}, delete: { actors: [actor.id] } });

/** What goes along with an actor: how many collaborations and participations. */
export function goesAlong({ ties, activities }: Pick<ActorAnswer, "ties" | "activities">): { collaborations: number; participations: number } {
  return {
    collaborations: ties.reduce((n, tie) => n + tie.records.length, 0),
    participations: activities.reduce((n, activity) => n + activity.records.length, 0),
  };
}
