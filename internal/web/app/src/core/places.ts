import type { MetricsAnswer } from "../api/types";
import type { Picture } from "./picture";

/** An actor's place in the ranking by a figure, and the best and the worst one in 95 of 100 networks drawn from what is recorded. */
export interface Place {
  readonly rank: number;
  readonly best: number;
  readonly worst: number;
}

/** Everybody's place in the order of the picture, found by id; null where the figure is undefined. */
export function placesOf(picture: Picture, answer: MetricsAnswer): (Place | null)[] {
  const places: (Place | null)[] = Array.from({ length: picture.size }, () => null);
  for (const row of answer.scores) {
    const u = picture.index.get(String(row["id"]));
    const { rank, rank_lo: best, rank_hi: worst } = row;
    if (u !== undefined && typeof rank === "number" && typeof best === "number" && typeof worst === "number") places[u] = { rank, best, worst };
  }
  return places;
}
