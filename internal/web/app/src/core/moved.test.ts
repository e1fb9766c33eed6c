import { expect, test } from "vitest";
import { movesBetween, type Circles } from "./moved";

const at = (circles: Record<string, number>, degree: Record<string, number> = {}): Circles => ({
  ids: Object.keys(circles), circle: Object.values(circles), degree: Object.keys(circles).map((id) => degree[id] ?? 1),
});

test("whoever leaves most of their circle has moved, whatever the circles are numbered", () => {
  const earlier = at({ a: 0, b: 0, c: 0, d: 1, e: 1, f: 1 }, { a: 5, e: 4 });
  const later = at({ a: 7, b: 7, c: 2, d: 2, e: 2, f: 2 }, { a: 3, e: 9 });
  expect(movesBetween(earlier, later)).toEqual([{ id: "c", from: "a", to: "e" }]);
  expect(movesBetween(earlier, at({ a: 4, b: 4, c: 4, d: 9, e: 9, f: 9 }))).toEqual([]);
});

test("of a circle that splits the smaller part has moved; of two that become one, too", () => {
  const one = at({ a: 0, b: 0, c: 0, d: 0, e: 0 });
  const two = at({ a: 0, b: 0, c: 0, d: 1, e: 1 });
  expect(movesBetween(one, two).map(({ id }) => id)).toEqual(["d", "e"]);
  expect(movesBetween(two, one).map(({ id }) => id)).toEqual(["d", "e"]);
});

test("who has no tie at one of the dates, or was not there, has come or gone and not moved", () => {
  const earlier = at({ a: 0, b: 0, c: 0, x: 1 }, { c: 0 });
  const later = at({ a: 0, b: 0, c: 1, y: 1 });
  expect(movesBetween(earlier, later)).toEqual([]);
  expect(movesBetween(at({}), at({}))).toEqual([]);
});
