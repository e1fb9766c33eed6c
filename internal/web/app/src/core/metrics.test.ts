import { expect, test } from "vitest";
import type { Metric } from "../api/types";
import { threeSilos } from "./fixture";
import { scoresOf, sizing } from "./metrics";
import { pictureOf } from "./picture";

const metric = (id: string, more: Partial<Metric> = {}): Metric => ({
  id, title: id, meaning: "", needs_silo: false, formula: "", conventions: {}, sources: [], params: [], columns: [{ id, title: id }], ...more,
});

test("metrics that need a silo that is not there, score nobody, or only name parts cannot size dots", () => {
  const catalog = [
    metric("degree"), metric("e-i", { needs_silo: true }), metric("density", { columns: [] }),
    metric("components", { columns: [{ id: "components", title: "", group: true }] }),
  ];
  expect(sizing(catalog, true).map((m) => m.id)).toEqual(["degree", "e-i"]);
  expect(sizing(catalog, false).map((m) => m.id)).toEqual(["degree"]);
});

test("scores are matched by id, whatever their order, and null is unknown", () => {
  const picture = pictureOf(threeSilos());
  const scores = scoresOf(picture, { run: {}, values: {}, scores: [{ id: "x", name: "", degree: 4 }, { id: "a1", name: "", degree: null }, { id: "a0", name: "", degree: 2 }, { id: "gone", name: "", degree: 9 }] }, "degree");
  expect(scores[0]).toBe(2);
  expect(scores[1]).toBeNaN();
  expect(scores[6]).toBe(4);
});
