import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { sizesOf } from "./sizes";

const picture = pictureOf(threeSilos());

test("area grows in step with the score", () => {
  const { radius, small, large } = sizesOf(picture, Float64Array.of(0, 1, 2, 3, 4, 4, 4));
  const area = [...radius].map((r) => r * r);
  expect(radius[0]).toBeCloseTo(small);
  expect(radius[4]).toBeCloseTo(large);
  expect(area[1]! - area[0]!).toBeCloseTo(area[2]! - area[1]!);
});

test("an unknown score is drawn smallest and does not disturb the others", () => {
  const { radius, small, low, high } = sizesOf(picture, Float64Array.of(NaN, 1, 2, 3, 4, 4, 4));
  expect(radius[0]).toBeCloseTo(small);
  expect([low, high]).toEqual([1, 4]);
});

test("equal scores give equal dots, and no scores at all give dots too", () => {
  expect(new Set(sizesOf(picture, new Float64Array(7).fill(2)).radius).size).toBe(1);
  const none = sizesOf(picture, new Float64Array(7).fill(NaN));
  expect(none.radius.every((r) => r > 0)).toBe(true);
  expect(none.low).toBeNaN();
});
