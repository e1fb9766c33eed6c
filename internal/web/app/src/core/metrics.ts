import type { Metric, MetricsAnswer } from "../api/types";
import type { Picture } from "./picture";

/** The metrics that can size actors: those with an amount for each. */
export function sizing(catalog: readonly Metric[], hasSilo: boolean): Metric[] {
  return catalog.filter(
    (metric) =>
      // The number of a group is a name, not an amount: the second community is not twice the first.
      metric.columns.some((column) => column.id === metric.id && !column.group) &&
      (!metric.needs_silo || hasSilo),
  );
}

/** A metric's scores in the order of the picture, found by id; NaN where the service gives none. */
export function scoresOf(picture: Picture, answer: MetricsAnswer, metric: string): Float64Array {
  const scores = new Float64Array(picture.size).fill(NaN);
  for (const row of answer.scores) {
    const u = picture.index.get(String(row["id"]));
    const score = row[metric];
    if (u !== undefined && typeof score === "number") scores[u] = score;
  }
  return scores;
}
