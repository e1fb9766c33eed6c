import type { Marks } from "./marks";
import type { Picture } from "./picture";
import type { Sizes } from "./sizes";

/** What is on the map now: closed bubbles, the actors of open ones, and the ties that have to be drawn between them. */
export interface Scene {
  readonly picture: Picture;
  readonly sizes: Sizes;
  readonly open: ReadonlySet<number>; // silos drawn as their actors
  readonly only: ReadonlySet<number> | null; // the silos on the map, with nothing else; null: everything
  readonly marks: Marks | null; // written over it
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

/** What else decides a scene: silos alone, actors left out (1 in the list), and marks. */
export interface Extras {
  readonly only?: ReadonlySet<number> | null;
  readonly hidden?: Uint8Array | null;
  readonly marks?: Marks | null;
}

export function sceneOf(picture: Picture, sizes: Sizes, open: ReadonlySet<number>, { only = null, hidden = null, marks = null }: Extras = {}): Scene {
  const present = (u: number): boolean => isShown({ only }, picture.silo[u]!) && !hidden?.[u];
  const shown = (u: number): boolean => present(u) && (picture.silo[u]! < 0 || open.has(picture.silo[u]!));
  const dots: number[] = [];
  for (let u = 0; u < picture.size; u++) if (shown(u)) dots.push(u);
  dots.sort((u, v) => picture.silo[u]! - picture.silo[v]! || u - v);
  return { picture, sizes, open, only, marks, dots: Uint32Array.from(dots), links: linksOf(picture, shown, present) };
}

function linksOf(picture: Picture, shown: (u: number) => boolean, present: (u: number) => boolean): Links {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const summed = new Map<number, number>(); // actor and bubble → position in the columns
  for (let t = 0; t < picture.source.length; t++) {
    let [u, v] = [picture.source[t]!, picture.target[t]!];
    if (!shown(u)) [u, v] = [v, u];
    if (u === v || !shown(u) || !present(v)) continue;
    const end = shown(v) ? v : bubbleEnd(picture.silo[v]!);
    if (end < 0) {
      const key = u * picture.silos.length - end - 1;
      const at = summed.get(key);
      if (at !== undefined) {
        weight[at]! += picture.weight[t]!;
        continue;
      }
      summed.set(key, from.length);
    }
    from.push(u);
    to.push(end);
    weight.push(picture.weight[t]!);
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), weight: Float32Array.from(weight) };
}
