import { expect, test } from "vitest";
import type { MapAnswer } from "../api/types";
import { threeSilos } from "./fixture";
import { partOf } from "./part";
import { pictureOf, type Ties } from "./picture";
import { jointOf, momentOf, revisionOf } from "./revised";

const ties = (...pairs: [number, number][]): Ties => ({
  source: Uint32Array.from(pairs, ([u]) => u), target: Uint32Array.from(pairs, ([, v]) => v), weight: Float32Array.from(pairs, () => 1),
});
/** Before, c0 was called otherwise ("old"), b0 was in A, and a1 was not there. */
function before(): MapAnswer {
  const map = threeSilos();
  return {
    ...map, silos: [map.silos[1]!, map.silos[0]!],
    actors: { id: ["a0", "b0", "old", "x"], name: ["Åbo", "Sitra", "Vanha", "Säätiö"], silo: [1, 1, 0, -1], x: [], y: [], degree: [2, 1, 1, 0] },
  };
}
const joint = jointOf({ answer: before(), ties: ties([0, 1], [1, 2]) }, { answer: threeSilos(), ties: ties([0, 3], [0, 1]) });

test("a moment is a day or a revision", () => {
  expect([revisionOf("r12"), revisionOf("r0"), revisionOf("2024-01-01"), momentOf(3)]).toEqual([12, 0, 0, "r3"]);
});

test("between two revisions: who came, who is gone, who moved to another silo, and which ties", () => {
  expect(joint.change).toEqual({ appeared: [["a0", "a1"]], gone: [["b0", "old"]], stayed: 1, came: ["a1", "a2", "b1", "c0"], left: ["old"] });
  expect(joint.moves).toEqual([{ id: "b0", from: "A", to: "B" }]);
  expect(joint.answer.actors.id).toEqual([...threeSilos().actors.id, "old"]);
  expect(joint.answer.actors.silo.at(-1)).toBe(1);
  expect([[...joint.earlier.source], [...joint.earlier.target]]).toEqual([[0, 3], [3, 7]]);
});

test("communities are numbered anew each time, so that nobody is said to have moved by their numbers", () => {
  const circles = { grouping: "communities" as const };
  expect(jointOf({ answer: { ...before(), ...circles }, ties: ties() }, { answer: { ...threeSilos(), ...circles }, ties: ties() }).moves).toEqual([]);
});

test("who is gone stands inside the silo that it had, and everybody else where they stand", () => {
  const whole = pictureOf(threeSilos());
  const part = partOf(whole, joint.answer, joint.later);
  const u = part.index.get("old")!;
  const b = whole.silos[1]!;
  expect(part.silo[u]).toBe(1);
  expect(Math.hypot(part.x[u]! - b.x, part.y[u]! - b.y)).toBeLessThan(b.r);
  expect([...part.x].slice(0, 7)).toEqual([...whole.x]);
  const lost = partOf(whole, { ...joint.answer, grouping: "plain", silos: [], silo_ties: [] }, joint.later);
  expect(lost.silo[u]).toBe(-1);
  expect(lost.y[u]).toBeGreaterThan(Math.max(...whole.y));
});
