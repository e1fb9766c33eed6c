import { expect, test } from "vitest";
import { boxOf } from "./box";
import { focusOf } from "./focus";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";

const picture = pictureOf(threeSilos());
const look = (selection: Parameters<typeof focusOf>[1]) => boxOf(picture, focusOf(picture, selection, { clusters: [], proposed: [], steps: 1 }));

test("a gap is looked at with both of its silos", () => {
  expect(look({ kind: "gap", a: "A", b: "B" })).toEqual({ left: -10, top: -10, right: 50, bottom: 10 });
});

test("an actor is looked at with its silo around it, one without a silo with some room around it", () => {
  expect(look({ kind: "actor", id: "b0" })).toEqual({ left: 30, top: -10, right: 50, bottom: 10 });
  expect(look({ kind: "actor", id: "x" })).toEqual({ left: 45, top: 55, right: 55, bottom: 65 });
});

test("nothing selected, nowhere to look", () => expect(look({ kind: "none" })).toBeNull());
