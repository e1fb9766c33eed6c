import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { pathOf, trendOf } from "./trend";

test("a silo's figure is the mean of its actors that have one", () => {
  const picture = pictureOf(threeSilos());
  const lines = trendOf(picture, [Float64Array.of(1, 2, NaN, 4, 6, NaN, 9)]);
  expect(lines.map((line) => line.means[0])).toEqual([1.5, 5, NaN]);
});

test("a line breaks where there is no figure", () => {
  expect(pathOf([0, 1, NaN, 2], 2, 30, 10)).toBe("M0.0 10.0L10.0 5.0M30.0 0.0");
});
