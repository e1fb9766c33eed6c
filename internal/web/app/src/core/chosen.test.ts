import { expect, test } from "vitest";
import { allBut, carried, choose, flip, guests, together } from "./chosen";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";

const picture = pictureOf(threeSilos());

test("actors are chosen instead of others, beside them, or let go of", () => {
  expect(choose(["a", "b"], ["c", "c"], "instead")).toEqual(["c"]);
  expect(choose(["a", "b"], ["b", "c"], "more")).toEqual(["a", "b", "c"]);
  expect(choose(["a", "b"], ["b", "c"], "less")).toEqual(["a"]);
  expect(flip(["a"], ["a", "b"])).toEqual(["a", "b"]);
  expect(flip(["a", "b", "c"], ["a", "b"])).toEqual(["c"]);
});

test("ties among those chosen and to others are counted once, however often they are listed, and loops not at all", () => {
  const t = together(picture, ["a0", "a1", "b0", "c0", "nobody"]);
  expect(t.actors.map((u) => picture.ids[u])).toEqual(["a0", "a1", "b0", "c0"]);
  expect(t.inside).toBe(1); // a0–a1, listed twice
  expect(t.crossing).toBe(0);
  expect(t.outside).toBe(3); // a0–a2, a0–b1, b0–b1
  expect(t.others).toBe(2); // a2, b1
  expect(t.silos).toEqual([{ silo: 0, actors: 2 }, { silo: 1, actors: 1 }, { silo: 2, actors: 1 }]);
  expect(t.strangers).toBe(5); // six pairs, one tied
  expect(t.across).toBe(5); // a0 and a1 are of one silo and tied
});

test("nobody chosen has no figures", () => {
  expect(together(picture, [])).toEqual({ actors: [], inside: 0, crossing: 0, outside: 0, others: 0, silos: [], strangers: 0, across: 0 });
});

test("guests come with whom they know, who would meet the most first, and the counts add up", () => {
  const all = together(picture, picture.ids);
  const list = guests(picture, all);
  expect(list.map(({ u, knows, meets, across }) => [picture.ids[u], knows, meets, across])).toEqual([
    ["c0", 0, 6, 6], ["x", 0, 6, 6], ["b0", 1, 5, 5], ["a1", 1, 5, 4], ["a2", 1, 5, 4], ["b1", 2, 4, 4], ["a0", 3, 3, 3],
  ]);
  expect(list.reduce((sum, g) => sum + g.meets, 0)).toBe(2 * all.strangers);
  expect(list.reduce((sum, g) => sum + g.across, 0)).toBe(2 * all.across);
  expect(list.reduce((sum, g) => sum + g.knows, 0)).toBe(2 * all.inside);
  expect(all.crossing).toBe(1); // a0–b1
});

test("an address carries those chosen unless they are too many for it", () => {
  expect(carried(["a", "b"])).toEqual(["a", "b"]);
  expect(carried(Array.from({ length: 1000 }, (_, i) => `actor-${i}`))).toEqual([]);
});

test("everybody but those chosen is left out", () => {
  expect([...allBut(picture, new Set(["a1", "x", "nobody"]))]).toEqual([1, 0, 1, 1, 1, 1, 0]);
});
