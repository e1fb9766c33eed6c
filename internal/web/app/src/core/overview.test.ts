import { expect, test } from "vitest";
import type { Gap, GapsAnswer } from "../api/types";
import { threeSilos } from "./fixture";
import { figuresOf, nearness, pairsOf } from "./overview";
import { pictureOf } from "./picture";

const picture = pictureOf(threeSilos());
const gap = (observed: number, q: number | null): Gap => ({
  rank: 1, a: "A", b: "B", actors_a: 3, actors_b: 2, observed, expected: 4, ratio: null, z: null, p: null, q,
  observed_ties: 0, reach: { one: 0, two: 0, three: 0 }, mean_distance: null, fragility: { actors: null, at_least: false, who: [] }, should: { shared: [], role_contrast: null },
});

test("two actors with two ties are one pair, and a loop is none", () => {
  expect(pairsOf(picture)).toBe(4); // a0–a1 (twice), a0–a2, a0–b1, b0–b1; c0–c0 is a loop
});

test("the figures count the gaps and single points that the service counts, of which it may list a part", () => {
  const found: GapsAnswer = {
    run: { notices: [] }, pairs: 499500, significant: 1234, gaps: [gap(1, 0.01), gap(1, 0.2), gap(9, 0.01), gap(0, null)], largest_part: 5, clusters: [],
    isolates: [{ id: "c0", name: "" }, { id: "x", name: "" }], single_points_found: 321, single_points: [{ id: "a0", name: "", cuts_off: 1, silos: [] }],
  };
  expect(figuresOf(picture, found)).toEqual({ actors: 7, pairs: 4, together: 5 / 7, gaps: 1234, points: 321, isolates: 2 });
});

test("nearness is told only when both figures are there", () => {
  expect(nearness({ run: {}, before: { reach: 0.3 }, after: { reach: 0.4 }, bridges: [] })).toEqual({ before: 0.3, after: 0.4, bridges: 0 });
  expect(nearness({ run: {}, before: { reach: null }, after: { reach: 0.4 }, bridges: [] })).toBeNull();
  expect(nearness({ run: {}, before: { reach: 0.3 }, after: { reach: null }, bridges: [] })).toBeNull();
});
