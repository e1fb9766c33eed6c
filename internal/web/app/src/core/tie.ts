import type { ActorAnswer, ChangeAsked } from "../api/types";
import { firstDay } from "./dates";

/** One collaboration of an actor, as the service tells it. */
export type Tie = NonNullable<ActorAnswer["ties"]>[number];
export type TieRecord = Tie["records"][number];

/** Who gives and who gets, seen from an actor; or nobody in particular. */
export type Direction = "both" | "to" | "from";

/** What somebody wrote over a collaboration; figures as text, as long as they are being written. */
export interface TieDraft {
  readonly type: string;
  readonly direction: Direction;
  readonly start: string;
  readonly end: string;
  readonly weight: string;
  readonly confidence: string;
}

export const directionOf = (record: TieRecord, actor: string): Direction => (!record.directed ? "both" : record.source === actor ? "to" : "from");

export const draftOf = (record: TieRecord, actor: string): TieDraft => ({
  type: record.type ?? "", direction: directionOf(record, actor), start: record.start ?? "", end: record.end ?? "",
  weight: String(record.weight ?? 1), confidence: String(record.confidence ?? 1),
});

/** A figure as people write it, with a comma or a point; null when it is none or outside its range. */
export function figureOf(text: string, most = Infinity): number | null {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) && value >= 0 && value <= most ? value : null;
}

const keyOf = ({ source, target, type, directed, start }: TieRecord) => ({ source, target, ...(type && { type }), ...(directed && { directed }), ...(start && { start }) });
const putOf = (record: TieRecord) => ({
  ...keyOf(record), weight: record.weight ?? 1, confidence: record.confidence ?? 1, ...(record.end && { end: record.end }),
});

/** A change, and the one that takes it back. */
export interface Undoable {
  readonly change: ChangeAsked;
  readonly back: ChangeAsked;
}

type Upsert = NonNullable<ChangeAsked["upsert"]["collaborations"]>;
type Drop = NonNullable<NonNullable<ChangeAsked["delete"]>["collaborations"]>;
const asked = (message: string, put: Upsert, drop: Drop): ChangeAsked => ({
  message, merge: true, upsert: { collaborations: put }, ...(drop.length > 0 && { delete: { collaborations: drop } }),
});

/** Whether a collaboration would be known by the same as another of the two: the one would be written over the other. */
export function isThere(records: readonly TieRecord[], actor: string, draft: TieDraft, but?: TieRecord): boolean {
  return records.some((record) => record !== but && (record.type ?? "") === draft.type.trim() && directionOf(record, actor) === draft.direction && (record.start ?? "") === firstDay(draft.start));
}

/** The change from a collaboration to its draft; null when nothing differs, or a figure in it is none. */
export function tieChange(actor: { id: string; name: string }, tie: { id: string; name: string }, record: TieRecord, draft: TieDraft): Undoable | null {
  const [weight, confidence] = [figureOf(draft.weight), figureOf(draft.confidence, 1)];
  if (weight === null || confidence === null) return null;
  const was = putOf(record);
  // As long as the direction stays, so does which end comes first: it is part of what the collaboration is known by.
  const stays = draft.direction === directionOf(record, actor.id);
  const [source, target] = stays ? [record.source, record.target] : draft.direction === "from" ? [tie.id, actor.id] : [actor.id, tie.id];
  const now = putOf({
    ...record, source, target, type: draft.type.trim(), directed: draft.direction !== "both", start: draft.start.trim(), end: draft.end.trim(), weight, confidence,
  });
  if (JSON.stringify(now) === JSON.stringify(was)) return null;
  const [before, after] = [keyOf(record), keyOf({ ...record, ...now, type: now.type ?? "", directed: now.directed ?? false, start: now.start ?? "" })];
  const same = JSON.stringify(before) === JSON.stringify(after);
  const what = `${actor.name} and ${tie.name}`;
  return { change: asked(`edit the tie of ${what}`, [now], same ? [] : [before]), back: asked(`undo: edit the tie of ${what}`, [was], same ? [] : [after]) };
}

/** Takes a collaboration out. */
export function tieRemoval(actor: { name: string }, tie: { name: string }, record: TieRecord): Undoable {
  const what = `${actor.name} and ${tie.name}`;
  return { change: asked(`remove a tie of ${what}`, [], [keyOf(record)]), back: asked(`undo: remove a tie of ${what}`, [putOf(record)], []) };
}
