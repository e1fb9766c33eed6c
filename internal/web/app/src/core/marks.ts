import type { Change } from "./change";
import { isGone, pairsOf, thoughtUp, type Edits } from "./sandbox";
import { extent, neighbours, type Picture } from "./picture";

/** What is written over the map: ties and actors that come or go, in the sandbox or between two dates. */
export interface Marks {
  readonly added: readonly (readonly [number, number])[];
  readonly gone: readonly (readonly [number, number])[];
  readonly came: ReadonlySet<number>; // actors
  readonly left: ReadonlySet<number>;
  readonly moved: ReadonlySet<number>; // actors that are in another circle
  readonly fresh: readonly Fresh[];
}

/** Somebody who is thought up: where they would stand, and with whom they would be tied. */
export interface Fresh {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly ties: readonly number[]; // to actors of the picture
  readonly others: readonly number[]; // to others thought up, by their place in the list
}

/** Pairs that would be tied: by a tie that is drawn, or by an activity. */
const drawn = (edits: Edits): [string, string][] =>
  edits.flatMap((edit) => (edit.kind === "add-tie" ? [[edit.a, edit.b] as [string, string]] : edit.kind === "add-activity" ? pairsOf(edit) : []));

/** Those thought up stand on a ring inside their silo, so that they do not lie on its name; without a silo beside the map's middle. */
function freshOf(picture: Picture, edits: Edits): Fresh[] {
  const added = thoughtUp(edits);
  const place = new Map(added.map(({ id }, at) => [id, at]));
  return added.map(({ id, name, silo }, at) => {
    const home = picture.silos[picture.siloIndex.get(silo) ?? -1];
    const box = extent(picture);
    const [x, y, r] = home ? [home.x, home.y, home.r * 0.72] : [(box.left + box.right) / 2, (box.top + box.bottom) / 2, picture.room * 4];
    const angle = 0.7 + at * 2.4; // no two lie near each other for long
    const ends = drawn(edits).flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []));
    return {
      name, x: x + r * Math.cos(angle), y: y + r * Math.sin(angle),
      ties: ends.flatMap((end) => picture.index.get(end) ?? []),
      others: ends.flatMap((end) => { const other = place.get(end); return other !== undefined && other > at ? [other] : []; }),
    };
  });
}

const ends = (picture: Picture, a: string, b: string): [number, number][] => {
  const [u, v] = [picture.index.get(a), picture.index.get(b)];
  return u === undefined || v === undefined ? [] : [[u, v]];
};

/** The changes of the sandbox on the map. Which ties an ended activity takes along is for the service to say: others may make them as well. */
export function marksOf(picture: Picture, edits: Edits, taken: readonly (readonly string[])[] = []): Marks | null {
  if (edits.length === 0) return null;
  const added = drawn(edits).flatMap(([a, b]) => ends(picture, a, b)).filter(([u, v]) => !neighbours(picture, u).has(v)); // an activity makes a tie that is there stronger
  const removed = edits.flatMap((edit) => (edit.kind === "remove-tie" ? ends(picture, edit.a, edit.b) : []));
  const isRemoved = ([u, v]: [number, number]): boolean => removed.some(([a, b]) => (a === u && b === v) || (a === v && b === u));
  const gone = [...removed, ...taken.flatMap(([a, b]) => ends(picture, a!, b!)).filter((pair) => !isRemoved(pair))];
  const left = new Set<number>();
  for (const [u, id] of picture.ids.entries()) if (isGone(edits, id)) left.add(u);
  return { added, gone, came: new Set(), left, moved: new Set(), fresh: freshOf(picture, edits) };
}

/** The difference between two dates on the map. */
export function marksOfChange(picture: Picture, change: Change, moved: readonly string[] = []): Marks {
  const at = (ids: readonly string[]): Set<number> => new Set(ids.flatMap((id) => picture.index.get(id) ?? []));
  const ties = (list: Change["appeared"]): [number, number][] => list.flatMap(([a, b]) => ends(picture, a, b));
  return { added: ties(change.appeared), gone: ties(change.gone), came: at(change.came), left: at(change.left), moved: at(moved), fresh: [] };
}
