import type { Picture } from "./picture";

/** The mean of a figure in one silo at each date; NaN where nobody in it has the figure. */
export interface Line {
  readonly silo: number;
  readonly means: readonly number[];
}

/** Means of actors' scores by silo, one list of scores for each date, in the order of the picture. */
export function trendOf(picture: Picture, scores: readonly Float64Array[]): Line[] {
  return picture.silos.map((_, silo) => ({
    silo,
    means: scores.map((at) => {
      let [sum, n] = [0, 0];
      for (let u = 0; u < picture.size; u++) {
        if (picture.silo[u] !== silo || Number.isNaN(at[u]!)) continue;
        sum += at[u]!;
        n++;
      }
      return n > 0 ? sum / n : NaN;
    }),
  }));
}

/** Points of a line in a box, broken where there is no figure: what an SVG path is made of. */
export function pathOf(means: readonly number[], high: number, width: number, height: number): string {
  const step = width / Math.max(means.length - 1, 1);
  let pen = "M";
  return means.map((mean, i) => {
    if (Number.isNaN(mean)) {
      pen = "M";
      return "";
    }
    const point = `${pen}${(i * step).toFixed(1)} ${(height - (mean / Math.max(high, 1e-9)) * height).toFixed(1)}`;
    pen = "L";
    return point;
  }).join("");
}
