import type { Change } from "./change";
import { isGone, type Edits } from "./sandbox";
import type { Picture } from "./picture";

/** What is written over the map: ties and actors that come or go, in the sandbox or between two dates. */
export interface Marks {
  readonly added: readonly (readonly [number, number])[];
  readonly gone: readonly (readonly [number, number])[];
  readonly came: ReadonlySet<number>; // actors
  readonly left: ReadonlySet<number>;
}

const ends = (picture: Picture, a: string, b: string): [number, number][] => {
  const [u, v] = [picture.index.get(a), picture.index.get(b)];
  return u === undefined || v === undefined ? [] : [[u, v]];
};

/** The changes of the sandbox on the map. */
export function marksOf(picture: Picture, edits: Edits): Marks | null {
  if (edits.length === 0) return null;
  const ties = (kind: "add-tie" | "remove-tie"): [number, number][] => edits.flatMap((edit) => (edit.kind === kind ? ends(picture, edit.a, edit.b) : []));
  const left = new Set<number>();
  for (const [u, id] of picture.ids.entries()) if (isGone(edits, id)) left.add(u);
  return { added: ties("add-tie"), gone: ties("remove-tie"), came: new Set(), left };
}

/** The difference between two dates on the map. */
export function marksOfChange(picture: Picture, change: Change): Marks {
  const at = (ids: readonly string[]): Set<number> => new Set(ids.flatMap((id) => picture.index.get(id) ?? []));
  const ties = (list: Change["appeared"]): [number, number][] => list.flatMap(([a, b]) => ends(picture, a, b));
  return { added: ties(change.appeared), gone: ties(change.gone), came: at(change.came), left: at(change.left) };
}
