import { expect, test } from "vitest";
import type { MetricsAnswer } from "../api/types";
import type { Picture } from "./picture";
import { placesOf } from "./places";

test("places stand in the order of the picture; who has none, or is not in it, has none", () => {
  const picture = { size: 3, index: new Map([["a", 0], ["b", 1], ["c", 2]]) } as unknown as Picture;
  const answer = {
    scores: [{ id: "c", degree: 2, rank: 1, rank_lo: 1, rank_hi: 2 }, { id: "a", degree: 1, rank: 2, rank_lo: 1, rank_hi: 3 }, { id: "b", degree: null, rank: null, rank_lo: null, rank_hi: null }, { id: "z", rank: 4, rank_lo: 4, rank_hi: 4 }],
  } as unknown as MetricsAnswer;
  expect(placesOf(picture, answer)).toEqual([{ rank: 2, best: 1, worst: 3 }, null, { rank: 1, best: 1, worst: 2 }]);
});
