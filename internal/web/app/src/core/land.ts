import type { MapSilo } from "../api/types";
import { aaland, mainland, regions, type Place } from "./finland";
import { moved, type Land, type Picture } from "./picture";

type Point = readonly [x: number, y: number];

/** Degrees of longitude are so much shorter than those of latitude in the middle of the country. */
const narrow = Math.cos((63 * Math.PI) / 180);
/** North of here the country is drawn shorter, and all of it wider: few live in the north, and screens are wide. */
const sparse = 63.6;
const shorter = 0.45;
const wider = 1.25;

/** The plane in which nearness is true to scale. */
const flat = ([east, north]: Place): Point => [east * narrow, -north];
const drawn = ([x, y]: Point): Point => [x * wider, y < -sparse ? -sparse + (y + sparse) * shorter : y];

const fold = (name: string): string => name.normalize("NFC").toLocaleLowerCase("fi").replaceAll(/[\s–-]+/g, " ").trim();
const known = new Map(regions.flatMap((region, r) => region.names.map((name) => [fold(name), r] as const)));

/** Which region a silo is, by its name in any of the country's languages or English; -1 when it is none. */
export const regionOf = (name: string): number => known.get(fold(name)) ?? -1;

/** How many silos must be regions, and what share of the named ones, for a map of the country to say more than the ties do. */
const [fewest, share] = [5, 0.8];

/**
 * The picture with its bubbles where the regions lie, when its silos are regions; else null. Silos that are none stand in a row in the
 * west, in the sea.
 */
export function onLand(picture: Picture): (Picture & { readonly land: Land }) | null {
  if (picture.grouping !== "silo") return null;
  const at = picture.silos.map((silo) => regionOf(silo.name));
  const found = at.filter((r) => r >= 0).length;
  if (found < fewest || found < share * picture.silos.filter((silo) => silo.name).length || new Set(at.filter((r) => r >= 0)).size < found) return null;
  let strays = 0;
  const middles = at.map((r): Point => (r >= 0 ? drawn(flat(regions[r]!.middle)) : [wider * flat([18.2, 0])[0], -sparse + strays++ * 0.8]));
  const shrunk = fitting(picture.silos, middles);
  const places = apart(middles, picture.silos.map((silo) => silo.r * shrunk * roomy));
  // The world keeps its unit: bubbles and actors stay as large as they were, and the country is drawn as large as that needs.
  const unit = 1 / (shrunk * roomy);
  const scaled = ([x, y]: Point): Point => [x * unit, y * unit];
  return { ...moved(picture, places.map(scaled)), land: { areas: areas().map((area) => area.map(scaled)) } };
}

/** Bubbles may be this much larger than would just not touch; the closest step aside for one another. */
const roomy = 1.75;

/** How much bubbles must shrink so that no two overlap where the regions lie. */
function fitting(silos: readonly MapSilo[], middles: readonly Point[]): number {
  let least = Infinity;
  for (const [i, a] of middles.entries()) {
    for (const [j, b] of middles.entries()) {
      if (j > i) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1]) / (silos[i]!.r + silos[j]!.r));
    }
  }
  return least;
}

/** Pushes circles that overlap apart, each by half, until none do or that takes too long. */
function apart(middles: readonly Point[], radii: readonly number[]): Point[] {
  const at = middles.map(([x, y]): [number, number] => [x, y]);
  for (let round = 0; round < 60; round++) {
    let pushed = false;
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) {
        const [a, b] = [at[i]!, at[j]!];
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const distance = Math.hypot(dx, dy) || 1e-9;
        const lack = (radii[i]! + radii[j]!) * 1.04 - distance;
        if (lack <= 0) continue;
        pushed = true;
        const [px, py] = [(dx / distance) * (lack / 2), (dy / distance) * (lack / 2)];
        a[0] -= px;
        a[1] -= py;
        b[0] += px;
        b[1] += py;
      }
    }
    if (!pushed) break;
  }
  return at;
}

/**
 * The regions as areas: of the mainland whatever lies nearest to a region's middle. It is a scheme of the country and not its borders, and
 * the map says so.
 */
function areas(): Point[][] {
  const coast = mainland.map(flat);
  const middles = regions.slice(0, -1).map((region) => flat(region.middle));
  const cut = middles.map((own, r) => middles.reduce<Point[]>((rest, other, o) => (o === r ? rest : nearer(rest, own, other)), coast));
  return [...cut, aaland.map(flat)].map((area) => area.map(drawn));
}

/** The part of an area that lies nearer to one point than to another (I. Sutherland, G. Hodgman 1974, doi:10.1145/360767.360802). */
function nearer(area: readonly Point[], own: Point, other: Point): Point[] {
  const [nx, ny] = [other[0] - own[0], other[1] - own[1]];
  const middle = (nx * (own[0] + other[0]) + ny * (own[1] + other[1])) / 2;
  const beyond = ([x, y]: Point): number => x * nx + y * ny - middle;
  const kept: Point[] = [];
  for (const [i, to] of area.entries()) {
    const from = area[(i + area.length - 1) % area.length]!;
    const [a, b] = [beyond(from), beyond(to)];
    if (a * b < 0) kept.push([from[0] + ((to[0] - from[0]) * a) / (a - b), from[1] + ((to[1] - from[1]) * a) / (a - b)]);
    if (b <= 0) kept.push(to);
  }
  return kept;
}
