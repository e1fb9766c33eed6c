import { expect, test } from "vitest";
import { bubblesNear } from "./bubbles";
import { along, bendsOf, bow } from "./curve";

/** Bubbles of many sizes on rings around each other, and a tie between every two. */
function crowd(n: number) {
  const silos = Array.from({ length: n }, (_, s) => {
    const [angle, reach] = [s * 2.4, 9 * Math.sqrt(s)];
    return { name: String(s), actors: 1, inside: 0, x: reach * Math.cos(angle), y: reach * Math.sin(angle), r: 1 + ((s * 7) % 5) };
  });
  const ties = silos.flatMap((_, a) => silos.slice(a + 1).map((__, i) => ({ a, b: a + 1 + i, ties: 1, weight: 1, expected: 1 })));
  return { silos, ties };
}

test("a bow takes the first bend that is hidden the least, as if every bubble were looked at", () => {
  const { silos, ties } = crowd(40);
  const found = bendsOf(silos, ties);
  const covered = (bend: number, a: number, b: number): number => {
    const line = bow(silos[a]!.x, silos[a]!.y, silos[b]!.x, silos[b]!.y, bend);
    return Array.from({ length: 15 }, (_, i) => along(line, (i + 1) / 16))
      .filter(([x, y]) => silos.some((o, s) => s !== a && s !== b && (o.x - x) ** 2 + (o.y - y) ** 2 < o.r ** 2)).length;
  };
  const bends = [0.12, -0.12, 0.24, -0.24, 0.38, -0.38];
  for (const [t, { a, b }] of ties.entries()) {
    const hidden = bends.map((bend) => covered(bend, a, b));
    expect(found[t]).toBeCloseTo(bends[hidden.indexOf(Math.min(...hidden))]!, 6);
  }
});

test("a bubble is found wherever it covers a point, the edges of the world included", () => {
  const { silos } = crowd(60);
  const near = bubblesNear(silos);
  for (const [s, { x, y, r }] of silos.entries()) {
    for (const [dx, dy] of [[0, 0], [r, 0], [-r, 0], [0, r], [0, -r], [0.7 * r, 0.7 * r]] as const) expect(near(x + dx, y + dy)).toContain(s);
  }
  expect(near(1e6, 0)).toEqual([]);
  expect(bubblesNear([])(0, 0)).toEqual([]);
});
