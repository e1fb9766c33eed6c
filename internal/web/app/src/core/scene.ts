import type { Marks } from "./marks";
import type { Picture } from "./picture";
import type { Sizes } from "./sizes";
import type { Tint } from "./tint";

/** What is on the map now: closed bubbles, the actors of open ones, and the ties that have to be drawn between them. */
export interface Scene {
  readonly picture: Picture;
  readonly sizes: Sizes;
  readonly open: ReadonlySet<number>; // silos drawn as their actors
  readonly only: ReadonlySet<number> | null; // the silos on the map, with nothing else; null: everything
  readonly marks: Marks | null; // written over it
  readonly tint: Tint | null; // another dimension that colours the actors; null: their silo does
  readonly dots: Uint32Array; // actors drawn, silo by silo
  readonly links: Links;
}

/**
 * Ties with at least one end among the drawn actors. An end ≥ 0 is an actor, an end < 0 the closed bubble −end−1. Ties between
 * an actor and a bubble are summed, so an actor has one line to a bubble.
 */
export interface Links {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float32Array;
}

export const bubbleEnd = (silo: number): number => -silo - 1;

/** Whether a silo's bubble is on the map at all. */
export const isShown = ({ only }: Pick<Scene, "only">, silo: number): boolean => !only || only.has(silo);

/** What else decides a scene: silos alone, actors left out (1 in the list), marks, and another colouring. */
export interface Extras {
  readonly only?: ReadonlySet<number> | null;
  readonly hidden?: Uint8Array | null;
  readonly marks?: Marks | null;
  readonly tint?: Tint | null;
}

export function sceneOf(picture: Picture, sizes: Sizes, open: ReadonlySet<number>, { only = null, hidden = null, marks = null, tint = null }: Extras = {}): Scene {
  // 0 for an actor that is nowhere, 1 for one inside a closed bubble, 2 for one drawn itself.
  const state = new Uint8Array(picture.size);
  const dots: number[] = [];
  const silos = picture.silos.map((_, s) => (!isShown({ only }, s) ? 0 : open.has(s) ? 2 : 1));
  const loose = isShown({ only }, -1) ? 2 : 0;
  for (let u = 0; u < picture.size; u++) {
    if (hidden?.[u]) continue;
    state[u] = picture.silo[u]! < 0 ? loose : silos[picture.silo[u]!]!;
    if (state[u] === 2) dots.push(u);
  }
  dots.sort((u, v) => picture.silo[u]! - picture.silo[v]! || (tint ? tint.of[u]! - tint.of[v]! : 0) || u - v);
  return { picture, sizes, open, only, marks, tint, dots: Uint32Array.from(dots), links: linksOf(picture, dots, state) };
}

/** Walks the ties of the drawn actors only: of half a million, one open silo has a tenth. */
function linksOf(picture: Picture, dots: readonly number[], state: Uint8Array): Links {
  const { source, target, weight, silo, offsets, incident } = picture;
  const from: number[] = [];
  const to: number[] = [];
  const heft: number[] = [];
  const summed = new Float64Array(picture.silos.length); // of one actor to each bubble
  const ties = new Uint32Array(picture.silos.length);
  for (const u of dots) {
    const bubbles: number[] = [];
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const t = incident[i]!;
      const v = source[t] === u ? target[t]! : source[t]!;
      if (v === u || state[v] === 0) continue;
      if (state[v] === 1) {
        const s = silo[v]!;
        if (ties[s]!++ === 0) bubbles.push(s);
        summed[s]! += weight[t]!;
      } else if (source[t] === u) {
        // A tie between two drawn actors is met at both ends and taken at its first.
        from.push(u);
        to.push(v);
        heft.push(weight[t]!);
      }
    }
    for (const s of bubbles) {
      from.push(u);
      to.push(bubbleEnd(s));
      heft.push(summed[s]!);
      summed[s] = ties[s] = 0;
    }
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), weight: Float32Array.from(heft) };
}
