import { expect, test } from "vitest";
import { gridOf, nearest } from "./grid";

test("finds what a look at every point finds", () => {
  let state = 7;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const n = 500;
  const x = Float32Array.from({ length: n }, () => random() * 200 - 100);
  const y = Float32Array.from({ length: n }, () => random() * 200 - 100);
  const grid = gridOf(Uint32Array.from({ length: n }, (_, i) => i), x, y, 6);
  let hits = 0;
  for (let probe = 0; probe < 300; probe++) {
    const [px, py] = [random() * 220 - 110, random() * 220 - 110];
    let want = -1;
    let best = 36;
    for (let u = 0; u < n; u++) {
      const d = (x[u]! - px) ** 2 + (y[u]! - py) ** 2;
      if (d <= best) [best, want] = [d, u];
    }
    expect(nearest(grid, px, py, 6)).toBe(want);
    if (want >= 0) hits++;
  }
  expect(hits).toBeGreaterThan(50);
});

test("points that were not indexed are not found", () => {
  const grid = gridOf(Uint32Array.of(1), Float32Array.of(0, 9), Float32Array.of(0, 9), 4);
  expect(nearest(grid, 0, 0, 4)).toBe(-1);
  expect(nearest(grid, 9, 9, 4)).toBe(1);
});
