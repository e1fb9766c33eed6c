import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { hiddenBy } from "./hidden";
import { everything } from "./narrow";
import { partOf } from "./part";
import { pictureOf, tiesOf } from "./picture";
import { sceneOf } from "./scene";
import { sizesOf } from "./sizes";

const whole = pictureOf(threeSilos());
/** Actors 3, 4 and 0 are left, so silo B comes first and C is gone. */
const answer = {
  silo: "sector", grouping: "silo" as const, choices: [],
  silos: [{ name: "B", actors: 2, inside: 1, x: 0, y: 0, r: 0 }, { name: "A", actors: 1, inside: 0, x: 0, y: 0, r: 0 }],
  pairs: 1, silo_ties: [{ a: 0, b: 1, ties: 1, weight: 1, expected: 2 }],
  actors: { id: ["b0", "b1", "a0"], name: ["Sitra", "Kone Foundation", "Åbo Akademi"], silo: [0, 0, 1], x: [], y: [], degree: [1, 2, 1] },
  ties: { source: [], target: [], weight: [] },
};
const ties = { source: Uint32Array.of(0, 1), target: Uint32Array.of(1, 2), weight: Float32Array.of(1, 1) };

test("a part keeps the places and the order of silos of the whole", () => {
  const part = partOf(whole, answer, ties);
  expect([[...part.x], [...part.silo]]).toEqual([[38, 42, -3], [1, 1, 0]]);
  expect(part.silos.map(({ name, actors, x }) => [name, actors, x])).toEqual([["A", 1, 0], ["B", 2, 40], ["C", 0, 0]]);
  expect(part.siloTies).toEqual([{ a: 0, b: 1, ties: 1, weight: 1, expected: 2 }]);
  expect(part.places).toBe(whole.places);
});

test("communities stay those of the whole, and their ties are counted", () => {
  const circles = { ...whole, grouping: "communities" as const };
  const part = partOf(circles, { ...answer, grouping: "communities" as const }, ties);
  expect(part.siloTies).toEqual([{ a: 0, b: 1, ties: 1, weight: 1, expected: null }]);
  expect(part.silos[1]!.inside).toBe(1);
});

test("ties come as bytes in three columns", () => {
  const bytes = new ArrayBuffer(24);
  new Uint32Array(bytes, 0, 4).set([1, 2, 3, 4]);
  new Float32Array(bytes, 16, 2).set([0.5, 2]);
  const { source, target, weight } = tiesOf(bytes);
  expect([[...source], [...target], [...weight]]).toEqual([[1, 2], [3, 4], [0.5, 2]]);
});

test("actors without the role or with a figure outside the range are left out, with their ties", () => {
  expect(hiddenBy(whole, everything, whole.degree, null)).toBeNull();
  const low = hiddenBy(whole, { ...everything, low: 1 }, whole.degree, null)!;
  expect([...low]).toEqual([0, 0, 0, 0, 0, 1, 1]);
  const role = hiddenBy(whole, { ...everything, role: "funder" }, null, ["a0", "b1"])!;
  const scene = sceneOf(whole, sizesOf(whole, whole.degree), new Set([0, 1]), { hidden: role });
  expect([...scene.dots]).toEqual([0, 4]);
  expect([...scene.links.from]).toEqual([4]);
});
