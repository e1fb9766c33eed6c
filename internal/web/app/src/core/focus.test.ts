import { expect, test } from "vitest";
import type { Bridge } from "../api/types";
import { threeSilos } from "./fixture";
import { focusOf, mustOpen, nothing } from "./focus";
import { pictureOf } from "./picture";

const picture = pictureOf(threeSilos());
const none = { clusters: [], proposed: [], steps: 1 };
const clusters = [{ actors: 2, who: [{ id: "b1", name: "" }, { id: "c0", name: "" }], silos: [{ name: "B", actors: 1 }, { name: "C", actors: 1 }] }];

test("an actor keeps its neighbours bright, and the silos that they are in", () => {
  const focus = focusOf(picture, { kind: "actor", id: "a0" }, none);
  expect([...focus!.actors!].sort()).toEqual([0, 1, 2, 4]);
  expect([...focus!.silos]).toEqual(expect.arrayContaining([0, 1]));
  expect(focus!.centre).toBe(0);
});

test("only the actor's own silo has to open; a gap opens its two silos; a bridge opens both ends; a cluster all of its silos", () => {
  expect(mustOpen(picture, { kind: "actor", id: "a0" }, none)).toEqual([0]);
  expect(mustOpen(picture, { kind: "gap", a: "A", b: "C" }, none)).toEqual([0, 2]);
  expect(mustOpen(picture, { kind: "bridge", source: "a0", target: "c0" }, none)).toEqual([0, 2]);
  expect(mustOpen(picture, { kind: "cluster", at: 0 }, { ...none, clusters })).toEqual([1, 2]);
  expect(mustOpen(picture, { kind: "actor", id: "x" }, none)).toEqual([]);
});

test("what is not in this network is no focus", () => {
  expect(focusOf(picture, nothing, none)).toBeNull();
  expect(focusOf(picture, { kind: "actor", id: "gone" }, none)).toBeNull();
  expect(focusOf(picture, { kind: "gap", a: "A", b: "gone" }, none)).toBeNull();
  expect(focusOf(picture, { kind: "bridge", source: "a0", target: "gone" }, none)).toBeNull();
  expect(focusOf(picture, { kind: "cluster", at: 7 }, { ...none, clusters })).toBeNull();
});

test("a gap keeps those bright who connect its silos today, and the ends of the bridges proposed across it", () => {
  const proposed = [{ source: "a2", target: "b0" }, { source: "a1", target: "gone" }] as unknown as Bridge[];
  const focus = focusOf(picture, { kind: "gap", a: "A", b: "B" }, { clusters: [], proposed, steps: 1 })!;
  expect([...focus.actors!].sort()).toEqual([0, 2, 3, 4]); // a0 and b1 share a tie today
  expect(focus.bridges).toEqual([[2, 3]]);
  const one = focusOf(picture, { kind: "gap", a: "A", b: "B", tie: ["a2", "b0"] }, { clusters: [], proposed, steps: 1 })!;
  expect([...one.actors!]).toEqual([2, 3]);
  expect(one.pair).toEqual([0, 1]);
});
