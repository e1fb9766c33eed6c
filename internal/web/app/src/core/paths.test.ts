import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { isWay, partsOf, pathBetween, within } from "./paths";
import { pictureOf } from "./picture";

const picture = pictureOf(threeSilos()); // ties: 0–1 twice, 0–2, 4–0, 3–4, 5–5

test("around an actor are its neighbours, then theirs", () => {
  expect([...within(picture, 0, 1)].sort()).toEqual([[0, 0], [1, 1], [2, 1], [4, 1]]);
  expect(within(picture, 0, 2).get(3)).toBe(2);
});

test("a way leads step by step, or there is none", () => {
  expect(pathBetween(picture, 1, 3)).toEqual([1, 0, 4, 3]);
  expect(isWay(picture, [1, 0, 4, 3])).toBe(true);
  expect(isWay(picture, [1, 3])).toBe(false);
  expect(pathBetween(picture, 2, 2)).toEqual([2]);
  expect(pathBetween(picture, 0, 5)).toBeNull();
});

test("parts hang together, and who works with nobody is apart", () => {
  expect(partsOf(picture).parts.map((part) => part.sort())).toEqual([[0, 1, 2, 3, 4]]);
  expect(partsOf(picture).isolates).toEqual([5, 6]);
});
