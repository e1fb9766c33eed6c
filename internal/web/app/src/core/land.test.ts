import { expect, test } from "vitest";
import type { MapAnswer } from "../api/types";
import { regions } from "./finland";
import { onLand, regionOf } from "./land";
import { extent, pictureOf } from "./picture";

/** One actor in each silo, in the silo's middle, and one actor in none. */
function network(names: readonly string[], r = 10): MapAnswer {
  const places = names.map((_, s) => ({ x: s * 50, y: 0 }));
  return {
    silo: "region", grouping: "silo", choices: ["region"],
    silos: names.map((name, s) => ({ name, actors: 1, inside: 0, ...places[s]!, r })),
    pairs: 1, silo_ties: [{ a: 0, b: 1, ties: 0, weight: 0, expected: 1 }],
    actors: {
      id: [...names.map((_, s) => `a${s}`), "x"], name: [...names, "X"], silo: [...names.map((_, s) => s), -1],
      x: [...places.map((p) => p.x), 7], y: [...places.map(() => 0), 9], degree: names.map(() => 0).concat(0),
    },
    ties: { source: [], target: [], weight: [] },
  };
}
const finnish = regions.map((region) => region.names[0]!);
const at = (names: readonly string[], name: string) => {
  const silo = onLand(pictureOf(network(names)))!.silos[names.indexOf(name)]!;
  return { x: silo.x, y: silo.y };
};

test("regions are known by their names in Finnish, Swedish and English, however they are written", () => {
  expect(["Uusimaa", "nyland", "NORTH  KARELIA", "Päijänne-Tavastland", "Åland"].map(regionOf)).toEqual([0, 0, 10, 5, 18]);
  expect(regionOf("Helsinki")).toBe(-1);
  const all = regions.flatMap((region) => region.names);
  expect(all.map(regionOf)).toEqual(regions.flatMap((region, r) => region.names.map(() => r)));
});

test("the compass holds: Lapland is north of everybody, Åland west of them, North Karelia east", () => {
  for (const name of finnish) {
    if (name !== "Lappi") expect(at(finnish, "Lappi").y, name).toBeLessThan(at(finnish, name).y);
    if (name !== "Ahvenanmaa") expect(at(finnish, "Ahvenanmaa").x, name).toBeLessThan(at(finnish, name).x);
    if (name !== "Pohjois-Karjala") expect(at(finnish, "Pohjois-Karjala").x, name).toBeGreaterThan(at(finnish, name).x);
  }
});

test("no bubble covers another, actors go with their bubbles and keep their size, and the whole is in sight", () => {
  const picture = onLand(pictureOf(network(finnish)))!;
  for (const [i, a] of picture.silos.entries()) {
    expect(a.r).toBe(10);
    expect([picture.x[i], picture.y[i]]).toEqual([Math.fround(a.x), Math.fround(a.y)]);
    for (const b of picture.silos.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y), `${a.name}, ${b.name}`).toBeGreaterThan(20);
  }
  expect([picture.x.at(-1), picture.y.at(-1)]).toEqual([7, 9]);
  const box = extent(picture);
  for (const [x, y] of picture.land.areas.flat()) expect(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom).toBe(true);
});

test("every region has an area, and the areas together are the country: none overlaps another", () => {
  const { areas } = onLand(pictureOf(network(finnish)))!.land;
  expect(areas).toHaveLength(19);
  const size = (area: readonly (readonly [number, number])[]): number =>
    Math.abs(area.reduce((sum, [x, y], i) => sum + x * area[(i + 1) % area.length]![1] - area[(i + 1) % area.length]![0] * y, 0)) / 2;
  for (const area of areas) expect(size(area)).toBeGreaterThan(0);
  // Lapland is the largest region, and the south is drawn larger than it is.
  expect(areas.map(size).indexOf(Math.max(...areas.map(size)))).toBe(17);
});

test("sectors are no regions, five regions among a dozen sectors neither, and a few strays stand in the sea", () => {
  expect(onLand(pictureOf(network(["company", "NGO", "Uusimaa"])))).toBeNull();
  expect(onLand(pictureOf(network([...finnish.slice(0, 5), ..."abcdefg"])))).toBeNull();
  expect(onLand(pictureOf(network([...finnish.slice(0, 6), "Nyland"])))).toBeNull();
  const names = [...finnish, "abroad", ""];
  expect(at(names, "abroad").x).toBeLessThan(at(names, "Uusimaa").x);
  expect(onLand(pictureOf({ ...network(finnish), grouping: "communities" }))).toBeNull();
});
