import { expect, test } from "vitest";
import { bySilo, changeOf, unionOf } from "./change";
import { threeSilos } from "./fixture";
import { marksOf, marksOfChange } from "./marks";
import { pictureOf, type Ties } from "./picture";

const ties = (...pairs: [number, number][]): Ties => ({
  source: Uint32Array.from(pairs, ([u]) => u), target: Uint32Array.from(pairs, ([, v]) => v), weight: Float32Array.from(pairs, () => 1),
});
const picture = pictureOf(threeSilos());
const at = (t: Ties) => ({ ids: picture.ids, ties: t });
const [earlier, later] = [ties([0, 1], [0, 2], [5, 5]), ties([1, 0], [0, 4], [3, 4])];
const change = changeOf(at(earlier), at(later));

test("ties are the same whichever end comes first; a loop is no tie", () => {
  expect(change.appeared).toEqual([["a0", "b1"], ["b0", "b1"]]);
  expect(change.gone).toEqual([["a0", "a2"]]);
  expect(change.stayed).toBe(1);
});

test("an actor comes with its first tie and goes with its last", () => {
  expect([change.came, change.left]).toEqual([["b0", "b1"], ["a2"]]);
});

test("the change is told by silos, the most changed first", () => {
  expect(bySilo(picture, change)).toEqual([
    { a: 0, b: 0, appeared: 0, gone: 1 }, { a: 0, b: 1, appeared: 1, gone: 0 }, { a: 1, b: 1, appeared: 1, gone: 0 },
  ]);
});

test("the union has each tie once", () => {
  const both = unionOf(ties([0, 1], [0, 2]), ties([0, 2], [3, 4]), 7);
  expect([[...both.source], [...both.target]]).toEqual([[0, 0, 3], [1, 2, 4]]);
});

test("marks point at places of the picture, and leave out whom it does not have", () => {
  const marks = marksOfChange(picture, { ...change, left: [...change.left, "nobody"] });
  expect(marks.added).toEqual([[0, 4], [3, 4]]);
  expect([[...marks.came], [...marks.left]]).toEqual([[3, 4], [2]]);
  expect([...marksOfChange(picture, change, ["b0", "nobody"]).moved]).toEqual([3]);
  expect(marksOf(picture, [])).toBeNull();
  expect(marksOf(picture, [{ kind: "add-tie", a: "a0", b: "c0" }, { kind: "remove-actor", id: "x" }, { kind: "remove-tie", a: "a0", b: "nobody" }]))
    .toEqual({ added: [[0, 5]], gone: [], came: new Set(), left: new Set([6]), moved: new Set(), fresh: [] });
  const ended = { kind: "remove-activity", id: "p", title: "", actors: 3 } as const;
  // What an ended activity takes along is marked like a removed tie, each once, and nobody who is not on the map.
  expect(marksOf(picture, [ended, { kind: "remove-tie", a: "a0", b: "c0" }], [["c0", "a0"], ["a0", "b0"], ["a0", "nobody"]])!.gone.map((pair) => pair.map((u) => picture.ids[u])))
    .toEqual([["a0", "c0"], ["a0", "b0"]]);
  const invented = marksOf(picture, [
    { kind: "add-actor", id: "new-1", name: "N", dimension: "sector", silo: "B" }, { kind: "add-actor", id: "new-2", name: "M", dimension: "sector", silo: "" },
    { kind: "add-tie", a: "new-1", b: "a0" }, { kind: "add-tie", a: "new-2", b: "new-1" },
  ])!;
  expect(invented.fresh.map(({ name, ties, others }) => [name, ties, others])).toEqual([["N", [0], [1]], ["M", [], []]]);
  expect(Math.hypot(invented.fresh[0]!.x - 40, invented.fresh[0]!.y)).toBeLessThan(10); // inside its silo
});
