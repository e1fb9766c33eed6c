import { expect, test } from "vitest";
import type { Bridge } from "../api/types";
import { askable, betweenOf, connectorsOf, joining } from "./connect";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";

test("those who work across are found on both sides, the busiest first", () => {
  const answer = threeSilos();
  answer.ties = { source: [0, 0, 1, 4, 3], target: [3, 4, 4, 0, 3], weight: [1, 1, 1, 1, 1] };
  // a0 works with b0 and b1, a1 with b1; the tie b1–a0 is a0–b1 again, and b0's loop joins nobody.
  expect(connectorsOf(pictureOf(answer), 0, 1)).toEqual([{ u: 0, contacts: 2 }, { u: 4, contacts: 2 }, { u: 1, contacts: 1 }, { u: 3, contacts: 1 }]);
});

test("go-betweens are elsewhere and work with both; one with contacts on one side only is none", () => {
  const answer = threeSilos();
  answer.ties = { source: [5, 5, 5, 6, 6], target: [0, 1, 3, 0, 1], weight: [1, 1, 1, 1, 1] };
  expect(betweenOf(pictureOf(answer), 0, 1)).toEqual([{ u: 5, contacts: 1 }]);
});

test("silos whose names hold a comma, or have none, cannot be asked about alone", () => {
  expect([askable("A", "B"), askable("Arts, culture", "B"), askable("", "B")]).toEqual([true, false, false]);
});

test("a plan's bridges between two silos are found in either direction", () => {
  const bridge = (source: string, target: string): Bridge => ({
    rank: 1, kind: "tie", source, target, source_name: "", target_name: "", gain: null, plausibility: null, value: null, stability: null, reason: { en: "", fi: "", sv: "" },
    facts: { silo_source: source, silo_target: target },
  });
  const plan = [bridge("A", "B"), bridge("B", "C"), bridge("B", "A")];
  expect(joining(plan, "A", "B")).toEqual([plan[0], plan[2]]);
});
