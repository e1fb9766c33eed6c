import { expect, test } from "vitest";
import type { Gap } from "../api/types";
import { threeSilos } from "./fixture";
import { matrixOf, nextCell, stepOf } from "./matrix";
import { pictureOf } from "./picture";

const pair = (a: string, b: string, observed: number, expected: number): Gap => ({
  rank: 1, a, b, actors_a: 1, actors_b: 1, observed, expected, ratio: observed / expected, z: 0, p: 1, q: 1,
  observed_ties: 0, reach: { one: 0, two: 0, three: 0 }, mean_distance: null, fragility: { actors: null, at_least: false, who: [] }, should: { shared: [], role_contrast: null },
});
const pairs = [pair("A", "B", 1, 4), pair("A", "C", 0, 0.4), pair("B", "C", 9, 3)];
const picture = pictureOf(threeSilos());

test("a half is as far from even as a double", () => {
  expect([0, 0.24, 0.49, 0.79, 1, 1.24, 1.9, 3.9, 4].map((observed) => stepOf({ observed: observed * 10, expected: 10 }))).toEqual([-3, -3, -2, -1, 0, 0, 1, 2, 3]);
});

test("less than one tie on both sides is too little to compare; ties where none were expected are a surplus", () => {
  expect(stepOf({ observed: 0, expected: 0.9 })).toBeNull();
  expect(stepOf({ observed: 2, expected: 0 })).toBe(3);
  expect(stepOf({ observed: 0, expected: 1 })).toBe(-3);
});

test("the matrix reads the same along rows and columns, the largest silos first", () => {
  const { silos, cells } = matrixOf(picture, pairs, 10);
  expect(silos.map((s) => picture.silos[s]!.name)).toEqual(["A", "B", "C"]);
  expect(cells.map((row) => row.map((cell) => cell?.observed ?? null))).toEqual([[null, 1, 0], [1, null, 9], [0, 9, null]]);
});

test("with more silos than fit, the smallest are left out", () => {
  expect(matrixOf(picture, pairs, 2).cells).toEqual([[null, pairs[0]], [pairs[0], null]]);
});

test("arrow keys jump over the diagonal and stop at the edges", () => {
  expect(nextCell(3, 0, 1, 1, 0)).toEqual([2, 1]);
  expect(nextCell(3, 1, 0, 0, 1)).toEqual([1, 2]);
  expect(nextCell(3, 0, 1, -1, 0)).toEqual([0, 1]);
  expect(nextCell(3, 2, 1, 0, 1)).toEqual([2, 1]);
});
