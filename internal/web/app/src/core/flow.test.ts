import { expect, test } from "vitest";
import { flow } from "./flow";

test("blocks stand side by side until the row is full", () => {
  const { places, height } = flow([{ width: 40, height: 10 }, { width: 40, height: 20 }, { width: 30, height: 10 }], 100, 10);
  expect(places).toEqual([[0, 0], [50, 0], [0, 25]]);
  expect(height).toBe(35);
});

test("a block wider than the page stands alone, and no blocks need no room", () => {
  expect(flow([{ width: 200, height: 10 }, { width: 10, height: 10 }], 100, 10).places).toEqual([[0, 0], [0, 15]]);
  expect(flow([], 100, 10).height).toBe(0);
});
