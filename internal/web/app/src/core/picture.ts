import type { Grouping, MapAnswer, MapSilo, SiloTie } from "../api/types";
import { bendsOf } from "./curve";

/** A network as the map holds it: columns of numbers, so that 100,000 actors cost megabytes and not gigabytes. */
export interface Picture {
  readonly grouping: Grouping;
  readonly choices: readonly string[]; // dimensions that it could be drawn by
  /** Where everybody stands. Pictures that share it show the same world: a part of it, or another date. */
  readonly places: { readonly x: Float32Array; readonly y: Float32Array };
  readonly room: number; // half the distance between neighbours, about
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
  readonly pairsInAll: number; // pairs of silos that there is something to say of; of very many the service tells only the first
  readonly bends: Float32Array; // how each tie between silos bows
  readonly pairs: ReadonlyMap<number, number>; // pairKey of two silos → its position in siloTies
  readonly index: ReadonlyMap<string, number>; // actor id → position in the columns
  readonly siloIndex: ReadonlyMap<string, number>;
  readonly offsets: Uint32Array; // the ties of actor u are incident[offsets[u] … offsets[u+1])
  readonly incident: Uint32Array; // tie numbers
  readonly land?: Land; // the country below, when silos are its regions
}

/** A country below the bubbles: outlines in the world's units. */
export interface Land {
  readonly areas: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Ties in columns: places of both ends among the actors, and weights. */
export interface Ties {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float32Array;
}

/** The ties that came with a map's answer; for a large network they come apart from it. */
const enclosed = ({ ties: { source, target, weight } }: MapAnswer): Ties => ({
  source: Uint32Array.from(source), target: Uint32Array.from(target), weight: Float32Array.from(weight),
});

/** Reads the bytes that the service sends: a third of them for each column. */
export function tiesOf(bytes: ArrayBuffer): Ties {
  const n = Math.floor(bytes.byteLength / 12);
  return { source: new Uint32Array(bytes, 0, n), target: new Uint32Array(bytes, 4 * n, n), weight: new Float32Array(bytes, 8 * n, n) };
}

export function pictureOf(answer: MapAnswer): Picture {
  const { actors } = answer;
  const siloTies = answer.silo_ties;
  const places = { x: Float32Array.from(actors.x), y: Float32Array.from(actors.y) };
  return {
    grouping: answer.grouping, choices: answer.choices, places, room: roomOf(answer.silos, places), x: places.x, y: places.y,
    ids: actors.id, names: actors.name, silo: Int32Array.from(actors.silo), degree: Float64Array.from(actors.degree),
    index: new Map(actors.id.map((id, i) => [id, i])),
    silos: answer.silos, pairsInAll: answer.pairs, siloIndex: new Map(answer.silos.map((silo, i) => [silo.name, i])),
    ...tiedBy(actors.id.length, enclosed(answer)), ...joinedBy(answer.silos, siloTies),
  };
}

/** The same picture with its ties. */
export const withTies = (picture: Picture, ties: Ties): Picture => ({ ...picture, ...tiedBy(picture.size, ties) });

/** The same picture with the tie between two silos, where that is not among those told. */
export function withPair(picture: Picture, a: string, b: string, between: Omit<SiloTie, "a" | "b">): Picture {
  const [s, t] = [picture.siloIndex.get(a) ?? -1, picture.siloIndex.get(b) ?? -1];
  if (s < 0 || t < 0 || picture.pairs.has(pairKey(s, t))) return picture;
  return { ...picture, ...joinedBy(picture.silos, [...picture.siloTies, { a: Math.min(s, t), b: Math.max(s, t), ...between }]) };
}

/** The same picture with its bubbles elsewhere; their actors go with them. */
export function moved(picture: Picture, middles: readonly (readonly [x: number, y: number])[]): Picture {
  const silos = picture.silos.map((silo, s) => ({ ...silo, x: middles[s]![0], y: middles[s]![1] }));
  const shift = (column: Float32Array, axis: "x" | "y"): Float32Array =>
    column.map((value, u) => value + (silos[picture.silo[u]!]?.[axis] ?? 0) - (picture.silos[picture.silo[u]!]?.[axis] ?? 0));
  const places = { x: shift(picture.places.x, "x"), y: shift(picture.places.y, "y") };
  return { ...picture, places, x: places.x, y: places.y, silos, ...joinedBy(silos, picture.siloTies) };
}

const tiedBy = (size: number, { source, target, weight }: Ties) => ({ size, source, target, weight, ...incidence(size, source, target) });

const joinedBy = (silos: readonly MapSilo[], siloTies: readonly SiloTie[]) => ({
  siloTies, bends: bendsOf(silos, siloTies), pairs: new Map(siloTies.map((tie, t) => [pairKey(tie.a, tie.b), t])),
});

/** About half the distance between neighbouring actors if they filled their bubble evenly: the median over bubbles. */
function roomOf(silos: readonly MapSilo[], { x, y }: Picture["places"]): number {
  const rooms = silos.filter((silo) => silo.actors > 0).map((silo) => silo.r / Math.sqrt(silo.actors)).sort((a, b) => a - b);
  if (rooms.length > 0) return rooms[Math.floor(rooms.length / 2)]!;
  const box = boxAround([], x, y, () => true);
  return Math.sqrt(((box.right - box.left) * (box.bottom - box.top)) / Math.max(x.length, 1)) / 3;
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

/** How many silos there are; those who are in none share a bubble that is not one of them. */
export const siloCount = (picture: Picture): number => picture.silos.filter(({ name }) => name !== "").length;

/** The smallest box around every silo and actor; a unit box when there is nothing. */
export const extent = (picture: Picture): Box => boxAround(picture.silos, picture.x, picture.y, (u) => picture.silo[u]! < 0, picture.land);

function boxAround(silos: readonly MapSilo[], x: Float32Array, y: Float32Array, loose: (u: number) => boolean, land?: Land): Box {
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const grow = (cx: number, cy: number, r: number): void => {
    box.left = Math.min(box.left, cx - r);
    box.top = Math.min(box.top, cy - r);
    box.right = Math.max(box.right, cx + r);
    box.bottom = Math.max(box.bottom, cy + r);
  };
  for (const silo of silos) grow(silo.x, silo.y, silo.r);
  for (let u = 0; u < x.length; u++) if (loose(u)) grow(x[u]!, y[u]!, 0);
  for (const area of land?.areas ?? []) for (const [px, py] of area) grow(px, py, 0);
  return Number.isFinite(box.left) ? box : { left: -1, top: -1, right: 1, bottom: 1 };
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
