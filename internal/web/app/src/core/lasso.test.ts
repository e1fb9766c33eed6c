import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { caught, encloses, thinned, type Lasso } from "./lasso";
import { pictureOf } from "./picture";
import { sceneOf } from "./scene";
import { sizesOf } from "./sizes";

const square: Lasso = [[0, 0], [10, 0], [10, 10], [0, 10]];

test("a point is inside or outside, also of a line with a dent, whichever way round it goes", () => {
  const dented: Lasso = [[0, 0], [10, 0], [10, 10], [5, 3], [0, 10]];
  for (const lasso of [square, [...square].reverse()]) {
    expect(encloses(lasso, 5, 5)).toBe(true);
    expect(encloses(lasso, -1, 5)).toBe(false);
    expect(encloses(lasso, 11, 5)).toBe(false);
    expect(encloses(lasso, 5, 11)).toBe(false);
  }
  for (const lasso of [dented, [...dented].reverse()]) {
    expect(encloses(lasso, 5, 5)).toBe(false);
    expect(encloses(lasso, 1, 5)).toBe(true);
    expect(encloses(lasso, 9, 5)).toBe(true);
  }
});

test("a ray through corners is not counted twice, and a line that is none holds nothing", () => {
  const diamond: Lasso = [[0, -5], [5, 0], [0, 5], [-5, 0]];
  expect(encloses(diamond, 0, 0)).toBe(true);
  expect(encloses(diamond, -9, 0)).toBe(false);
  expect(encloses(diamond, -9, 5)).toBe(false);
  expect(encloses([], 0, 0)).toBe(false);
  expect(encloses([[0, 0], [10, 0]], 5, 0)).toBe(false);
});

const picture = pictureOf(threeSilos());
const scene = (open: number[], extras = {}) => sceneOf(picture, sizesOf(picture, picture.degree), new Set(open), extras);
const around = (x: number, y: number, r: number): Lasso => [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
const who = (found: number[]): string[] => found.map((u) => picture.ids[u]!);

test("of an open silo those are caught who lie inside, of a closed one all when its middle does", () => {
  expect(who(caught(scene([0]), around(-3, 0, 1), null))).toEqual(["a0"]);
  expect(who(caught(scene([]), around(-3, 0, 1), null))).toEqual([]);
  expect(who(caught(scene([]), around(0, 0, 1), null))).toEqual(["a0", "a1", "a2"]);
  expect(who(caught(scene([0]), around(20, 30, 100), null))).toEqual(["a0", "a1", "a2", "b0", "b1", "c0", "x"]);
});

test("who is left out of the picture is not caught", () => {
  const hidden = Uint8Array.from([0, 1, 0, 0, 0, 0, 0]);
  expect(who(caught(scene([], { hidden }), around(0, 0, 5), hidden))).toEqual(["a0", "a2"]);
  expect(who(caught(scene([0], { hidden }), around(0, 0, 5), hidden))).toEqual(["a0", "a2"]);
  expect(who(caught(scene([], { only: new Set([1]) }), around(20, 20, 100), null))).toEqual(["b0", "b1"]);
  expect(caught(scene([0]), [[0, 0]], null)).toEqual([]);
});

test("points close to the one before tell nothing", () => {
  expect(thinned([[0, 0], [1, 0], [2, 0], [5, 0], [5, 1]], 3)).toEqual([[0, 0], [5, 0]]);
  expect(thinned([], 3)).toEqual([]);
});
