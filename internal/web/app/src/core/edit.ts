import type { ActorAnswer, ChangeAsked } from "../api/types";

/** What somebody wrote over an actor's name and attributes. */
export interface Draft {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const draftOf = (actor: ActorAnswer): Draft => ({ name: actor.name, attributes: { ...actor.attributes } });

/** The change from an actor to its draft, naming only what differs; null when nothing does. An attribute that was emptied goes. */
export function changeOf(actor: ActorAnswer, draft: Draft): ChangeAsked | null {
  const was = actor.attributes ?? {};
  const attributes = Object.fromEntries(Object.entries(draft.attributes).flatMap(([key, text]): [string, string | null][] => {
    const value = text.trim();
    return value === (was[key] ?? "") ? [] : [[key, value || null]];
  }));
  const name = draft.name.trim();
  const renamed = name !== "" && name !== actor.name;
  if (!renamed && Object.keys(attributes).length === 0) return null;
  // Changes name the actor as it was called: that is what somebody looks for in the history.
  return {
    message: `edit ${actor.name}`, merge: true,
    upsert: { actors: [{ id: actor.id, ...(renamed && { name }), ...(Object.keys(attributes).length > 0 && { attributes }) }] },
  };
}

/** The change that takes an actor's change back: its name and attributes as they are now. */
export function backTo(actor: ActorAnswer, change: ChangeAsked): ChangeAsked {
  const changed = Object.keys(change.upsert.actors?.[0]?.attributes ?? {});
  return {
    message: `undo: edit ${actor.name}`, merge: true,
    upsert: { actors: [{ id: actor.id, name: actor.name, attributes: Object.fromEntries(changed.map((key) => [key, actor.attributes?.[key] ?? null])) }] },
  };
}

/** A collaboration from one actor to another. */
export const tieTo = (actor: ActorAnswer, other: { id: string; name: string }, type: string): ChangeAsked => ({
  message: `${actor.name} works with ${other.name}`, merge: true,
  upsert: { collaborations: [{ source: actor.id, target: other.id, ...(type.trim() && { type: type.trim() }) }] },
});
