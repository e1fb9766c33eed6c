import { expect, test } from "vitest";
import { colouredAs, hueOf, shapeOf } from "./palette";

test("36 silos look different from one another, by hue or by shape", () => {
  expect(new Set(Array.from({ length: 36 }, (_, s) => `${hueOf(s)} ${shapeOf(s)}`)).size).toBe(36);
});

test("actors without a silo have no silo's hue", () => {
  expect(hueOf(-1)).toBe(-1);
  expect(shapeOf(-1)).toBe("circle");
  expect([0, 1, -1].map((s) => colouredAs([{ name: "A" }, { name: "" }], s))).toEqual([0, -1, -1]);
});
