import type { ActorAnswer, ChangeAsked } from "../api/types";
import { firstDay } from "./dates";
import type { Undoable } from "./tie";

/** One activity that an actor takes part in, and the participations that this is made of. */
export type Involve = ActorAnswer["activities"][number];
export type InvolveRecord = Involve["records"][number];

/** What somebody wrote over a participation, or of a new one. */
export interface InvolveDraft {
  readonly role: string;
  readonly start: string;
  readonly end: string;
}

/** An activity to take part in: one that is there, or a new one of which only the title is known. */
export interface Target {
  readonly id: string;
  readonly title: string;
  readonly isNew: boolean;
}

export const blank: InvolveDraft = { role: "", start: "", end: "" };
export const draftOf = (record: InvolveRecord): InvolveDraft => ({ role: record.role ?? "", start: record.start ?? "", end: record.end ?? "" });

const keyOf = ({ actor, activity, role, start }: Pick<InvolveRecord, "actor" | "activity" | "role" | "start">) => ({ actor, activity, ...(role && { role }), ...(start && { start }) });
const putOf = (record: Omit<InvolveRecord, "origin">) => ({
  ...keyOf(record), ...(record.end && { end: record.end }), ...(record.funding !== undefined && record.funding !== null && { funding: record.funding }),
});
const sameKey = (a: Parameters<typeof keyOf>[0], b: Parameters<typeof keyOf>[0]): boolean => JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b));

type Upsert = NonNullable<ChangeAsked["upsert"]["participations"]>;
type Drop = NonNullable<NonNullable<ChangeAsked["delete"]>["participations"]>;
const asked = (message: string, put: Upsert, drop: Drop): ChangeAsked => ({ message, merge: true, upsert: { participations: put }, ...(drop.length > 0 && { delete: { participations: drop } }) });

/** Whether a participation would be known by the same as another of the actor's: the one would be written over the other. */
export const isThere = (records: readonly InvolveRecord[], draft: InvolveDraft, but?: InvolveRecord): boolean =>
  records.some((record) => record !== but && (record.role ?? "") === draft.role.trim() && (record.start ?? "") === firstDay(draft.start));

/** Lets an actor take part in an activity; a new activity comes along, and goes along when that is taken back. */
export function involvement(actor: { id: string; name: string }, target: Target, draft: InvolveDraft): Undoable {
  const record = { actor: actor.id, activity: target.id, role: draft.role.trim(), start: draft.start.trim(), end: draft.end.trim() };
  const what = `${actor.name} takes part in ${target.title}`;
  const change = asked(what, [putOf(record)], []);
  if (!target.isNew) return { change, back: asked(`undo: ${what}`, [], [keyOf(record)]) };
  return {
    change: { ...change, upsert: { ...change.upsert, activities: [{ id: target.id, title: target.title }] } },
    back: { message: `undo: ${what}`, merge: true, upsert: {}, delete: { activities: [target.id] } },
  };
}

/** The change from a participation to its draft; null when nothing differs. Its funding stays. */
export function involveChange(actor: { name: string }, activity: { title: string }, record: InvolveRecord, draft: InvolveDraft): Undoable | null {
  const now = { ...record, role: draft.role.trim(), start: draft.start.trim(), end: draft.end.trim() };
  if (JSON.stringify(putOf(now)) === JSON.stringify(putOf(record))) return null;
  const same = sameKey(now, record);
  const what = `${actor.name} in ${activity.title}`;
  return {
    change: asked(`edit the part of ${what}`, [putOf(now)], same ? [] : [keyOf(record)]),
    back: asked(`undo: edit the part of ${what}`, [putOf(record)], same ? [] : [keyOf(now)]),
  };
}

/** Takes a participation out. */
export function involveRemoval(actor: { name: string }, activity: { title: string }, record: InvolveRecord): Undoable {
  const what = `${actor.name} takes part in ${activity.title}`;
  return { change: asked(`remove: ${what}`, [], [keyOf(record)]), back: asked(`undo: remove: ${what}`, [putOf(record)], []) };
}
