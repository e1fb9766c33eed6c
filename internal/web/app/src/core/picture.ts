import type { MapAnswer, MapSilo, SiloTie } from "../api/types";
import { bendsOf } from "./curve";

/** A network as the map holds it: columns of numbers, so that 100,000 actors cost megabytes and not gigabytes. */
export interface Picture {
  readonly size: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly silo: Int32Array; // index into silos, or -1 for actors that have none
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly degree: Float64Array;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float32Array;
  readonly silos: readonly MapSilo[];
  readonly siloTies: readonly SiloTie[];
  readonly bends: Float32Array; // how each tie between silos bows
  readonly pairs: ReadonlyMap<number, number>; // pairKey of two silos → its position in siloTies
  readonly index: ReadonlyMap<string, number>; // actor id → position in the columns
  readonly siloIndex: ReadonlyMap<string, number>;
  readonly offsets: Uint32Array; // the ties of actor u are incident[offsets[u] … offsets[u+1])
  readonly incident: Uint32Array; // tie numbers
}

export function pictureOf(answer: MapAnswer): Picture {
  const { actors, ties } = answer;
  const size = actors.id.length;
  const source = Uint32Array.from(ties.source);
  const target = Uint32Array.from(ties.target);
  const siloTies = answer.silo_ties ?? [];
  const { offsets, incident } = incidence(size, source, target);
  return {
    size,
    ids: actors.id,
    names: actors.name,
    silo: Int32Array.from(actors.silo),
    x: Float32Array.from(actors.x),
    y: Float32Array.from(actors.y),
    degree: Float64Array.from(actors.degree),
    source,
    target,
    weight: Float32Array.from(ties.weight),
    silos: answer.silos,
    siloTies,
    bends: bendsOf(answer.silos, siloTies),
    pairs: new Map(siloTies.map((tie, t) => [pairKey(tie.a, tie.b), t])),
    index: new Map(actors.id.map((id, i) => [id, i])),
    siloIndex: new Map(answer.silos.map((silo, i) => [silo.name, i])),
    offsets,
    incident,
  };
}

/** One number for two silos in either order; there are fewer than a million silos. */
export const pairKey = (a: number, b: number): number => Math.min(a, b) * 1e6 + Math.max(a, b);

function incidence(size: number, source: Uint32Array, target: Uint32Array): { offsets: Uint32Array; incident: Uint32Array } {
  const offsets = new Uint32Array(size + 1);
  for (let t = 0; t < source.length; t++) {
    offsets[source[t]! + 1]!++;
    if (target[t] !== source[t]) offsets[target[t]! + 1]!++;
  }
  for (let u = 0; u < size; u++) offsets[u + 1]! += offsets[u]!;
  const incident = new Uint32Array(offsets[size]!);
  const next = offsets.slice(0, size);
  for (let t = 0; t < source.length; t++) {
    incident[next[source[t]!]!++] = t;
    if (target[t] !== source[t]) incident[next[target[t]!]!++] = t;
  }
  return { offsets, incident };
}

/** The actors that share a tie with actor u, each once, without u itself. */
export function neighbours(picture: Picture, u: number): Set<number> {
  const found = new Set<number>();
  for (let i = picture.offsets[u]!; i < picture.offsets[u + 1]!; i++) {
    const tie = picture.incident[i]!;
    const other = picture.source[tie] === u ? picture.target[tie]! : picture.source[tie]!;
    if (other !== u) found.add(other);
  }
  return found;
}

/** The smallest box around every silo and actor; a unit box when there is nothing. */
export function extent(picture: Picture): Box {
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const grow = (x: number, y: number, r: number): void => {
    box.left = Math.min(box.left, x - r);
    box.top = Math.min(box.top, y - r);
    box.right = Math.max(box.right, x + r);
    box.bottom = Math.max(box.bottom, y + r);
  };
  for (const silo of picture.silos) grow(silo.x, silo.y, silo.r);
  for (let u = 0; u < picture.size; u++) if (picture.silo[u]! < 0) grow(picture.x[u]!, picture.y[u]!, 0);
  return Number.isFinite(box.left) ? box : { left: -1, top: -1, right: 1, bottom: 1 };
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
