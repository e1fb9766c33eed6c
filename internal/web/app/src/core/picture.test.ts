import { expect, test } from "vitest";
import { extent, neighbours, pairKey, pictureOf, siloCount, withPair } from "./picture";
import { threeSilos } from "./fixture";

test("neighbours are counted once each, and a loop is nobody's neighbour", () => {
  const picture = pictureOf(threeSilos());
  expect([...neighbours(picture, 0)].sort()).toEqual([1, 2, 4]);
  expect([...neighbours(picture, 5)]).toEqual([]);
});

test("every tie is found from both of its ends", () => {
  const picture = pictureOf(threeSilos());
  for (let u = 0; u < picture.size; u++) for (const v of neighbours(picture, u)) expect(neighbours(picture, v).has(u)).toBe(true);
});

test("the extent holds bubbles and actors without a silo", () => {
  expect(extent(pictureOf(threeSilos()))).toEqual({ left: -10, top: -10, right: 50, bottom: 60 });
});

test("the tie between two silos is added where it is not told, and only there", () => {
  const told = pictureOf({ ...threeSilos(), silo_ties: threeSilos().silo_ties.slice(0, 1) });
  const between = { ties: 2, weight: 2, expected: 5 };
  const more = withPair(told, "C", "B", between);
  expect(more.siloTies).toEqual([...told.siloTies, { a: 1, b: 2, ...between }]);
  expect(more.pairs.get(pairKey(2, 1))).toBe(1);
  expect([more.bends.length, more.pairsInAll, more.places === told.places]).toEqual([2, 3, true]);
  for (const [a, b] of [["A", "B"], ["B", "A"], ["A", "elsewhere"]] as const) expect(withPair(told, a, b, between)).toBe(told);
});

test("those who are in no silo are no silo", () => {
  const answer = threeSilos();
  expect(siloCount(pictureOf(answer))).toBe(3);
  expect(siloCount(pictureOf({ ...answer, silos: [...answer.silos, { ...answer.silos[0]!, name: "" }] }))).toBe(3);
});

test("an empty network still has a box to look at", () => {
  const empty = pictureOf({
    silo: "", grouping: "plain", choices: [], silos: [], pairs: 0, silo_ties: [],
    actors: { id: [], name: [], silo: [], x: [], y: [], degree: [] }, ties: { source: [], target: [], weight: [] },
  });
  expect(extent(empty)).toEqual({ left: -1, top: -1, right: 1, bottom: 1 });
});
