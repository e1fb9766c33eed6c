import { expect, test } from "vitest";
import type { Gap } from "../api/types";
import { isShort, isSignificant, missing, shortest } from "./gaps";

const pair = (a: number, b: number, weight: number, expected: number) => ({ a, b, ties: Math.round(weight), weight, expected });

test("short means under half of what chance gives, and chance must give at least one", () => {
  expect(isShort(pair(0, 1, 4, 8.1))).toBe(true);
  expect(isShort(pair(0, 1, 4, 8))).toBe(false);
  expect(isShort(pair(0, 1, 0, 0.9))).toBe(false);
});

test("those that miss most are drawn first", () => {
  const ties = [pair(0, 1, 1, 4), pair(0, 2, 0, 9), pair(1, 2, 5, 6), pair(1, 3, 0, 2)];
  expect(shortest(ties, 2).map((t) => [t.a, t.b])).toEqual([[0, 2], [0, 1]]);
});

test("a surplus is no gap, and an unknown q is not significant", () => {
  const gap = (observed: number, expected: number, q: number | null) => ({ observed, expected, q }) as Gap;
  expect(missing([gap(3, 14.2, 0), gap(20, 14.2, 0)])).toHaveLength(1);
  expect([0.05, 0.051, null].map((q) => isSignificant(gap(0, 1, q)))).toEqual([true, false, false]);
});
